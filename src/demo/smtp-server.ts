/** One SMTP session of a demo server: RFC 5321, strict, with PIPELINING, 8BITMIME, SIZE and enhanced status codes. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { parseRecipient } from '../core/address/parse.ts';
import { type Disposition, dispositionOf, type Station } from './routing.ts';

/** RFC 1870, in octets. */
export const maxSize = 10 * 1024 * 1024;
const maxRecipients = 100;
/** RFC 5321 §4.5.3.1.4 and §4.5.3.1.6, with their CRLF. */
const maxCommandLine = 512;
const maxTextLine = 1000;

export interface Accepted {
  /** The queue id, as it stands in the Received line. */
  readonly id: string;
  /** Without brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  readonly recipients: readonly {
    readonly path: string;
    readonly disposition: Exclude<Disposition, { does: 'refuse' }>;
  }[];
  /** CRLF, without dot-stuffing, with this server's Received line on top. */
  readonly octets: Buffer;
  readonly body: '7BIT' | '8BITMIME';
}

export interface SessionEvents {
  /** A RCPT was heard; `path` as it came, between its brackets. */
  onRecipient?(path: string, reply: string): void;
  /** Takes responsibility: once this settles, 250 is said. */
  accept(message: Accepted): Promise<void>;
  /** Whether `name` is really at `address`: only then may the trace say so. */
  isAt(name: string, address: string): Promise<boolean>;
}

interface Envelope {
  reversePath: string;
  body: '7BIT' | '8BITMIME';
  recipients: { path: string; disposition: Exclude<Disposition, { does: 'refuse' }> }[];
}

// A path in brackets; ">" may stand in a quoted string. Then ESMTP parameters, RFC 5321 §4.1.2.
const pathArgument =
  /^<((?:"(?:[^"\\]|\\.)*"|[^<>"])*)>((?: [A-Za-z0-9][A-Za-z0-9-]*(?:=[\x21-\x3c\x3e-\x7e]+)?)*)$/;

/** Speaks until QUIT or the end of the connection. The caller owns the socket's errors and its end. */
export async function serveSession(socket: Socket, station: Station, events: SessionEvents): Promise<void> {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const reader = lineReader(socket);
  // RFC 5321 §4.2.1: a hyphen on every line of a reply but the last
  const say = (...lines: readonly string[]) => {
    const last = lines.length - 1;
    const marked = lines.map((line, index) => (index === last ? line : line.replace(/^(\d{3}) /, '$1-')));
    socket.write(`${marked.join('\r\n')}\r\n`);
  };
  let greeting: { name: string; extended: boolean } | undefined;
  let envelope: Envelope | undefined;

  const mail = (argument: string): string => {
    if (!greeting) return '503 5.5.1 EHLO first';
    if (envelope) return '503 5.5.1 A sender was already given';
    const match = /^FROM:/i.test(argument) ? pathArgument.exec(argument.slice(5)) : null;
    if (!match) return '501 5.5.4 Syntax: MAIL FROM:<reverse-path>';
    const [, reversePath = '', parameters = ''] = match;
    if (reversePath !== '' && !parseRecipient(`<${reversePath}>`, { profile: 'smtp' }).ok)
      return `501 5.1.7 <${reversePath}> is not a path`;
    let body: Envelope['body'] = '7BIT';
    for (const parameter of parameters.trim().toUpperCase().split(' ').filter(Boolean)) {
      const [keyword, value = ''] = parameter.split('=');
      if (keyword === 'SIZE' && /^\d{1,20}$/.test(value)) {
        if (Number(value) > maxSize) return '552 5.3.4 Too large';
      } else if (keyword === 'BODY' && (value === '7BIT' || value === '8BITMIME')) body = value;
      else return `555 5.5.4 ${parameter} not understood`;
    }
    envelope = { reversePath, body, recipients: [] };
    return '250 2.1.0 Sender ok';
  };

  const rcpt = (argument: string): string => {
    if (!envelope) return '503 5.5.1 MAIL first';
    const match = /^TO:/i.test(argument) ? pathArgument.exec(argument.slice(3)) : null;
    if (!match) return '501 5.5.4 Syntax: RCPT TO:<path>';
    const [, path = '', parameters = ''] = match;
    if (parameters) return `555 5.5.4 ${parameters.trim()} not understood`;
    if (envelope.recipients.length >= maxRecipients) return '452 4.5.3 Too many recipients';
    const disposition = dispositionOf(path, station);
    const reply = disposition.does === 'refuse' ? disposition.reply : `250 2.1.5 <${path}> ok`;
    events.onRecipient?.(path, reply);
    if (disposition.does !== 'refuse') envelope.recipients.push({ path, disposition });
    return reply;
  };

  const data = async (
    hello: NonNullable<typeof greeting>,
    mailing: Envelope,
  ): Promise<string | undefined> => {
    say('354 End data with <CR><LF>.<CR><LF>');
    const text = await reader.text();
    if (text === undefined) return undefined;
    if (text === 'too large') return '552 5.3.4 Too large';
    const fault = faultOf(text, mailing.body);
    if (fault) return fault;
    const id = randomBytes(5).toString('hex').toUpperCase();
    // RFC 5321 §4.1.3 TCP-info: the name stands there only when the DNS confirms it.
    const peer = (await events.isAt(hello.name, address)) ? `${hello.name} [${address}]` : `[${address}]`;
    const only = mailing.recipients.length === 1 ? mailing.recipients[0] : undefined;
    const received =
      `Received: from ${hello.name} (${peer})\r\n` +
      `\tby ${station.name} (Waypost demo) with ${hello.extended ? 'ESMTP' : 'SMTP'} id ${id}` +
      // RFC 5321 §7.2: with several recipients FOR would tell each about the others.
      `${only ? `\r\n\tfor <${only.path}>` : ''}; ${rfc5322Date(new Date())}\r\n`;
    await events.accept({ ...mailing, id, octets: Buffer.concat([Buffer.from(received, 'latin1'), text]) });
    return `250 2.0.0 ${id} taken`;
  };

  say(`220 ${station.name} ESMTP Waypost demo`);
  for (;;) {
    const line = await reader.command();
    if (line === undefined) return;
    if (typeof line !== 'string') {
      say(line.fault);
      continue;
    }
    const [, verb = '', argument = ''] = /^([A-Za-z]*) ?(.*)$/.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case 'EHLO':
      case 'HELO': {
        // RFC 5321 §4.1.1.1: a domain or an address literal; also resets, §4.1.4.
        if (
          !/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[^\]\s]+\])$/.test(
            argument,
          )
        ) {
          say('501 5.5.4 A host name or address literal is wanted');
          break;
        }
        const extended = verb.toUpperCase() === 'EHLO';
        greeting = { name: argument.toLowerCase(), extended };
        envelope = undefined;
        if (extended) {
          say(
            `250 ${station.name} greets ${argument}`,
            '250 PIPELINING',
            '250 8BITMIME',
            `250 SIZE ${maxSize}`,
            '250 ENHANCEDSTATUSCODES',
            '250 HELP',
          );
        } else say(`250 ${station.name}`);
        break;
      }
      case 'MAIL':
        say(mail(argument));
        break;
      case 'RCPT':
        say(rcpt(argument));
        break;
      case 'DATA': {
        if (argument) say('501 5.5.4 DATA takes no argument');
        else if (!greeting || !envelope) say('503 5.5.1 MAIL first');
        else if (envelope.recipients.length === 0) say('554 5.5.1 No valid recipients');
        else {
          const reply = await data(greeting, envelope);
          if (reply === undefined) return;
          envelope = undefined;
          say(reply);
        }
        break;
      }
      case 'RSET':
        envelope = undefined;
        say('250 2.0.0 Ok');
        break;
      case 'NOOP':
        say('250 2.0.0 Ok');
        break;
      case 'VRFY':
        say('252 2.5.0 Only RCPT tells');
        break;
      case 'HELP':
        say('214 2.0.0 EHLO HELO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT, RFC 5321');
        break;
      case 'QUIT':
        say(`221 2.0.0 ${station.name} closes`);
        socket.end();
        return;
      default:
        say('500 5.5.2 Command not known');
    }
  }
}

/** The reply to a message that must not be taken as it is; undefined for a proper one. */
function faultOf(text: Buffer, body: Envelope['body']): string | undefined {
  const characters = text.toString('latin1');
  // RFC 5321 §2.3.8: CR and LF only as CRLF. What stands alone is read as a line's end by some, and so smuggles commands.
  if (/\r(?!\n)|(?<!\r)\n/.test(characters)) return '554 5.6.0 A bare CR or LF is not allowed';
  if (characters.split('\r\n').some((line) => line.length + 2 > maxTextLine))
    return '554 5.6.0 A line is longer than 998 octets';
  if (body === '7BIT' && /[\x80-\xff]/.test(characters)) return '554 5.6.1 8-bit text without BODY=8BITMIME';
  // RFC 5321 §6.3
  if ((/^[\s\S]*?\r\n\r\n/.exec(characters)?.[0] ?? characters).split(/^Received:/im).length > 50)
    return '554 5.4.6 Too many hops';
  return undefined;
}

/** `Mon, 23 Nov 2026 02:15:10 +0000`, RFC 5322 §3.3. */
export function rfc5322Date(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

interface LineReader {
  /** The next command without CRLF; undefined at the end of the connection. */
  command(): Promise<string | { readonly fault: string } | undefined>;
  /** The text after DATA, its dots taken off; undefined at the end of the connection. */
  text(): Promise<Buffer | 'too large' | undefined>;
}

function lineReader(socket: Socket): LineReader {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let pending: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    pending = Buffer.concat([pending, next.value]);
    return true;
  };
  const line = async (limit: number): Promise<Buffer | 'too long' | undefined> => {
    for (let overlong = false; ; ) {
      const end = pending.indexOf('\n');
      if (end >= 0) {
        const whole = pending.subarray(0, end + 1);
        pending = pending.subarray(end + 1);
        return overlong || whole.length > limit ? 'too long' : whole;
      }
      if (pending.length > limit) {
        overlong = true;
        pending = Buffer.alloc(0);
      }
      if (!(await more())) return undefined;
    }
  };
  return {
    async command() {
      const octets = await line(maxCommandLine);
      if (octets === undefined) return undefined;
      if (octets === 'too long') return { fault: '500 5.5.2 Line too long' };
      const text = octets.toString('latin1');
      if (!text.endsWith('\r\n') || text.slice(0, -2).includes('\r'))
        return { fault: '500 5.5.2 Lines end with CRLF' };
      if (/[^\t\x20-\x7e]/.test(text.slice(0, -2))) return { fault: '500 5.5.2 ASCII only' };
      return text.slice(0, -2).trimEnd();
    },
    async text() {
      // The end is CRLF "." CRLF, and its first CRLF belongs to the text; right after DATA the text may be empty.
      let scanned = 0;
      for (;;) {
        if (pending.subarray(0, 3).toString('latin1') === '.\r\n') {
          pending = pending.subarray(3);
          return Buffer.alloc(0);
        }
        const end = pending.indexOf('\r\n.\r\n', scanned);
        if (end >= 0) {
          const stuffed = pending.subarray(0, end + 2);
          pending = pending.subarray(end + 5);
          // RFC 5321 §4.5.2
          const text = Buffer.from(stuffed.toString('latin1').replace(/(^|\r\n)\./g, '$1'), 'latin1');
          return text.length > maxSize ? 'too large' : text;
        }
        if (pending.length > 2 * maxSize) return undefined;
        scanned = Math.max(0, pending.length - 4);
        if (!(await more())) return undefined;
      }
    },
  };
}
