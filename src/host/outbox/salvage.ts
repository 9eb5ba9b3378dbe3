/** Reading what can still be read of a damaged store. The file itself is not changed. */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { digestOf } from './digest.ts';

export interface Salvaged {
  readonly whole: number;
  /** Not readable, or not what was written. */
  readonly lost: number;
}

/** How many rows are looked for where the number of the last can't be read. */
const blind = 1000;

/** SQLITE_ERROR (no such column), SQLITE_CONSTRAINT, SQLITE_MISMATCH. The rest is the disk's trouble. */
const ownFaults: readonly number[] = [1, 19, 20];

type Row = Record<string, SQLOutputValue>;
const settled: readonly unknown[] = ['sent', 'handed-over', 'failed', 'maybe-sent', 'cancelled'];

/**
 * `from`: the damaged file. `to`: an empty store of the present schema, in a transaction. Never throws for what `from` holds, but for a disk
 * that does not take the copy: what could not be written is not called unreadable.
 */
export function salvage(from: string, to: DatabaseSync): Salvaged {
  if (!existsSync(from)) return { whole: 0, lost: 0 };
  // Opening may replay or reset a journal: on a copy, for the original is evidence. One that was killed may have left its own.
  const folder = `${from}.reading`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const copy = join(folder, 'outbox.sqlite');
    for (const suffix of ['', '-wal'])
      if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${copy}${suffix}`);
    using db = new DatabaseSync(copy);
    return copyMessages(db, to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyMessages(from: DatabaseSync, to: DatabaseSync): Salvaged {
  const last = Number(
    attempt(() => from.prepare('SELECT max(rowid) AS last FROM messages').get())?.['last'] ?? blind,
  );
  let whole = 0;
  let lost = 0;
  // Each by its own number, for a page that can't be read must not hide those behind it.
  for (let rowid = 1; rowid <= last; rowid++) {
    const read = attempt(() => readMessage(from, rowid));
    if (read === null) continue;
    if (read !== undefined && add(read, to)) whole++;
    else lost++;
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

interface Read {
  readonly values: Row;
  readonly recipients: readonly Row[];
}

/** Null where there is none; throws what is wrong with it. */
function readMessage(db: DatabaseSync, rowid: number): Read | null {
  const row = db.prepare('SELECT * FROM messages WHERE rowid = ?').get(rowid) as Row | undefined;
  if (!row) return null;
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
  return { values, recipients };
}

/** False where it is of a form that this store does not take. */
function add({ values, recipients }: Read, to: DatabaseSync): boolean {
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row);
    return to
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...(Object.values(row) as SQLOutputValue[])).lastInsertRowid;
  };
  to.exec('SAVEPOINT message');
  try {
    const number = BigInt(insert('messages', values));
    for (const recipient of recipients) {
      const sure = settled.includes(recipient['state']);
      insert('recipients', {
        ...recipient,
        message: number,
        next_at: null,
        ...(!sure && { state: 'maybe-sent', reason: 'store-damaged', decided: 0 }),
      });
    }
    to.exec('RELEASE message');
    return true;
  } catch (error) {
    const code = (error as { errcode?: number }).errcode ?? 0;
    if (!ownFaults.includes(code & 0xff)) throw error;
    to.exec('ROLLBACK TO message; RELEASE message');
    return false;
  }
}
