/** The shape of RFC 2047 encoded words, which stand for text in display names and nowhere else in an address. */

/** The text that an encoded word stands for, or undefined when its charset or encoding is unknown. */
export type EncodedWords = (word: string) => string | undefined;

/** RFC 2047 §2: charset (with a language, RFC 2231 §5), encoding and encoded text. */
export const form = /^=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([!->@-~]*)\?=$/i;

/** RFC 2047 §2: no longer one is an encoded word. */
const lengthLimit = 75;

export const isEncodedWord = (word: string): boolean =>
  word.length <= lengthLimit && word.startsWith('=?') && form.test(word);
