/** One moment that is moved with every reply: the system's timer runs on, and looks when it fires whether the moment has come. */
export class Alarm implements Disposable {
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires and when it is to ring, by `performance.now()`. */
  #firesAt = Number.POSITIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** Rings so many milliseconds from now, and not when it was set to before. */
  set(after: number): void {
    const now = performance.now();
    this.#dueAt = now + after;
    if (this.#dueAt < this.#firesAt) this.#start(now);
  }

  /** Does not ring until it is set again. */
  off(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  [Symbol.dispose](): void {
    this.off();
    clearTimeout(this.#timer);
    this.#firesAt = Number.POSITIVE_INFINITY;
  }

  #start(now: number): void {
    clearTimeout(this.#timer);
    this.#firesAt = this.#dueAt;
    this.#timer = setTimeout(this.#fired, this.#dueAt - now);
  }

  #fired = (): void => {
    const now = performance.now();
    this.#firesAt = Number.POSITIVE_INFINITY;
    // Timers may be some microseconds early.
    if (this.#dueAt <= now + 1) {
      this.off();
      this.#ring();
    } else if (this.#dueAt < Number.POSITIVE_INFINITY) this.#start(now);
  };
}
