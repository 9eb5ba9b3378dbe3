/**
 * One runner per store: an exclusive lock that SQLite holds on a file of its own. The kernel drops it with the process, however that
 * ends, so neither kill -9 nor a reused process id can leave it behind or fake it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Waits up to `patience` milliseconds (a runner may just be ending). Undefined when another holds it; throws where the file can't be
 * used, since nobody can hold that.
 */
export function takeLease(directory: string, patience: number): Disposable | undefined {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'lease.sqlite');
  const db = new DatabaseSync(file, { timeout: patience });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isBusy(error)) return undefined;
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  return { [Symbol.dispose]: () => db.close() };
}

/** SQLITE_BUSY, also with more said in the upper octets (sqlite.org/rescode.html, "Extended Result Code"). */
const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
