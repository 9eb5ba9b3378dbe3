/** The Received lines of a message in the order of travel. */
import { parseReceived, type Received } from './received.ts';

/** Lines up to the first empty one, RFC 5322 §2.1: header fields, then (if there is one) the body, which is never looked at. */
function* headerLines(message: string): Generator<string> {
  let at = 0;
  while (at < message.length) {
    const found = message.indexOf('\n', at);
    const end = found < 0 ? message.length : found;
    const line = message.slice(at, message[end - 1] === '\r' ? end - 1 : end);
    if (line === '') return;
    yield line;
    at = end + 1;
  }
}

const fieldName = /^received[ \t]*:/i;

/**
 * Reads the trace of a whole message or of its header alone, lines ended by CRLF or LF. Oldest first: each server puts its
 * line above those that it found (RFC 5321 §4.4).
 */
export function readChain(message: string): readonly Received[] {
  const fields: string[][] = [];
  let current: string[] | undefined;
  for (const line of headerLines(message)) {
    // RFC 5322 §2.2.3: unfolding takes away the line end before the white space, and nothing else.
    if (line.startsWith(' ') || line.startsWith('\t')) {
      current?.push(line);
      continue;
    }
    const name = fieldName.exec(line)?.[0];
    current = name === undefined ? undefined : [line.slice(name.length)];
    if (current) fields.push(current);
  }
  return fields.map((lines) => parseReceived(lines.join('').trim())).reverse();
}
