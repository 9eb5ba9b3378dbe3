/** The stored transcripts: a row a line. */
import type { TranscriptLine } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';

/** Within a transaction. */
export function appendLines(db: Database, id: string, lines: readonly TranscriptLine[]): void {
  if (lines.length === 0) return;
  const last = db.prepare('SELECT max(position) AS last FROM transcript WHERE message = ?').get(id)?.['last'];
  let position = last === null ? 0 : Number(last) + 1;
  const insert = db.prepare(
    'INSERT INTO transcript (message, position, at, mark, text, server, took) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { at, mark, text, server, took } of lines)
    insert.run(id, position++, at, mark, text, server ?? null, took ?? null);
}

/** In their order. */
export function linesOf(db: Database, id: string): TranscriptLine[] {
  return db
    .prepare('SELECT at, mark, text, server, took FROM transcript WHERE message = ? ORDER BY position')
    .all(id)
    .map(({ at, mark, text, server, took }) => ({
      at: Number(at),
      mark: mark as TranscriptLine['mark'],
      text: String(text),
      ...(took === null ? {} : { took: Number(took) }),
      ...(server === null ? {} : { server: String(server) }),
    }));
}
