/** The octets of a stored message, read beside a runner that may be at work. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeFile } from './open.ts';

/** `unknown`: no such message; `purged`: its text is gone. Throws what SQLite says of a file that is none. */
export function storedOctets(directory: string, id: string): Buffer | 'unknown' | 'purged' {
  const file = join(directory, storeFile);
  if (!existsSync(file)) return 'unknown';
  using db = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
  const row = db.prepare('SELECT octets, purged_at FROM messages WHERE id = ?').get(id);
  if (!row) return 'unknown';
  return row['purged_at'] === null ? Buffer.from(row['octets'] as Uint8Array) : 'purged';
}
