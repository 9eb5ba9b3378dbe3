/** A clock that stands until the test moves it. */
import type { Clock } from '../../../src/host/outbox/clock.ts';

export class ManualClock implements Clock {
  #wall = Date.UTC(2026, 10, 24, 12);
  #steady = 1000;
  #timers = new Set<{ at: number; call: () => void }>();

  wall = (): number => this.#wall;
  steady = (): number => this.#steady;
  after = (milliseconds: number, call: () => void): (() => void) => {
    const timer = { at: this.#steady + milliseconds, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Time passes on both clocks, and what was to happen in it happens. */
  pass(milliseconds: number): void {
    const end = this.#steady + milliseconds;
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#move(Math.max(next.at - this.#steady, 0));
      next.call();
    }
    this.#move(end - this.#steady);
  }

  /** Somebody sets the clock on the wall. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  #move(milliseconds: number): void {
    this.#steady += milliseconds;
    this.#wall += milliseconds;
  }
}
