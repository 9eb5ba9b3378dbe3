/** Keeps an element of ours, in the top layer, at the end of the first line of a field of the page. Moves nothing of the page. */

/** How far down a tall field the mark stays with the first line. CSS pixels. */
const line = 36;
const gap = 6;

/** Follows the field until the signal ends. Returns how to place it anew after its own size changed. */
export function follow(
  host: HTMLElement,
  field: HTMLElement,
  onGone: () => void,
  signal: AbortSignal,
): () => void {
  const { defaultView: window } = field.ownerDocument;
  let seen = true;
  const place = (): void => {
    const rect = field.getBoundingClientRect();
    const shown = seen && rect.width > 0 && rect.height > 0;
    host.style.setProperty('visibility', shown ? 'visible' : 'hidden', 'important');
    if (!shown || window === null) return;
    const rightToLeft = window.getComputedStyle(field).direction === 'rtl';
    const left = rightToLeft ? rect.left + gap : rect.right - host.offsetWidth - gap;
    const top = rect.top + (Math.min(rect.height, line) - host.offsetHeight) / 2;
    host.style.setProperty('left', `${Math.max(0, left)}px`, 'important');
    host.style.setProperty('top', `${top}px`, 'important');
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
  window?.addEventListener('scroll', place, { capture: true, passive: true, signal });
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
