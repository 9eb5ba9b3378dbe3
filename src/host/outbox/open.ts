/**
 * Opening the store's file. What can't be trusted is moved into a folder of its own, never deleted, and named in a notice; a new store
 * takes its place, with every message that can still be read whole. What the old one calls unfinished may be finished in truth (the
 * commit that said so may be what was lost), so it comes over as maybe sent: the person decides.
 */
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { connect, create, migrate, settings, versionOf } from './create.ts';
import { migrations } from './schema.ts';
import { finishReplacing, replaceDamaged } from './set-aside.ts';

export interface Notice {
  /** Wall time. */
  readonly at: number;
  /** Where the damaged file lies now. */
  readonly path: string;
  readonly detail: string;
}

export const storeFile = 'outbox.sqlite';

/** Throws what the disk says: full, read-only, too many open files. */
export function openDatabase(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, storeFile);
  finishReplacing(file);
  let fault = whyNot(file);
  if (fault === undefined && existsSync(file)) {
    const opened = tryOpen(file);
    if (!('fault' in opened)) return opened.db;
    fault = opened.fault;
  }
  if (fault === undefined) create(file);
  else replaceDamaged(file, fault);
  const db = connect(file);
  db.exec(settings + references);
  return db;
}

/** What can be told of the files without opening them. */
function whyNot(file: string): string | undefined {
  const exists = existsSync(file);
  const wal = `${file}-wal`;
  if (!exists) return existsSync(wal) && statSync(wal).size > 0 ? 'journal without its database' : undefined;
  // A store is made whole beside its place and renamed, so an empty one was emptied.
  return statSync(file).size === 0 ? 'empty file' : undefined;
}

function tryOpen(file: string): { readonly db: DatabaseSync } | { readonly fault: string } {
  chmodSync(file, 0o600);
  let db: DatabaseSync | undefined;
  try {
    db = connect(file);
    const version = versionOf(db);
    if (version > migrations.length) throw new DamagedError(newerSchema(version));
    if (version < 1) throw new DamagedError('not an outbox');
    const check = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (check !== 'ok') throw new DamagedError(String(check));
    db.exec(settings);
    migrate(db);
    db.exec(references);
    return { db };
  } catch (error) {
    db?.close();
    if (error instanceof DamagedError || isDamage(error)) return { fault: (error as Error).message };
    throw error;
  }
}

class DamagedError extends Error {}

/** SQLITE_CORRUPT and SQLITE_NOTADB; SQLITE_ERROR is a table that is not there. The rest (full, locked, I/O) is the disk's trouble. */
function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0;
  return [1, 11, 26].includes(code & 0xff);
}

/** Not before the tables are those of today: a migration may replace one that others refer to. */
const references = 'PRAGMA foreign_keys = ON;';

export const newerSchema = (version: number): string =>
  `outbox.sqlite has schema ${version}, this program knows ${migrations.length}`;
