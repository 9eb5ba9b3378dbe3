/** Whether the person has had this window before their eyes for long enough to have meant a click. */

/** Milliseconds that the window must have been visible and focused, without a break, before Send can be pressed. */
export const attentionSpan = 500;

/** What is needed of a page: its `window` and `document` in a browser. */
export interface Watched {
  readonly window: EventTarget;
  readonly document: EventTarget & {
    hasFocus(): boolean;
    readonly visibilityState: string;
    readonly activeElement?: { readonly localName: string } | null;
  };
  /** A clock that never goes back, milliseconds. */
  readonly now: () => number;
}

export interface Attention {
  /** True once the span is full; false again at the first loss of focus. Exact at the moment of asking. */
  held(): boolean;
}

/** Tells `changed` whenever `held` may have turned; stops with the signal. */
export function watchAttention(
  { window, document, now }: Watched,
  changed: (held: boolean) => void,
  signal: AbortSignal,
): Attention {
  let since: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const present = (): boolean => document.visibilityState === 'visible' && document.hasFocus();
  const held = (): boolean => since !== undefined && present() && now() - since >= attentionSpan;
  const stop = (): void => {
    clearTimeout(timer);
    since = undefined;
  };
  const look = (): void => {
    if (!present()) {
      stop();
      changed(false);
    } else if (since === undefined) {
      since = now();
      timer = setTimeout(tell, attentionSpan);
    }
  };
  const tell = (): void => {
    // A timer may fire a little early; it never opens the way before the clock does.
    if (!held() && since !== undefined)
      timer = setTimeout(tell, Math.max(1, attentionSpan - (now() - since)));
    else changed(held());
  };
  const lost = (): void => {
    // Into a frame of this very window, such as the one that shows the message: nothing was lost.
    if (document.activeElement?.localName === 'iframe' && present()) return;
    stop();
    changed(false);
  };
  window.addEventListener('focus', look, { signal });
  window.addEventListener('blur', lost, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  signal.addEventListener('abort', stop, { once: true });
  look();
  return { held };
}
