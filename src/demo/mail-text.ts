/** A plain text message, written and read: as much of RFC 5322 and MIME as the demo's webmail needs. */
import { randomUUID } from 'node:crypto';
import { rfc5322Date } from './smtp-server.ts';

export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** CRLF, ASCII octets only. Bcc recipients are the envelope's alone. */
export function writeLetter(letter: Letter): Buffer {
  const text = letter.text.replace(/\r?\n/g, '\r\n');
  // RFC 2045 §2.7: as it is where every line is short ASCII.
  const plain = /^[\x20-\x7e\t\r\n]*$/.test(text) && text.split('\r\n').every((line) => line.length <= 998);
  const domain = letter.from.slice(letter.from.lastIndexOf('@') + 1);
  const lines = [
    `From: ${letter.from}`,
    ...(letter.to.length > 0 ? [`To: ${letter.to.join(',\r\n ')}`] : []),
    ...(letter.cc.length > 0 ? [`Cc: ${letter.cc.join(',\r\n ')}`] : []),
    `Subject: ${encodeWords(letter.subject)}`,
    `Date: ${rfc5322Date(new Date())}`,
    `Message-ID: <${randomUUID()}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
    '',
    // The line's end that follows is the message's own.
    plain
      ? text.replace(/\r\n$/, '')
      : Buffer.from(text)
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n'),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** RFC 2047 encoded words where ASCII does not do; each at most 75 octets, never cutting a character. */
function encodeWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text.replace(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

export interface ReadLetter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
}

/** The headers that a list shows, and the first text. What cannot be decoded is shown as it is. */
export function readLetter(octets: Buffer): ReadLetter {
  const { headers, body } = split(octets);
  const header = (name: string) => decodeWords(headers.get(name) ?? '');
  return {
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    date: header('date'),
    text: textOf(headers, body),
  };
}

function split(octets: Buffer): { headers: Map<string, string>; body: Buffer } {
  const end = octets.indexOf('\r\n\r\n');
  const head = octets.subarray(0, end < 0 ? octets.length : end).toString();
  const headers = new Map<string, string>();
  // RFC 5322 §2.2.3
  for (const line of head.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && value !== undefined && !headers.has(name.toLowerCase()))
      headers.set(name.toLowerCase(), value);
  }
  return { headers, body: end < 0 ? Buffer.alloc(0) : octets.subarray(end + 4) };
}

function textOf(headers: ReadonlyMap<string, string>, body: Buffer): string {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const part = body.toString('latin1').split(`--${boundary}`)[1] ?? '';
    const inner = split(Buffer.from(part.replace(/^\r\n/, ''), 'latin1'));
    return textOf(inner.headers, inner.body);
  }
  const charset = /charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
  return decodeText(decodeTransfer(headers.get('content-transfer-encoding') ?? '', body), charset);
}

function decodeTransfer(encoding: string, body: Buffer): Buffer {
  if (/^base64/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64');
  if (/^quoted-printable/i.test(encoding))
    return quotedPrintable(body.toString('latin1').replace(/=[ \t]*\r\n/g, ''));
  return body;
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function decodeText(octets: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(octets);
  } catch {
    return octets.toString('latin1');
  }
}

function decodeWords(value: string): string {
  return value
    .replace(/(\?=)[ \t]+(=\?)/g, '$1$2') // RFC 2047 §6.2: white space between encoded words is nothing
    .replace(
      /=\?([^?*\s]+)(?:\*[^?]*)?\?([bq])\?([^?\s]*)\?=/gi,
      (_, charset: string, how: string, word: string) =>
        decodeText(
          how.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quotedPrintable(word.replace(/_/g, ' ')),
          charset,
        ),
    );
}
