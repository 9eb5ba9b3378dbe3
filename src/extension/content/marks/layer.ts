/** An element of ours in the top layer: the page can neither read nor cover it, and keeps its layout. */
import { dress } from '../dress.ts';
import { ours } from '../takeover.ts';
import { element } from './element.ts';

export interface Layer {
  readonly host: HTMLElement;
  readonly shadow: ShadowRoot;
  /** Before the others of ours. */
  raise(): void;
}

/** @param mode `open` only where a test has to look into it */
export function topLayer(document: Document, css: string, mode: ShadowRootMode, signal: AbortSignal): Layer {
  const host = element(document, 'div', { popover: 'manual', [ours]: '' });
  host.style.cssText =
    'all:initial!important;position:fixed!important;display:block!important;inset:auto;margin:0!important;overflow:visible!important;pointer-events:none!important';
  const shadow = host.attachShadow({ mode });
  dress(shadow, document, css);
  document.documentElement.append(host);
  host.showPopover();
  // What happens in it is no business of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown'] as const)
    shadow.addEventListener(type, (event) => event.stopPropagation(), { signal });
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return {
    host,
    shadow,
    raise() {
      const { activeElement } = shadow;
      host.hidePopover();
      host.showPopover();
      // Hidden for a moment, it lost the focus.
      if (activeElement instanceof HTMLElement) activeElement.focus();
    },
  };
}

/** Light text stands on a dark ground: told by the field itself, for a page need not follow the system. */
export function isDark(field: HTMLElement): boolean {
  const [r = 0, g = 0, b = 0] = (getComputedStyle(field).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140;
}
