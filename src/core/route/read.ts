/** The inverse of render: a text of a known notation to its itinerary. */
import type { AddressIssueCode } from '../address/codes.ts';
import type { Idna } from '../address/idna.ts';
import type { Issue, Parsed } from '../address/issue.ts';
import { parseRecipient } from '../address/parse.ts';
import type { RouteIssueCode } from './codes.ts';
import type { Itinerary, Notation } from './itinerary.ts';
import { itineraryOf } from './reading.ts';
import { unpackBang, unpackPercent } from './unpack.ts';

/**
 * Reads a strict path (profile `rfc821`, which is `smtp` and IPv4 literals as hops), with or without angle brackets, as the
 * given notation: in `percent` and `bang` the marks of the local-part are hops. `readAs(n, render(n, x))` is x. A mix
 * of notations is of none.
 */
export function readAs(
  notation: Notation,
  text: string,
  options: { readonly idna?: Idna } = {},
): Parsed<Itinerary, AddressIssueCode | RouteIssueCode> {
  const bracketed = text.startsWith('<');
  // RFC 5321 has a route in brackets only; they are ours to add here, and their offset ours to take off.
  const parsed = parseRecipient(bracketed ? text : `<${text}>`, { ...options, profile: 'rfc821' });
  const issues = bracketed ? parsed.issues : parsed.issues.map((issue) => shifted(issue, text.length));
  if (!parsed.ok) return { ok: false, issues };
  const written = itineraryOf(parsed.value);
  const value = take[notation](written, options.idna);
  if (value) return { ok: true, value, issues };
  const { start, end } = parsed.value.localPart;
  const offset = bracketed ? 0 : 1;
  const other: Issue<RouteIssueCode> = {
    code: 'not-this-notation',
    severity: 'error',
    start: start - offset,
    end: end - offset,
    words: { notation },
  };
  return { ok: false, issues: [...issues, other] };
}

type Take = (written: Itinerary, idna: Idna | undefined) => Itinerary | undefined;

const take: Readonly<Record<Notation, Take>> = {
  'source-route': (written) => written,
  percent: (written, idna) => {
    if (written.hops.length > 0 || written.localPart.includes('!')) return undefined;
    if (!written.localPart.includes('%')) return written;
    return unpackPercent(written.localPart, written.domain, idna);
  },
  bang: (written, idna) => {
    if (written.hops.length > 0 || written.localPart.includes('%')) return undefined;
    if (!written.localPart.includes('!')) return written;
    return unpackBang(written.localPart, written.domain, idna);
  },
};

/** An issue of the bracketed text, in offsets of the text without the brackets. */
function shifted<Code extends string>(issue: Issue<Code>, length: number): Issue<Code> {
  const back = (offset: number) => Math.min(Math.max(offset - 1, 0), length);
  const { fixAt } = issue;
  return {
    ...issue,
    start: back(issue.start),
    end: back(issue.end),
    ...(fixAt && { fixAt: { start: back(fixAt.start), end: back(fixAt.end) } }),
  };
}
