/** One mail transaction on an open session: MAIL, RCPT for each recipient, the message, and the result of each recipient. */
import { sendByChunk } from './by-chunk.ts';
import { sendByData } from './by-data.ts';
import type { Connection } from './connection.ts';
import { type Envelope, lackOf, mailCommand, needsOf, rcptCommand } from './envelope.ts';
import { isTaken } from './introduction.ts';
import type { Result } from './result.ts';
import type { Sending, TransactionOptions } from './sending.ts';
import type { Session } from './state.ts';

/** Connections on which a transaction was begun that may not have ended: RSET stands before the next one. */
const begun = new WeakSet<Connection>();

/**
 * `octets` are final: CRLF only. One result for each path, in order. Never throws. The session is good for another transaction
 * unless its connection has a trouble then.
 */
export async function transact(
  session: Session,
  envelope: Envelope,
  octets: Buffer,
  options: TransactionOptions,
): Promise<Result[]> {
  const { connection, extensions } = session;
  const { paths } = envelope;
  const needs = needsOf(envelope, octets);
  const lack = lackOf(needs, octets.length, extensions);
  if (lack) return paths.map((path) => ({ path, state: 'failed', reason: lack, step: 'MAIL' }));
  if (begun.has(connection) && !isTaken(await connection.command('RSET'))) connection.close();
  begun.add(connection);
  const sending: Sending = {
    ...session,
    ...options,
    mail: mailCommand(envelope, needs, octets.length, extensions),
    rcpts: paths.map((path) => rcptCommand(path, envelope, extensions)),
    octets,
  };
  const chunks = extensions.has('CHUNKING') && options.plainData !== true;
  const fates = await (chunks ? sendByChunk(sending) : sendByData(sending));
  if (fates.some(({ state }) => state === 'sent')) begun.delete(connection);
  return fates.map((fate, index) => ({ path: paths[index] ?? '', ...fate }));
}
