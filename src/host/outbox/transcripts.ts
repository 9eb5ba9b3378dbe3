/** The stored transcripts: a row for the lines that were written at once. */
import * as v from 'valibot';
import { type TranscriptLine, transcriptLineSchema } from '../../core/bridge/protocol.ts';
import type { Database } from './database.ts';
import { ofMessage } from './schema.ts';

const append = `INSERT INTO transcript (message, position, lines)
  SELECT number, (SELECT coalesce(max(position) + 1, 0) FROM transcript WHERE message = number), ? FROM messages WHERE id = ?`;

/** Within a transaction. */
export function appendLines(db: Database, id: string, lines: readonly TranscriptLine[]): void {
  if (lines.length === 0) return;
  db.prepare(append).run(JSON.stringify(lines), id);
}

/** In their order. */
export function linesOf(db: Database, id: string): TranscriptLine[] {
  return db
    .prepare(`SELECT lines FROM transcript WHERE ${ofMessage} ORDER BY position`)
    .all(id)
    .flatMap(({ lines }) => read(String(lines)));
}

const written = v.pipe(v.string(), v.parseJson(), v.array(transcriptLineSchema));

/** What the disk made something else of is told as it stands there: one line of trouble. */
function read(lines: string): TranscriptLine[] {
  const parsed = v.safeParse(written, lines);
  return parsed.success ? parsed.output : [{ at: 0, mark: '***', text: lines.slice(0, 4096) }];
}
