/** A stored message as the extension and the command line see it. */
import type { DeliveryState, MessageStatus } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';
import { ofMessage } from './schema.ts';

export function statusOf(db: Database, id: string): MessageStatus | undefined {
  const row = db
    .prepare('SELECT created, subject, message_id, ehlo, purged_at FROM messages WHERE id = ?')
    .get(id);
  if (!row) return undefined;
  const outcomes = db
    .prepare(
      `SELECT path, state, reason, server, reply, step, way, tried, attempts, next_at, decided
       FROM recipients WHERE ${ofMessage} ORDER BY position`,
    )
    .all(id);
  const aliases = db.prepare(`SELECT station, names FROM aliases WHERE ${ofMessage}`).all(id);
  return {
    message: id,
    subject: String(row['subject']),
    created: String(row['created']),
    messageId: String(row['message_id']),
    outcomes: outcomes.map(({ path, state, attempts, next_at: next, decided, tried, ...said }) => ({
      path: String(path),
      state: state as DeliveryState,
      ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
      ...(tried !== null && { tried: JSON.parse(String(tried)) }),
      ...(Number(attempts) > 0 && { attempts: Number(attempts) }),
      ...((state === 'deferred' || state === 'maybe-sent') &&
        next !== null && { next: new Date(Number(next)).toISOString() }),
      ...(decided === 1 && state === 'maybe-sent' && { decided: true as const }),
    })),
    aliases: Object.fromEntries(aliases.map(({ station, names }) => [station, JSON.parse(String(names))])),
    origin: String(row['ehlo']),
    ...(row['purged_at'] !== null && { purged: true as const }),
  };
}
