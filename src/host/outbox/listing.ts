/**
 * What a list of the outbox shows, and in which order: what asks for a decision, what is unfinished, then the newest. However many came
 * later, nothing that waits for the person falls out of sight; what they have decided makes room for the next.
 */
import { limits } from '../../core/bridge/limits.ts';
import type { MessageStatus } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';

/** Of what is open, and of the newest. */
const most = 50;

const openIds = `SELECT id FROM messages JOIN (
    SELECT message, max(state = 'maybe-sent' AND next_at IS NULL) AS asks FROM recipients
    WHERE state IN ('queued', 'sending', 'deferred') OR (state = 'maybe-sent' AND decided <> 1) GROUP BY message
  ) ON message = number ORDER BY asks DESC, created DESC, number DESC LIMIT ${most}`;
const newestIds = `SELECT id FROM messages ORDER BY created DESC, number DESC LIMIT ${most}`;

export function listedIds(db: Database): string[] {
  const ids = [openIds, newestIds].flatMap((sql) => db.prepare(sql).all());
  return [...new Set(ids.map(({ id }) => String(id)))];
}

/** Ids that begin so: two of them say that it is not one. */
export function idsBeginning(db: Database, beginning: string): string[] {
  return db
    .prepare('SELECT id FROM messages WHERE id BETWEEN ? AND ? LIMIT 2')
    .all(beginning, `${beginning}~`)
    .map(({ id }) => String(id));
}

/**
 * As many as one message to the browser may hold, in their order. What takes much, the servers' words for each recipient, goes along as far
 * as there is room beside them all: one message must not hide the others.
 */
export function fitting(messages: readonly MessageStatus[]): MessageStatus[] {
  let left = limits.fromHost / 2;
  const take = (octets: number): boolean => {
    if (octets > left) return false;
    left -= octets;
    return true;
  };
  return messages
    .map((whole) => ({ whole, short: withoutWords(whole) }))
    .filter(({ short }) => take(size(short)))
    .map(({ whole, short }) => (take(size(whole) - size(short)) ? whole : short));
}

function withoutWords(status: MessageStatus): MessageStatus {
  return { ...status, outcomes: status.outcomes.map(({ reply: _, tried: __, ...outcome }) => outcome) };
}

const size = (status: MessageStatus): number => Buffer.byteLength(JSON.stringify(status));
