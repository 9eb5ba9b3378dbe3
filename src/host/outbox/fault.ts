/** Whether the files of an outbox can be used at all: asked where no runner answers, and by doctor. Nothing is changed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './schema.ts';

/** Which file is unusable, and why; undefined where all is well or nothing is there yet. */
export function storeFault(directory: string): { path: string; detail: string } | undefined {
  for (const name of ['outbox.sqlite', 'lease.sqlite']) {
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
  return undefined;
}

export const newerSchema = (version: number): string =>
  `outbox.sqlite has schema ${version}, this program knows ${migrations.length}`;
