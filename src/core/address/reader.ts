/** The cursor over the caller's string that every production shares. It only moves forward. */
import { code } from './chars.ts';
import { type AddressIssueCode, gravityOf, rfcOf } from './codes.ts';
import type { Idna } from './idna.ts';
import type { Fix, Issue } from './issue.ts';
import { type Lexicon, lexicons, type Profile } from './profile.ts';

export interface Reader {
  readonly text: string;
  readonly profile: Profile;
  readonly lexicon: Lexicon;
  readonly idna: Idna;
  readonly issues: Issue<AddressIssueCode>[];
  /** Offset of the next character. */
  at: number;
  /** Errors so far; a recipient during which it grew is not given back. */
  errors: number;
  /** Between "<" and ">": a comma parts hops there, and a line break of `input` is white space. */
  inBrackets: boolean;
  /** In the hops of a route without brackets, where a comma before "@" does not end the recipient. */
  inRoute: boolean;
  inGroup: boolean;
  /** A Quoted-string was followed to the end of the text in vain: none that begins later closes either. */
  quotesUnclosed: boolean;
}

export function readerOf(text: string, profile: Profile, idna: Idna): Reader {
  return {
    text,
    profile,
    lexicon: lexicons[profile],
    idna,
    issues: [],
    at: 0,
    errors: 0,
    inBrackets: false,
    inRoute: false,
    inGroup: false,
    quotesUnclosed: false,
  };
}

/** The next unit, or -1 at the end. */
export const peek = (reader: Reader): number =>
  reader.at < reader.text.length ? reader.text.charCodeAt(reader.at) : -1;

export const atEnd = (reader: Reader): boolean => reader.at >= reader.text.length;

/** Takes the unit if it is next. */
export function take(reader: Reader, unit: number): boolean {
  if (peek(reader) !== unit) return false;
  reader.at++;
  return true;
}

/** More of a span than this no sentence repeats. */
const quotedLength = 61;

/** Records a finding, as grave as the profile says. Its words hold the faulty text, unless they say what `text` is. */
export function report(
  reader: Reader,
  issueCode: AddressIssueCode,
  start: number,
  end: number,
  { fix, words }: { readonly fix?: Fix; readonly words?: Readonly<Record<string, string>> } = {},
): void {
  const severity = gravityOf(issueCode, reader.profile);
  if (severity === 'silent') return;
  if (severity === 'error') reader.errors++;
  const text = reader.text.slice(start, Math.min(end, start + quotedLength));
  reader.issues.push({
    code: issueCode,
    severity,
    start,
    end,
    rfc: rfcOf(issueCode),
    ...(fix ? { fix } : {}),
    words: words?.['text'] === undefined ? { text, ...words } : words,
  });
}

/** A fix that takes out the span. */
export const removal = (start: number, end: number): Fix => ({ start, end, text: '' });

/** A fix that puts text in before an offset. */
export const insertion = (at: number, text: string): Fix => ({ start: at, end: at, text });

/** The character at an offset, whole even beyond the BMP. */
export const characterAt = (reader: Reader, at: number): string =>
  at < reader.text.length ? String.fromCodePoint(reader.text.codePointAt(at) ?? 0) : '';

/** Says that the next character cannot stand here. Always covers at least one character of a text that has one. */
export function unexpected(reader: Reader): void {
  const start = Math.min(reader.at, Math.max(0, reader.text.length - 1));
  const character = characterAt(reader, start);
  const unit = reader.text.charCodeAt(start);
  const issueCode =
    unit < 32 || unit === code.del
      ? unit === code.cr || unit === code.lf
        ? 'line-break'
        : 'control-character'
      : 'unexpected-character';
  report(reader, issueCode, start, start + character.length, { words: { text: character } });
}
