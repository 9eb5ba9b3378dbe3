/** Time as the outbox sees it. Two clocks: one that people read and that may jump, one that only runs on. */

export interface Clock {
  /** Milliseconds since 1970. What it says may be wrong, and may jump. */
  wall(): number;
  /** Whole milliseconds since some moment of this run; never back, never by a jump. */
  steady(): number;
  /** Calls once after so many milliseconds of the steady clock; the result calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  steady: () => Math.floor(performance.now()),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
