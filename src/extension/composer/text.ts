/** Recipient texts: how they are split, and whether two mean the same. */
import { parseRecipient, parseRecipients } from '../../core/address/parse.ts';
import type { Span } from '../../core/address/recipient.ts';
import { sameItinerary } from '../../core/route/equal.ts';
import { itineraryOf } from '../../core/route/reading.ts';
import { browserIdna } from '../idna.ts';
import { trimSeparators } from './trim.ts';

const options = { profile: 'input', idna: browserIdna } as const;

/** A text cut into its valid recipients and, in `rest`, what lies between them and is none. Offsets into the text. */
export function partition(text: string): { recipients: readonly Span[]; rest: readonly Span[] } {
  const { ok, recipients } = parseRecipients(text, options);
  return { recipients, rest: ok ? [] : gapsBetween(text, recipients) };
}

/** What lies between the spans, without the separators and spaces around it. */
export function gapsBetween(text: string, spans: readonly Span[]): readonly Span[] {
  const edges = [0, ...spans.flatMap(({ start, end }) => [start, end]), text.length];
  const gaps: Span[] = [];
  for (let at = 0; at + 1 < edges.length; at += 2) {
    const [from = 0, to = 0] = edges.slice(at, at + 2);
    const gap = text.slice(from, to);
    const start = from + gap.length - gap.replace(/^[,;\s]+/, '').length;
    const end = start + trimSeparators(gap).length;
    if (end > start) gaps.push({ start, end });
  }
  return gaps;
}

/** The recipients of a text, and what is left over: it is shown, never guessed at. */
export function splitRecipients(text: string): { recipients: readonly string[]; pending: string } {
  if (trimSeparators(text) === '') return { recipients: [], pending: '' };
  const { recipients, rest } = partition(text);
  const cut = ({ start, end }: Span): string => text.slice(start, end);
  return { recipients: recipients.map(cut), pending: rest.map(cut).join(', ') };
}

/** Where a recipient that means the same as `text` stands in a list, as offsets into the list. */
export function spanOf(list: string, text: string): Span | undefined {
  return parseRecipients(list, options).recipients.find(({ start, end }) =>
    sameRecipient(list.slice(start, end), text),
  );
}

/** Both are one valid recipient each, and mean the same hops and mailbox. Display names don't count. */
export function sameRecipient(a: string, b: string): boolean {
  const [one, other] = [
    parseRecipient(trimSeparators(a), options),
    parseRecipient(trimSeparators(b), options),
  ];
  return one.ok && other.ok && sameItinerary(itineraryOf(one.value), itineraryOf(other.value));
}
