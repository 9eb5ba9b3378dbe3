/** What a fix makes of a text, and the words that a sentence is filled with. */
import { describe, expect, test } from 'vitest';
import type { AddressIssueCode } from '../../../src/core/address/codes.ts';
import { fixOf } from '../../../src/core/address/issue.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

const found = (profile: Profile, text: string, code: AddressIssueCode) =>
  parseRecipients(text, { profile, idna: nodeIdna }).issues.filter((issue) => issue.code === code);

describe('cured', () => {
  test.each<readonly [Profile, string, AddressIssueCode, string | undefined]>([
    ['smtp', '<@a.test,:u@dest.test>', 'hop-empty', '<@a.test:u@dest.test>'],
    ['smtp', '<@@a.test:u@dest.test>', 'at-extra', '<@a.test:u@dest.test>'],
    ['smtp', '<a.test:u@dest.test>', 'hop-at-missing', '<@a.test:u@dest.test>'],
    ['input', 'a.test:u@dest.test', 'hop-at-missing', '@a.test:u@dest.test'],
    ['smtp', '<@a.test,b.test:u@dest.test>', 'hop-at-missing', '<@a.test,@b.test:u@dest.test>'],
    ['smtp', '<@a.test@b.test:u@dest.test>', 'hop-comma-missing', '<@a.test,@b.test:u@dest.test>'],
    ['smtp', '<@a.test:@b.test:u@dest.test>', 'route-twice', '<@a.test,@b.test:u@dest.test>'],
    ['smtp', '<@a.test,the.user@dest.test>', 'route-colon-missing', '<@a.test:the.user@dest.test>'],
    ['smtp', '<@a.test,"the user"@dest.test>', 'route-colon-missing', '<@a.test:"the user"@dest.test>'],
    ['smtp', '<@a.test user@dest.test>', 'route-colon-missing', '<@a.test:user@dest.test>'],
    ['smtp', '<@a.test user>', 'route-colon-missing', undefined],
    ['smtp', '<@a.test:u@dest.test>', 'source-route', '<u@dest.test>'],
    [
      'input',
      '@a.test:u@dest.test, b@dest.test',
      'route-brackets-missing',
      '<@a.test:u@dest.test>, b@dest.test',
    ],
    ['input', 's1.test!dest.test!user', 'bang-path', '<@s1.test:user@dest.test>'],
    ['input', '<s1.test!dest.test!user>', 'bang-path', '<@s1.test:user@dest.test>'],
    ['input', 'dest.test!user', 'bang-path', 'user@dest.test'],
    ['input', 'a@dest.test b@dest.test', 'text-after-address', 'a@dest.test ,b@dest.test'],
    ['smtp', 'a@dest.test b@dest.test', 'text-after-address', undefined],
    ['input', 'a@dest.test b', 'text-after-address', undefined],
    ['input', 'B <a@b.test> <c@d.test>', 'text-after-address', 'B <a@b.test> ,<c@d.test>'],
    ['input', 'B <a@b.test> D <c@d.test>', 'text-after-address', 'B <a@b.test> ,D <c@d.test>'],
    ['header', 'a@dest.test , ', 'list-empty-member', 'a@dest.test  '],
    ['smtp', 'Bob  <b@dest.test>', 'display-name', '<b@dest.test>'],
    ['input', 'Smith, Bob B. <b@dest.test>', 'display-name-comma', '"Smith, Bob B." <b@dest.test>'],
    ['input', 'Smith, "Bob" <b@dest.test>', 'display-name-comma', '"Smith, \\"Bob\\"" <b@dest.test>'],
    ['input', 'mailto:%ff@dest.test', 'mailto-encoded', undefined],
    ['input', 'mailto:a@dest.test', 'label-before-address', 'a@dest.test'],
    ['input', '<mailto:a@dest.test>', 'label-before-address', '<a@dest.test>'],
    ['smtp', '<@1.2.3.4:u@dest.test>', 'domain-looks-like-address', undefined],
    ['smtp', 'u@1.2.3.4', 'domain-looks-like-address', 'u@[1.2.3.4]'],
    ['smtp', 'u@dest.test．', 'domain-trailing-dot', 'u@dest.test'],
    ['header', 'a ."b c"@dest.test', 'words-mixed', '"a.b c"@dest.test'],
    ['input', 'a\u00a0\u200b@dest.test', 'invisible-character', 'a @dest.test'],
    ['input', 'iva\u00adnov@dest.test', 'invisible-character', 'ivanov@dest.test'],
    ['header', 'a\u200b\u2060b@dest.test', 'invisible-character', 'ab@dest.test'],
    ['header', '"a\u00a0b"@dest.test', 'invisible-character', '"a b"@dest.test'],
    ['input', '\u200b\u2060a@dest.test', 'invisible-character', 'a@dest.test'],
  ])('%s %j %s', (profile, text, code, cured) => {
    const [issue] = found(profile, text, code);
    expect(issue).toBeDefined();
    const fix = issue && fixOf(issue);
    expect(fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end)).toBe(cured);
  });
});

describe('filled in', () => {
  test.each<readonly [Profile, string, AddressIssueCode, Readonly<Record<string, string>>]>([
    ['smtp', `${'a'.repeat(65)}@dest.test`, 'local-part-too-long', { octets: '65', limit: '64' }],
    ['smtp', `u@${'a'.repeat(64)}.test`, 'label-too-long', { octets: '64', limit: '63' }],
    ['smtp', `u@${'a'.repeat(60)}é.test`, 'label-too-long', { octets: '68', limit: '63' }],
    ['smtp', `u@${'é'.repeat(64)}.test`, 'label-too-long', { octets: '64', limit: '63' }],
    [
      'header',
      '"a@home.test" <u@dest.test>',
      'display-name-address',
      { text: 'a@home.test', other: 'u@dest.test' },
    ],
    ['smtp', 'u@☃.test', 'label-disallowed', { text: '☃' }],
    ['smtp', 'u@a·b.test', 'label-context', { text: '·' }],
    ['smtp', 'u@Éa·b.test', 'label-context', { text: '·' }],
    ['smtp', 'u@d＿a.test', 'label-character', { text: '_' }],
    ['smtp', 'u@xn--n3h.test', 'a-label-disallowed', { other: '☃' }],
  ])('%s %j %s', (profile, text, code, words) => {
    expect(found(profile, text, code)[0]?.words).toEqual(words);
  });
});
