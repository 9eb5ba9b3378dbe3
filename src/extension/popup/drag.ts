/** Reordering by the pointer: the held row takes the place of the row that the pointer is over. */

/** Where a pointer at height `y` puts the held row among the others, given their edges in order, pixels. */
export function placeAt(
  y: number,
  others: readonly { readonly top: number; readonly bottom: number }[],
): number {
  return others.filter(({ top, bottom }) => y > (top + bottom) / 2).length;
}

/** From the press on a grip until it is let go. Undone by the browser itself when the pointer is cancelled. */
export function dragging(
  event: PointerEvent & { readonly currentTarget: HTMLElement },
  list: HTMLElement | null,
  moveTo: (place: number) => void,
): void {
  const grip = event.currentTarget;
  const row = grip.closest('li');
  if (event.button !== 0 || list === null || row === null) return;
  event.preventDefault();
  const ending = new AbortController();
  const { signal } = ending;
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('li[data-role="hop"]:not(.add)')];
  row.dataset['held'] = 'true';
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener(
    'pointermove',
    (move: PointerEvent) => {
      const all = rows();
      const at = all.indexOf(row);
      const others = all.filter((one) => one !== row).map((one) => one.getBoundingClientRect());
      // Against the other rows only, so that the held row's own height can't make it swing back.
      const to = placeAt(move.clientY, others);
      if (to !== at) moveTo(to);
    },
    { signal },
  );
  const end = (): void => {
    delete row.dataset['held'];
    ending.abort();
  };
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'])
    grip.addEventListener(type, end, { signal });
}
