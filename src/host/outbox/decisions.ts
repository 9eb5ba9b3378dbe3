/** What the person decides about a message, in the store. */
import type { Action, DeliveryState } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';
import { ofMessage } from './schema.ts';

/**
 * From which states an action leads, and where to. What may have arrived stays maybe sent, also while it waits to go once more: whatever
 * becomes of that, and whoever dies meanwhile, it is never called unsent.
 */
const actions: Readonly<Record<Action, Partial<Record<DeliveryState, DeliveryState>>>> = {
  retry: { deferred: 'queued', failed: 'queued', cancelled: 'queued' },
  resend: { 'maybe-sent': 'maybe-sent' },
  cancel: { queued: 'cancelled', deferred: 'cancelled', 'maybe-sent': 'maybe-sent' },
  leave: { 'maybe-sent': 'maybe-sent' },
};

/** Within a transaction; those of the paths to whom it applied. `paths` undefined: all of the message. */
export function decide(
  db: Database,
  id: string,
  action: Action,
  paths: readonly string[] | undefined,
  now: number,
): string[] {
  const again = action === 'retry' || action === 'resend';
  const row = db.prepare('SELECT purged_at FROM messages WHERE id = ?').get(id);
  if (again && row?.['purged_at'] !== null) return [];
  const all = db.prepare(`SELECT path, state, next_at FROM recipients WHERE ${ofMessage}`).all(id);
  const begin = db.prepare(
    `UPDATE recipients SET state = ?, attempts = 0, next_at = ?, age = 0, seen_at = ?, settled_at = NULL, decided = 0
     WHERE ${ofMessage} AND path = ?`,
  );
  const end = db.prepare(
    `UPDATE recipients SET state = ?, next_at = NULL, seen_at = ?, settled_at = ?, decided = 1 WHERE ${ofMessage} AND path = ?`,
  );
  const meant = new Set<string>();
  for (const { state, next_at: next, ...row } of all) {
    const path = String(row['path']);
    const to = actions[action][state as DeliveryState];
    if (to === undefined || paths?.includes(path) === false) continue;
    // Of what is maybe sent only another attempt can be called off: that it is left as it is would be another decision.
    if (action === 'cancel' && state === 'maybe-sent' && next === null) continue;
    meant.add(path);
    if (again) begin.run(to, now, now, id, path);
    else end.run(to, now, now, id, path);
  }
  if (again) db.prepare('UPDATE messages SET late = 0 WHERE id = ?').run(id);
  return [...meant];
}
