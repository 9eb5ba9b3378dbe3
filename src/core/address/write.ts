/** From parts back to text, in the strict form of RFC 5321. */
import type { Domain, LocalPart, Recipient } from './recipient.ts';

/** What no Dot-string has: nothing at all, a dot at an edge or beside another, controls, the space, RFC 5322 §3.2.3 specials. */
const notInDotString = /^$|^\.|\.(?:\.|$)|[\0- "(),:;<>@[\\\]\x7f]/;

/** RFC 5321 §4.1.2 Dot-string: whether a decoded local-part can stand without quotes. */
export const isDotString = (value: string): boolean => !notInDotString.test(value);

/** A decoded local-part with as little quoting as its grammar lets it have, as RFC 5321 §4.1.2 asks of a sender. */
export const writeLocalPart = (value: string): string => (isDotString(value) ? value : writeQuoted(value));

/** RFC 5321 §4.1.2 Quoted-string. A control character is written as RFC 5322 §4.1 obs-qp, for it stands in no other way. */
export const writeQuoted = (value: string): string =>
  `"${special.test(value) ? value.replace(everySpecial, '\\$&') : value}"`;

const special = /["\\\0-\x08\x0a-\x1f\x7f]/;
const everySpecial = new RegExp(special, 'g');

/**
 * The strict RFC 5321 form without angle brackets, domains as A-labels, minimal quoting: `@s1.test,@s2.test:user@dest.test`. What
 * two recipients have in common if they are the same, and what goes on the wire.
 */
export const canonical = ({ hops, localPart, domain }: Recipient): string =>
  writePath(hops, localPart, domain);

/** `canonical` of parts that are no recipient yet. */
export function writePath(hops: readonly Domain[], localPart: LocalPart, domain: Domain | undefined): string {
  // Beside a Quoted-string only the mix of both, RFC 5322 §4.4, can decode to something that needs quotes.
  const plain = localPart.value === localPart.raw;
  const local = plain ? localPart.value : writeLocalPart(localPart.value);
  const mailbox = domain ? `${local}@${domain.ascii}` : local;
  if (hops.length === 0) return mailbox;
  let route = '';
  for (const hop of hops) route += route === '' ? `@${hop.ascii}` : `,@${hop.ascii}`;
  return `${route}:${mailbox}`;
}
