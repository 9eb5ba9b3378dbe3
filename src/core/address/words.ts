/**
 * A run of words: what stands before "@", "<" or ":". Only the character after it tells whether it was a local-part, a
 * display name or the name of a group, so it is read once, as all of them, and judged later.
 */
import { cfws, enclosed, gap } from './cfws.ts';
import { code, dotAtomEnd, isControl, isPlainAtext, startsWord } from './chars.ts';
import { appended, behindCharacter, none, peek, type Reader, report } from './reader.ts';

export interface Word {
  /** One Quoted-string; else a run of atoms and dots. */
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
  /** Without quotes and backslashes. */
  readonly value: string;
  /** Where the white space and comments before it began; equal to `start` when there are none. */
  readonly gap: number;
}

/** Neither quotes nor a backslash in it: its value is what stands in the text. */
export const isBare = ({ quoted, start, end, value }: Word): boolean =>
  !quoted && value.length === end - start;

/**
 * Stops at the first character that begins no word, the white space before it already skipped: `gapAfter` says what
 * that space is once its meaning is known. RFC 5322 §3.2.5 phrase with §4.1 obs-phrase, and §4.4 obs-local-part,
 * which is also every local-part of RFC 5321.
 */
export function words(reader: Reader): readonly Word[] {
  let found: Word[] = [];
  for (;;) {
    const before = reader.at;
    if (found.length > 0) cfws(reader);
    const next = peek(reader);
    if (!startsWord(next)) return found;
    const start = reader.at;
    const quoted = next === code.quote;
    const value = quoted ? quotedString(reader) : run(reader);
    found = appended(found, { quoted, start, end: reader.at, value, gap: before });
  }
}

/**
 * The words of a name as nearly all are: some of letters with a space between, or one Quoted-string without a backslash; "<" or ","
 * behind them. Gives back where they end, the cursor at what follows; -1, and the cursor where it was, when they are any other.
 */
export function plainPhrase(reader: Reader): number {
  const { text, at: start } = reader;
  // Where marks were narrowed, the name is put together from what was written.
  if (reader.names !== none) return -1;
  let end = start;
  if (text.charCodeAt(start) === code.quote) {
    do end++;
    while (isPlainInQuotes(text.charCodeAt(end)));
    if (text.charCodeAt(end++) !== code.quote) return -1;
  } else {
    while (isPlainInName(text, end)) end++;
  }
  const next = text.charCodeAt(end) === code.space ? end + 1 : end;
  const follows = text.charCodeAt(next);
  if (end === start || (follows !== code.less && follows !== code.comma)) return -1;
  reader.at = next;
  return end;
}

/** False at the end of the text, too. */
const isPlainInQuotes = (unit: number): boolean =>
  unit >= code.space && unit !== code.quote && unit !== code.backslash && unit !== code.del;

/** A letter, or a space between two. A "!" would be a bang path. */
function isPlainInName(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === code.space) return isPlainLetter(text.charCodeAt(at + 1));
  return isPlainLetter(unit);
}

const isPlainLetter = (unit: number): boolean => unit > 127 || (unit !== code.bang && isPlainAtext(unit));

/** Reports white space that `words` skipped behind the last word as a fault inside an address. */
export function gapAfter(reader: Reader, list: readonly Word[]): void {
  gap(reader, 'space-in-address', list.at(-1)?.end ?? reader.at, reader.at);
}

/** RFC 5321 §4.1.2 Atom, with the dots between; dots are judged once it is known to be a local-part. */
function run(reader: Reader): string {
  const { text } = reader;
  let value = '';
  for (;;) {
    const end = dotAtomEnd(text, reader.at);
    value += text.slice(reader.at, end);
    reader.at = end;
    if (text.charCodeAt(end) !== code.backslash) return value;
    // RFC 821 §4.1.2 let a backslash stand outside quotes; no standard since does.
    const escaped = end + 1;
    reader.at = Math.min(behindCharacter(text, escaped), text.length);
    report(reader, 'backslash-unquoted', end, reader.at);
    if (isControl(text.charCodeAt(escaped))) report(reader, 'control-character', escaped, reader.at);
    value += text.slice(escaped, reader.at);
  }
}

/** RFC 5321 §4.1.2 Quoted-string; the freer RFC 5322 §3.2.4 and its §4.1 obs forms are told apart by their codes. */
function quotedString(reader: Reader): string {
  const { text } = reader;
  const start = reader.at++;
  let from = reader.at;
  let value = '';
  while (reader.at < text.length) {
    const at = reader.at;
    const unit = text.charCodeAt(at);
    enclosed(reader, unit);
    if (unit === code.quote) return value + text.slice(from, at);
    if (unit === code.tab) report(reader, 'tab-in-quotes', at, reader.at);
    // Neither backslashes nor folding are part of what the quotes hold, RFC 5322 §3.2.4.
    if (unit === code.backslash || unit === code.cr || unit === code.lf) {
      value += text.slice(from, at);
      from = unit === code.backslash ? at + 1 : reader.at;
    }
  }
  report(reader, 'quote-unclosed', start, text.length);
  return value + text.slice(from);
}
