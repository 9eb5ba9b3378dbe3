/** Address literals: `[192.0.2.1]`, `[IPv6:2001:db8::1]`, `[tag:content]`. */
import { code, isDigit, isLetDig } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { insertion, peek, type Reader, report } from './reader.ts';
import type { AddressLiteral } from './recipient.ts';

type LiteralFault = Extract<AddressIssueCode, `literal-${string}`>;

/** RFC 5321 §4.1.3 address-literal; in a header RFC 5322 §3.4.1 domain-literal, whose content is freer. Stands at "[". */
export function addressLiteral(reader: Reader): AddressLiteral | undefined {
  const { text } = reader;
  const start = reader.at++;
  let content = '';
  let plain = true;
  for (;;) {
    const unit = peek(reader);
    if (unit === code.closeSquare) break;
    if (
      unit === -1 ||
      unit === code.openSquare ||
      unit === code.greater ||
      unit === code.cr ||
      unit === code.lf
    ) {
      report(reader, 'literal-unclosed', start, reader.at);
      return undefined;
    }
    let from = reader.at++;
    if (unit === code.backslash && reader.at < text.length) {
      // RFC 5322 §4.4 obs-dtext
      plain = false;
      from = reader.at++;
    } else if (unit <= code.space || unit === code.backslash) {
      plain = false;
      if (unit !== code.space && unit !== code.tab) report(reader, 'literal-character', from, reader.at);
      else continue;
    } else if (unit >= code.del) {
      // RFC 6531 §3.3 leaves dcontent ASCII; RFC 6532 §3.2 widens dtext.
      plain = false;
    }
    content += text.charAt(from);
  }
  const end = ++reader.at;
  const raw = text.slice(start, end);
  const fault = plain ? literalFault(content) : 'literal-form';
  if (fault) {
    const fix = fault === 'literal-ipv6-untagged' ? { fix: insertion(start + 1, 'IPv6:') } : {};
    report(reader, fault, start, end, { words: { text: raw }, ...fix });
  }
  const ascii = plain ? `[${canonicalContent(content)}]` : raw;
  return { kind: 'literal', start, end, raw, ascii, unicode: ascii };
}

/** Which of the three forms the content is not, or undefined when it is one. */
function literalFault(content: string): LiteralFault | undefined {
  if (content.includes('%') && content.includes(':')) return 'literal-zone';
  if (/^ipv6:/i.test(content)) return isIpv6(content.slice(5)) ? undefined : 'literal-ipv6';
  if (isIpv6(content)) return 'literal-ipv6-untagged';
  const colon = content.indexOf(':');
  if (colon > 0 && colon < content.length - 1 && isLdhTag(content.slice(0, colon))) return 'literal-tag';
  if (/^[\d.]+$/.test(content)) return isIpv4(content) ? undefined : 'literal-ipv4';
  return 'literal-form';
}

/** RFC 5321 §4.1.2 Ldh-str: the tag of a General-address-literal. */
function isLdhTag(tag: string): boolean {
  for (let i = 0; i < tag.length; i++) {
    const unit = tag.charCodeAt(i);
    if (!isLetDig(unit) && unit !== code.hyphen) return false;
  }
  return tag.charCodeAt(tag.length - 1) !== code.hyphen;
}

/** RFC 5321 §4.1.3 IPv4-address-literal: four times one to three digits up to 255, leading zeros allowed. */
export function isIpv4(text: string): boolean {
  if (text.length > 15) return false;
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/**
 * RFC 5321 §4.1.3 IPv6-addr: eight groups, or "::" for at least two of them (so at most six others); with an IPv4 tail,
 * which stands for two groups, six groups or at most four.
 */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    if (half === '') {
      if (halves.length === 1) return false;
      continue;
    }
    const parts = half.split(':');
    for (const [place, part] of parts.entries()) {
      const isTail = index === halves.length - 1 && place === parts.length - 1;
      if (isTail && part.includes('.')) {
        if (!isIpv4(part)) return false;
        groups += 2;
      } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
        groups += 1;
      } else {
        return false;
      }
    }
  }
  return halves.length === 2 ? groups <= 6 : groups === 8;
}

/** Tags and hexadecimal digits are case-insensitive; decimal octets lose leading zeros, which some would read as octal. */
function canonicalContent(content: string): string {
  if (isDigit(content.charCodeAt(0)) && isIpv4(content)) return content.split('.').map(Number).join('.');
  if (/^ipv6:/i.test(content)) return `IPv6:${content.slice(5).toLowerCase()}`;
  return content;
}
