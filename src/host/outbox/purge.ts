/**
 * The texts of messages with which nothing is left to do are removed after some days. No wall time says when: a computer that starts with
 * its clock ahead would lose them all at once, and what failed an hour ago could not be tried again. What counts is how long a recipient
 * rests already, from look to look, and of what lies between two looks no more than a day counts. Late is harmless.
 */
import { absentMost } from './backoff.ts';
import type { Database } from './database.ts';

/** Not everything is written anew by each of many short runners. Milliseconds. */
const lookAgain = 3_600_000;

/** While a recipient waits, `age` says how long; that it is settled is written with both times the same, and from there `age` begins anew. */
const rested = 'iif(seen_at = settled_at, 0, age)';

const look = `UPDATE recipients SET age = ${rested} + min(max(? - seen_at, 0), ${absentMost}), seen_at = ?
  WHERE next_at IS NULL AND abs(? - seen_at) >= ${lookAgain}
    AND message IN (SELECT number FROM messages WHERE purged_at IS NULL)`;
const empty = `UPDATE messages SET octets = x'', purged_at = ? WHERE purged_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM recipients WHERE message = number AND (
    state IN ('queued', 'sending', 'deferred') OR (state = 'maybe-sent' AND decided <> 1) OR ${rested} < ?))`;

/** Empties the octets of messages whose recipients are all settled and have rested for `keep` milliseconds. `now`: wall time. How many. */
export function purge(db: Database, keep: number, now: number): number {
  const changes = db.transaction(() => {
    db.prepare(look).run(now, now, now);
    return Number(db.prepare(empty).run(now, keep).changes);
  });
  // secure_delete overwrites them, and the checkpoint takes them out of the journal.
  if (changes > 0) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return changes;
}
