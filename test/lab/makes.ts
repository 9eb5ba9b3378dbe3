import { expect } from 'vitest';
import { until } from '../../src/demo/cdp.ts';
import { type Make, makes } from './network.ts';
import { placeOf } from './place.ts';
import { messagesIn, type User } from './station.ts';

interface Nature {
  /** Whether a handshake succeeds; each offers STARTTLS. */
  readonly tls: boolean;
  readonly chunking: boolean;
  readonly dsn: boolean;
  readonly smtputf8: boolean;
  /** What Waypost makes of its refusal of somebody it does not know. */
  readonly stranger: 'no-such-user' | 'recipient-refused';
}

/** What is offered after EHLO, and how it is meant. */
export const natures: Readonly<Record<Make, Nature>> = {
  postfix: { tls: true, chunking: true, dsn: true, smtputf8: true, stranger: 'no-such-user' },
  // "Unrouteable address", "Invalid recipient": both say so of relaying, too.
  exim: { tls: true, chunking: true, dsn: false, smtputf8: false, stranger: 'recipient-refused' },
  opensmtpd: { tls: false, chunking: false, dsn: true, smtputf8: false, stranger: 'recipient-refused' },
  sendmail: { tls: true, chunking: false, dsn: true, smtputf8: false, stranger: 'no-such-user' },
};

export const makeNames = Object.keys(makes) as Make[];

/** The message that holds this text in a mailbox of the server, once it is there: let it be the last line, for a long one takes a while. */
export function arrived(make: Make, text: string, user: User = 'user'): Promise<string> {
  const place = placeOf(makes[make].name);
  return until(
    () => messagesIn(place, user).find((message) => message.includes(text)),
    30_000,
    () => `“${text}” does not reach ${user}@${makes[make].name}`,
  );
}

/** All octets below the headers, in the line ends of a mailbox. */
export const bodyOf = (message: string): string => message.slice(message.indexOf('\n\n') + 2);

/** Not `toBe`: nobody reads a difference of megabytes. */
export function expectBody(message: string, body: string): void {
  const [got, wanted] = [bodyOf(message), body.trimEnd()];
  let at = 0;
  while (at < wanted.length && got[at] === wanted[at]) at++;
  expect({ length: got.length, differsAt: at, there: got.slice(at, at + 40) }).toEqual({
    length: wanted.length,
    differsAt: wanted.length,
    there: '',
  });
}

/** About so many octets of lines of every length that a line may have (RFC 5321 §4.5.3.1.6), many of them beginning with dots. */
export function bodyOfSize(octets: number): string {
  const lines: string[] = [];
  for (let length = 0, index = 0; length < octets; index++) {
    const line = `${'.'.repeat(index % 4)}${'abcdefghij'.repeat(100).slice(0, (index * 37) % 990)}`;
    lines.push(line);
    length += line.length + 2;
  }
  return lines.join('\n');
}
