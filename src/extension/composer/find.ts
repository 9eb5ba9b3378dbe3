/** Finds recipient fields as they appear, and says to which composer of which webmail they belong. */
import { type FieldName, fieldNames } from '../messages.ts';
import type { Site } from '../sites/site.ts';
import { watchAnimation } from './watch-style.ts';

export interface FoundField {
  readonly site: Site;
  /** Around all parts of the composer. */
  readonly root: Element;
  readonly field: FieldName;
  readonly input: HTMLElement;
}

/**
 * Reports every recipient field once: those that stand in the document already, then each new one when it is first shown.
 * Needs the style sheet of watch-style.ts in the page.
 */
export function findFields(
  document: Document,
  sites: readonly Site[],
  report: (found: FoundField) => void,
  signal: AbortSignal,
): void {
  const seen = new WeakSet<Element>();
  const consider = (element: EventTarget | null | undefined): void => {
    if (!(element instanceof HTMLElement) || seen.has(element)) return;
    const found = fieldOf(element, sites);
    if (found === undefined) return;
    seen.add(element);
    report(found);
  };
  document.addEventListener(
    'animationstart',
    (event) => {
      if (event.animationName === watchAnimation) consider(event.composedPath()[0]);
    },
    { capture: true, signal },
  );
  for (const site of sites) {
    for (const { input } of Object.values(site.fields)) {
      for (const element of document.querySelectorAll(input.css)) consider(element);
    }
  }
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
