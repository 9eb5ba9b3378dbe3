/**
 * One runner per store: an exclusive lock that SQLite holds on a file of its own. The kernel drops it with the process, however that
 * ends, so neither kill -9 nor a reused process id can leave it behind or fake it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Waits up to `patience` milliseconds (a runner may just be ending). Undefined when another holds it. */
export function takeLease(directory: string, patience: number): Disposable | undefined {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(directory, 'lease.sqlite'), { timeout: patience });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db.close();
    return undefined;
  }
  return { [Symbol.dispose]: () => db.close() };
}
