/** What became of messages that were under way when whoever sent them died, or met something that ended the run. */
import type { Database } from './database.ts';
import { ofMessage } from './schema.ts';

/** Nobody was told of it yet. */
export interface MaybeSent {
  readonly path: string;
  readonly subject: string;
}

/**
 * Within a transaction. What was not released did not happen, and is tried again when that was due anyway. What was released, now or
 * before it went once more, may have happened: only the person may send it again. A state that is none is treated as the worst that it
 * could be. `id` undefined: all messages.
 */
export function recover(db: Database, id?: string): MaybeSent[] {
  const [only, ids] = id === undefined ? ['', []] : [`AND ${ofMessage}`, [id]];
  const whom = 'RETURNING path, state, (SELECT subject FROM messages WHERE number = message) AS subject';
  db.prepare(`UPDATE recipients SET released = 1 WHERE state = 'sending' AND decided = 2 ${only}`).run(
    ...ids,
  );
  const interrupted = db.prepare(`UPDATE recipients SET
      step = CASE released WHEN 1 THEN 'end of data' ELSE step END,
      reason = CASE released WHEN 1 THEN 'no-answer-after-data' ELSE 'interrupted' END,
      next_at = CASE released WHEN 1 THEN NULL ELSE next_at END,
      state = CASE released WHEN 1 THEN 'maybe-sent' ELSE 'deferred' END
    WHERE state = 'sending' ${only} ${whom}`);
  const unknown =
    db.prepare(`UPDATE recipients SET state = 'maybe-sent', reason = 'store-damaged', next_at = NULL
    WHERE state NOT IN ('queued', 'sent', 'handed-over', 'deferred', 'failed', 'maybe-sent', 'cancelled', 'sending')
    ${only} ${whom}`);
  return [...interrupted.all(...ids), ...unknown.all(...ids)]
    .filter(({ state }) => state === 'maybe-sent')
    .map(({ path, subject }) => ({ path: String(path), subject: String(subject) }));
}
