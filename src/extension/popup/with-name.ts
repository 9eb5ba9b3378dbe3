/** A recipient as it is put into a composer: the address, and the person's name where the text had one. */
import type { Recipient } from '../../core/address/recipient.ts';

/** RFC 5322 §3.2.5 phrase of RFC 6532 atoms with single spaces. */
const plainPhrase = /^[^\s\p{C}"(),.:;<>@[\]\\]+(?: [^\s\p{C}"(),.:;<>@[\]\\]+)*$/u;
/** What hides, reorders or looks like an address is no name to hand on. */
const doubtful = /[\p{C}@]/u;

/**
 * The texts to try, the best first: `Name <address>`, its name in quotes where it needs them; and since webmails quote and unquote in ways of
 * their own, then the address alone.
 */
export function withName(address: string, recipient: Recipient | undefined): readonly string[] {
  const name = recipient?.displayName;
  if (!name || doubtful.test(name)) return [address];
  if (plainPhrase.test(name)) return [`${name} <${address}>`];
  return [`"${name.replace(/["\\]/g, '\\$&')}" <${address}>`, address];
}
