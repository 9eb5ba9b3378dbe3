/**
 * Opening the store's file. What can't be trusted is moved into a folder of its own, never deleted, and named in a notice; a new store
 * takes its place, with every message that can still be read whole. What the old one calls unfinished may be finished in truth (the
 * commit that said so may be what was lost), so it comes over as maybe sent: the person decides.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { salvage } from './salvage.ts';
import { migrations } from './schema.ts';

export interface Notice {
  /** Wall time. */
  readonly at: number;
  /** Where the damaged file lies now. */
  readonly path: string;
  readonly detail: string;
}

export const storeFile = 'outbox.sqlite';
const companions = ['', '-wal', '-shm'];

/** Throws what the disk says: full, read-only, too many open files. */
export function openDatabase(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, storeFile);
  let fault = whyNot(file);
  if (fault === undefined && existsSync(file)) {
    const opened = tryOpen(file);
    if (!('fault' in opened)) return opened.db;
    fault = opened.fault;
  }
  const folder = fault === undefined ? undefined : setAside(directory);
  create(file);
  const db = connect(file);
  db.exec(settings + references);
  if (folder !== undefined) {
    const saved = salvage(join(folder, storeFile), db);
    const detail = `${fault}; messages saved: ${saved.whole}, not readable: ${saved.lost}`;
    db.prepare('INSERT INTO notices VALUES (?, ?, ?)').run(Date.now(), folder, detail);
  }
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

function connect(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: 2000, enableForeignKeyConstraints: false });
}

/** Not before it is known to be ours: this writes to the file. */
const settings = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;';
/** Not before the tables are those of today: a migration may replace one that others refer to. */
const references = 'PRAGMA foreign_keys = ON;';

/** Whole or not at all: made beside its place, closed (so that no journal is left), renamed. */
function create(file: string): void {
  const beside = `${file}.new`;
  for (const suffix of companions) rmSync(`${beside}${suffix}`, { force: true });
  // SQLite gives its journal the mode of the database, so the mode must be right before it is opened.
  closeSync(openSync(beside, 'wx', 0o600));
  const db = connect(beside);
  try {
    db.exec(settings);
    migrate(db);
  } finally {
    db.close();
  }
  renameSync(beside, file);
  syncDirectory(dirname(file));
}

function migrate(db: DatabaseSync): void {
  const version = versionOf(db);
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

export const newerSchema = (version: number): string =>
  `outbox.sqlite has schema ${version}, this program knows ${migrations.length}`;

const aside = (directory: string): string => join(directory, 'set-aside');

/** Folders of damaged files that lie there still, the oldest first. */
export function asideFolders(directory: string): string[] {
  try {
    return readdirSync(aside(directory))
      .toSorted()
      .map((name) => join(aside(directory), name));
  } catch {
    return [];
  }
}

/** The folder that holds the files now. */
function setAside(directory: string): string {
  const folder = join(aside(directory), new Date().toISOString().replace(/[:.]/g, '-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const suffix of companions) {
    const from = join(directory, `${storeFile}${suffix}`);
    if (existsSync(from)) renameSync(from, join(folder, `${storeFile}${suffix}`));
  }
  syncDirectory(directory);
  return folder;
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return; // a directory can't be opened there
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
