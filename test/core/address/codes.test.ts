/** The closed list of codes: each has its rule and its sentences, and each can be met. */

import { describe, expect, test } from 'vitest';
import { gravityOf } from '../../../src/core/address/codes.ts';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { addressIssueCodes } from '../../../src/core/address/examples.ts';
import { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { profiles } from '../../../src/core/address/profile.ts';
import { routeIssueCodes } from '../../../src/core/route/codes.ts';
import { issueWords, sayIssue } from '../../../src/core/words/issues.ts';
import { languages } from '../../../src/core/words/phrase.ts';
import { rfcOf } from '../../../src/core/words/rules.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

describe('codes and words', () => {
  test('every code has words and every word a code', () => {
    expect(Object.keys(issueWords).sort()).toEqual([...addressIssueCodes, ...routeIssueCodes].sort());
  });

  test.each(addressIssueCodes)('%s names its rule and is heard in some profile', (code) => {
    expect(rfcOf(code)).toMatch(/^RFC \d+ (§[\d.]+|Appendix [A-Z])$/);
    expect(profiles.some((profile) => gravityOf(code, profile) !== 'silent')).toBe(true);
  });

  test.each(Object.entries(issueWords))('%s is one sentence in both languages', (_code, phrase) => {
    for (const language of languages) expect(phrase[language]).toMatch(/^\S[^\n]*\.$/);
    const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));
    expect(placeholders(phrase.ru)).toEqual(placeholders(phrase.en));
  });
});

/** One text a code, the shortest that comes to mind. */
const examples: Readonly<Record<(typeof addressIssueCodes)[number], string>> = {
  empty: '',
  'null-path': '<>',
  'lone-surrogate': '\ud800@dest.test',
  'control-character': 'a\0b@dest.test',
  'unexpected-character': 'a]@dest.test',
  'text-after-address': 'a@dest.test b',
  'line-break': 'a@dest.test\n',
  'space-around': ' a@dest.test',
  'space-in-address': 'a @dest.test',
  comment: 'a(c)@dest.test',
  'comment-unclosed': 'a(c@dest.test',
  'label-before-address': 'TO:<a@dest.test>',
  'mailto-encoded': 'mailto:a%40dest.test',
  'full-width': 'a＠dest.test',
  'invisible-character': 'a@dest.test,\u00a0b@dest.test',
  'list-in-path': 'a@dest.test,b@dest.test',
  'list-empty-member': 'a@dest.test,,b@dest.test',
  'list-semicolon': 'a@dest.test;',
  'display-name': 'Bob <a@dest.test>',
  'display-name-dot': 'B. B <a@dest.test>',
  'display-name-comma': 'B, B <a@dest.test>',
  'display-name-at': 'a@dest.test <a@dest.test>',
  'display-name-address': '"b@dest.test" <a@dest.test>',
  'encoded-word-unreadable': '=?koi8-r?Q?=C1?= <a@dest.test>',
  group: 'Team:a@dest.test;',
  'group-unclosed': 'Team:a@dest.test',
  'group-in-group': 'Team:Team:a@dest.test;',
  'bracket-unclosed': '<a@dest.test',
  'bracket-stray': 'a@dest.test>',
  'source-route': '<@s1.test:a@dest.test>',
  'route-brackets-missing': '@s1.test:a@dest.test',
  'route-colon-missing': '<@s1.test,a@dest.test>',
  'route-twice': '<@s1.test:@s2.test:a@dest.test>',
  'space-in-route': '<@s1.test, @s2.test:a@dest.test>',
  'hop-at-missing': '<@s1.test,s2.test:a@dest.test>',
  'hop-comma-missing': '<@s1.test@s2.test:a@dest.test>',
  'hop-empty': '<@s1.test,,@s2.test:a@dest.test>',
  'hop-name-missing': '<@:a@dest.test>',
  'hop-literal': '<@[192.0.2.1]:a@dest.test>',
  'hop-literal-other': '<@[IPv6:::1]:a@dest.test>',
  'hop-unqualified': '<@s1:a@dest.test>',
  'bang-path': 'dest.test!a',
  'path-too-long': `<${Array(25).fill('@relay.test').join(',')}:a@dest.test>`,
  'local-part-missing': '<@s1.test:>',
  'dot-misplaced': 'a..b@dest.test',
  'words-adjacent': 'a b@dest.test',
  'words-mixed': 'a."b"@dest.test',
  'space-in-local-part': 'a. b@dest.test',
  'backslash-unquoted': 'a\\ b@dest.test',
  'quote-unclosed': '"a@dest.test',
  'quotes-needless': '"a"@dest.test',
  'tab-in-quotes': '"a\tb"@dest.test',
  'control-in-quotes': '"a\x01b"@dest.test',
  'quoted-pair-not-ascii': '"\\é b"@dest.test',
  'encoded-word-in-address': '=?utf-8?Q?a?=@dest.test',
  'local-part-too-long': `${'a'.repeat(65)}@dest.test`,
  'needs-smtputf8': 'é@dest.test',
  'not-nfc': 'e\u0301@dest.test',
  'percent-in-local-part': 'a%b@dest.test',
  'bang-in-local-part': 'b!a@dest.test',
  'at-missing': 'a',
  'at-extra': 'a@b@dest.test',
  'domain-missing': 'a@',
  'domain-unqualified': 'a@localhost',
  'domain-looks-like-address': 'a@192.0.2.1',
  'domain-spaced': 'a@dest .test',
  'domain-glued': 'a@dest(c).test',
  'domain-too-long': `a@${Array(5).fill('a'.repeat(60)).join('.')}`,
  'domain-not-idn': 'a@\u2028.test',
  'a-label-fake': 'a@xn--a.test',
  'a-label-disallowed': 'a@xn--n3h.test',
  'domain-not-u-label': 'a@BÜCHER.example',
  'domain-mixed-scripts': 'a@dеst.test',
  'domain-look-alike': 'a@аса.test',
  'label-disallowed': 'a@☃.test',
  'label-context': 'a@a·b.test',
  'label-bidi': 'a@אa.test',
  'label-empty': 'a@dest..test',
  'domain-trailing-dot': 'a@dest.test.',
  'label-character': 'a@a_b.test',
  'label-hyphen': 'a@-a.test',
  'label-too-long': `a@${'a'.repeat(64)}.test`,
  'literal-unclosed': 'a@[192.0.2.1',
  'literal-ipv4': 'a@[300.1.1.1]',
  'literal-ipv6': 'a@[IPv6:1]',
  'literal-ipv6-untagged': 'a@[::1]',
  'literal-zone': 'a@[IPv6:fe80::1%eth0]',
  'literal-tag': 'a@[tag:x]',
  'literal-form': 'a@[x]',
  'literal-character': 'a@[\x01]',
};

describe('every code can be met, and its sentence has no gap', () => {
  test.each(Object.entries(examples))('%s: %j', (code, text) => {
    const found = profiles.flatMap(
      (profile) =>
        parseRecipients(text, { profile, idna: withLookAlikes(nodeIdna), encodedWords: decodeWords() })
          .issues,
    );
    const issue = found.find((one) => one.code === code);
    expect(found.map((one) => one.code)).toContain(code);
    if (issue) for (const language of languages) expect(sayIssue(issue, text, language)).not.toMatch(/[{}]/);
  });
});
