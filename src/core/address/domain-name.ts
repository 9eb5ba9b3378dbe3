/** What a domain name may be: its labels, and the name as a whole. */
import { code, isAscii, isDigit, isLetDig } from './chars.ts';
import type { NameFinding } from './idna.ts';
import { isIpv4 } from './literal.ts';
import { judgeLength, lengthWords, type Reader, report } from './reader.ts';
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
  let isForeign = false;
  let from = 0;
  for (let i = 0; i <= name.length; i++) {
    const unit = i < name.length ? name.charCodeAt(i) : code.dot;
    if (unit === code.dot) {
      judgeLabel(reader, start, name, from, i);
      from = i + 1;
    } else if (unit > 127) {
      isForeign = true;
    } else if (!isLetDig(unit) && unit !== code.hyphen) {
      inName(reader, start, name, { code: 'label-character', start: i, end: i + 1 });
    }
  }

  let ascii: string;
  let unicode: string;
  if (isForeign || (name.includes('--') && aLabel.test(name))) {
    const found = reader.idna.convert(name);
    ({ ascii, unicode } = found);
    for (const finding of found.findings) inName(reader, start, name, finding);
    const looks = isAscii(unicode) ? undefined : reader.options.lookAlikes?.(unicode);
    // What looks alike is told apart by what DNS is asked for.
    for (const { code, words } of looks ?? [])
      inName(reader, start, name, { code, words: { ...words, ascii } });
    if (isForeign && ascii.length > labelLimit) judgeLongLabels(reader, name, ascii, start, end);
  } else {
    ascii = unicode = name.toLowerCase();
  }
  judgeLength(reader, 'domain-too-long', start, end, ascii.length, domainLimit);
  // An ideographic dot is a dot only once it is mapped.
  if (!ascii.includes('.')) {
    report(reader, role === 'hop' ? 'hop-unqualified' : 'domain-unqualified', start, end);
  } else if (isDigit(name.charCodeAt(name.length - 1)) && isIpv4(name)) {
    const fix = role === 'hop' ? undefined : `[${name}]`;
    report(reader, 'domain-looks-like-address', start, end, fix);
  }
  const raw = end - start === name.length ? name : reader.text.slice(start, end);
  return { kind: 'name', start, end, raw, ascii, unicode };
}

/** Reports a piece of the name; all of it where gaps were taken out, for then its offsets are not those of the text. */
function inName(reader: Reader, begin: number, name: string, finding: NameFinding): void {
  const { code, start = 0, end = name.length, fix, words } = finding;
  const exact = reader.at - begin === name.length;
  report(reader, code, exact ? begin + start : begin, exact ? begin + end : reader.at, fix, words);
}

/** What looks like an A-label, RFC 5890 §2.3.2.1: the prefix in any case. */
const aLabel = /(?:^|\.)xn--/i;

/** RFC 5321 §4.1.2 sub-domain = Let-dig [Ldh-str]: neither empty nor with a hyphen at an edge; RFC 1035 §2.3.4: 63 octets. */
function judgeLabel(reader: Reader, begin: number, name: string, from: number, to: number): void {
  if (from === to) {
    if (to < name.length) inName(reader, begin, name, { code: 'label-empty', start: to, end: to + 1 });
    else if (to > 1) inName(reader, begin, name, { code: 'domain-trailing-dot', start: to - 1, fix: '' });
    return;
  }
  if (name.charCodeAt(from) === code.hyphen) {
    inName(reader, begin, name, { code: 'label-hyphen', start: from, end: from + 1 });
  }
  if (to - from > 1 && name.charCodeAt(to - 1) === code.hyphen) {
    inName(reader, begin, name, { code: 'label-hyphen', start: to - 1, end: to });
  }
  if (to - from > labelLimit) {
    const words = lengthWords(to - from, labelLimit);
    inName(reader, begin, name, { code: 'label-too-long', start: from, end: to, words });
  }
}

/** A label may be short as written and too long as the one that DNS holds: an A-label, or what UTS 46 maps a character to. */
function judgeLongLabels(reader: Reader, name: string, ascii: string, start: number, end: number): void {
  const written = name.toLowerCase().split('.');
  for (const label of ascii.split('.')) {
    // Those that stand so in the text were judged there.
    if (!written.includes(label)) judgeLength(reader, 'label-too-long', start, end, label.length, labelLimit);
  }
}
