/** Domain names, of a mailbox or of a hop. */

import { cfws } from './cfws.ts';
import { code, dotAtomEnd, isAtext, isDigit, isLetDig, isUpper } from './chars.ts';
import { domainName, type Role } from './domain-name.ts';
import { domainLimit, labelLimit } from './limits.ts';
import { addressLiteral, isIpv4 } from './literal.ts';
import { lookedAt, peek, type Reader, report } from './reader.ts';
import type { Domain, DomainName } from './recipient.ts';

/** RFC 5321 §4.1.2 Domain / address-literal. Undefined, with nothing reported, when no domain begins here. */
export function domain(reader: Reader, role: Role): Domain | undefined {
  const plain = plainName(reader);
  if (plain) return plain;
  const next = peek(reader);
  if (next === code.openSquare) return literalOf(reader, role);
  if (!isAtext(next) && next !== code.dot) return undefined;
  const start = reader.at;
  reader.at = dotAtomEnd(reader.text, start);
  return domainName(reader, start, obsDomain(reader, start), role);
}

/**
 * A name with nothing to say about it, as nearly all are: RFC 5321 §4.1.2 Domain, at least two labels, ASCII, no
 * A-label, within the limits. The cursor stays where it was when it is any other, or when a gap follows that may be part of it.
 */
export function plainName(reader: Reader): DomainName | undefined {
  const { text, at: start } = reader;
  const { length } = text;
  let label = start;
  let upper = false;
  let end = start;
  for (; end < length; end++) {
    const unit = text.charCodeAt(end);
    if (isLetDig(unit)) {
      if (isUpper(unit)) upper = true;
    } else if (unit === code.hyphen) {
      const isEdge = end === label || (end === label + 3 && text.charCodeAt(end - 1) === code.hyphen);
      if (isEdge) return undefined;
    } else if (unit === code.dot) {
      if (!endsLabel(text, label, end)) return undefined;
      label = end + 1;
    } else {
      // White space or a comment before a dot would go on with the name.
      if (unit <= code.open || isAtext(unit)) return undefined;
      break;
    }
  }
  if (label === start || end - start > domainLimit || !endsLabel(text, label, end)) return undefined;
  // Four numbers with dots are a name that looks like an address.
  if (isDigit(text.charCodeAt(end - 1))) return undefined;
  reader.at = end;
  const raw = text.slice(start, end);
  const ascii = upper ? raw.toLowerCase() : raw;
  return { kind: 'name', start, end, raw, ascii, unicode: ascii };
}

/** Whether a label that began well ends well. */
const endsLabel = (text: string, start: number, end: number): boolean =>
  end > start && end - start <= labelLimit && text.charCodeAt(end - 1) !== code.hyphen;

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
      lookedAt(reader, reader.at);
      // Not ours: whoever comes next reads the gap again and says what it is there.
      reader.at = before;
      reader.errors = errors;
      if (reader.issues.length > found) reader.issues.length = found;
      return name;
    }
    // A comment in there can pass the first half off as the whole domain.
    const gapCode = text.slice(before, reader.at).includes('(') ? 'domain-glued' : 'domain-spaced';
    report(reader, gapCode, before, reader.at, '');
    const from = reader.at;
    reader.at = dotAtomEnd(text, from);
    name += text.slice(from, reader.at);
  }
}

/** RFC 5321 §4.1.2 address-literal as a domain. Not as a hop, for At-domain is "@" Domain; RFC 821 let IPv4 through. */
function literalOf(reader: Reader, role: Role): Domain | undefined {
  const literal = addressLiteral(reader);
  if (literal && role === 'hop') {
    const issueCode = isIpv4(literal.raw.slice(1, -1)) ? 'hop-literal' : 'hop-literal-other';
    report(reader, issueCode, literal.start, literal.end);
  }
  return literal;
}
