/** Sees to it that the host's runner, a process that outlives the browser on purpose, does not outlive the demo. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { until } from './cdp.ts';

/** Milliseconds: more than a runner waits for new work before it ends by itself. */
const patience = 30_000;

/** Asks the runner of this WAYPOST_HOME to end, where the system tells who it is, and waits until it has. False if it does not. */
export async function endRunner(home: string): Promise<boolean> {
  for (const pid of await runnersOf(home)) {
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
  }
  return until(() => leaseIsFree(join(home, 'state', 'lease.sqlite')), patience, '').then(
    () => true,
    () => false,
  );
}

/** Process ids by Linux's /proc; none elsewhere, and there the runner's own idle time has to pass. */
async function runnersOf(home: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (file: string) => readFile(join('/proc', pid, file), 'latin1').catch(() => '');
      const words = (await read('cmdline')).split('\0');
      if (words[2] !== 'runner') return [];
      return (await read('environ')).split('\0').includes(`WAYPOST_HOME=${home}`) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** The runner holds an exclusive lock on its lease as long as it lives: whoever can take it knows that there is none. */
function leaseIsFree(file: string): boolean {
  let lease: DatabaseSync;
  try {
    lease = new DatabaseSync(file, { readOnly: true });
  } catch {
    return true; // No file: there never was a runner.
  }
  try {
    lease.exec('BEGIN EXCLUSIVE');
    return true;
  } catch {
    return false;
  } finally {
    lease.close();
  }
}
