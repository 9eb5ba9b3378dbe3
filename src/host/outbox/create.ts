/** Making the store's file, and bringing an older one to the present schema. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './schema.ts';

/** The database and what SQLite keeps beside it. */
export const companions = ['', '-wal', '-shm'] as const;

/** Not before it is known to be ours: this writes to the file. */
export const settings = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;';

export function connect(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: 2000, enableForeignKeyConstraints: false });
}

/**
 * Whole or not at all: made beside its place, closed (so that no journal is left), renamed.
 * @param fill what it is to hold from the beginning; where that throws, nothing was made
 */
export function create(file: string, fill: (db: DatabaseSync) => void = () => {}): void {
  const beside = `${file}.new`;
  for (const suffix of companions) rmSync(`${beside}${suffix}`, { force: true });
  // SQLite gives its journal the mode of the database, so the mode must be right before it is opened.
  closeSync(openSync(beside, 'wx', 0o600));
  const db = connect(beside);
  try {
    db.exec(settings);
    migrate(db);
    fill(db);
  } finally {
    db.close();
  }
  renameSync(beside, file);
  syncDirectory(dirname(file));
}

export function migrate(db: DatabaseSync): void {
  const version = versionOf(db);
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

export const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return; // a directory can't be opened there
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
