/**
 * Group commit. What the attempts under way want to write within two turns of the event loop goes to the disk with one commit, for that is
 * what takes the time; each of them goes on when it is there.
 */
import type { Store } from './store.ts';

interface Wanted {
  readonly work: () => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export class Commits {
  readonly #store: Pick<Store, 'together'>;
  #waiting: Wanted[] = [];

  constructor(store: Pick<Store, 'together'>) {
    this.#store = store;
  }

  /**
   * Resolves with what `work` gave once that is on the disk; rejects where it is not, and then nothing of it was written.
   * @param work synchronous; called again, by itself, where the commit of the group failed
   */
  write<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let result: T;
    // A turn later: the replies that come while those of this turn are looked at go to the disk with them.
    if (this.#waiting.length === 0) setImmediate(() => setImmediate(this.#commit));
    this.#waiting.push({
      work: () => {
        result = work();
      },
      done: () => resolve(result),
      failed: reject,
    });
    return promise;
  }

  #commit = (): void => {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      this.#store.together(() => {
        for (const { work } of group) work();
      });
    } catch {
      // What is wrong with one of them, or is too much for the disk, is not the others' fault.
      for (const one of group) this.#alone(one);
      return;
    }
    for (const { done } of group) done();
  };

  #alone({ work, done, failed }: Wanted): void {
    try {
      this.#store.together(work);
    } catch (error) {
      failed(error);
      return;
    }
    done();
  }
}
