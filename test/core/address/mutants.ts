/** Texts for fuzzing: pieces that meet in addresses, rows of the corpora, and what mutations make of them. From a seed, so that a fault can be met again. */
import { addressIssueCodes, exampleOf } from '../../../src/core/address/examples.ts';
import { isEmailRows } from './is-email.ts';
import { routedRows } from './routed.ts';

/** A whole number from 0 up to, not including, `below`. */
export type Numbers = (below: number) => number;

/** Marsaglia's xorshift with 32 bits. */
export function numbersFrom(seed: number): Numbers {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pieces = [
  ...'@,:;<>()[]"\\.!%?=-_ \t\n\r\0\x01\x7f|/#',
  ...[
    '\r\n',
    '\r\n ',
    '\n\n',
    ' , ',
    '::',
    '[IPv6:',
    'IPv6:',
    '192.0.2.1',
    '[192.0.2.1]',
    '[a\r\n b]',
    '300',
    '%eth0',
  ],
  ...[
    'a',
    'user',
    's1.test',
    'dest.test',
    'localhost',
    'xn--',
    'xn--bcher-kva',
    'xn--a',
    'mailto:',
    'TO:',
    'Team:',
  ],
  ...[
    'ü',
    'ß',
    'bücher.example',
    '用户',
    'а',
    'раypal.test',
    'א',
    '٠',
    '😀',
    '·',
    '\u200d',
    '\u200b',
    '\u00a0',
    '\u0301',
    '\u2028',
  ],
  ...['。', '＠', '，', '；', '＜', '＞', '（', '\ud800', '\udc00', '\ufeff', '\ufffd'],
  ...[
    '<@s1.test,@s2.test:',
    '@s1.test,@s2.test:',
    'user@dest.test',
    's1.test!dest.test!user',
    'a%b',
    '"a b"',
    '(c)',
  ],
  ...[
    'Smith, Bob <a@b.test>',
    '=?utf-8?q?a=20b?=',
    '=?utf-8?b?YQ==?=',
    '=?x?q?a?=',
    '"boss@dest.test" <m@o.test>',
  ],
];

/** Right and wrong rows to begin with; every code has one that shows it. */
export const seeds: readonly string[] = [
  ...addressIssueCodes.map((code) => exampleOf(code).text),
  ...isEmailRows().map(({ address }) => address),
  ...routedRows.map(({ address }) => address),
];

const one = <T>(next: Numbers, from: readonly T[]): T => from[next(from.length)] as T;

const unit = (next: Numbers): string => String.fromCharCode(next(4) === 0 ? next(0x10000) : next(0x180));

/** Each takes a text and a place in it. */
const mutations: readonly ((text: string, at: number, next: Numbers) => string)[] = [
  (text, at, next) => text.slice(0, at) + one(next, pieces) + text.slice(at),
  (text, at, next) => text.slice(0, at) + unit(next) + text.slice(at + 1),
  (text, at, next) => text.slice(0, at) + text.slice(at + 1 + next(8)),
  (text, at, next) => text.slice(0, at) + text.slice(Math.max(0, at - next(12))),
  (text, at) => text.slice(at) + text.slice(0, at),
  (text, at, next) => {
    const other = one(next, seeds);
    return text.slice(0, at) + other.slice(next(other.length + 1));
  },
  (text, at, next) => text.slice(0, at) + one(next, pieces).repeat(next(70)) + text.slice(at),
  (text, _at, next) => `${text}${one(next, [',', ';', '\n', ', '])}${one(next, seeds)}`,
];

/** Of four, one is put together of pieces, and three are rows with one to four mutations. */
export function fuzzText(next: Numbers): string {
  if (next(4) === 0) return Array.from({ length: next(24) }, () => one(next, pieces)).join('');
  let text = one(next, seeds);
  for (let count = 1 + next(4); count > 0; count--) {
    text = one(next, mutations)(text, next(text.length + 1), next);
  }
  return text.slice(0, 600);
}

/** The shortest text found by leaving out stretches for which `fails` still holds. */
export function shrunk(text: string, fails: (text: string) => boolean): string {
  for (let size = text.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= text.length; ) {
      const shorter = text.slice(0, at) + text.slice(at + size);
      if (fails(shorter)) text = shorter;
      else at += size;
    }
  }
  return text;
}
