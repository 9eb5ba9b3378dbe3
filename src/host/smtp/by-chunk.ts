/** A message by BDAT, RFC 3030: its length stands before it, so no line of it needs a dot more, and nobody has to say 354. */
import type { Sent } from './answer.ts';
import { fatesOf, introduce, mayFollow, refusalsOf } from './introduction.ts';
import { type Fate, fateAtEnd, unknownEnd } from './result.ts';
import type { Sending } from './sending.ts';

/**
 * What may leave before the server accepted anyone, in octets: RFC 3030 §3 lets MAIL, RCPT and BDAT stand in one batch, and a server
 * that refuses them all has to read the message for nothing.
 */
const pipelinedLimit = 64 * 1024;

/** Milliseconds for the reply that only tells whether the replies still match: nothing of the message depends on it. */
const resetPatience = 20_000;

/** One fate for each recipient of `rcpts`, in order. One round trip where the server pipelines and the message is short. */
export function sendByChunk(sending: Sending): Promise<Fate[]> {
  const { extensions, octets, together, rested } = sending;
  const atOnce = extensions.has('PIPELINING') && octets.length <= pipelinedLimit && !together && !rested;
  return atOnce ? inOneWrite(sending) : afterTheReplies(sending);
}

/** RFC 2920 and RFC 3030 §4.2: all of it at once. */
async function inOneWrite(sending: Sending): Promise<Fate[]> {
  const { connection, mail, rcpts, octets, transcript, release } = sending;
  const asked = await connection.chunk([mail, ...rcpts], octets, release);
  if (asked.left) transcript.note('message', { octets: octets.length });
  const answers = await Promise.all(asked.answers.slice(0, -1));
  const refusals = refusalsOf(answers);
  const end = asked.answers.at(-1);
  // MAIL or every RCPT refused: that is the result, whatever BDAT is answered.
  const refused = refusals.filter((fate) => fate !== undefined);
  if (refused.length === refusals.length || end === undefined) return refused;
  const last = await ended(sending, { answer: await end, left: asked.left });
  // More replies than commands: which of them was BDAT's is anybody's guess.
  const astray = connection.trouble?.code === 'unexpected-reply' && last.reason !== 'chunking-broken';
  return refusals.map((refusal) => refusal ?? (astray ? unknownEnd : last));
}

/** For a long message, or one that is for all or for none: it leaves once it is known who was accepted. */
async function afterTheReplies(sending: Sending): Promise<Fate[]> {
  const { connection, octets, transcript, release } = sending;
  const fates = fatesOf(await introduce(sending));
  const may = await mayFollow(sending, fates);
  if (!may.ok) return may.fates;
  const command = `BDAT ${octets.length} LAST`;
  transcript.said('out', connection.secure, command);
  transcript.note('message', { octets: octets.length });
  const end = await connection.send(Buffer.concat([Buffer.from(`${command}\r\n`), octets]), release);
  const last = await ended(sending, end);
  return fates.map((fate) => fate ?? last);
}

/** What BDAT's answer means, and whether it was BDAT that was answered. */
async function ended({ connection }: Sending, { answer, left }: Sent): Promise<Fate> {
  const fate = fateAtEnd(answer, left);
  if (!answer.ok || answer.reply.code < 500) return fate;
  const broken: Fate = { ...fate, state: 'deferred', reason: 'chunking-broken' };
  if (answer.reply.code === 500 || answer.reply.code === 502) {
    // It offered CHUNKING and does not know BDAT, so it reads the lines of the message as commands: away from it, at once.
    connection.close();
    return broken;
  }
  // A server that read the message as commands answers its lines too: a reply too many, or RSET seems refused.
  const reset = await connection.command('RSET', { timeout: resetPatience });
  const refused = reset.ok
    ? reset.reply.code >= 500
    : reset.trouble.code === 'unexpected-reply' && reset.trouble.detail.startsWith('5');
  if (!refused) return fate;
  connection.close();
  return broken;
}
