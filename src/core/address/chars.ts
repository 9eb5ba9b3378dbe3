/** Character classes of the grammar, by UTF-16 unit, and lengths in octets. */

import * as code from './code.ts';

export { code };

const atextBit = 1;
const wordBit = 2;
const plainBit = 4;

/** RFC 5322 §3.2.3 atext: what is printable and none of the specials. Three of those can begin a word. */
const classes = Uint8Array.from({ length: 128 }, (_, unit) => {
  const char = String.fromCharCode(unit);
  if (/[^!-~]|[()<>[\]:;@,]/.test(char)) return 0;
  if ('."\\'.includes(char)) return wordBit;
  return '=?'.includes(char) ? atextBit | wordBit : atextBit | wordBit | plainBit;
});

/** Of ASCII; nothing else has a class, the end of the text (NaN or -1) least of all. */
const has = (unit: number, bit: number): boolean =>
  unit >= 0 && unit < 128 && ((classes[unit] as number) & bit) !== 0;

/** RFC 5322 §3.2.3 atext, with UTF8-non-ascii of RFC 6531 §3.3. */
export const isAtext = (unit: number): boolean => unit > 127 || has(unit, atextBit);

/** Where a run of atext and dots from an offset ends. */
export function dotAtomEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && (isAtext(text.charCodeAt(i)) || text.charCodeAt(i) === code.dot)) i++;
  return i;
}

/** RFC 5321 §4.1.2 Let-dig. */
export const isLetDig = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || isUpper(unit);

/** atext but for "=" and "?", which enclose encoded words. */
export const isPlainAtext = (unit: number): boolean => (unit >= 97 && unit <= 122) || has(unit, plainBit);

export const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;

/** What a word of a phrase or local-part can begin with: atext, a dot, a quote, or a backslash that stands there wrongly. */
export const startsWord = (unit: number): boolean => unit > 127 || has(unit, wordBit);

export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** A control character other than those with a meaning of their own in folding (tab, LF, CR). */
export const isControl = (unit: number): boolean => unit < 32 || unit === code.del;

const notAscii = /[^\0-\x7f]/;

/** Nothing but ASCII. */
export const isAscii = (text: string): boolean => !notAscii.test(text);

/** Length in octets of UTF-8: the limits of RFC 5321 §4.5.3.1 count octets, offsets count UTF-16 units. */
export const octets = (text: string): number =>
  // A surrogate pair is four octets in two units.
  text.replace(/[\x80-\u07ff\ud800-\udfff]/g, '--').replace(/[^\0-\x7f]/g, '---').length;
