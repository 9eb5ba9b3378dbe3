/** What a domain name may be: its labels, and the name as a whole. */
import { code, isDigit, isLetDig, isUpper } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { internationalName } from './idn.ts';
import { isIpv4 } from './literal.ts';
import { type Reader, removal, report } from './reader.ts';
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
  let nonAscii = false;
  let upper = false;
  let hasALabel = false;
  let dots = 0;
  let labelStart = 0;
  for (let i = 0; i <= name.length; i++) {
    const unit = i < name.length ? name.charCodeAt(i) : code.dot;
    if (unit !== code.dot) {
      if (unit > 127) nonAscii = true;
      else if (isUpper(unit)) upper = true;
      else if (!isLetDig(unit) && unit !== code.hyphen) {
        inName(reader, 'label-character', start, name, i, i + 1);
      }
      continue;
    }
    if (i < name.length) dots++;
    judgeLabel(reader, start, name, labelStart, i);
    if (isALabel(name, labelStart, i)) hasALabel = true;
    labelStart = i + 1;
  }

  let ascii = upper ? name.toLowerCase() : name;
  let unicode = ascii;
  if (nonAscii || hasALabel) {
    ({ ascii, unicode } = internationalName(reader, name, ascii, start, end));
    if (nonAscii) {
      if (ascii.length > labelLimit) judgeLongLabels(reader, name, ascii, start, end);
      // An ideographic dot is a dot only once it is mapped.
      if (dots === 0 && ascii.includes('.')) dots = 1;
    }
  }
  if (ascii.length > domainLimit) {
    report(reader, 'domain-too-long', start, end, undefined, {
      octets: String(ascii.length),
      limit: String(domainLimit),
    });
  }
  if (dots === 0) {
    report(reader, role === 'hop' ? 'hop-unqualified' : 'domain-unqualified', start, end);
  } else if (isDigit(name.charCodeAt(name.length - 1)) && isIpv4(name)) {
    const fix = role === 'hop' ? undefined : { start, end, text: `[${name}]` };
    report(reader, 'domain-looks-like-address', start, end, fix);
  }
  return { kind: 'name', start, end, raw: exact ? name : reader.text.slice(start, end), ascii, unicode };
}

/** Whether the label looks like one, RFC 5890 §2.3.2.1: the prefix in any case. */
const isALabel = (name: string, from: number, to: number): boolean =>
  to - from >= 4 &&
  name.charCodeAt(from + 2) === code.hyphen &&
  name.slice(from, from + 4).toLowerCase() === 'xn--';

/** RFC 5321 §4.1.2 sub-domain = Let-dig [Ldh-str]: neither empty nor with a hyphen at an edge; RFC 1035 §2.3.4: 63 octets. */
function judgeLabel(reader: Reader, start: number, name: string, from: number, to: number): void {
  if (from === to) {
    if (to < name.length) inName(reader, 'label-empty', start, name, to, to + 1);
    else if (to > 1) inName(reader, 'domain-trailing-dot', start, name, to - 1, to);
    return;
  }
  if (name.charCodeAt(from) === code.hyphen) inName(reader, 'label-hyphen', start, name, from, from + 1);
  if (to - from > 1 && name.charCodeAt(to - 1) === code.hyphen) {
    inName(reader, 'label-hyphen', start, name, to - 1, to);
  }
  if (to - from > labelLimit) inName(reader, 'label-too-long', start, name, from, to);
}

/** Reports a piece of the name; all of it where gaps were taken out, for then its offsets are not those of the text. */
function inName(
  reader: Reader,
  issueCode: AddressIssueCode,
  start: number,
  name: string,
  from: number,
  to: number,
): void {
  const exact = reader.at - start === name.length;
  const at = exact ? start + from : start;
  const end = exact ? start + to : reader.at;
  if (issueCode === 'label-too-long') tooLongLabel(reader, to - from, at, end);
  else if (issueCode === 'domain-trailing-dot') report(reader, issueCode, at, end, removal(at, end));
  else report(reader, issueCode, at, end);
}

function tooLongLabel(reader: Reader, length: number, start: number, end: number): void {
  report(reader, 'label-too-long', start, end, undefined, {
    octets: String(length),
    limit: String(labelLimit),
  });
}

/** A label may be short as written and too long as the one that DNS holds: an A-label, or what UTS 46 maps a character to. */
function judgeLongLabels(reader: Reader, name: string, ascii: string, start: number, end: number): void {
  const written = name.toLowerCase().split('.');
  for (const label of ascii.split('.')) {
    // Those that stand so in the text were judged there.
    if (label.length > labelLimit && !written.includes(label)) tooLongLabel(reader, label.length, start, end);
  }
}
