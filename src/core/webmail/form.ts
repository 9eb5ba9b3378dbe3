/** What a recipient looks like to a webmail: the forms of address that one webmail or another treats otherwise than a plain mailbox. */
import type { Recipient } from '../address/recipient.ts';

export const forms = [
  'plain',
  /** `@s1.test,@s2.test:user@dest.test`, two hops or more, with angle brackets or without. */
  'source-route',
  'source-route-named',
  /** `@s1.test:user@dest.test`. */
  'one-hop',
  'one-hop-named',
  /** `user%dest.test@s1.test`. */
  'percent',
  /** `dest.test!user@s1.test`. */
  'bang',
  /** `s1.test!dest.test!user`. */
  'bare-bang',
  /** `"a b"@dest.test`. */
  'quoted',
  /** `"user@dest.test"@s1.test`. */
  'quoted-at',
  'literal-4',
  'literal-6',
  /** A local-part beyond ASCII, RFC 6531. */
  'utf8-local-part',
  /** A domain with U-labels. */
  'idn',
  /** A domain of one label. */
  'no-dot',
  /** Of a list: `name: a@dest.test, b@dest.test;`. */
  'group',
  /** Of a list: one recipient a line. */
  'list-lines',
  /** Of a list: parted by semicolons. */
  'list-semicolons',
] as const;
export type Form = (typeof forms)[number];

/** All the forms that a recipient shows; `plain` alone when there is nothing else to say of it. */
export function formsOf(recipient: Recipient): readonly Form[] {
  const { localPart, domain, hops } = recipient;
  const found: Form[] = [];
  if (recipient.form === 'bang') found.push('bare-bang');
  if (recipient.form === 'source-route') found.push(routeForm(hops.length, recipient.displayName));
  if (localPart.quoted) found.push(localPart.value.includes('@') ? 'quoted-at' : 'quoted');
  if (localPart.value.includes('%')) found.push('percent');
  // A bare bang path keeps no "!" in its local-part.
  if (localPart.value.includes('!')) found.push('bang');
  if (/[^\0-\x7f]/.test(localPart.value)) found.push('utf8-local-part');
  for (const host of domain ? [...hops, domain] : hops) {
    if (host.kind === 'literal') found.push(/^\[ipv6:/i.test(host.raw) ? 'literal-6' : 'literal-4');
    else if (host.raw.toLowerCase() !== host.ascii) found.push('idn');
  }
  if (domain?.kind === 'name' && !domain.ascii.includes('.')) found.push('no-dot');
  return found.length > 0 ? [...new Set(found)] : ['plain'];
}

function routeForm(hops: number, displayName: string | undefined): Form {
  const form = hops > 1 ? 'source-route' : 'one-hop';
  return displayName ? `${form}-named` : form;
}

/** The forms of the list itself: of what stands between its recipients. */
export function formsOfList(text: string, recipients: readonly Recipient[]): readonly Form[] {
  let between = '';
  let end = 0;
  for (const recipient of recipients) {
    between += text.slice(end, recipient.start);
    end = recipient.end;
  }
  between += text.slice(end);
  const found: Form[] = [];
  if (between.includes(':')) found.push('group');
  else if (between.includes(';')) found.push('list-semicolons');
  if (recipients.length > 1 && /[\r\n]/.test(between)) found.push('list-lines');
  return found;
}
