/** From parts back to text, in the strict form of RFC 5321. */
import { code, isAtext, isControl } from './chars.ts';
import type { Domain, LocalPart } from './recipient.ts';

/** RFC 5321 §4.1.2 Dot-string: whether a decoded local-part can stand without quotes. */
export function isDotString(value: string): boolean {
  let expectsAtom = true;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === code.dot) {
      if (expectsAtom) return false;
      expectsAtom = true;
    } else if (isAtext(unit)) {
      expectsAtom = false;
    } else {
      return false;
    }
  }
  return !expectsAtom;
}

/** A decoded local-part with as little quoting as its grammar lets it have, as RFC 5321 §4.1.2 asks of a sender. */
export const writeLocalPart = (value: string): string => (isDotString(value) ? value : writeQuoted(value));

/** RFC 5321 §4.1.2 Quoted-string. A control character is written as RFC 5322 §4.1 obs-qp, for it stands in no other way. */
export function writeQuoted(value: string): string {
  for (let i = 0; i < value.length; i++) {
    if (needsBackslash(value.charCodeAt(i)))
      return `"${value.replace(/["\\\0-\x08\x0a-\x1f\x7f]/g, '\\$&')}"`;
  }
  return `"${value}"`;
}

const needsBackslash = (unit: number): boolean =>
  unit === code.quote || unit === code.backslash || (isControl(unit) && unit !== code.tab);

/** `writePath` of parts of a text, which is a piece of it where nothing had to be changed. */
export function canonicalPath(
  text: string,
  hops: readonly Domain[],
  localPart: LocalPart,
  domain: Domain | undefined,
): string {
  const first = hops.length > 0 ? hops[0] : undefined;
  if (domain === undefined || domain.raw !== domain.ascii || !isMinimal(localPart)) {
    return writePath(hops, localPart, domain);
  }
  // Behind each "@" a host, behind each host a "," or ":".
  let length = 1 + domain.raw.length + localPart.raw.length;
  for (let i = 0; i < hops.length; i++) {
    const { raw, ascii } = hops[i] as Domain;
    if (raw !== ascii) return writePath(hops, localPart, domain);
    length += 2 + raw.length;
  }
  const start = first ? first.start - 1 : localPart.start;
  // Between "@" and the first hop there may be white space; between all others the length tells.
  const exact = domain.end - start === length && (!first || text.charCodeAt(start) === code.at);
  return exact ? text.slice(start, domain.end) : writePath(hops, localPart, domain);
}

/** Whether it is written as `writeLocalPart` would write it. */
const isMinimal = ({ raw, value, quoted }: LocalPart): boolean =>
  raw === value || (quoted && raw.length === value.length + 2 && !isDotString(value));

/** The strict path without angle brackets, domains as A-labels. */
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
