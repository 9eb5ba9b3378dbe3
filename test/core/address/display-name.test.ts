/** Display names: encoded words, RFC 2047, and names that pretend. */

import { describe, expect, test } from 'vitest';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { rows } from './table.ts';

const names = (text: string, profile: 'header' | 'input' = 'header') =>
  parseRecipients(text, { profile, idna: nodeIdna, encodedWords: decodeWords() }).recipients.map(
    ({ displayName }) => displayName,
  );

describe('what a name reads', () => {
  test.each<[string, string | undefined]>([
    ['u@d.test', undefined],
    ['<u@d.test>', undefined],
    ['Bob <u@d.test>', 'Bob'],
    ['Bob  B.\r\n Bobson <u@d.test>', 'Bob B. Bobson'],
    ['"Bob, \\"B\\"" <u@d.test>', 'Bob, "B"'],
    ['=?utf-8?Q?B=C3=B6b_B?= <u@d.test>', 'Böb B'],
    ['=?UTF-8?B?QsO2Yg==?= <u@d.test>', 'Böb'],
    ['=?utf-8?b?QsO2Yg?= <u@d.test>', 'Böb'],
    ['=?iso-8859-1*de?q?B=F6b?= <u@d.test>', 'Böb'],
    ['=?us-ascii?q?Bob?= <u@d.test>', 'Bob'],
    ['=?utf-8?q?B?= =?utf-8?q?ob?= <u@d.test>', 'Bob'],
    ['=?utf-8?q?B?= ob <u@d.test>', 'B ob'],
    ['"=?utf-8?q?B?=" <u@d.test>', '=?utf-8?q?B?='],
    ['=?utf-8?q?=FF?= <u@d.test>', '=?utf-8?q?=FF?='],
    ['=?utf-8?q?=X?= <u@d.test>', '=?utf-8?q?=X?='],
    ['=?utf-8?b?Q?= <u@d.test>', '=?utf-8?b?Q?='],
    ['=?utf-8?x?Q?= <u@d.test>', '=?utf-8?x?Q?='],
  ])('%j', (text, name) => {
    expect(names(text)).toEqual([name]);
  });

  test('nobody to decode it: the text that it looks like', () => {
    const { recipients, issues } = parseRecipients('=?utf-8?q?B=C3=B6b?= <u@d.test>', { profile: 'header' });
    expect([recipients[0]?.displayName, issues]).toEqual(['=?utf-8?q?B=C3=B6b?=', []]);
  });

  test('a charset of the caller', () => {
    const charsets = (charset: string, octets: Uint8Array) =>
      charset === 'koi8-r' && octets.join() === '193' ? 'а' : undefined;
    const { recipients, issues } = parseRecipients('=?KOI8-R?Q?=C1?= <u@d.test>', {
      profile: 'header',
      encodedWords: decodeWords(charsets),
    });
    expect([recipients[0]?.displayName, issues]).toEqual(['а', []]);
  });

  test('what people type', () => {
    expect(names('Last, First <u@d.test>', 'input')).toEqual(['Last, First']);
    expect(names('a@b.test <a@b.test>', 'input')).toEqual(['a@b.test']);
    expect(names('山田　太郎！ <u@d.test>', 'input')).toEqual(['山田 太郎！']);
  });
});

describe('findings', () => {
  rows([
    [
      'header',
      '=?utf-8?q?u=40bank.test?= <u@evil.test>',
      ['display-name-address 0-25', 'display-name-dot 18-19'],
      ['u@evil.test'],
    ],
    ['header', '"u@bank.test" <u@evil.test>', ['display-name-address 0-13'], ['u@evil.test']],
    ['header', '"Bob (u@bank.test)" <u@evil.test>', ['display-name-address 0-19'], ['u@evil.test']],
    ['header', '"U@Evil.Test" <u@evil.test>', [], ['u@evil.test']],
    ['header', '"u@bücher.example" <u@xn--bcher-kva.example>', [], ['u@xn--bcher-kva.example']],
    ['header', '"Bob @ work" <u@evil.test>', [], ['u@evil.test']],
    ['header', '"meet me@noon" <u@evil.test>', [], ['u@evil.test']],
    ['header', '"@ me@noon, u@bank.test" <u@evil.test>', ['display-name-address 0-24'], ['u@evil.test']],
    ['header', '=?koi8-r?q?=C1?= <u@d.test>', ['encoded-word-unreadable 0-16'], ['u@d.test']],
    ['header', '=?utf-8?q?a?=@d.test', ['encoded-word-in-address 0-13'], ['=?utf-8?q?a?=@d.test']],
    ['smtp', '=?utf-8?q?a?=@d.test', ['encoded-word-in-address 0-13'], ['=?utf-8?q?a?=@d.test']],
    ['input', 'a@b.test <a@b.test>', ['display-name-at 0-8'], ['a@b.test']],
    ['input', 'a@b.test <c@d.test>', ['display-name-at 0-8', 'display-name-address 0-8'], ['c@d.test']],
    ['header', 'a@b.test <a@b.test>', ['!display-name-at 0-8'], []],
    ['header', 'A.B (c) C.D <u@dest.test>', ['display-name-dot 1-2'], ['u@dest.test']],
    ['header', '.A <u@dest.test>', ['display-name-dot 0-1'], ['u@dest.test']],
    ['header', '"a.b"  "c" <u@dest.test>', [], ['u@dest.test']],
    ['header', '"@" <u@dest.test>', [], ['u@dest.test']],
    ['header', '"a@b" <u@dest.test>', [], ['u@dest.test']],
    ['header', '"a@b.test" <a@b.test>', [], ['a@b.test']],
    ['header', '"x a@b.test y" <u@dest.test>', ['display-name-address 0-14'], ['u@dest.test']],
    ['header', '"a@b.test" <Postmaster>', [], ['Postmaster']],
    ['header', '=?utf-8?Q?a?= =?utf-8?Q?b?= c <u@dest.test>', [], ['u@dest.test']],
    ['header', '=?utf-8?Q?a?= <u@dest.test>', [], ['u@dest.test']],
  ]);
});
