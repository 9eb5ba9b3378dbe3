/**
 * The end of an attempt's patience as a whole. It stops counting while an answer to the last octet of a message is due: whoever hangs
 * up there makes duplicates (RFC 1047).
 */
import { Alarm } from './alarm.ts';
import { Life } from './life.ts';
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

export class Deadline implements Disposable {
  readonly #life: Life;
  readonly #after: number;
  readonly #alarm = new Alarm(() => this.#life.end(new Passed(this.#after)));

  /** `after`: milliseconds from each `run`. `parent`: ends its signal too. */
  constructor(after: number, parent: AbortSignal) {
    this.#after = after;
    this.#life = new Life(parent);
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** Begins to count, from nothing. */
  run(): void {
    this.#alarm.set(this.#after);
  }

  pause(): void {
    this.#alarm.off();
  }

  [Symbol.dispose](): void {
    this.#alarm[Symbol.dispose]();
    this.#life[Symbol.dispose]();
  }
}
