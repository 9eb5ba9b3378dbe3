/** A signal that ends by itself, or with another one. */

/**
 * As `AbortSignal.any` with a controller of one's own, for what every message needs: that one pays for letting go of signals which nobody
 * calls off. Disposed, it hears nothing of its parent any more, and has not ended.
 */
export class Life implements Disposable {
  readonly #own = new AbortController();
  readonly #parent: AbortSignal;

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    parent.addEventListener('abort', this.#follow);
    if (parent.aborted) this.#follow();
  }

  get signal(): AbortSignal {
    return this.#own.signal;
  }

  /** `reason`: of the signal. Without one, the engine would make an error with its stack. */
  end(reason: unknown): void {
    this[Symbol.dispose]();
    this.#own.abort(reason);
  }

  [Symbol.dispose](): void {
    this.#parent.removeEventListener('abort', this.#follow);
  }

  #follow = (): void => this.end(this.#parent.reason);
}
