/** Changes that the disk did not take: each is tried again until it does. Should we die before, the released is maybe sent. */
import type { Clock } from './clock.ts';

/** How soon, in milliseconds. */
const tryAgain = 2000;

export interface UnwrittenOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** One of them is written. */
  readonly onWritten: () => void;
}

export class Unwritten {
  readonly #options: UnwrittenOptions;
  /** Each with the message that it is about. */
  readonly #writing = new Map<Promise<void>, string>();

  constructor(options: UnwrittenOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#writing.size;
  }

  add(message: string, write: () => Promise<void>): void {
    const written = this.#untilTaken(write).then(() => {
      this.#writing.delete(written);
      this.#options.onWritten();
    });
    this.#writing.set(written, message);
  }

  /** Of one message, or of all. */
  of(message?: string): Promise<void>[] {
    return [...this.#writing]
      .filter(([, about]) => message === undefined || about === message)
      .map(([each]) => each);
  }

  async #untilTaken(write: () => Promise<void>): Promise<void> {
    const { clock, signal } = this.#options;
    while (!signal.aborted) {
      await new Promise<void>((resolve) => clock.after(tryAgain, resolve));
      try {
        await write();
        return;
      } catch (error) {
        console.error(error);
      }
    }
  }
}
