/** `waypost send --queue`: into the outbox. Done when it is durably there, whatever becomes of it afterwards. */
import { limits } from '../../core/bridge/limits.ts';
import { protocolVersion } from '../../core/bridge/protocol.ts';
import { bridgeWords } from '../../core/words/bridge.ts';
import { outboxWords } from '../../core/words/outbox.ts';
import { say } from '../../core/words/phrase.ts';
import { askRunner } from '../outbox/ask.ts';
import { messageCap } from '../outbox/local.ts';
import type { StoredMessage } from '../outbox/stored-message.ts';
import { placesFor } from '../places.ts';
import { exitCodes, type Io } from './io.ts';

export async function queueFile(
  message: Omit<StoredMessage, 'id' | 'created' | 'subject'>,
  json: boolean,
  io: Io,
): Promise<void> {
  const end = (
    code: number,
    key: keyof typeof outboxWords,
    words: Readonly<Record<string, string | number>>,
  ) => {
    io.stderr(`${say(outboxWords[key], io.language, words)}\n`);
    io.exit(code);
  };
  const paths = [...new Set(message.paths)];
  if (paths.length > limits.recipients)
    return end(exitCodes.usage, 'queue.recipients', { count: paths.length, most: limits.recipients });
  if (message.octets.length > messageCap)
    return end(exitCodes.usage, 'queue.too-large', {
      octets: message.octets.length,
      most: messageCap / 2 ** 20,
    });
  const id = crypto.randomUUID();
  const access = { state: placesFor(io.env).state, entry: process.argv[1] ?? '', env: io.env };
  const answer = await askRunner(
    access,
    {
      ...message,
      type: 'queue',
      request: crypto.randomUUID(),
      version: protocolVersion,
      id,
      created: new Date().toISOString(),
      subject: subjectOf(message.octets),
      paths,
      thisHosts: [...message.thisHosts],
      octets: message.octets.toString('base64'),
    },
    ({ type }) => type === 'status',
  );
  if (answer.type === 'unanswered')
    return end(exitCodes.maybeQueued, 'queue.unanswered', { message: id, detail: answer.detail });
  if (answer.type === 'error') {
    io.stderr(`${say(bridgeWords[answer.code], io.language, { detail: answer.detail ?? '' })}\n`);
    io.exit(exitCodes.deferred);
  } else if (json) {
    io.stdout(`${JSON.stringify({ message: id, messageId: message.messageId, queued: true })}\n`);
  } else {
    io.stdout(`${say(outboxWords.queued, io.language, { message: id.slice(0, 8) })}\n`);
  }
}

/** Unfolded (RFC 5322 §2.2.3) and as it was written, encoded words and all: it only helps to recognise the message. */
function subjectOf(octets: Buffer): string {
  const header = octets.toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  const field = /^subject[ \t]*:(.*(?:\r\n[ \t].*)*)/im.exec(header)?.[1] ?? '';
  return field
    .replace(/\r\n/g, '')
    .replace(/[\r\n\0]/g, ' ')
    .trim()
    .slice(0, 900);
}
