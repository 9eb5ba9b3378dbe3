/**
 * A runner that stops at one point of its store's work, so that it can be killed exactly there, and whose days pass in seconds.
 * Arguments: the point, or `none`; `warm` only loads everything and ends. It stops where the file `armed` lies in its home, once; says so
 * on descriptor 3, and goes on when something comes on descriptor 4.
 */
import { existsSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../src/host/outbox/clock.ts';
import { run } from '../../../src/host/outbox/runner.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { placesFor } from '../../../src/host/places.ts';

const wanted = process.argv[2];
const armed = join(process.env['WAYPOST_HOME'] ?? '', 'armed');
if (wanted === 'warm') process.exit();

/** Everything stands, timers and sockets too. */
function reach(point: string): void {
  if (point !== wanted || !existsSync(armed)) return;
  rmSync(armed);
  writeSync(3, `${point}\n`);
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      if (readSync(4, Buffer.alloc(1)) > 0) return;
      process.exit(1);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(nothing, 0, 0, 2);
    }
  }
}

/** "Before" is within the transaction that has not been committed, "after" is when it has. */
class StoppingStore extends Store {
  #done: string[] = [];
  #depth = 0;

  override together<T>(work: () => T): T {
    this.#depth++;
    const result = super.together(work);
    if (--this.#depth === 0) for (const name of this.#done.splice(0)) reach(`after ${name}`);
    return result;
  }

  #around<T>(name: string, work: () => T): T {
    return this.together(() => {
      reach(`before ${name}`);
      const result = work();
      this.#done.push(name);
      return result;
    });
  }

  override add = (...given: Parameters<Store['add']>) => this.#around('add', () => super.add(...given));
  override sending = (...given: Parameters<Store['sending']>) =>
    this.#around('sending', () => super.sending(...given));
  override release = (...given: Parameters<Store['release']>) =>
    this.#around('release', () => super.release(...given));
  override settle = (...given: Parameters<Store['settle']>) =>
    this.#around('settle', () => super.settle(...given));
}

/** Five minutes in 150 ms. */
const speed = 2000;
const fastClock: Clock = {
  wall: () => Date.now(),
  steady: () => Math.floor(performance.now() * speed),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds / speed);
    return () => clearTimeout(timer);
  },
};

process.umask(0o077);
await run({
  places: placesFor(process.env),
  env: {},
  signal: new AbortController().signal,
  idle: 60_000,
  clock: fastClock,
  openStore: (directory) => new StoppingStore(directory),
});
process.exit();
