/** Domain names, of a mailbox or of a hop. */

import { cfws } from './cfws.ts';
import { code, isAtext, isDigit, isLetDig, isUpper } from './chars.ts';
import { asciiOnly } from './idna.ts';
import { addressLiteral, isIpv4 } from './literal.ts';
import { peek, type Reader, removal, report } from './reader.ts';
import type { Domain, DomainName } from './recipient.ts';

export type Role = 'hop' | 'domain';

const labelLimit = 63;
const domainLimit = 255;

/** RFC 5321 §4.1.2 Domain / address-literal. Undefined, with nothing reported, when no domain begins here. */
export function domain(reader: Reader, role: Role): Domain | undefined {
  const next = peek(reader);
  if (next === code.openSquare) return literalOf(reader, role);
  if (!isAtext(next) && next !== code.dot) return undefined;
  const start = reader.at;
  nameRun(reader);
  return domainName(reader, start, obsDomain(reader, start), role);
}

function nameRun(reader: Reader): void {
  const { text } = reader;
  let i = reader.at;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (!isAtext(unit) && unit !== code.dot) break;
    i++;
  }
  reader.at = i;
}

/**
 * RFC 5322 §4.4 obs-domain: white space and comments around the dots. They part labels and never glue them: without a
 * dot on one side the domain ends before the gap. Gives back the name without its gaps.
 */
function obsDomain(reader: Reader, start: number): string {
  const { text } = reader;
  let name = text.slice(start, reader.at);
  for (;;) {
    const before = reader.at;
    if (!(peek(reader) <= code.open)) return name;
    const { errors } = reader;
    const found = reader.issues.length;
    if (!cfws(reader)) return name;
    const next = peek(reader);
    const joined = next === code.dot || (name.endsWith('.') && isAtext(next));
    if (!joined) {
      // Not ours: whoever comes next reads the gap again and says what it is there.
      reader.at = before;
      reader.errors = errors;
      reader.issues.length = found;
      return name;
    }
    report(reader, 'domain-spaced', before, reader.at, { fix: removal(before, reader.at) });
    const from = reader.at;
    nameRun(reader);
    name += text.slice(from, reader.at);
  }
}

/** RFC 5321 §4.1.2 address-literal as a domain. Not as a hop, for At-domain is "@" Domain; RFC 821 let IPv4 through. */
function literalOf(reader: Reader, role: Role): Domain | undefined {
  const literal = addressLiteral(reader);
  if (literal && role === 'hop') {
    const issueCode = isIpv4(literal.raw.slice(1, -1)) ? 'hop-literal' : 'hop-literal-other';
    report(reader, issueCode, literal.start, literal.end, { words: { text: literal.raw } });
  }
  return literal;
}

/**
 * RFC 5321 §4.1.2 Domain = sub-domain *("." sub-domain), RFC 6531 §3.3 sub-domain =/ U-label. Judges `name`, whose text
 * spans from `start` to the cursor. Every fault is reported at its label or character; the name is given back all the same.
 */
export function domainName(reader: Reader, start: number, name: string, role: Role): DomainName {
  const end = reader.at;
  // Where gaps were taken out, offsets into the name are not offsets into the text: then the whole name is the span.
  const exact = end - start === name.length;
  const spot = (from: number, to: number): [number, number] =>
    exact ? [start + from, start + to] : [start, end];

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
        report(reader, 'label-character', ...spot(i, i + 1), { words: { text: name.charAt(i) } });
      }
      continue;
    }
    if (i < name.length) dots++;
    judgeLabel(reader, name, labelStart, i, spot);
    if (isALabel(name, labelStart, i)) hasALabel = true;
    labelStart = i + 1;
  }

  let ascii = upper ? name.toLowerCase() : name;
  let unicode = ascii;
  if (nonAscii || hasALabel) {
    ({ ascii, unicode } = internationalName(reader, name, ascii, start, end));
    if (nonAscii) {
      judgeLongLabels(reader, ascii, start, end);
      // An ideographic dot is a dot only once it is mapped.
      if (dots === 0 && ascii.includes('.')) dots = 1;
    }
  }
  if (ascii.length > domainLimit) {
    report(reader, 'domain-too-long', start, end, {
      words: { octets: String(ascii.length), limit: String(domainLimit) },
    });
  }
  if (dots === 0) {
    report(reader, role === 'hop' ? 'hop-unqualified' : 'domain-unqualified', start, end, {
      words: { text: name },
    });
  } else if (isDigit(name.charCodeAt(name.length - 1)) && isIpv4(name)) {
    report(reader, 'domain-looks-like-address', start, end, {
      words: { text: name },
      ...(role === 'hop' ? {} : { fix: { start, end, text: `[${name}]` } }),
    });
  }
  return { kind: 'name', start, end, raw: exact ? name : reader.text.slice(start, end), ascii, unicode };
}

/** Whether the label looks like one, RFC 5890 §2.3.2.1: the prefix in any case. */
const isALabel = (name: string, from: number, to: number): boolean =>
  to - from >= 4 &&
  name.charCodeAt(from + 2) === code.hyphen &&
  name.slice(from, from + 4).toLowerCase() === 'xn--';

/** RFC 5321 §4.1.2 sub-domain = Let-dig [Ldh-str]: neither empty nor with a hyphen at an edge; RFC 1035 §2.3.4: 63 octets. */
function judgeLabel(
  reader: Reader,
  name: string,
  from: number,
  to: number,
  spot: (from: number, to: number) => [number, number],
): void {
  if (from === to) {
    if (to === name.length && name.length > 1) {
      const [start, end] = spot(to - 1, to);
      report(reader, 'domain-trailing-dot', start, end, { fix: removal(start, end) });
    } else if (to < name.length) {
      report(reader, 'label-empty', ...spot(to, to + 1));
    }
    return;
  }
  if (name.charCodeAt(from) === code.hyphen) report(reader, 'label-hyphen', ...spot(from, from + 1));
  if (to - from > 1 && name.charCodeAt(to - 1) === code.hyphen) {
    report(reader, 'label-hyphen', ...spot(to - 1, to));
  }
  if (to - from > labelLimit) tooLongLabel(reader, to - from, ...spot(from, to));
}

function tooLongLabel(reader: Reader, length: number, start: number, end: number): void {
  report(reader, 'label-too-long', start, end, {
    words: { octets: String(length), limit: String(labelLimit) },
  });
}

/** A U-label may be short as written and too long as the A-label that DNS holds. */
function judgeLongLabels(reader: Reader, ascii: string, start: number, end: number): void {
  for (const label of ascii.split('.')) {
    if (label.length > labelLimit && label.startsWith('xn--')) tooLongLabel(reader, label.length, start, end);
  }
}

/**
 * RFC 5890 §2.3.2.1: A-label and U-label must turn into each other. What UTS 46 has to map first (a capital, a full-width
 * letter, an ideographic dot) is no U-label yet: the fix writes the one it stands for.
 */
function internationalName(
  reader: Reader,
  name: string,
  lower: string,
  start: number,
  end: number,
): { ascii: string; unicode: string } {
  const ascii = name.isWellFormed() ? reader.idna.toAscii(name) : undefined;
  if (ascii === undefined || !isLdhName(ascii)) {
    const issueCode = isAscii(name) ? 'a-label-fake' : 'domain-not-idn';
    report(reader, issueCode, start, end, { words: { text: name } });
    return { ascii: lower, unicode: lower };
  }
  const unicode = reader.idna.toUnicode(ascii);
  if (reader.idna !== asciiOnly && (reader.idna.toAscii(unicode) !== ascii || hasFakeALabel(unicode))) {
    report(reader, 'a-label-fake', start, end, { words: { text: name } });
  } else if (!sameUnicode(name, unicode)) {
    report(reader, 'domain-not-u-label', start, end, {
      words: { text: name, other: unicode },
      fix: { start, end, text: unicode },
    });
    judgeMapped(reader, name, ascii, start, end);
  }
  return { ascii, unicode };
}

/** What became of full-width forms once they were mapped: an underscore or a dot at the end is no better for it. */
function judgeMapped(reader: Reader, name: string, ascii: string, start: number, end: number): void {
  if (ascii.includes('_') && !name.includes('_')) {
    report(reader, 'label-character', start, end, { words: { text: '_' } });
  }
  if (ascii.endsWith('.') && !name.endsWith('.')) {
    report(reader, 'domain-trailing-dot', end - 1, end, { fix: removal(end - 1, end) });
  }
}

/** An A-label that has no U-label stays what it is when the name is written in Unicode. */
const hasFakeALabel = (unicode: string): boolean => /(?:^|\.)xn--/i.test(unicode);

const isAscii = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

/** Equal label by label; one that was written in ASCII may stand for a U-label, or differ in case. */
function sameUnicode(name: string, unicode: string): boolean {
  const written = name.split('.');
  const mapped = unicode.split('.');
  return (
    written.length === mapped.length && written.every((label, i) => isAscii(label) || label === mapped[i])
  );
}

const isLdhName = (ascii: string): boolean =>
  /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/.test(ascii);
