/** The third stage of the content script, only where no site file knows a field: finds a composer by what its page says of itself, and lets the person point. */
import { type Around, composerAround, composerPointed } from '../composer/elsewhere/around.ts';
import { type FoundSite, fieldFor, siteOf } from '../composer/elsewhere/site.ts';
import { fieldNames } from '../messages.ts';
import { type Elsewhere, enterThird } from './handover.ts';
import { pointAtField } from './point.ts';

/** A composer that was found, as long as it stands. */
interface Kept {
  readonly root: Element;
  readonly site: FoundSite;
}

const keptBy = new WeakMap<HTMLElement, Kept>();

enterThird({ look, point: pointAtField });

function look(at: HTMLElement, elsewhere: Elsewhere): boolean {
  const pointed = fieldNames.flatMap((field) => {
    const css = elsewhere.pointed[field];
    const input = css === undefined ? undefined : firstOf(at, css);
    return css === undefined || input === undefined ? [] : [composerPointed(input, field, css)];
  });
  const found = pointed.length > 0 ? pointed : [composerAround(at)].filter((one) => one !== undefined);
  for (const around of found) take(around, elsewhere);
  return found.length > 0;
}

/** The field that is described so: the one to which the person came, or the first. */
function firstOf(at: HTMLElement, css: string): HTMLElement | undefined {
  try {
    if (at.matches(css)) return at;
    const first = (at.getRootNode() as Document | ShadowRoot).querySelector(css);
    return first instanceof HTMLElement ? first : undefined;
  } catch {
    // No selector: what was stored is not ours.
    return undefined;
  }
}

/** Reports its fields: all of a new one, and what has come to one that is known. */
function take(around: Around, elsewhere: Elsewhere): void {
  const inputs = [...around.fields.values()];
  const kept = inputs.map((input) => keptBy.get(input)).find((one) => one?.root.isConnected);
  const { root, site } = kept ?? { root: around.root, site: siteOf(around) };
  for (const [field, input] of around.fields) {
    if (elsewhere.isOpen(input)) continue;
    const again = new AbortController();
    const signal = AbortSignal.any([elsewhere.signal, again.signal]);
    keptBy.set(input, { root, site });
    site.fields = { ...site.fields, [field]: fieldFor(input, root) };
    const report = (): void => elsewhere.report({ site, root, field, input, finding: around.finding });
    report();
    if (site.fields[field]?.kind === 'text')
      watchForChips(input, root, signal, () => {
        const now = fieldFor(input, root);
        if (now.kind === 'text') return;
        again.abort();
        site.fields = { ...site.fields, [field]: now };
        report();
      });
  }
}

/** How far from the input a chip may come, in levels of the tree; as in composer/elsewhere/site.ts. */
const levels = 4;

/** Hears of what comes beside the input, and of nothing else that the page does. */
function watchForChips(input: HTMLElement, root: Element, signal: AbortSignal, onChange: () => void): void {
  const changes = new MutationObserver(onChange);
  signal.addEventListener('abort', () => changes.disconnect(), { once: true });
  for (let at = input.parentElement, level = 0; at !== null && at !== root && level < levels; level++) {
    changes.observe(at, { childList: true });
    at = at.parentElement;
  }
}
