/** One hop as it is typed: a domain, nothing else. RFC 5321 §4.1.2 At-domain. */
import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Idna } from '../../core/address/idna.ts';
import type { Parsed } from '../../core/address/issue.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { Span } from '../../core/address/recipient.ts';

/**
 * Reads a hop: first as the domain of a mailbox, whose findings speak of the name alone; then as the only hop of a route,
 * which has rules of its own (no address literal, a full name). Spans are offsets into `text`. The value is the host name
 * as A-labels in lower case.
 */
export function parseHop(text: string, idna: Idna): Parsed<string, AddressIssueCode> {
  const asDomain = parseWithin('x@', text, '', idna);
  if (!asDomain.ok) return asDomain;
  return parseWithin('<@', text, ':x@x.test>', idna);
}

/** Parses the text with something of ours around it, and moves the spans of what was found in it back. */
function parseWithin(
  before: string,
  text: string,
  after: string,
  idna: Idna,
): Parsed<string, AddressIssueCode> {
  const parsed = parseRecipient(before + text + after, { profile: 'input', idna });
  const within = ({ start, end }: Span): boolean =>
    start >= before.length && end <= before.length + text.length;
  const back = ({ start, end }: Span): Span => ({
    start: Math.max(0, Math.min(start - before.length, text.length)),
    end: Math.max(0, Math.min(end - before.length, text.length)),
  });
  // What reaches out of the text is a note on the route as a whole, unless it forbids it.
  const issues = parsed.issues
    .filter((issue) => issue.severity === 'error' || within(issue))
    .map(({ fix, fixAt, ...issue }) => ({
      ...issue,
      ...back(issue),
      ...(fix !== undefined && within(fixAt ?? issue) && { fix, ...(fixAt && { fixAt: back(fixAt) }) }),
    }));
  if (!parsed.ok) return { ok: false, issues };
  const { hops, domain } = parsed.value;
  const name = after === '' ? domain : hops[0];
  return name !== undefined && hops.length < 2
    ? { ok: true, value: name.ascii, issues }
    : { ok: false, issues };
}
