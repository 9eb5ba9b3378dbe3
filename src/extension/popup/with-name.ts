/** A recipient as it is put into a composer: the address, and the person's name where the text had one. */
import type { Recipient } from '../../core/address/recipient.ts';

/** RFC 5322 §3.2.5 phrase of RFC 6532 atoms with single spaces. Webmails quote and unquote all others in ways of their own. */
const plainPhrase = /^[^\s\p{C}"(),.:;<>@[\]\\]+(?: [^\s\p{C}"(),.:;<>@[\]\\]+)*$/u;

/** `Name <address>`; the address alone where there is no name, or one that would need quotes. */
export function withName(address: string, recipient: Recipient | undefined): string {
  const name = recipient?.displayName;
  return name !== undefined && plainPhrase.test(name) ? `${name} <${address}>` : address;
}
