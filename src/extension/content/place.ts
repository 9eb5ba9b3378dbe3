/** Keeps an element of ours, in the top layer, over a field of the page. Moves nothing of the page. */

/** Follows the field until the signal ends. Returns how to place it anew. `placed` hears where the field is now, while it is shown. */
export function follow(
  host: HTMLElement,
  field: HTMLElement,
  onGone: () => void,
  signal: AbortSignal,
  placed: (rect: DOMRect) => void,
): () => void {
  const { defaultView: window } = field.ownerDocument;
  let seen = true;
  const place = (): void => {
    const rect = field.getBoundingClientRect();
    const shown = seen && rect.width > 0 && rect.height > 0;
    const set = (property: string, value: string): void =>
      host.style.setProperty(property, value, 'important');
    set('visibility', shown ? 'visible' : 'hidden');
    if (!shown || window === null) return;
    for (const side of ['left', 'top', 'width', 'height'] as const) set(side, `${rect[side]}px`);
    set('direction', window.getComputedStyle(field).direction);
    placed(rect);
  };
  // A removed element is observed to have no size: so a composer that goes is noticed without watching the page.
  const sizes = new ResizeObserver(() => {
    if (field.isConnected) place();
    else onGone();
  });
  sizes.observe(field);
  const visibility = new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? true;
    place();
  });
  visibility.observe(field);
  const scrolled = ({ target }: Event): void => {
    // What is scrolled in another corner moves nothing here; and a text that scrolls in its own input is not moved by us.
    const around = target instanceof Node && (target.contains(field) || field.contains(target));
    if (around && !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) place();
  };
  window?.addEventListener('scroll', scrolled, { capture: true, passive: true, signal });
  window?.addEventListener('resize', place, { passive: true, signal });
  signal.addEventListener(
    'abort',
    () => {
      sizes.disconnect();
      visibility.disconnect();
    },
    { once: true },
  );
  return place;
}
