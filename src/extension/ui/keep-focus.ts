/**
 * Who works by keyboard or by ear keeps their place: where what has the focus goes away, such as a button that did its work, the nearest
 * part of the page that held it gets the focus, and not the start of the page. A part, never another button: a key that is pressed once
 * more must not press what came in its place.
 */
export function keepFocus(root: HTMLElement): void {
  let trail: readonly HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    trail = target instanceof HTMLElement ? upTo(root, target) : [];
  });
  new MutationObserver(() => {
    const [last] = trail;
    if (last === undefined || last.isConnected || document.activeElement !== document.body) return;
    trail.find((one) => one.isConnected && focusPart(one));
  }).observe(root, { childList: true, subtree: true });
}

/** The element and what holds it, the nearest first. */
function upTo(root: HTMLElement, element: HTMLElement): readonly HTMLElement[] {
  const { parentElement } = element;
  return element === root || parentElement === null ? [element] : [element, ...upTo(root, parentElement)];
}

function focusPart(part: HTMLElement): boolean {
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
  return document.activeElement === part;
}
