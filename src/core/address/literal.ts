/** Address literals: `[192.0.2.1]`, `[IPv6:2001:db8::1]`, `[tag:content]`. */
import { code, isDigit } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { insertion, peek, type Reader, report } from './reader.ts';
import type { AddressLiteral } from './recipient.ts';

type LiteralFault = Extract<AddressIssueCode, `literal-${string}`>;

/** RFC 5321 §4.1.3 address-literal; in a header RFC 5322 §3.4.1 domain-literal, whose content is freer. Stands at "[". */
export function addressLiteral(reader: Reader): AddressLiteral | undefined {
  const { text } = reader;
  const start = reader.at++;
  let plain = true;
  for (;;) {
    const unit = peek(reader);
    if (unit === code.closeSquare) break;
    if (unit === -1 || unit === code.openSquare || unit === code.greater || !foldsAt(reader, unit)) {
      report(reader, 'literal-unclosed', start, reader.at);
      return undefined;
    }
    const at = reader.at++;
    if (unit === code.backslash && reader.at < text.length) {
      // RFC 5322 §4.4 obs-dtext
      plain = false;
      // No command can carry it, and no domain holds it, whatever obs-qp says.
      if (text.charCodeAt(reader.at++) === 0) report(reader, 'control-character', at, reader.at);
    } else if (unit <= code.space || unit === code.backslash) {
      plain = false;
      if (unit === 0) report(reader, 'control-character', at, reader.at);
      else if (!isWhite(unit)) report(reader, 'literal-character', at, reader.at);
    } else if (unit >= code.del) {
      // RFC 6531 §3.3 leaves dcontent ASCII; RFC 6532 §3.2 widens dtext.
      plain = false;
    }
  }
  const end = ++reader.at;
  const raw = text.slice(start, end);
  const content = raw.slice(1, -1);
  const fault = plain ? literalFault(content) : 'literal-form';
  if (fault) {
    const fix = fault === 'literal-ipv6-untagged' ? insertion(start + 1, 'IPv6:') : undefined;
    report(reader, fault, start, end, fix);
  }
  // Folding is no part of what it holds, RFC 5322 §3.4.1.
  const canonical = plain ? canonicalContent(content) : content.replace(/\r\n/g, '');
  const ascii = canonical === content ? raw : `[${canonical}]`;
  return { kind: 'literal', start, end, raw, ascii, unicode: ascii };
}

const isWhite = (unit: number): boolean =>
  unit === code.space || unit === code.tab || unit === code.cr || unit === code.lf;

/** False at a line break that is not folding, RFC 5322 §3.2.2: CRLF before white space, in a header. */
function foldsAt({ text, at, lexicon }: Reader, unit: number): boolean {
  if (unit === code.lf) return lexicon.folds && text.charCodeAt(at - 1) === code.cr;
  if (unit !== code.cr) return true;
  const next = text.charCodeAt(at + 2);
  return lexicon.folds && text.charCodeAt(at + 1) === code.lf && (next === code.space || next === code.tab);
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
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  let groups = 0;
  let hasGap = false;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : code.colon;
    if (unit === code.dot) {
      if (!isIpv4(text.slice(start))) return false;
      groups += 2;
      break;
    }
    if (unit !== code.colon) {
      if (!isHexDigit(unit) || i - start === 4) return false;
      continue;
    }
    if (i > start) groups++;
    else if (!isGap(text, i)) return false;
    if (i < text.length && text.charCodeAt(i + 1) === code.colon) {
      if (hasGap) return false;
      hasGap = true;
      // The second colon; a third is no group.
      i++;
      if (i + 1 === text.length) break;
    } else if (i + 1 === text.length) {
      return false;
    }
    start = i + 1;
  }
  return hasGap ? groups <= 6 : groups === 8;
}

/** Whether the empty group at a colon is the "::" that the text begins with. */
const isGap = (text: string, at: number): boolean => at === 0 && text.charCodeAt(1) === code.colon;

const isHexDigit = (unit: number): boolean =>
  isDigit(unit) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x66);

/** Tags and hexadecimal digits are case-insensitive; decimal octets lose leading zeros, which some would read as octal. */
function canonicalContent(content: string): string {
  if (isTaggedIpv6(content)) {
    return /^IPv6:[^A-Z]*$/.test(content) ? content : `IPv6:${content.slice(5).toLowerCase()}`;
  }
  return /\b0\d/.test(content) && isIpv4(content) ? content.split('.').map(Number).join('.') : content;
}

/** The tag in any case. */
const isTaggedIpv6 = (content: string): boolean => /^ipv6:/i.test(content);
