/** Encoded words to text, RFC 2047. For those who read header fields: a page has no use for it, and is spared its weight. */
import { type CharsetDecoder, decodeOctets } from './charset.ts';
import { type EncodedWords, form } from './encoded-word.ts';

/** `charsets`: those beyond UTF-8, US-ASCII and ISO-8859-1. */
export const decodeWords =
  (charsets?: CharsetDecoder): EncodedWords =>
  (word) => {
    const [, charset = '', encoding = '', encoded = ''] = form.exec(word) ?? [];
    const octets = encoding.toLowerCase() === 'b' ? base64(encoded) : quoted(encoded);
    return octets && (decodeOctets(charset, octets) ?? charsets?.(charset.toLowerCase(), octets));
  };

/** RFC 2047 §4.2. */
function quoted(encoded: string): Uint8Array | undefined {
  const octets: number[] = [];
  for (let i = 0; i < encoded.length; i++) {
    const character = encoded.charAt(i);
    if (character === '_') {
      octets.push(0x20);
    } else if (character !== '=') {
      octets.push(encoded.charCodeAt(i));
    } else {
      const hex = encoded.slice(i + 1, i + 3);
      if (!/^[0-9a-f]{2}$/i.test(hex)) return undefined;
      octets.push(Number.parseInt(hex, 16));
      i += 2;
    }
  }
  return Uint8Array.from(octets);
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 2047 §4.1. */
function base64(encoded: string): Uint8Array | undefined {
  const digits = encoded.replace(/={1,2}$/, '');
  if (digits.length % 4 === 1 || (digits.length < encoded.length && encoded.length % 4 !== 0))
    return undefined;
  const octets: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of digits) {
    const digit = base64Digits.indexOf(character);
    if (digit < 0) return undefined;
    bits = ((bits << 6) | digit) & 0xfff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(octets);
}
