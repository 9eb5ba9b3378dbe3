/**
 * The durable outbox: one SQLite file. Every method that changes a state has committed it to the disk when it returns
 * (WAL with synchronous=FULL), or throws; within `together`, that does. Only the runner writes.
 */
import type { Action, MessageStatus, Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { Database } from './database.ts';
import { decide } from './decisions.ts';
import { digestOf } from './digest.ts';
import { idsBeginning, listedIds } from './listing.ts';
import { type Notice, openDatabase } from './open.ts';
import { purge } from './purge.ts';
import { type MaybeSent, recover } from './recovery.ts';
import { ofMessage } from './schema.ts';
import { statusOf } from './status.ts';
import type { StoredMessage } from './stored-message.ts';
import { appendLines, linesOf } from './transcripts.ts';

/** A recipient that is to be tried, now or later. Times in milliseconds. */
export interface Pending {
  readonly message: string;
  readonly path: string;
  readonly attempts: number;
  /** Wall time. */
  readonly nextAt: number;
  readonly age: number;
  /** Wall time when `age` was written. */
  readonly seenAt: number;
  /** It is maybe sent, and goes once more. */
  readonly resend?: true;
}

/** What is committed before a recipient is tried, and again when it is deferred. */
export interface Plan {
  readonly path: string;
  readonly attempts: number;
  readonly nextAt: number;
  readonly age: number;
}

// What every attempt does, as constants: each statement is known by its text.
// One flipped bit makes a BLOB of a text, which JSON can't hold: null in its place is damage that the digest finds, and no error.
const wholeMessage = `SELECT created, subject, message_id, sender, ehlo, this_hosts, digest, purged_at, octets,
    (SELECT json_group_array(json_array(iif(typeof(path) = 'text', path, NULL), apart = 1) ORDER BY position)
     FROM recipients WHERE message = number) AS recipients
  FROM messages WHERE id = ?`;
const markSending = `UPDATE recipients SET state = 'sending', released = 0, attempts = ?, next_at = ?, age = ?, seen_at = ?,
    first_at = coalesce(first_at, ?), decided = CASE state WHEN 'maybe-sent' THEN 2 ELSE decided END
  WHERE ${ofMessage} AND path = ? AND (state IN ('queued', 'deferred', 'sending')
    OR (state = 'maybe-sent' AND next_at IS NOT NULL))`;
const markReleased = `UPDATE recipients SET released = 1 WHERE ${ofMessage} AND path = ? AND state = 'sending'`;
const markSettled = `UPDATE recipients SET state = ?, reason = ?, server = ?, reply = ?, step = ?, way = ?, tried = ?,
    next_at = ?, age = coalesce(?, age), seen_at = ?, settled_at = ? WHERE ${ofMessage} AND path = ?`;

export class Store {
  readonly #db: Database;

  /** Makes what is missing; sets aside what is damaged. Throws what the disk or SQLite says. */
  constructor(directory: string) {
    this.#db = new Database(openDatabase(directory));
  }

  /** Several changes with one commit: when it returns they are all on the disk; when it throws, none of them was made. */
  together<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  /** False when this id is here already: then nothing changes, and the message is the one that was stored first. */
  add(message: StoredMessage): boolean {
    return this.#db.transaction(() => {
      const added = this.#db
        .prepare(
          `INSERT OR IGNORE INTO messages (id, created, subject, message_id, sender, ehlo, this_hosts, octets, digest)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          message.id,
          message.created,
          message.subject,
          message.messageId,
          message.sender,
          message.ehlo,
          JSON.stringify(message.thisHosts),
          message.octets,
          digestOf(message),
        );
      if (added.changes === 0) return false;
      const insert = this.#db.prepare(
        "INSERT INTO recipients (message, position, path, state, next_at, apart) VALUES (?, ?, ?, 'queued', 0, ?)",
      );
      for (const [position, path] of message.paths.entries())
        insert.run(added.lastInsertRowid, position, path, message.apart?.includes(path) ? 1 : 0);
      return true;
    });
  }

  has(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM messages WHERE id = ?').get(id) !== undefined;
  }

  /**
   * A message with all its paths, as it was added. `damaged` where it is not what was added any more: then nobody may be sent it.
   * Undefined where there is none, or where its octets were purged.
   */
  message(id: string): StoredMessage | 'damaged' | undefined {
    const row = this.#db.prepare(wholeMessage).get(id);
    if (!row || row['purged_at'] !== null) return undefined;
    try {
      const recipients = JSON.parse(String(row['recipients'])) as [path: string, apart: number][];
      const message = {
        id,
        created: String(row['created']),
        subject: String(row['subject']),
        messageId: String(row['message_id']),
        sender: String(row['sender']),
        ehlo: String(row['ehlo']),
        thisHosts: JSON.parse(String(row['this_hosts'])) as string[],
        paths: recipients.map(([path]) => path),
        apart: recipients.filter(([, apart]) => apart === 1).map(([path]) => path),
        octets: asBuffer(row['octets'] as Uint8Array),
      };
      return row['digest'] === null || row['digest'] === digestOf(message) ? message : 'damaged';
    } catch {
      return 'damaged';
    }
  }

  /** Everything that is to be tried by itself, now or later. */
  pending(): Pending[] {
    return this.#db
      .prepare(
        `SELECT id, path, state, attempts, next_at, age, seen_at FROM recipients JOIN messages ON number = message
         WHERE state IN ('queued', 'deferred', 'maybe-sent') AND next_at IS NOT NULL`,
      )
      .all()
      .map((row) => ({
        message: String(row['id']),
        path: String(row['path']),
        attempts: Number(row['attempts']),
        nextAt: Number(row['next_at']),
        age: Number(row['age']),
        seenAt: Number(row['seen_at']),
        ...(row['state'] === 'maybe-sent' && { resend: true as const }),
      }));
  }

  /** When first attempts began since `since`, in wall times. */
  startedSince(since: number): number[] {
    return this.#db
      .prepare('SELECT first_at FROM recipients WHERE first_at > ?')
      .all(since)
      .map(({ first_at: at }) => Number(at));
  }

  /**
   * Before anything is done for these paths; with the attempt after this one, so that not even a loop of crashes hammers a server.
   * Those who may be tried: the person may have taken the others back.
   */
  sending(id: string, plans: readonly Plan[], now: number): string[] {
    return this.#db.transaction(() => {
      const update = this.#db.prepare(markSending);
      return plans
        .filter(
          ({ path, attempts, nextAt, age }) =>
            update.run(attempts, nextAt, age, now, now, id, path).changes > 0,
        )
        .map(({ path }) => path);
    });
  }

  /** From now on a server may have accepted the message for these paths. `lines` of the transcript go into the same commit. */
  release(id: string, paths: readonly string[], lines: readonly TranscriptLine[]): void {
    this.#db.transaction(() => {
      const update = this.#db.prepare(markReleased);
      for (const path of paths) update.run(id, path);
      appendLines(this.#db, id, lines);
    });
  }

  /** `plans`: of those that are tried again. The others are settled: nothing more is done for them by itself. */
  settle(
    id: string,
    outcomes: readonly Outcome[],
    plans: readonly Plan[],
    lines: readonly TranscriptLine[],
    now: number,
  ): void {
    this.#db.transaction(() => {
      const update = this.#db.prepare(markSettled);
      for (const { path, state, reason, server, reply, step, way, tried } of outcomes) {
        const plan = plans.find((each) => each.path === path);
        const said = [reason, server, reply, step, way, tried && JSON.stringify(tried)].map(
          (value) => value ?? null,
        );
        const [first, ...rest] = said;
        update.run(
          state,
          first ?? null,
          ...rest,
          plan?.nextAt ?? null,
          plan?.age ?? null,
          now,
          plan ? null : now,
          id,
          path,
        );
      }
      appendLines(this.#db, id, lines);
    });
  }

  /** Does what the person wants with those to whom it applies. `paths` undefined: all of the message. Their paths. */
  act(id: string, action: Action, paths: readonly string[] | undefined, now: number): string[] {
    return this.#db.transaction(() => decide(this.#db, id, action, paths, now));
  }

  /** True the first time: the person is told that a message is late once, and rather not at all than every time after a crash. */
  tellLate(id: string): boolean {
    return this.#db.prepare('UPDATE messages SET late = 1 WHERE id = ? AND late = 0').run(id).changes > 0;
  }

  addLines(id: string, lines: readonly TranscriptLine[]): void {
    if (lines.length > 0) this.#db.transaction(() => appendLines(this.#db, id, lines));
  }

  addAliases(id: string, station: string, names: readonly string[]): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO aliases SELECT number, ?, ? FROM messages WHERE id = ?')
      .run(station, JSON.stringify(names), id);
  }

  /** After a runner that died, of all; or after a run that ended in the middle, of its message alone. Those who are maybe sent now. */
  recover(id?: string): MaybeSent[] {
    return this.#db.transaction(() => recover(this.#db, id));
  }

  /** Removes the texts of messages with which nothing is left to do and that have rested for `keep` milliseconds. How many. */
  purge(keep: number, now: number): number {
    return purge(this.#db, keep, now);
  }

  status(id: string): MessageStatus | undefined {
    return statusOf(this.#db, id);
  }

  /** Of the messages that a list shows, in its order. */
  listedIds(): string[] {
    return listedIds(this.#db);
  }

  idsBeginning(beginning: string): string[] {
    return idsBeginning(this.#db, beginning);
  }

  lines(id: string): TranscriptLine[] {
    return linesOf(this.#db, id);
  }

  /** What was set aside, the newest first. */
  notices(): Notice[] {
    return this.#db
      .prepare('SELECT at, path, detail FROM notices ORDER BY at DESC LIMIT 20')
      .all()
      .map(({ at, path, detail }) => ({ at: Number(at), path: String(path), detail: String(detail) }));
  }

  close(): void {
    this.#db[Symbol.dispose]();
  }
}

/** The same octets. */
const asBuffer = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);
