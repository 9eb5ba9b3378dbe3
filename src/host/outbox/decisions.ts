/** What the person decides about a message, in the store. */
import type { Action, DeliveryState } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';
import { ofMessage } from './schema.ts';

/** From which states an action leads, and where to. */
const actions: Readonly<Record<Action, { from: readonly DeliveryState[]; to: DeliveryState }>> = {
  retry: { from: ['deferred', 'failed', 'cancelled'], to: 'queued' },
  resend: { from: ['maybe-sent'], to: 'queued' },
  cancel: { from: ['queued', 'deferred'], to: 'cancelled' },
  leave: { from: ['maybe-sent'], to: 'maybe-sent' },
};

/** Within a transaction; those of the paths to whom it applied. `paths` undefined: all of the message. */
export function decide(
  db: Database,
  id: string,
  action: Action,
  paths: readonly string[] | undefined,
  now: number,
): string[] {
  const { from, to } = actions[action];
  const row = db.prepare('SELECT purged_at FROM messages WHERE id = ?').get(id);
  if (to === 'queued' && row?.['purged_at'] !== null) return [];
  const all = db.prepare(`SELECT path, state FROM recipients WHERE ${ofMessage}`).all(id);
  const meant = all
    .filter(({ state }) => from.includes(state as DeliveryState))
    .map(({ path }) => String(path))
    .filter((path) => paths === undefined || paths.includes(path));
  const again = db.prepare(
    `UPDATE recipients SET state = 'queued', attempts = 0, next_at = 0, age = 0, seen_at = ?, settled_at = NULL, decided = 0
     WHERE ${ofMessage} AND path = ?`,
  );
  const end = db.prepare(
    `UPDATE recipients SET state = ?, next_at = NULL, settled_at = ?, decided = 1 WHERE ${ofMessage} AND path = ?`,
  );
  for (const path of meant) {
    if (to === 'queued') again.run(now, id, path);
    else end.run(to, now, id, path);
  }
  if (to === 'queued') db.prepare('UPDATE messages SET late = 0 WHERE id = ?').run(id);
  return [...new Set(meant)];
}
