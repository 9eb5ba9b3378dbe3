/**
 * Finds recipient fields as they appear, and says to which composer of which webmail they belong. Never searches what it has seen: the
 * style sheet of watch-style.ts makes the browser tell of each field that begins to be shown.
 */
import { type FieldName, type Finding, fieldNames } from '../messages.ts';
import type { Site } from '../sites/site.ts';
import { watchAnimation, watchedSelector, watchStyle } from './watch-style.ts';

export interface FoundField {
  readonly site: Site;
  /** Around all parts of the composer. */
  readonly root: Element;
  readonly field: FieldName;
  readonly input: HTMLElement;
  /** Where no site file describes it. */
  readonly finding?: Finding;
}

/**
 * Reports every recipient field once: those that stand in the document already, then each new one when it is first shown. One in an open
 * shadow root, which no style sheet of a document reaches, at the latest when something in that root is pressed or takes the focus.
 * Needs the style sheet of watch-style.ts in the document.
 * @param known what was reported already; who takes one out will hear of it again
 */
export function findFields(
  document: Document,
  sites: readonly Site[],
  report: (found: FoundField) => void,
  { known, signal }: { readonly known: WeakSet<Node>; readonly signal: AbortSignal },
): void {
  const everyInput = watchedSelector(sites);
  const consider = (element: EventTarget | null | undefined): void => {
    if (!(element instanceof HTMLElement) || known.has(element)) return;
    const found = fieldOf(element, sites);
    if (found === undefined) return;
    known.add(element);
    report(found);
  };
  const at = { capture: true, signal } as const;
  /** Hears of each that begins to be shown; an animation's events stay within their tree. Those that stand there already are looked for once. */
  const watch = (tree: Document | ShadowRoot): void => {
    tree.addEventListener(
      'animationstart',
      (event) => {
        if ((event as AnimationEvent).animationName === watchAnimation) consider(event.target);
      },
      at,
    );
    for (const element of tree.querySelectorAll(everyInput)) consider(element);
  };
  /** Shadow roots in which something happens are watched from then on, as the document is. */
  const enter = (event: Event): void => {
    const path = event.composedPath();
    if (path[0] instanceof Node && path[0].getRootNode() === document) return;
    for (const root of path) {
      if (!(root instanceof ShadowRoot) || known.has(root)) continue;
      known.add(root);
      addSheet(root, sites, signal);
      watch(root);
    }
    consider(path[0]);
  };
  document.addEventListener('focusin', enter, at);
  document.addEventListener('pointerdown', enter, at);
  watch(document);
}

/** Which field of which webmail an element is. */
export function fieldOf(element: HTMLElement, sites: readonly Site[]): FoundField | undefined {
  for (const site of sites) {
    for (const field of fieldNames) {
      const css = site.fields[field]?.input.css;
      if (css === undefined || !element.matches(css)) continue;
      const root = element.closest(site.composer.css);
      if (root !== null) return { site, root, field, input: element };
    }
  }
  return undefined;
}

function addSheet(root: ShadowRoot, sites: readonly Site[], signal: AbortSignal): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(watchStyle(sites));
    root.adoptedStyleSheets.push(sheet);
    signal.addEventListener(
      'abort',
      () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
      },
      { once: true },
    );
  } catch {
    // Firefox before 153 keeps constructed sheets apart from content scripts (bug 1751346): a later field is found by its focus.
  }
}
