/**
 * Opens the store of a directory, and does not come to the end of it: at its n-th step, which is whatever changes something on the disk,
 * it is killed, or the disk is full from there on. Arguments: the directory, n, `kill` or `full`. Ends with 0 where it had fewer steps.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';

const [, , directory = '', nth = '', how] = process.argv;
let steps = 0;

type Method = (this: unknown, ...given: unknown[]) => unknown;

/** Before the step, and so after the one before it. */
function interrupt(owner: object, names: readonly string[]): void {
  const methods = owner as Record<string, Method>;
  for (const name of names) {
    const original = methods[name];
    if (!original) throw new Error(name);
    methods[name] = function (...given) {
      steps++;
      if (steps === Number(nth) && how === 'kill') process.kill(process.pid, 'SIGKILL');
      // SQLITE_FULL; the system's own word is ENOSPC.
      if (steps >= Number(nth)) throw Object.assign(new Error('full'), { code: 'ENOSPC', errcode: 13 });
      return original.apply(this, given);
    };
  }
}

interrupt(fs, ['renameSync', 'mkdirSync', 'copyFileSync', 'openSync', 'fsyncSync', 'chmodSync']);
interrupt(DatabaseSync.prototype, ['exec']);
interrupt(StatementSync.prototype, ['run']);
// What frees room works on a full disk too.
if (how === 'kill') {
  interrupt(fs, ['rmSync']);
  interrupt(DatabaseSync.prototype, ['close']);
}
syncBuiltinESMExports();

const { Store } = await import('../../../src/host/outbox/store.ts');
try {
  new Store(directory).close();
} catch {
  process.exit(1);
}
