/**
 * The end of an attempt's patience as a whole. It stops counting while an answer to the last octet of a message is due: whoever hangs
 * up there makes duplicates (RFC 1047).
 */
import type { Trouble } from './trouble.ts';

class Passed {
  readonly after: number;
  constructor(after: number) {
    this.after = after;
  }
}

/** What an aborted signal says about itself: the deadline, or somebody who wants an end. */
export const stoppedBy = ({ reason }: AbortSignal): Trouble =>
  reason instanceof Passed
    ? { code: 'timeout', detail: `${reason.after / 1000} s` }
    : { code: 'stopped', detail: '' };

export class Deadline {
  readonly #over = new AbortController();
  readonly #after: number;
  #timer: NodeJS.Timeout | undefined;

  /** `after`: milliseconds from each `run`. */
  constructor(after: number) {
    this.#after = after;
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Begins to count, from nothing. */
  run(): void {
    this.pause();
    this.#timer = setTimeout(() => this.#over.abort(new Passed(this.#after)), this.#after);
  }

  pause(): void {
    clearTimeout(this.#timer);
  }
}
