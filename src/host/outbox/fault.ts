/** Whether the files of an outbox can be used at all: asked where no runner answers, and by doctor. Nothing is changed. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newerSchema, storeFile } from './open.ts';
import { migrations } from './schema.ts';

/** What a commit needs at least, in octets: some pages of the store and of its journal. */
const leastRoom = 1024 * 1024;

/** Which file is unusable, and why; undefined where all is well or nothing is there yet. */
export function storeFault(directory: string): { path: string; detail: string } | undefined {
  for (const name of [storeFile, 'lease.sqlite']) {
    const path = join(directory, name);
    if (!existsSync(path)) continue;
    try {
      using db = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
      const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
      if (version > migrations.length) return { path, detail: newerSchema(version) };
    } catch (error) {
      // Locked is in use, and in use is usable: the lease is nothing but its lock.
      if (!/locked/.test(String(error))) return { path, detail: (error as Error).message };
    }
  }
  if (!existsSync(directory)) return undefined;
  try {
    accessSync(directory, constants.W_OK);
    const { bavail, bsize } = statfsSync(directory);
    if (bavail * bsize < leastRoom) return { path: directory, detail: 'ENOSPC' };
  } catch (error) {
    return { path: directory, detail: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
  return undefined;
}
