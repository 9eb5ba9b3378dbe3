/** A message by DATA: the server says 354, and only then does the message follow. */
import type { Answer } from './connection.ts';
import { dotStuffed, endOfData } from './data.ts';
import { isIntermediate, isPositive } from './reply.ts';
import { type Fate, fateOf } from './result.ts';
import type { Sending } from './transaction.ts';

/** One fate for each recipient of `rcpts`, in order. */
export async function sendByData(sending: Sending): Promise<Fate[]> {
  const { connection, extensions, mail, rcpts, octets, transcript, release, dataTimeout } = sending;
  const commands = [mail, ...rcpts].map((text) => ({ text }));
  const data = { text: 'DATA', timeout: dataTimeout };
  // RFC 2920 §3.1: DATA ends a batch; its reply tells whether the message may follow.
  const batched = extensions.has('PIPELINING') ? connection.batch([...commands, data]) : undefined;
  const ask = async (index: number): Promise<Answer> =>
    batched?.[index] ??
    connection.command(commands[index]?.text ?? data.text, commands[index] ? undefined : dataTimeout);

  const mailAnswer = await ask(0);
  const mailRefusal = mailAnswer.ok && isPositive(mailAnswer.reply) ? undefined : fateOf('MAIL', mailAnswer);
  if (mailRefusal && !batched) {
    connection.quit();
    return rcpts.map(() => mailRefusal);
  }
  const fates: (Fate | undefined)[] = [];
  for (let index = 1; index < commands.length; index++) {
    const answer = await ask(index);
    // A refused MAIL explains every reply that follows it in the batch, also a hang-up.
    fates.push(mailRefusal ?? (answer.ok && isPositive(answer.reply) ? undefined : fateOf('RCPT', answer)));
  }
  const settled = (last: Fate) => fates.map((fate) => fate ?? last);
  const nobody = fates.every((fate) => fate !== undefined);
  if (nobody && !batched) {
    connection.quit();
    return settled({ state: 'failed', step: 'RCPT' });
  }

  const go = await ask(commands.length);
  if (!go.ok || !isIntermediate(go.reply)) {
    if (go.ok) connection.quit();
    return settled(fateOf('DATA', go));
  }
  if (nobody) {
    // RFC 2920 §3.1: a server may say 354 although it accepted nobody. It gets an empty message, and the refusals stand.
    await connection.command('.', dataTimeout);
    connection.quit();
    return settled({ state: 'failed', step: 'RCPT' });
  }

  transcript.note('message', { octets: octets.length });
  let released = false;
  const end = await connection.send(Buffer.concat([dotStuffed(octets), endOfData]), () => {
    released = release();
    if (released) transcript.said('out', connection.secure, '.');
    return released;
  });
  if (end.ok && isPositive(end.reply))
    return settled({ state: 'sent', step: 'end of data', reply: end.reply });
  if (end.ok) connection.quit();
  // The last octet may have left and nothing understandable came back: the server may have taken the message (RFC 1047).
  const unknown = released && (!end.ok || end.reply.code < 400);
  return settled(
    unknown
      ? { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' }
      : fateOf('end of data', end),
  );
}
