/** The cursor over the caller's string that every production shares. It only moves forward. */
import { code, isControl } from './chars.ts';
import { type AddressIssueCode, gravityOf } from './codes.ts';
import type { EncodedWords } from './encoded-word.ts';
import type { Idna } from './idna.ts';
import type { Issue } from './issue.ts';
import { lengthWords } from './limits.ts';
import { type Lexicon, lexicons, type Profile } from './profile.ts';
import type { Span } from './recipient.ts';

export interface ReadOptions {
  /** Default `input`. */
  readonly profile?: Profile;
  /** Default: ASCII names only. */
  readonly idna?: Idna;
  /** `decodeWords` of decode-word.ts. Default: an encoded word in a display name is the text that it looks like. */
  readonly encodedWords?: EncodedWords;
}

export interface Reader {
  /** What is read: the caller's string, or in `input` one of the same length with full-width marks made ASCII. */
  readonly text: string;
  /** The caller's string. */
  readonly written: string;
  readonly options: ReadOptions;
  readonly lexicon: Lexicon;
  readonly profile: Profile;
  issues: Issue<AddressIssueCode>[];
  /** Offset of the next character. */
  at: number;
  /** Errors so far; a recipient during which it grew is not given back. */
  errors: number;
  /** Between "<" and ">": a comma parts hops there, and a line break of `input` is white space. */
  inBrackets: boolean;
  /** In the hops of a route without brackets, where a comma before "@" does not end the recipient. */
  inRoute: boolean;
  inGroup: boolean;
  /** A group was closed: it may have held nobody. */
  grouped: boolean;
  /** A Quoted-string was followed to the end of the text in vain: none that begins later closes either. */
  quotesUnclosed: boolean;
  /** Display names, noted only where `text` is not what was written. */
  readonly names: Span[];
  /** Behind the farthest character that was looked at before its turn, where that is beyond the cursor. */
  reach: number;
}

/** Nothing of a kind. Never grows: `appended` begins a list of its own. */
export const none: never[] = [];

export function readerOf(written: string, options: ReadOptions, text = written): Reader {
  const profile = options.profile ?? 'input';
  return {
    text,
    written,
    options,
    lexicon: lexicons[profile],
    profile,
    issues: [],
    at: 0,
    errors: 0,
    inBrackets: false,
    inRoute: false,
    inGroup: false,
    grouped: false,
    quotesUnclosed: false,
    names: text === written ? none : [],
    reach: 0,
  };
}

/** The next unit, or -1 at the end. */
export function peek({ text, at }: Reader): number {
  return at < text.length ? text.charCodeAt(at) : -1;
}

/** Notes that the unit at an offset was looked at before its turn. */
export function lookedAt(reader: Reader, at: number): void {
  reader.reach = Math.max(reader.reach, at + 1);
}

/** Whether a unit comes next behind an offset and the spaces there. */
export function followsSpaces(reader: Reader, from: number, unit: number): boolean {
  const { text } = reader;
  let i = from;
  while (text.charCodeAt(i) === code.space) i++;
  lookedAt(reader, i);
  return text.charCodeAt(i) === unit;
}

/** Behind the character that begins at an offset. */
export const behindCharacter = (text: string, at: number): number =>
  at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** What few issues have. */
export type Details = Pick<Issue, 'fixAt' | 'words'>;

/**
 * Records a finding, as grave as the profile says. `fix`: what to put in place of the span, or of `fixAt`. `words` are those
 * of its sentence that neither shows.
 */
export function report(
  reader: Reader,
  code: AddressIssueCode,
  start: number,
  end: number,
  fix?: string,
  more?: Details,
): void {
  const severity = gravityOf(code, reader.profile);
  if (severity === 'silent') return;
  if (severity === 'error') reader.errors++;
  const issue: Issue<AddressIssueCode> =
    fix === undefined ? { code, severity, start, end } : { code, severity, start, end, fix };
  reader.issues = appended(reader.issues, more ? { ...issue, ...more } : issue);
}

/** The list with one more. Most hold one or two, and pushing to a short list makes room for many. */
export function appended<T>(list: T[], item: T): T[] {
  const { length } = list;
  if (length === 0) return [item];
  if (length === 1) return [list[0] as T, item];
  list.push(item);
  return list;
}

/** Says that something is longer than its limit, both in octets. */
export function judgeLength(
  reader: Reader,
  issueCode: AddressIssueCode,
  start: number,
  end: number,
  count: number,
  limit: number,
): void {
  if (count > limit) report(reader, issueCode, start, end, undefined, lengthWords(count, limit));
}

/** A fix is put in before an offset, and takes nothing away. */
export const insertedAt = (at: number) => ({ fixAt: { start: at, end: at } });

/** Says that the next character, of which there is one, cannot stand here. */
export function unexpected(reader: Reader): void {
  const { text, at } = reader;
  const unit = text.charCodeAt(at);
  const issueCode =
    unit === code.cr || unit === code.lf
      ? 'line-break'
      : isControl(unit)
        ? 'control-character'
        : 'unexpected-character';
  report(reader, issueCode, at, behindCharacter(text, at));
}

/** Says that what must stand here is missing, where the text ends or a mark comes that can follow it; any other is unexpected. */
export function missing(reader: Reader, issueCode: AddressIssueCode, ...marks: readonly number[]): void {
  const { at } = reader;
  const next = peek(reader);
  if (next < 0 || marks.includes(next)) report(reader, issueCode, Math.max(0, at - 1), at);
  else unexpected(reader);
}
