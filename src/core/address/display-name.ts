/** Display names: how they read, and whether they pretend to be an address. */
import { isEncodedWord } from './encoded-word.ts';
import { type Reader, report } from './reader.ts';
import type { Recipient } from './recipient.ts';
import { isBare, type Word } from './words.ts';

/** RFC 5322 §3.2.5 phrase = 1*word, its encoded words decoded; §4.1 obs-phrase lets dots in. */
export function displayName(reader: Reader, name: readonly Word[]): string {
  let text = '';
  let wasEncoded = false;
  for (const word of name) {
    const { quoted, start, end, value, gap } = word;
    const decode = !quoted && isEncodedWord(value) ? reader.options.encodedWords : undefined;
    const decoded = decode?.(value);
    if (decode && decoded === undefined) report(reader, 'encoded-word-unreadable', start, end);
    const isEncoded = decoded !== undefined;
    // RFC 2047 §6.2: white space between two encoded words is not part of the text.
    if (gap < start && text !== '' && !(wasEncoded && isEncoded)) text += ' ';
    // As the caller wrote it, full-width marks and all.
    text += decoded ?? (isBare(word) ? reader.written.slice(start, end) : value);
    wasEncoded = isEncoded;
  }
  const dotted = name.find(({ quoted, value }) => !quoted && value.includes('.'));
  if (dotted) {
    const dot = dotted.start + dotted.value.indexOf('.');
    report(reader, 'display-name-dot', dot, dot + 1);
  }
  return text;
}

/** A name that is another address than the one behind it is how people are tricked. */
export function judgeName(
  reader: Reader,
  name: string,
  start: number,
  end: number,
  { localPart, domain }: Recipient,
): void {
  if (!name.includes('@') || !domain) return;
  const text = name.split(ends).find((word) => likeAddress.test(word));
  if (text === undefined) return;
  const own = [domain.raw, domain.ascii, domain.unicode].map((host) => `${localPart.value}@${host}`);
  if (own.some((address) => address.toLowerCase() === text.toLowerCase())) return;
  report(reader, 'display-name-address', start, end, undefined, {
    words: { text, other: `${localPart.value}@${domain.unicode}` },
  });
}

/** What an address does not go on beyond, and what looks like one. */
const ends = /[\s<>()[\]"'“”«»,;:]/;
const likeAddress = /^[^@]+@.+\../s;
