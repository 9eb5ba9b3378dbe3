/** The part before "@". Only the domain's own server may say what it means (RFC 5321 §2.3.11). */
import { code, isAscii, isPlainAtext, octets } from './chars.ts';
import { isEncodedWord } from './encoded-word.ts';
import { reportUnseen } from './full-width.ts';
import { localPartLimit } from './limits.ts';
import { judgeLength, type Reader, report } from './reader.ts';
import type { LocalPart } from './recipient.ts';
import type { Word } from './words.ts';
import { isDotString, writeLocalPart } from './write.ts';

/**
 * A local-part as nearly all are: RFC 5321 §4.1.2 Dot-string of ASCII, right before its "@". The cursor stays where it was when
 * it is any other.
 */
export function plainLocalPart(reader: Reader): LocalPart | undefined {
  const { text, at: start } = reader;
  let atom = start;
  let end = start;
  let marked = false;
  let unit = -1;
  for (; end < text.length; end++) {
    unit = text.charCodeAt(end);
    if (unit === code.dot) {
      if (end === atom) return undefined;
      atom = end + 1;
    } else if (!isPlainAtext(unit)) {
      break;
    } else if (unit === code.percent || unit === code.bang) {
      marked = true;
    }
  }
  if (unit !== code.at || end === atom || end - start > localPartLimit) return undefined;
  reader.at = end;
  const raw = text.slice(start, end);
  if (marked) judgeCharacters(reader, raw, start, end);
  return { start, end, raw, value: raw, quoted: false };
}

/** RFC 5321 §4.1.2 Local-part = Dot-string / Quoted-string, or RFC 5322 §4.4 obs-local-part where the profile takes it. */
export function localPart(reader: Reader, list: readonly Word[]): LocalPart {
  const { text } = reader;
  const first = list[0] as Word;
  const { start } = first;
  const { end } = list.at(-1) as Word;
  const raw = text.slice(start, end);
  const quoted = list.length === 1 && first.quoted;

  let value = '';
  let expectsWord = true;
  for (const word of list) {
    // RFC 5321 §4.1.2 Dot-string = Atom *("." Atom). RFC 5322 §4.4 obs-local-part takes white space and comments beside a dot.
    const isBesideDot = expectsWord || text.charCodeAt(word.start) === code.dot;
    const hasGap = word.gap < word.start;
    if (hasGap && isBesideDot) report(reader, 'space-in-local-part', word.gap, word.start, '');
    else if (hasGap) report(reader, 'words-adjacent', word.gap, word.start);
    if (!isBesideDot && (word.quoted || !hasGap)) report(reader, 'words-adjacent', word.start, word.end);
    if (word.quoted) expectsWord = false;
    else expectsWord = judgeDots(reader, word, expectsWord);
    value += word.value;
    reportUnseen(reader, word.start, word.end);
  }
  if (expectsWord) report(reader, 'dot-misplaced', end - 1, end);

  if (list.length > 1 && list.some(({ quoted }) => quoted)) {
    report(reader, 'words-mixed', start, end, writeLocalPart(value));
  } else if (quoted && isDotString(value)) {
    report(reader, 'quotes-needless', start, end, value);
  }
  // RFC 5321 §4.5.3.1.1, in octets as written, without white space and comments between the words.
  if (end - start > localPartLimit / 3) {
    let count = 0;
    for (const word of list) count += octets(text.slice(word.start, word.end));
    judgeLength(reader, 'local-part-too-long', start, end, count, localPartLimit);
  }
  judgeCharacters(reader, value, start, end);
  // RFC 2047 §5: in an addr-spec it is the text that it looks like.
  if (!quoted && isEncodedWord(value)) report(reader, 'encoded-word-in-address', start, end);
  return { start, end, raw, value, quoted };
}

/** No dot without a word on both sides. Gives back whether one must follow. */
function judgeDots(reader: Reader, { start, end }: Word, expectsWord: boolean): boolean {
  let expects = expectsWord;
  for (let i = start; i < end; i++) {
    const isDot = reader.text.charCodeAt(i) === code.dot;
    if (isDot && expects) report(reader, 'dot-misplaced', i, i + 1);
    expects = isDot;
  }
  return expects;
}

function judgeCharacters(reader: Reader, value: string, start: number, end: number): void {
  if (!isAscii(value)) {
    report(reader, 'needs-smtputf8', start, end);
    if (value.normalize('NFC') !== value) report(reader, 'not-nfc', start, end);
  }
  if (isInside(value, '%')) report(reader, 'percent-in-local-part', start, end);
  if (isInside(value, '!')) report(reader, 'bang-in-local-part', start, end);
}

/** Whether the mark parts something: at the very edge it does not. */
function isInside(value: string, mark: string): boolean {
  const at = value.indexOf(mark, 1);
  return at > 0 && at < value.length - 1;
}
