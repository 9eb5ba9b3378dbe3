/** What the marks say about the recipients of one field. Pure: text in, marks out. */
import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Issue } from '../../core/address/issue.ts';
import { lookAlikes } from '../../core/address/look-alike-table.ts';
import { parseRecipients } from '../../core/address/parse.ts';
import type { Recipient, Span } from '../../core/address/recipient.ts';
import { stationsOf } from '../../core/route/line.ts';
import { readings } from '../../core/route/reading.ts';
import { partition } from '../composer/text.ts';
import { browserIdna } from '../idna.ts';
import type { RecipientMark } from '../messages.ts';

const options = { profile: 'input', idna: browserIdna, lookAlikes } as const;
type AddressIssue = Issue<AddressIssueCode>;

/**
 * @param recipients committed ones, each a text of its own
 * @param pending text still in the field, perhaps several recipients
 * @param typing the person is at it: what is only unfinished at its end is no fault yet
 */
export function assess(
  recipients: readonly string[],
  pending: string,
  typing: boolean,
): readonly RecipientMark[] {
  return [...recipients.map(assessOne), ...assessPending(pending, typing)];
}

function assessOne(text: string): RecipientMark {
  const parsed = parseRecipients(text, options);
  const [recipient] = parsed.recipients;
  if (!parsed.ok || recipient === undefined) return { text, state: 'wrong', issues: parsed.issues };
  return valid(text, recipient, parsed.issues);
}

/** Text still in the field: its valid recipients, and each piece between them that is none, with its own faults. */
function assessPending(text: string, typing: boolean): readonly RecipientMark[] {
  if (text === '') return [];
  const { recipients, issues } = parseRecipients(text, options);
  const within = ({ start, end }: Span): readonly AddressIssue[] =>
    issues.filter((issue) => issue.start >= start && issue.end <= end).map(shift(start));
  const good = recipients.map((recipient) => ({
    at: recipient.start,
    mark: valid(text.slice(recipient.start, recipient.end), recipient, within(recipient)),
  }));
  const wrong = partition(text)
    .rest.filter((piece) => !(typing && unfinished(text, piece, issues)))
    .map((piece) => ({
      at: piece.start,
      mark: { text: text.slice(piece.start, piece.end), state: 'wrong' as const, issues: within(piece) },
    }));
  return [...good, ...wrong].sort((a, b) => a.at - b.at).map(({ mark }) => mark);
}

/** The last piece of the text, faulty only where it ends. */
function unfinished(text: string, { start, end }: Span, issues: readonly AddressIssue[]): boolean {
  if (end < text.length) return false;
  return issues.every((issue) => issue.severity !== 'error' || issue.start < start || issue.end >= end);
}

function valid(text: string, recipient: Recipient, issues: readonly AddressIssue[]): RecipientMark {
  const [reading] = readings(recipient);
  return reading === undefined
    ? { text, state: 'valid', issues }
    : { text, state: 'routed', issues, stations: stationsOf(reading.itinerary) };
}

function shift(by: number): (issue: AddressIssue) => AddressIssue {
  return (issue) => ({ ...issue, start: issue.start - by, end: issue.end - by });
}
