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
  /** It is maybe sent, and goes once more. */
  readonly resend?: true;
}

interface Now {
  readonly wall: number;
  readonly steady: number;
}

/** What an earlier run wrote, seen from this one: its wall times count as far as they can be believed. */
export function waitingOf(
  { path, attempts, nextAt, age, seenAt, resend }: Pending,
  { wall, steady }: Now,
): Waiting {
  return {
    path,
    attempts,
    due: steady + remaining(nextAt, attempts, wall),
    age: attempts === 0 ? age : age + absence(seenAt, wall),
    since: steady,
    ...(resend && { resend }),
  };
}

export const ageAt = ({ age, since }: Waiting, steady: number): number => age + steady - since;

const lateAt = ({ age, since }: Waiting): number => since + lateAfter - age;

export class Schedule {
  readonly #waiting = new Map<string, Map<string, Waiting>>();
  /** Nobody is late before. */
  #lateFrom = Number.POSITIVE_INFINITY;

  set(message: string, waiting: readonly Waiting[]): void {
    const before = this.#waiting.get(message) ?? new Map<string, Waiting>();
    for (const each of waiting) {
      before.set(each.path, each);
      this.#lateFrom = Math.min(this.#lateFrom, lateAt(each));
    }
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

  isDue(message: string, steady: number): boolean {
    for (const { due } of this.#waiting.get(message)?.values() ?? []) if (due <= steady) return true;
    return false;
  }

  /** Messages with someone who is due, in the order in which they came. Whoever has enough stops asking. */
  *due(steady: number): Iterable<string> {
    for (const message of this.#waiting.keys()) if (this.isDue(message, steady)) yield message;
  }

  /** Messages that have waited long enough for the person to hear of it. */
  late(steady: number): string[] {
    if (steady < this.#lateFrom) return [];
    this.#lateFrom = Number.POSITIVE_INFINITY;
    const late = new Set<string>();
    for (const [message, waiting] of this.#waiting)
      for (const each of waiting.values()) {
        if (lateAt(each) <= steady) late.add(message);
        this.#lateFrom = Math.min(this.#lateFrom, lateAt(each));
      }
    return [...late];
  }

  /** The next moment at which something is to be done; undefined when nobody waits. */
  next(steady: number): number | undefined {
    let next: number | undefined;
    for (const waiting of this.#waiting.values())
      for (const each of waiting.values()) {
        const late = lateAt(each);
        const first = late > steady ? Math.min(each.due, late) : each.due;
        next = next === undefined ? first : Math.min(next, first);
      }
    return next;
  }
}

export const isGivenUp = (age: number): boolean => age >= giveUpAfter;
