/** Reading what can still be read of a damaged store. The file itself is not changed. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { digestOf } from './digest.ts';

export interface Salvaged {
  readonly whole: number;
  /** Not readable, or not what was written. */
  readonly lost: number;
}

/** How many rows are looked for where the number of the last can't be read. */
const blind = 1000;

type Row = Record<string, SQLOutputValue>;
const settled: readonly unknown[] = ['sent', 'handed-over', 'failed', 'maybe-sent', 'cancelled'];

/** `from`: the damaged file. `to`: an empty store of the present schema. Never throws for what `from` holds. */
export function salvage(from: string, to: DatabaseSync): Salvaged {
  if (!existsSync(from)) return { whole: 0, lost: 0 };
  // Opening may replay or reset a journal: on a copy, for the original is evidence.
  const folder = mkdtempSync(join(dirname(from), 'reading-'));
  let whole = 0;
  let lost = 0;
  try {
    const copy = join(folder, 'outbox.sqlite');
    for (const suffix of ['', '-wal'])
      if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${copy}${suffix}`);
    using db = new DatabaseSync(copy);
    const last = Number(
      attempt(() => db.prepare('SELECT max(rowid) AS last FROM messages').get())?.['last'] ?? blind,
    );
    // Each by its own number, for a page that can't be read must not hide those behind it.
    for (let rowid = 1; rowid <= last; rowid++) {
      const saved = attempt(() => copyMessage(db, rowid, to));
      if (saved) whole++;
      else if (saved === undefined) lost++;
    }
  } catch {
    // Not even a database.
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { whole, lost };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** False where there is none; throws what is wrong with it. */
function copyMessage(db: DatabaseSync, rowid: number, to: DatabaseSync): boolean {
  const row = db.prepare('SELECT * FROM messages WHERE rowid = ?').get(rowid) as Row | undefined;
  if (!row) return false;
  // Before they had numbers, messages were known by their ids.
  const { number: key = row['id'] ?? null, ...values } = row;
  const recipients = db
    .prepare('SELECT * FROM recipients WHERE message = ? ORDER BY position')
    .all(key) as Row[];
  const message = {
    messageId: String(row['message_id']),
    sender: String(row['sender']),
    ehlo: String(row['ehlo']),
    thisHosts: JSON.parse(String(row['this_hosts'])) as string[],
    paths: recipients.map(({ path }) => String(path)),
    octets: Buffer.from(row['octets'] as Uint8Array),
  };
  const purged = row['purged_at'] ?? null;
  const digest = digestOf(message);
  if (recipients.length === 0 || (purged === null && (row['digest'] ?? digest) !== digest))
    throw new Error('not what was written');
  const add = (table: string, values: Row) => {
    const names = Object.keys(values);
    return to
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...(Object.values(values) as SQLOutputValue[])).lastInsertRowid;
  };
  to.exec('BEGIN IMMEDIATE');
  try {
    const number = BigInt(add('messages', values));
    for (const recipient of recipients) {
      const sure = settled.includes(recipient['state']);
      add('recipients', {
        ...recipient,
        message: number,
        next_at: null,
        ...(!sure && { state: 'maybe-sent', reason: 'store-damaged', decided: 0 }),
      });
    }
    to.exec('COMMIT');
    return true;
  } catch (error) {
    to.exec('ROLLBACK');
    throw error;
  }
}
