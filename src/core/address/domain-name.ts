/** What a domain name may be: its labels, and the name as a whole. */
import { code, isAscii, isDigit } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { isIpv4 } from './literal.ts';
import { judgeLength, type Reader, report } from './reader.ts';
import type { DomainName } from './recipient.ts';

export type Role = 'hop' | 'domain';

export const labelLimit = 63;
export const domainLimit = 255;

/**
 * RFC 5321 §4.1.2 Domain = sub-domain *("." sub-domain), RFC 6531 §3.3 sub-domain =/ U-label. Judges `name`, whose text
 * spans from `start` to the cursor. Every fault is reported at its label or character; the name is given back all the same.
 */
export function domainName(reader: Reader, start: number, name: string, role: Role): DomainName {
  const end = reader.at;
  const exact = end - start === name.length;
  // All of it where gaps were taken out, for then the offsets of the name are not those of the text.
  const say: Say = (issueCode, from, to, fix, words) =>
    report(reader, issueCode, exact ? start + from : start, exact ? start + to : end, fix, words);
  for (const { index } of name.matchAll(notInLabel)) say('label-character', index, index + 1);
  let from = 0;
  for (const label of name.split('.')) {
    const to = from + label.length;
    judgeLabel(say, name, from, to);
    const at = exact ? start + from : start;
    judgeLength(reader, 'label-too-long', at, exact ? start + to : end, label.length, labelLimit);
    from = to + 1;
  }

  let ascii = name.toLowerCase();
  let unicode = ascii;
  if (!isAscii(name) || aLabel.test(name)) {
    const found = reader.idna.convert(name);
    ({ ascii, unicode } = found);
    const looks = isAscii(unicode) ? undefined : reader.options.lookAlikes?.(unicode);
    for (const { code, start = 0, end = name.length, fix, words } of [...found.findings, ...(looks ?? [])]) {
      say(code, start, end, fix, words);
    }
    if (!isAscii(name)) judgeLongLabels(reader, name, ascii, start, end);
  }
  judgeLength(reader, 'domain-too-long', start, end, ascii.length, domainLimit);
  // An ideographic dot is a dot only once it is mapped.
  if (!ascii.includes('.')) {
    report(reader, role === 'hop' ? 'hop-unqualified' : 'domain-unqualified', start, end);
  } else if (isDigit(name.charCodeAt(name.length - 1)) && isIpv4(name)) {
    const fix = role === 'hop' ? undefined : `[${name}]`;
    report(reader, 'domain-looks-like-address', start, end, fix);
  }
  return { kind: 'name', start, end, raw: exact ? name : reader.text.slice(start, end), ascii, unicode };
}

/** Reports a piece of the name, by offsets into it. */
type Say = (
  issueCode: AddressIssueCode,
  from: number,
  to: number,
  fix?: string,
  words?: Readonly<Record<string, string>>,
) => void;

/** ASCII that is neither Let-dig nor a hyphen. */
const notInLabel = /[\0-,/:-@[-`{-\x7f]/g;

/** What looks like an A-label, RFC 5890 §2.3.2.1: the prefix in any case. */
const aLabel = /(?:^|\.)xn--/i;

/** RFC 5321 §4.1.2 sub-domain = Let-dig [Ldh-str]: neither empty nor with a hyphen at an edge; RFC 1035 §2.3.4: 63 octets. */
function judgeLabel(say: Say, name: string, from: number, to: number): void {
  if (from === to) {
    if (to < name.length) say('label-empty', to, to + 1);
    else if (to > 1) say('domain-trailing-dot', to - 1, to, '');
    return;
  }
  if (name.charCodeAt(from) === code.hyphen) say('label-hyphen', from, from + 1);
  if (to - from > 1 && name.charCodeAt(to - 1) === code.hyphen) say('label-hyphen', to - 1, to);
}

/** A label may be short as written and too long as the one that DNS holds: an A-label, or what UTS 46 maps a character to. */
function judgeLongLabels(reader: Reader, name: string, ascii: string, start: number, end: number): void {
  const written = name.toLowerCase().split('.');
  for (const label of ascii.split('.')) {
    // Those that stand so in the text were judged there.
    if (!written.includes(label)) judgeLength(reader, 'label-too-long', start, end, label.length, labelLimit);
  }
}
