/** A message by DATA: the server says 354, and only then does the message follow. */
import type { Answer } from './answer.ts';
import { mailData } from './data.ts';
import { fatesOf, introduce, mayFollow } from './introduction.ts';
import { isIntermediate, isPositive } from './reply.ts';
import { type Fate, fateAtEnd, fateOf } from './result.ts';
import type { Sending } from './sending.ts';

/** One fate for each recipient of `rcpts`, in order. */
export async function sendByData(sending: Sending): Promise<Fate[]> {
  const { connection, octets, transcript, release, dataTimeout } = sending;
  const asked = await ask(sending);
  if (!('go' in asked)) return asked.fates;
  const { fates, go } = asked;
  const settled = (last: Fate) => fates.map((fate) => fate ?? last);
  if (!go.ok || !isIntermediate(go.reply)) {
    // A message that would have to begin has no reply yet: whoever says that it is there is confused.
    if (go.ok && isPositive(go.reply)) connection.close();
    return settled(fateOf('DATA', go));
  }
  if (fates.every((fate) => fate !== undefined)) {
    // RFC 2920 §3.1: a server may say 354 although it accepted nobody. It gets an empty message, and the refusals stand.
    await connection.command('.', { timeout: dataTimeout });
    return fates;
  }

  transcript.note('message', { octets: octets.length });
  const { answer, left } = await connection.send(mailData(octets), release, '.');
  if (answer.ok && answer.reply.code >= 300 && answer.reply.code < 400) connection.close();
  return settled(fateAtEnd(answer, left));
}

type Asked =
  | { readonly fates: (Fate | undefined)[]; readonly go: Answer }
  /** DATA was not even asked for. */
  | { readonly fates: Fate[] };

async function ask(sending: Sending): Promise<Asked> {
  const { connection, extensions, mail, rcpts, together, dataTimeout } = sending;
  const data = { text: 'DATA', timeout: dataTimeout };
  if (extensions.has('PIPELINING') && !together) {
    // RFC 2920 §3.1: DATA ends a batch; its reply tells whether the message may follow.
    const answers = await Promise.all(
      connection.batch([...[mail, ...rcpts].map((text) => ({ text })), data]),
    );
    return { fates: fatesOf(answers.slice(0, -1)), go: answers.at(-1) as Answer };
  }
  const fates = fatesOf(await introduce(sending));
  const may = await mayFollow(sending, fates);
  if (!may.ok) return may;
  return { fates, go: await connection.command(data.text, data) };
}
