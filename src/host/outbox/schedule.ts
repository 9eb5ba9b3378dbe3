/** Who is due when, by the steady clock: plain data of one run, made from the store at its beginning. */
import { absence, giveUpAfter, lateAfter, remaining } from './backoff.ts';
import type { Pending } from './store.ts';

/** A recipient that waits. Times in milliseconds of the steady clock. */
export interface Waiting {
  readonly path: string;
  readonly attempts: number;
  readonly due: number;
  /** How long it has waited at `since`. */
  readonly age: number;
  readonly since: number;
}

interface Now {
  readonly wall: number;
  readonly steady: number;
}

/** What an earlier run wrote, seen from this one: its wall times count as far as they can be believed. */
export function waitingOf({ path, attempts, nextAt, age, seenAt }: Pending, { wall, steady }: Now): Waiting {
  return {
    path,
    attempts,
    due: steady + remaining(nextAt, attempts, wall),
    age: attempts === 0 ? age : age + absence(seenAt, wall),
    since: steady,
  };
}

export const ageAt = ({ age, since }: Waiting, steady: number): number => age + steady - since;

export class Schedule {
  readonly #waiting = new Map<string, Map<string, Waiting>>();

  set(message: string, waiting: readonly Waiting[]): void {
    const before = this.#waiting.get(message) ?? new Map<string, Waiting>();
    for (const each of waiting) before.set(each.path, each);
    if (before.size > 0) this.#waiting.set(message, before);
  }

  /** Takes a message out: its attempt begins, or nothing waits any more. */
  take(message: string): Waiting[] {
    const taken = [...(this.#waiting.get(message)?.values() ?? [])];
    this.#waiting.delete(message);
    return taken;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Messages with someone who is due. */
  due(steady: number): string[] {
    return [...this.#waiting].flatMap(([message, waiting]) =>
      [...waiting.values()].some(({ due }) => due <= steady) ? [message] : [],
    );
  }

  /** Messages that have waited long enough for the person to hear of it. */
  late(steady: number): string[] {
    return [...this.#waiting].flatMap(([message, waiting]) =>
      [...waiting.values()].some((each) => ageAt(each, steady) >= lateAfter) ? [message] : [],
    );
  }

  /** The next moment at which something is to be done; undefined when nobody waits. */
  next(steady: number): number | undefined {
    let next: number | undefined;
    for (const waiting of this.#waiting.values())
      for (const { due, age, since } of waiting.values()) {
        const late = since + lateAfter - age;
        const first = late > steady ? Math.min(due, late) : due;
        next = next === undefined ? first : Math.min(next, first);
      }
    return next;
  }
}

export const isGivenUp = (age: number): boolean => age >= giveUpAfter;
