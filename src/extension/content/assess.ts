/** What the marks say of one recipient, or of one stretch of a field's text. Pure: text in, marks out. */
import type { AddressIssueCode } from '../../core/address/codes.ts';
import { type Entry, edited, type Field, fieldOf } from '../../core/address/field.ts';
import { type Fix, fixOf, type Issue } from '../../core/address/issue.ts';
import { withLookAlikes } from '../../core/address/look-alike-table.ts';
import { parseRecipients } from '../../core/address/parse.ts';
import type { Recipient, Span } from '../../core/address/recipient.ts';
import { stationsOf } from '../../core/route/line.ts';
import { withoutRouteNotes } from '../../core/route/notes.ts';
import { readings } from '../../core/route/reading.ts';
import { gapsBetween } from '../composer/text.ts';
import { browserIdna } from '../idna.ts';

const options = { profile: 'input', idna: withLookAlikes(browserIdna) } as const;
type AddressIssue = Issue<AddressIssueCode>;

export const markStates = ['valid', 'routed', 'hint', 'wrong'] as const;
export type MarkState = (typeof markStates)[number];

/** One recipient as the marks show it. */
export interface RecipientMark {
  readonly text: string;
  /** `hint`: it can be sent, with a route or without, and something about it is probably not meant. */
  readonly state: MarkState;
  /** Offsets are into `text`. */
  readonly issues: readonly AddressIssue[];
  /** Of a routed one, by its first reading: the stations in order. */
  readonly stations?: readonly string[];
}

/** Where it stands. */
export interface PlacedMark extends Span {
  readonly mark: RecipientMark;
}

/** A committed recipient: the text of a chip. */
export function assessChip(text: string): RecipientMark {
  const { ok, recipients, issues } = parseRecipients(text, options);
  const [recipient] = recipients;
  return ok && recipients.length === 1 && recipient
    ? markOf(text, recipient, issues)
    : { text, state: 'wrong', issues };
}

/** A text that is typed. What did not change since `last` keeps its entries, and so its marks. */
export function typedField(text: string, last?: Field): Field {
  if (last === undefined) return fieldOf(text, options);
  if (last.text === text) return last;
  const { start, end } = changed(last.text, text);
  return edited(last, { start, end: last.text.length - end }, text.slice(start, text.length - end));
}

/** How many characters at the start and at the end are the same in both. */
function changed(a: string, b: string): Span {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end))
    end++;
  return { start, end };
}

/**
 * The valid recipients of one entry of a typed text, and each piece between them that is none. Offsets into the entry.
 *
 * @param text the entry's own
 * @param typing the person is at it: what is only unfinished at its end is no fault yet
 */
export function assessEntry(
  { recipients, issues, state }: Entry,
  text: string,
  typing: boolean,
): readonly PlacedMark[] {
  const within = ({ start, end }: Span): readonly AddressIssue[] =>
    issues
      .filter((issue) => issue.start >= start && issue.end <= end)
      .map((issue) => ({
        ...issue,
        ...moved(issue, -start),
        ...(issue.fixAt && { fixAt: moved(issue.fixAt, -start) }),
      }));
  const good = recipients.map((recipient) => {
    // Alone in its entry, it comes with what stands around it, such as `mailto:`.
    const [whole] = state === 'complete' && recipients.length === 1 ? gapsBetween(text, []) : [];
    const { start, end } = whole ?? recipient;
    return { start, end, mark: markOf(text.slice(start, end), recipient, within({ start, end })) };
  });
  if (state !== 'wrong' && (state !== 'incomplete' || typing)) return good;
  const wrong = gapsBetween(text, recipients).map((piece) => ({
    ...piece,
    mark: { text: text.slice(piece.start, piece.end), state: 'wrong' as const, issues: within(piece) },
  }));
  return [...good, ...wrong].sort((a, b) => a.start - b.start);
}

function markOf(text: string, recipient: Recipient, all: readonly AddressIssue[]): RecipientMark {
  const [reading] = readings(recipient);
  // That it holds a route is what its line says.
  const issues = reading ? withoutRouteNotes(all) : all;
  const state = issues.length > 0 ? 'hint' : reading ? 'routed' : 'valid';
  return { text, state, issues, ...(reading && { stations: stationsOf(reading.itinerary) }) };
}

/**
 * The text cured, where that makes a recipient of it. Of a wrong one only its errors: that a route is out of date is no fault, and its
 * "cure" would be to go without.
 */
export function fixedText({ text, state, issues }: RecipientMark): string | undefined {
  const grave = state === 'wrong' ? issues.filter(({ severity }) => severity === 'error') : issues;
  const fixes = grave.flatMap((issue) => fixOf(issue) ?? []);
  const candidates = [fixes, fixes.slice(0, 1)].map((some) => spliced(text, some));
  return candidates.find((candidate) => candidate !== text && assessChip(candidate).state !== 'wrong');
}

function spliced(text: string, fixes: readonly Fix[]): string {
  let made = '';
  let at = 0;
  for (const { start, end, text: instead } of [...fixes].sort((a, b) => a.start - b.start)) {
    // Two cures of the same place: the first one.
    if (start < at) continue;
    made += text.slice(at, start) + instead;
    at = end;
  }
  return made + text.slice(at);
}

function moved<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
