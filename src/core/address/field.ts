/**
 * A field with many recipients, as it is typed: an edit reads again only the recipient that it touched. What comes of it is
 * what `parseRecipients` makes of the whole text.
 */
import { isAscii } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import { narrowed } from './full-width.ts';
import type { Issue } from './issue.ts';
import { finishList, listStep, newList } from './list.ts';
import { type ParsedRecipients, type ParseOptions, parseRecipients } from './parse.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Recipient, Span } from './recipient.ts';
import { shiftedIssue, shiftedRecipient } from './shift.ts';
import { type TypingState, typingState } from './typing.ts';
import { inOrder, isBlank, loneSurrogates, reportEmpty } from './whole-text.ts';

/**
 * A stretch of the field that was read by itself: a recipient with the separator behind it; a whole group; what cannot be
 * told apart, such as an open quote and all behind it. Offsets in it count from its own start.
 */
export interface Entry {
  readonly length: number;
  /** How far its reading depends on the text, from its start: beyond its end where it had to look ahead. */
  readonly reach: number;
  readonly recipients: readonly Recipient[];
  readonly issues: readonly Issue<AddressIssueCode>[];
  readonly state: TypingState;
  /** Whether a group was closed in it. */
  readonly grouped: boolean;
  /** Whether it ends with a member of the list; else behind a separator. */
  readonly full: boolean;
}

export interface Field {
  readonly text: string;
  readonly options: ParseOptions;
  /** Nothing but ASCII, as most fields are: then nothing in it is full-width, and no surrogate stands alone. */
  readonly ascii: boolean;
  /** Side by side they are the text. */
  readonly entries: readonly Entry[];
}

export function fieldOf(text: string, options: ParseOptions = {}): Field {
  const ascii = isAscii(text);
  const entries =
    !ascii && isNarrowed(text, options)
      ? [wholeEntry(text, options)]
      : readEntries({ text, options, ascii }, 0).entries;
  return { text, options, ascii, entries };
}

/** The field with `start`..`end` replaced: reads again from the first entry that depends on it to the first that does not. */
export function edited(field: Field, { start, end }: Span, replacement: string): Field {
  const { options } = field;
  const text = field.text.slice(0, start) + replacement + field.text.slice(end);
  const ascii = field.ascii ? isAscii(replacement) : isAscii(text);
  // Full-width marks are told apart by all that stands before them.
  if ((!ascii && isNarrowed(text, options)) || (!field.ascii && isNarrowed(field.text, options))) {
    return fieldOf(text, options);
  }
  let from = 0;
  let kept = 0;
  for (const entry of field.entries) {
    if (from + entry.reach > start) break;
    from += entry.length;
    kept++;
  }
  const resume = resumption(field, kept, from, end, text.length - field.text.length);
  const { entries, resumed } = readEntries({ text, options, ascii }, from, resume);
  const before = field.entries.slice(0, kept);
  const after = resumed === undefined ? [] : field.entries.slice(resumed);
  return { text, options, ascii, entries: [...before, ...entries, ...after] };
}

/** The index of the old entry that begins at an offset of the new text, where nothing from there on has changed. */
type Resume = (at: number) => number | undefined;

function resumption({ entries }: Field, kept: number, from: number, end: number, shift: number): Resume {
  let index = kept;
  let start = from;
  return (at) => {
    const old = at - shift;
    if (old < end) return undefined;
    while (start < old && index < entries.length) start += entries[index++]?.length ?? 0;
    return start === old && index < entries.length ? index : undefined;
  };
}

type Unread = Omit<Field, 'entries'>;

function readEntries(
  field: Unread,
  from: number,
  resume?: Resume,
): { readonly entries: readonly Entry[]; readonly resumed?: number } {
  const entries: Entry[] = [];
  for (let start = from; start < field.text.length; ) {
    const entry = readEntry(field, start);
    entries.push(entry);
    start += entry.length;
    const resumed = resume?.(start);
    if (resumed !== undefined) return { entries, resumed };
  }
  return { entries };
}

/** Reads on until a separator behind which nothing is open. */
function readEntry({ text, options, ascii }: Unread, start: number): Entry {
  const reader = readerOf(text, options);
  reader.at = start;
  const list = newList();
  for (;;) {
    const step = listStep(reader, list);
    const isLast = step === 'end';
    if (!isLast && (step === 'entry' || list.half >= 0 || isOpen(reader))) continue;
    if (isLast) finishList(reader, { ...list, full: true });
    const end = isLast ? text.length : reader.at;
    if (!ascii && !text.isWellFormed()) loneSurrogates(reader, start, end);
    const issues = inOrder(reader.issues).map((issue) => shiftedIssue(issue, -start));
    return {
      length: end - start,
      reach: Math.max(isLast ? end + 1 : end, reader.reach) - start,
      recipients: list.recipients.map((recipient) => shiftedRecipient(recipient, -start)),
      issues,
      state: typingState(text, start, end, issues, list.recipients.length),
      grouped: reader.grouped,
      full: list.full,
    };
  }
}

const isOpen = (reader: Reader): boolean => reader.inGroup || reader.quotesUnclosed;

function wholeEntry(text: string, options: ParseOptions): Entry {
  const { recipients, issues } = parseRecipients(text, options);
  const state = typingState(text, 0, text.length, issues, recipients.length);
  return {
    length: text.length,
    reach: text.length + 1,
    recipients,
    issues,
    state,
    grouped: false,
    full: true,
  };
}

const isNarrowed = (text: string, { profile = 'input' }: ParseOptions): boolean =>
  profile === 'input' && narrowed(text) !== text;

/** All entries together, with offsets into the text: equal to `parseRecipients` of it. */
export function parsedField({ text, options, ascii, entries }: Field): ParsedRecipients {
  if (isBlank(text) || (!ascii && isNarrowed(text, options))) return parseRecipients(text, options);
  const recipients: Recipient[] = [];
  const reader = readerOf(text, options);
  reader.issues = [];
  let at = 0;
  for (const entry of entries) {
    const placed = placedAt(entry, at);
    for (const recipient of placed.recipients) recipients.push(recipient);
    for (const issue of placed.issues) reader.issues.push(issue);
    at += entry.length;
  }
  finishList(reader, { ...newList(), recipients, full: entries.at(-1)?.full ?? false });
  reader.grouped = entries.some(({ grouped }) => grouped);
  if (recipients.length === 0 && !reader.issues.some(isError)) reportEmpty(reader);
  const { issues } = reader;
  const unsendable = issues.some(({ code }) => code === 'lone-surrogate');
  return {
    ok: !issues.some(isError),
    recipients: unsendable ? [] : recipients,
    issues: inOrder(issues),
  };
}

/** What an entry holds, with offsets into the text. */
interface Placed extends Pick<Entry, 'recipients' | 'issues'> {
  readonly at: number;
}

/** Where each entry stood last: all those before the place of an edit stand there still. */
const places = new WeakMap<Entry, Placed>();

function placedAt(entry: Entry, at: number): Placed {
  const last = places.get(entry);
  if (last?.at === at) return last;
  const placed = {
    at,
    recipients: entry.recipients.map((recipient) => shiftedRecipient(recipient, at)),
    issues: entry.issues.map((issue) => shiftedIssue(issue, at)),
  };
  places.set(entry, placed);
  return placed;
}

const isError = ({ severity }: Issue): boolean => severity === 'error';
