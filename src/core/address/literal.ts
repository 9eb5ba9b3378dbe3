/** Address literals: `[192.0.2.1]`, `[IPv6:2001:db8::1]`, `[tag:content]`. */
import { foldsAt } from './cfws.ts';
import { code } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { insertedAt, peek, type Reader, report } from './reader.ts';
import type { AddressLiteral } from './recipient.ts';

type LiteralFault = Extract<AddressIssueCode, `literal-${string}`>;

/** RFC 5321 §4.1.3 address-literal; in a header RFC 5322 §3.4.1 domain-literal, whose content is freer. Stands at "[". */
export function addressLiteral(reader: Reader): AddressLiteral | undefined {
  const { text } = reader;
  const start = reader.at++;
  for (; ; reader.at++) {
    const unit = peek(reader);
    if (unit === code.closeSquare) break;
    const isFold = unit === code.cr && foldsAt(reader);
    const isEnd = unit < 0 || unit === code.lf || unit === code.cr;
    if ((isEnd && !isFold) || unit === code.openSquare || unit === code.greater) {
      report(reader, 'literal-unclosed', start, reader.at);
      return undefined;
    }
    if (isFold || (unit === code.backslash && reader.at + 1 < text.length)) reader.at++;
  }
  const end = ++reader.at;
  const raw = text.slice(start, end);
  const content = raw.slice(1, -1);
  // RFC 6531 §3.3 leaves dcontent ASCII; RFC 6532 §3.2 widens dtext.
  const plain = /^[!-[\]-~]*$/.test(content);
  // RFC 5322 §4.4 obs-dtext
  for (const { index, 0: found } of plain ? [] : content.matchAll(/\\.|[\0-\x08\x0b\x0c\x0e-\x1f]/gs)) {
    const at = start + 1 + index;
    // No command can carry it, and no domain holds it, whatever obs-qp says.
    if (found.endsWith('\0')) report(reader, 'control-character', at, at + found.length);
    else if (found.length === 1) report(reader, 'literal-character', at, at + 1);
  }
  const fault = plain ? literalFault(content) : 'literal-form';
  if (fault) {
    const fix = fault === 'literal-ipv6-untagged' ? 'IPv6:' : undefined;
    report(reader, fault, start, end, fix, fix && insertedAt(start + 1));
  }
  // Folding is no part of what it holds, RFC 5322 §3.4.1.
  const canonical = plain ? canonicalContent(content) : content.replace(/\r\n/g, '');
  const ascii = canonical === content ? raw : `[${canonical}]`;
  return { kind: 'literal', start, end, raw, ascii, unicode: ascii };
}

/** Which of the three forms the content is not, or undefined when it is one. */
function literalFault(content: string): LiteralFault | undefined {
  if (isIpv4(content)) return undefined;
  const tagged = isTaggedIpv6(content);
  if (tagged && isIpv6(content.slice(5))) return undefined;
  if (content.includes('%') && content.includes(':')) return 'literal-zone';
  if (tagged) return 'literal-ipv6';
  if (isIpv6(content)) return 'literal-ipv6-untagged';
  // RFC 5321 §4.1.3 General-address-literal = Standardized-tag ":" 1*dcontent, and the tag is an Ldh-str.
  if (/^[a-z\d-]*[a-z\d]:./i.test(content)) return 'literal-tag';
  return /^[\d.]+$/.test(content) ? 'literal-ipv4' : 'literal-form';
}

/** RFC 5321 §4.1.3 IPv4-address-literal: four times one to three digits up to 255, leading zeros allowed. */
export const isIpv4 = (text: string): boolean =>
  /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)(?:\.(?=.)|$)){4}$/.test(text);

/**
 * RFC 5321 §4.1.3 IPv6-addr: eight groups, or "::" for at least two of them (so at most six others); with an IPv4 tail,
 * which stands for two groups, six groups or at most four.
 */
export const isIpv6 = (text: string): boolean =>
  text.length <= 45 && ipv6.test(text.replace(/(?<=:)\d+\.[\d.]+$/, (tail) => (isIpv4(tail) ? '0:0' : tail)));

const group = String.raw`[\da-f]{1,4}`;
const groups = `(?:${group}(?::${group})*)?`;
const ipv6 = new RegExp(`^(?:(?:${group}:){7}${group}|(?!(?::*\\b\\w+){7})${groups}::${groups})$`, 'i');

/** Tags and hexadecimal digits are case-insensitive; decimal octets lose leading zeros, which some would read as octal. */
function canonicalContent(content: string): string {
  if (isTaggedIpv6(content)) return `IPv6:${content.slice(5).toLowerCase()}`;
  return /\b0\d/.test(content) && isIpv4(content) ? content.split('.').map(Number).join('.') : content;
}

/** The tag in any case. */
const isTaggedIpv6 = (content: string): boolean => /^ipv6:/i.test(content);
