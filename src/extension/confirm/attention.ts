/** Whether the person has had this window before their eyes for long enough to have meant a click. */

/** Milliseconds that the window must have been visible and focused, without a break, before Send can be pressed. */
export const attentionSpan = 500;

/** How often it is looked whether the window still has the focus, while a frame in it has; milliseconds. */
const frameLook = 100;

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
  let resuming: ReturnType<typeof setTimeout> | undefined;
  let within: ReturnType<typeof setInterval> | undefined;
  const present = (): boolean => document.visibilityState === 'visible' && document.hasFocus();
  const held = (): boolean => since !== undefined && present() && now() - since >= attentionSpan;
  const stop = (): void => {
    clearTimeout(timer);
    clearTimeout(resuming);
    clearInterval(within);
    since = undefined;
  };
  const look = (): void => {
    clearTimeout(resuming);
    clearInterval(within);
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
    const before = since;
    stop();
    changed(false);
    if (before !== undefined) resuming = setTimeout(resume, 0, before);
  };
  /**
   * Into a frame of this very window, such as the one that shows the message, nothing is lost; browsers say so only after the event. Who
   * leaves the window from there makes no further event here.
   */
  const resume = (before: number): void => {
    if (document.activeElement?.localName !== 'iframe' || !present()) return;
    since = before;
    tell();
    within = setInterval(() => present() || lost(), frameLook);
  };
  window.addEventListener('focus', look, { signal });
  window.addEventListener('blur', lost, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  signal.addEventListener('abort', stop, { once: true });
  look();
  return { held };
}
