/**
 * A damaged store gives way to a new one with all that can be read of it. Two steps, so that whoever is killed in between loses nothing and
 * hides nothing: the new one is made whole beside it, with the notice; then they change places. Until the first is done the damaged one
 * lies where it was, and the next start reads it anew; after that only the second is left to do.
 */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { companions, connect, create, syncDirectory } from './create.ts';
import { salvage } from './salvage.ts';

/** The new store, while it waits for its place. */
const savedAs = (file: string): string => `${file}.saved`;
const aside = (directory: string): string => join(directory, 'set-aside');

/** `fault`: what is wrong with the file. Throws what the disk says: then the file is where it was, and nothing of it was given up. */
export function replaceDamaged(file: string, fault: string): void {
  create(savedAs(file), (db) => {
    db.exec('BEGIN');
    const { whole, lost } = salvage(file, db);
    const detail = `${fault}; messages saved: ${whole}, not readable: ${lost}`;
    db.prepare('INSERT INTO notices VALUES (?, ?, ?)').run(Date.now(), newFolder(file), detail);
    db.exec('COMMIT');
  });
  finishReplacing(file);
}

/** Does what is left to do where the new store waits; nothing else. */
export function finishReplacing(file: string): void {
  const saved = savedAs(file);
  if (!existsSync(saved)) return;
  const folder = namedIn(saved) ?? newFolder(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const suffix of companions)
    if (existsSync(`${file}${suffix}`))
      renameSync(`${file}${suffix}`, join(folder, `${basename(file)}${suffix}`));
  // What was moved must be found there before anything stands in its place.
  for (const directory of [folder, dirname(folder), dirname(file)]) syncDirectory(directory);
  renameSync(saved, file);
  syncDirectory(dirname(file));
}

const newFolder = (file: string): string =>
  join(aside(dirname(file)), new Date().toISOString().replace(/[:.]/g, '-'));

/** The folder of which its notice speaks. */
function namedIn(saved: string): string | undefined {
  try {
    using db = connect(saved);
    const path = db.prepare('SELECT path FROM notices').get()?.['path'];
    return path === undefined ? undefined : String(path);
  } catch {
    // Damaged meanwhile: in its place it is looked at like any store.
    return undefined;
  }
}

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
