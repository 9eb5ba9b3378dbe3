/** Octets, and the edges of the character classes. */
import { expect, test } from 'vitest';
import { isDigit, isLetDig, isUpper, octets } from '../../../src/core/address/chars.ts';

test.each([
  ['', 0],
  ['a\x7f', 2],
  ['\x80', 2],
  ['é', 2],
  ['\u07ff', 2],
  ['\u0800', 3],
  ['用', 3],
  ['\ud7ff\ue000\uffff', 9],
  ['😀', 4],
  ['\u{10000}\u{10ffff}', 8],
])('%j is %i octets of UTF-8', (text, count) => {
  expect(octets(text)).toBe(count);
  expect(new TextEncoder().encode(text).length).toBe(count);
});

const ascii = Array.from({ length: 130 }, (_, unit) => unit);
const all = (is: (unit: number) => boolean): string =>
  String.fromCharCode(...[Number.NaN, -1, ...ascii].filter(is));

test('letters and digits of ASCII, and nothing else', () => {
  expect(all(isDigit)).toBe('0123456789');
  expect(all(isUpper)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  expect(all(isLetDig)).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
});
