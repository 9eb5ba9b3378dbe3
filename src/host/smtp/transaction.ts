/** One mail transaction on an open session: MAIL, RCPT for each recipient, the message, and the result of each recipient. */
import { sendByChunk } from './by-chunk.ts';
import { sendByData } from './by-data.ts';
import { type Envelope, lackOf, mailCommand, needsOf, rcptCommand } from './envelope.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import type { Transcript } from './transcript.ts';

export interface TransactionOptions {
  readonly transcript: Transcript;
  /** Called synchronously before the write that holds the last octet, which its false forbids; with BDAT that may be the first. */
  readonly release: () => boolean;
  /** Milliseconds for the 354. */
  readonly dataTimeout: number;
  /** The server was seen to break BDAT: use DATA whatever it offers. */
  readonly plainData?: boolean;
}

/** A transaction under way, by whichever of the two commands. */
export interface Sending extends Session, TransactionOptions {
  readonly mail: string;
  readonly rcpts: readonly string[];
  readonly octets: Buffer;
}

/**
 * `octets` are final: CRLF only. One result for each path, in order. Never throws. After `sent` the session is good for another
 * transaction; after anything else it is quit or closed.
 */
export async function transact(
  session: Session,
  envelope: Envelope,
  octets: Buffer,
  options: TransactionOptions,
): Promise<Result[]> {
  const { connection, extensions } = session;
  const { from, paths } = envelope;
  const needs = needsOf(envelope, octets);
  const lack = lackOf(needs, octets.length, extensions);
  if (lack) {
    connection.quit();
    return paths.map((path) => ({ path, state: 'failed', reason: lack, step: 'MAIL' }));
  }
  const sending: Sending = {
    ...session,
    ...options,
    mail: mailCommand(from, needs, octets.length, extensions),
    rcpts: paths.map((path) => rcptCommand(path, extensions)),
    octets,
  };
  const chunks = extensions.has('CHUNKING') && options.plainData !== true;
  const fates = await (chunks ? sendByChunk(sending) : sendByData(sending));
  return fates.map((fate, index) => ({ path: paths[index] ?? '', ...fate }));
}
