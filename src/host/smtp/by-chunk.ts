/** A message by BDAT, RFC 3030: its length stands before it, so no line of it needs a dot more, and nobody has to say 354. */
import type { Answer } from './connection.ts';
import { isPositive } from './reply.ts';
import { type Fate, fateOf } from './result.ts';
import type { Sending } from './transaction.ts';

/**
 * What may leave before the server accepted anyone, in octets: RFC 3030 §3 lets MAIL, RCPT and BDAT stand in one batch, and a server
 * that refuses them all has to read the message for nothing.
 */
const pipelinedLimit = 64 * 1024;

/** One fate for each recipient of `rcpts`, in order. One round trip where the server pipelines and the message is short. */
export async function sendByChunk(sending: Sending): Promise<Fate[]> {
  const { connection, extensions, octets } = sending;
  const isShort = octets.length <= pipelinedLimit;
  const { answers, end, released } =
    extensions.has('PIPELINING') && isShort ? inOneWrite(sending) : await afterTheReplies(sending);

  const mail = await answers[0];
  const mailRefusal = mail?.ok && !isPositive(mail.reply) ? fateOf('MAIL', mail) : undefined;
  const rcpts = await Promise.all(answers.slice(1));
  /** What was said of a recipient; undefined where it was accepted, or nothing was said. */
  const refusals = rcpts.map(
    (answer) => mailRefusal ?? (answer.ok && !isPositive(answer.reply) ? fateOf('RCPT', answer) : undefined),
  );
  // MAIL or every RCPT refused: that is the result, whatever BDAT is answered.
  if (refusals.every((fate) => fate !== undefined)) {
    connection.quit();
    return refusals;
  }

  const last = await end();
  if (last === undefined) {
    // Not as far as BDAT: whoever was not refused lacks an answer, or lost the connection with the others.
    const lost = [mail, ...rcpts].find((answer) => answer && !answer.ok) ?? mail;
    connection.quit();
    return refusals.map((fate) => fate ?? fateOf(mail?.ok ? 'RCPT' : 'MAIL', lost as Answer));
  }
  const settled = (fate: Fate) => refusals.map((refusal) => refusal ?? fate);
  if (last.ok && isPositive(last.reply)) {
    return settled({ state: 'sent', step: 'end of data', reply: last.reply });
  }
  if (!last.ok) {
    return settled(
      released()
        ? { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' }
        : fateOf('end of data', last),
    );
  }
  const { code } = last.reply;
  if (code === 500 || code === 502) {
    // It offered CHUNKING and does not know BDAT, so it reads the lines of the message as commands: away from it, at once.
    connection.close();
    return settled({ state: 'deferred', reason: 'chunking-broken', step: 'end of data', reply: last.reply });
  }
  connection.quit();
  return settled(
    released() && code < 400
      ? { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' }
      : fateOf('end of data', last),
  );
}

/** MAIL's answer and those of RCPT; then how to get BDAT's, undefined where there was none. */
interface Exchange {
  readonly answers: readonly Promise<Answer>[];
  readonly end: () => Promise<Answer | undefined>;
  /** Whether the last octet may have left. */
  readonly released: () => boolean;
}

/** RFC 2920 and RFC 3030 §4.2: all of it at once. */
function inOneWrite({ connection, mail, rcpts, octets, transcript, release }: Sending): Exchange {
  let released = false;
  const answers = connection.chunk([mail, ...rcpts], octets, () => {
    released = release();
    return released;
  });
  if (released) transcript.note('message', { octets: octets.length });
  return { answers: answers.slice(0, -1), end: async () => answers.at(-1), released: () => released };
}

/** For a long message: it leaves once somebody was accepted. */
async function afterTheReplies(sending: Sending): Promise<Exchange> {
  const { connection, extensions, mail, rcpts, octets, transcript, release } = sending;
  const commands = [mail, ...rcpts].map((text) => ({ text }));
  const answers: Promise<Answer>[] = [];
  if (extensions.has('PIPELINING')) answers.push(...connection.batch(commands));
  else {
    for (const { text } of commands) {
      answers.push(connection.command(text));
      const answer = await answers.at(-1);
      if (answers.length === 1 && answer?.ok && !isPositive(answer.reply)) break;
    }
    // A refused MAIL is the answer to the recipients that were not even named.
    while (answers.length < commands.length) answers.push(answers[0] as Promise<Answer>);
  }
  const [first, ...others] = await Promise.all(answers);
  const isTaken = (answer: Answer | undefined) => answer?.ok === true && isPositive(answer.reply);
  let released = false;
  return {
    answers,
    released: () => released,
    async end() {
      if (!isTaken(first) || !others.some(isTaken)) return undefined;
      const command = `BDAT ${octets.length} LAST`;
      transcript.said('out', connection.secure, command);
      transcript.note('message', { octets: octets.length });
      return connection.send(Buffer.concat([Buffer.from(`${command}\r\n`), octets]), () => {
        released = release();
        return released;
      });
    },
  };
}
