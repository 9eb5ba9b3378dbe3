/** One mail transaction on an open session: MAIL, RCPT for each recipient, DATA, and the result of each recipient. */
import { isAscii } from 'node:buffer';
import type { Answer } from './connection.ts';
import { dotStuffed, endOfData } from './data.ts';
import { isIntermediate, isPositive, type Reply } from './reply.ts';
import type { Session, Step } from './session.ts';
import type { Transcript } from './transcript.ts';

export interface Envelope {
  /** Without angle brackets; empty for the null reverse-path. */
  readonly from: string;
  /** Each goes between the brackets of RCPT TO octet for octet. */
  readonly paths: readonly string[];
}

/** Why without a reply: a trouble of the connection, or something the server can't do that this message needs. */
export type ResultReason =
  | 'refused'
  | 'try-later'
  | 'no-answer-after-data'
  | 'connection-lost'
  | 'timeout'
  | 'malformed-reply'
  | 'reply-too-large'
  | 'unexpected-reply'
  | 'unsafe-command'
  | 'starttls-injection'
  | 'tls-failed'
  | 'no-connection'
  | 'stopped'
  | 'too-large-for-server'
  | 'eight-bit-not-offered'
  | 'smtputf8-not-offered';

/** What became of one recipient at one server. */
export interface Result {
  readonly path: string;
  readonly state: 'sent' | 'failed' | 'deferred' | 'maybe-sent';
  readonly reason?: ResultReason;
  readonly step: Step;
  readonly reply?: Reply;
}

type Fate = Omit<Result, 'path'>;

/** RFC 5321 §4.2.1: 4yz is for now, 5yz for good. A code that no such step may give tells of confusion, and is not final. */
export function fateOf(step: Step, answer: Answer): Fate {
  if (!answer.ok) {
    const { code } = answer.trouble;
    // The same text can never pass; everything else that befalls a connection may go better the next time.
    return { state: code === 'unsafe-command' ? 'failed' : 'deferred', reason: code, step };
  }
  const { reply } = answer;
  // RFC 5321 §4.5.3.1.10: "too many recipients" stood under 552 in RFC 821; it is for now. A full mailbox says so by 5.2.2.
  const tooMany = step === 'RCPT' && reply.code === 552 && (reply.enhanced ?? '5.5.3') === '5.5.3';
  if (reply.code >= 500 && !tooMany) return { state: 'failed', reason: 'refused', step, reply };
  if (reply.code >= 400) return { state: 'deferred', reason: 'try-later', step, reply };
  return { state: 'deferred', reason: 'unexpected-reply', step, reply };
}

/**
 * `octets` are final: CRLF only. `release` is called synchronously before the write that holds the last octet, which its false forbids;
 * it is never called when no recipient was accepted. Never throws; the session is quit or closed at the end.
 */
export async function transact(
  { connection, extensions }: Session,
  envelope: Envelope,
  octets: Buffer,
  {
    transcript,
    release,
    dataTimeout,
  }: { transcript: Transcript; release: () => boolean; dataTimeout: number },
): Promise<Result[]> {
  const all = (fate: Fate) => envelope.paths.map((path) => ({ path, ...fate }));
  const needs = needsOf(envelope, octets);
  const lack = lackOf(needs, octets.length, extensions);
  if (lack) {
    connection.quit();
    return all({ state: 'failed', reason: lack, step: 'MAIL' });
  }

  const commands = [
    { text: mailCommand(envelope.from, needs, octets.length, extensions) },
    ...envelope.paths.map((path) => ({ text: `RCPT TO:<${path}>` })),
  ];
  const data = { text: 'DATA', timeout: dataTimeout };
  // RFC 2920 §3.1: DATA ends a batch; its reply tells whether the message may follow.
  const batched = extensions.has('PIPELINING') ? connection.batch([...commands, data]) : undefined;
  const ask = async (index: number): Promise<Answer> =>
    batched?.[index] ??
    connection.command(commands[index]?.text ?? data.text, commands[index] ? undefined : dataTimeout);

  const mail = await ask(0);
  const mailRefusal = mail.ok && isPositive(mail.reply) ? undefined : fateOf('MAIL', mail);
  if (mailRefusal && !batched) {
    connection.quit();
    return all(mailRefusal);
  }
  const fates: (Fate | undefined)[] = [];
  for (let index = 1; index < commands.length; index++) {
    const answer = await ask(index);
    // A refused MAIL explains every reply that follows it in the batch, also a hang-up.
    fates.push(mailRefusal ?? (answer.ok && isPositive(answer.reply) ? undefined : fateOf('RCPT', answer)));
  }
  const settled = (last: Fate) => envelope.paths.map((path, index) => ({ path, ...(fates[index] ?? last) }));
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
  if (end.ok && isPositive(end.reply)) {
    connection.quit();
    return settled({ state: 'sent', step: 'end of data', reply: end.reply });
  }
  if (end.ok) connection.quit();
  // The last octet may have left and nothing understandable came back: the server may have taken the message (RFC 1047).
  const unknown = released && (!end.ok || end.reply.code < 400);
  return settled(
    unknown
      ? { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' }
      : fateOf('end of data', end),
  );
}

interface Needs {
  readonly eightBit: boolean;
  readonly utf8: boolean;
}

function needsOf(envelope: Envelope, octets: Buffer): Needs {
  const headerEnd = octets.indexOf('\r\n\r\n');
  const header = headerEnd < 0 ? octets : octets.subarray(0, headerEnd);
  // RFC 6531 §3.2: asked for only when an address or a header field needs it.
  const utf8 =
    [envelope.from, ...envelope.paths].some((path) => /[^\x00-\x7f]/.test(path)) || !isAscii(header);
  return { utf8, eightBit: !isAscii(octets) };
}

function lackOf(needs: Needs, size: number, extensions: Session['extensions']): ResultReason | undefined {
  if (needs.utf8 && !extensions.has('SMTPUTF8')) return 'smtputf8-not-offered';
  // RFC 6152 §3: without the offer, 8-bit octets must not be sent; the message is final, so it isn't converted either.
  if (needs.eightBit && !extensions.has('8BITMIME')) return 'eight-bit-not-offered';
  // RFC 1870 §4: SIZE without a number, or 0, states no limit.
  const limit = Number(extensions.get('SIZE') ?? 0);
  return limit > 0 && size > limit ? 'too-large-for-server' : undefined;
}

function mailCommand(from: string, needs: Needs, size: number, extensions: Session['extensions']): string {
  const parameters = [
    extensions.has('SIZE') ? ` SIZE=${size}` : '',
    needs.eightBit ? ' BODY=8BITMIME' : '',
    needs.utf8 ? ' SMTPUTF8' : '',
  ];
  return `MAIL FROM:<${from}>${parameters.join('')}`;
}
