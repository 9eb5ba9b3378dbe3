/**
 * Holds Send. On window and in the capturing phase, from the beginning of the document, so that these listeners come before the page's own;
 * and what they decide, they decide at once.
 *
 * What can't be held: a page that sends by itself, without any of its controls being used.
 */
import type { KeyCombination } from '../../sites/site.ts';
import type { Composer } from '../composers.ts';

export interface Held {
  readonly composer: Composer;
  /** The webmail's own control; absent for a shortcut or a form. */
  readonly control?: HTMLElement;
}

/**
 * @param composers those that are open
 * @param mayPass whether this composer's message may leave
 * @param onHeld called once for each attempt
 */
export function listenForSend(
  window: Window,
  composers: () => Iterable<Composer>,
  mayPass: (composer: Composer) => boolean,
  onHeld: (held: Held) => void,
  signal: AbortSignal,
): void {
  const at = { capture: true, signal } as const;
  /** The control on which a gesture began that is held. */
  let holding: HTMLElement | undefined;

  const stop = (event: Event): void => {
    // A touch without its default would end in no click, and then nobody would be told.
    if (!event.type.startsWith('touch')) event.preventDefault();
    event.stopImmediatePropagation();
  };

  for (const type of [
    'pointerdown',
    'touchstart',
    'mousedown',
    'pointerup',
    'touchend',
    'mouseup',
    'click',
  ]) {
    window.addEventListener(
      type,
      (event) => {
        const begins = type === 'pointerdown' || type === 'touchstart';
        if (begins) holding = undefined;
        const found = sendControlOf(event, composers());
        if (found === undefined) return;
        // A page's own call of click() has no beginning.
        if (holding !== found.control && mayPass(found.composer)) return;
        stop(event);
        holding = found.control;
        if (type !== 'click') return;
        // The gesture is over: the panel takes nothing of it away.
        holding = undefined;
        onHeld(found);
      },
      { ...at, passive: false },
    );
  }
  window.addEventListener(
    'keydown',
    (event) => {
      const found = keyOf(event, composers());
      if (found === undefined || mayPass(found.composer)) return;
      stop(event);
      onHeld(found);
    },
    at,
  );
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.composedPath()[0];
      if (!(form instanceof HTMLFormElement)) return;
      for (const composer of composers()) {
        if (!form.contains(composer.root) && composer.root !== form) continue;
        if (isOtherButton(event.submitter, composer) || mayPass(composer)) continue;
        stop(event);
        onHeld({ composer });
      }
    },
    at,
  );
}

/** Saves the draft, or adds a file: where a site file names every Send, nothing else of the form sends. */
function isOtherButton(submitter: HTMLElement | null, { site, root, finding }: Composer): boolean {
  if (submitter === null || finding !== undefined || root.querySelector(site.send.css) === null) return false;
  return !submitter.matches(site.send.css);
}

interface Found extends Held {
  readonly control: HTMLElement;
}

function sendControlOf(event: Event, composers: Iterable<Composer>): Found | undefined {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return undefined;
  for (const composer of composers) {
    const control = target.closest(composer.site.send.css);
    if (control instanceof HTMLElement && composer.root.contains(control)) return { composer, control };
  }
  return undefined;
}

/** Enter and the space bar on the control, and the webmail's own shortcuts anywhere in its composer. */
function keyOf(event: KeyboardEvent, composers: Iterable<Composer>): Held | undefined {
  if (event.key === 'Enter' || event.key === ' ') {
    const found = sendControlOf(event, composers);
    if (found) return found;
  }
  const target = event.composedPath()[0];
  for (const composer of composers) {
    const inside = target instanceof Node && composer.root.contains(target);
    if (inside && composer.site.sendKeys?.keys.some((keys) => isPressed(keys, event))) return { composer };
  }
  return undefined;
}

function isPressed(keys: KeyCombination, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  return (
    event.key.toLowerCase() === parts.at(-1)?.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}
