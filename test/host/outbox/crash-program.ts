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

function around<Arguments extends unknown[], Result>(
  name: string,
  work: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  return (...given) => {
    reach(`before ${name}`);
    const result = work(...given);
    reach(`after ${name}`);
    return result;
  };
}

class StoppingStore extends Store {
  override add = around('add', super.add.bind(this));
  override sending = around('sending', super.sending.bind(this));
  override release = around('release', super.release.bind(this));
  override settle = around('settle', super.settle.bind(this));
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
