/** How this host introduces itself when nobody said: RFC 5321 §4.1.4, a domain name if there is one, else an address literal. */
import { hostname, networkInterfaces } from 'node:os';
import { nodeIdna } from '../idna.ts';

export function defaultEhlo(): string {
  const name = hostname();
  // A name without a dot is refused by many servers and means nothing to the rest.
  if (/^[\w-]+(\.[\w-]+)+$/.test(name) && !name.startsWith('localhost')) return name;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  return `[${outside?.address ?? '127.0.0.1'}]`;
}

/** A name that somebody wants to be introduced with, as it stands behind EHLO; undefined when it could be none. */
export function ehloName(text: string): string | undefined {
  // RFC 6531 §3.7.1: EHLO takes A-labels; nobody knows yet whether the server speaks anything else.
  const name = /[^\x00-\x7f]/.test(text) ? (nodeIdna.toAscii(text) ?? '') : text;
  return /^([\w-]+(\.[\w-]+)*|\[[\w.:-]+\])$/.test(name) ? name : undefined;
}
