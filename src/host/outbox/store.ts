/**
 * The durable outbox: one SQLite file. Every method that changes a state has committed it to the disk when it returns
 * (WAL with synchronous=FULL), or throws. Only the runner writes.
 */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeliveryState, MessageStatus, Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { newerSchema } from './fault.ts';
import { migrations } from './schema.ts';

export interface StoredMessage {
  /** The draft's id. */
  readonly id: string;
  readonly created: string;
  readonly subject: string;
  readonly messageId: string;
  readonly sender: string;
  readonly ehlo: string;
  readonly thisHosts: readonly string[];
  readonly paths: readonly string[];
  /** Final. */
  readonly octets: Buffer;
}

export class Store {
  readonly #db: DatabaseSync;

  /** `directory` is made 0700, the file 0600. Throws what the disk or SQLite says, and for a file of a newer Waypost. */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, 'outbox.sqlite');
    // SQLite gives its WAL the mode of the database, so the mode must be right before it is opened.
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
    chmodSync(file, 0o600);
    this.#db = new DatabaseSync(file, { timeout: 2000, enableForeignKeyConstraints: true });
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#migrate();
  }

  #migrate(): void {
    const version = Number(this.#db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) throw new Error(newerSchema(version));
    for (const [index, step] of migrations.entries()) {
      if (index >= version)
        this.#transaction(() => this.#db.exec(`${step} PRAGMA user_version = ${index + 1};`));
    }
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** False when this id is here already: then nothing changes, and the message is the one that was stored first. */
  add(message: StoredMessage): boolean {
    return this.#transaction(() => {
      const added = this.#db
        .prepare('INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          message.id,
          message.created,
          message.subject,
          message.messageId,
          message.sender,
          message.ehlo,
          JSON.stringify(message.thisHosts),
          message.octets,
        );
      if (added.changes === 0) return false;
      const insert = this.#db.prepare(
        "INSERT INTO recipients (message, position, path, state) VALUES (?, ?, ?, 'queued')",
      );
      for (const [position, path] of message.paths.entries()) insert.run(message.id, position, path);
      return true;
    });
  }

  has(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM messages WHERE id = ?').get(id) !== undefined;
  }

  /** What is still to be sent of a message: only its queued paths. */
  queued(id: string): StoredMessage | undefined {
    const row = this.#db.prepare('SELECT * FROM messages WHERE id = ?').get(id);
    if (!row) return undefined;
    const paths = this.#db
      .prepare("SELECT path FROM recipients WHERE message = ? AND state = 'queued' ORDER BY position")
      .all(id);
    return {
      id,
      created: String(row['created']),
      subject: String(row['subject']),
      messageId: String(row['message_id']),
      sender: String(row['sender']),
      ehlo: String(row['ehlo']),
      thisHosts: JSON.parse(String(row['this_hosts'])),
      paths: paths.map(({ path }) => String(path)),
      octets: Buffer.from(row['octets'] as Uint8Array),
    };
  }

  queuedIds(): string[] {
    return this.#db
      .prepare("SELECT DISTINCT message FROM recipients WHERE state = 'queued'")
      .all()
      .map(({ message }) => String(message));
  }

  sending(id: string, paths: readonly string[]): void {
    this.#transaction(() => {
      const update = this.#db.prepare(
        "UPDATE recipients SET state = 'sending', released = 0 WHERE message = ? AND path = ?",
      );
      for (const path of paths) update.run(id, path);
    });
  }

  /** From now on a server may have accepted the message for these paths. `lines` of the transcript go into the same commit. */
  release(id: string, paths: readonly string[], lines: readonly TranscriptLine[]): void {
    this.#transaction(() => {
      const update = this.#db.prepare(
        "UPDATE recipients SET released = 1 WHERE message = ? AND path = ? AND state = 'sending'",
      );
      for (const path of paths) update.run(id, path);
      this.#write(id, lines);
    });
  }

  settle(id: string, outcomes: readonly Outcome[], lines: readonly TranscriptLine[]): void {
    this.#transaction(() => {
      const update = this.#db.prepare(
        'UPDATE recipients SET state = ?, reason = ?, server = ?, reply = ?, step = ? WHERE message = ? AND path = ?',
      );
      for (const { path, state, reason, server, reply, step } of outcomes) {
        update.run(state, reason ?? null, server ?? null, reply ?? null, step ?? null, id, path);
      }
      this.#write(id, lines);
    });
  }

  addLines(id: string, lines: readonly TranscriptLine[]): void {
    if (lines.length > 0) this.#transaction(() => this.#write(id, lines));
  }

  #write(id: string, lines: readonly TranscriptLine[]): void {
    const insert = this.#db.prepare(
      'INSERT INTO transcript SELECT ?1, coalesce(max(position) + 1, 0), ?2, ?3, ?4, ?5 FROM transcript WHERE message = ?1',
    );
    for (const { at, mark, text, server } of lines) insert.run(id, at, mark, text, server ?? null);
  }

  addAliases(id: string, station: string, names: readonly string[]): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO aliases VALUES (?, ?, ?)')
      .run(id, station, JSON.stringify(names));
  }

  /**
   * After a runner that died: what was under way and not released did not happen; what was released may have. Neither is tried again
   * by itself.
   */
  recover(): void {
    this.#db.exec(`UPDATE recipients SET
        step = CASE released WHEN 1 THEN 'end of data' ELSE step END,
        reason = CASE released WHEN 1 THEN 'no-answer-after-data' ELSE 'interrupted' END,
        state = CASE released WHEN 1 THEN 'maybe-sent' ELSE 'deferred' END
      WHERE state = 'sending'`);
  }

  status(id: string): MessageStatus | undefined {
    const row = this.#db
      .prepare('SELECT created, subject, message_id, ehlo FROM messages WHERE id = ?')
      .get(id);
    if (!row) return undefined;
    const outcomes = this.#db
      .prepare(
        'SELECT path, state, reason, server, reply, step FROM recipients WHERE message = ? ORDER BY position',
      )
      .all(id);
    const aliases = this.#db.prepare('SELECT station, names FROM aliases WHERE message = ?').all(id);
    return {
      message: id,
      subject: String(row['subject']),
      created: String(row['created']),
      messageId: String(row['message_id']),
      outcomes: outcomes.map(({ path, state, ...rest }) => ({
        path: String(path),
        state: state as DeliveryState,
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
      })),
      aliases: Object.fromEntries(aliases.map(({ station, names }) => [station, JSON.parse(String(names))])),
      origin: String(row['ehlo']),
    };
  }

  /** The newest first. */
  newestIds(limit: number): string[] {
    return this.#db
      .prepare('SELECT id FROM messages ORDER BY created DESC, rowid DESC LIMIT ?')
      .all(limit)
      .map(({ id }) => String(id));
  }

  lines(id: string): TranscriptLine[] {
    return this.#db
      .prepare('SELECT at, mark, text, server FROM transcript WHERE message = ? ORDER BY position')
      .all(id)
      .map(({ at, mark, text, server }) => ({
        at: Number(at),
        mark: mark as TranscriptLine['mark'],
        text: String(text),
        ...(server === null ? {} : { server: String(server) }),
      }));
  }

  close(): void {
    this.#db.close();
  }
}
