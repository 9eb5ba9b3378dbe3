/** Display names: how they read, and whether they pretend to be an address. */
import { isEncodedWord } from './encoded-word.ts';
import { type Reader, report } from './reader.ts';
import type { Recipient } from './recipient.ts';
import { isBare, type Word } from './words.ts';

/** RFC 5322 §3.2.5 phrase = 1*word, its encoded words decoded; §4.1 obs-phrase lets dots in. */
export function displayName(reader: Reader, name: readonly Word[]): string {
  let text = '';
  let dot = -1;
  let wasEncoded = false;
  for (const word of name) {
    const decoded = !word.quoted ? encodedWord(reader, word) : undefined;
    if (dot < 0 && !word.quoted) dot = dotIn(word);
    // RFC 2047 §6.2: white space between two encoded words is not part of the text.
    if (word.gap < word.start && text !== '' && !(wasEncoded && decoded !== undefined)) text += ' ';
    text += decoded ?? wordText(reader, word);
    wasEncoded = decoded !== undefined;
  }
  if (dot >= 0) report(reader, 'display-name-dot', dot, dot + 1);
  return text;
}

const dotIn = ({ start, value }: Word): number => {
  const dot = value.indexOf('.');
  return dot < 0 ? -1 : start + dot;
};

/** As the caller wrote it, full-width marks and all. */
const wordText = (reader: Reader, word: Word): string =>
  isBare(word) ? reader.written.slice(word.start, word.end) : word.value;

function encodedWord(reader: Reader, { start, end, value }: Word): string | undefined {
  const decode = reader.options.encodedWords;
  if (!decode || !isEncodedWord(value)) return undefined;
  const text = decode(value);
  if (text === undefined) report(reader, 'encoded-word-unreadable', start, end);
  return text;
}

/** A name that is another address than the one behind it is how people are tricked. */
export function judgeName(
  reader: Reader,
  name: string,
  start: number,
  end: number,
  recipient: Recipient,
): void {
  const at = name.indexOf('@');
  if (at < 0 || recipient.domain === undefined) return;
  const found = addressAround(name, at);
  if (found === undefined) return;
  const { localPart, domain } = recipient;
  const own = [domain.raw, domain.ascii, domain.unicode].map((host) =>
    `${localPart.value}@${host}`.toLowerCase(),
  );
  if (own.includes(found.toLowerCase())) return;
  report(reader, 'display-name-address', start, end, undefined, {
    words: { text: found, other: `${localPart.value}@${domain.unicode}` },
  });
}

/** What looks like an address about an "@": no space, bracket or quote in it, and a dot behind the "@". */
function addressAround(name: string, at: number): string | undefined {
  let start = at;
  while (start > 0 && !ends.test(name.charAt(start - 1))) start--;
  let end = at + 1;
  while (end < name.length && !ends.test(name.charAt(end))) end++;
  const address = name.slice(start, end);
  return start < at && /.\../s.test(address.slice(at - start + 1)) ? address : undefined;
}

const ends = /[\s<>()[\]"'“”«»,;:]/;
