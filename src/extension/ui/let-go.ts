/** Nothing moves beneath a press: what would change the layout waits until the pointer is let go. */

/** How often it is looked whether it was, milliseconds. */
const again = 50;

let held = false;

// A list that the browser opens over the page keeps its `pointerup`: whatever comes after it tells as well.
for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'keydown'] as const)
  addEventListener(
    type,
    (event) => {
      held = event instanceof PointerEvent && event.buttons !== 0;
    },
    true,
  );

/** Calls `then` at once, or after the press that is under way has become a click; not any more after `signal`. */
export function whenLetGo(then: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  if (held) setTimeout(whenLetGo, again, then, signal);
  else then();
}
