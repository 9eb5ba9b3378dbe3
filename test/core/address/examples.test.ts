/** Every code's example shows it, at the span that it says, and what its fix makes of the text has it no more. */

import { describe, expect, test } from 'vitest';
import type { AddressIssueCode } from '../../../src/core/address/codes.ts';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { addressIssueCodes, exampleOf } from '../../../src/core/address/examples.ts';
import { fixOf, type Issue } from '../../../src/core/address/issue.ts';
import { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

/** What each fix makes of the example; for the codes that are not here nobody can know what was meant. */
const fixed: Readonly<Partial<Record<AddressIssueCode, string>>> = {
  'space-around': 'user@dest.test',
  'space-in-address': 'user@dest.test',
  comment: 'user@dest.test',
  'label-before-address': '<user@dest.test>',
  'mailto-encoded': 'user@dest.test',
  'full-width': 'user@dest.test',
  'invisible-character': 'user@dest.test',
  'list-empty-member': 'a@dest.test,b@dest.test',
  'list-semicolon': 'a@dest.test, b@dest.test',
  'display-name': '<user@dest.test>',
  'display-name-comma': '"Smith, Bob" <user@dest.test>',
  'display-name-at': '"bob@home.test" <user@dest.test>',
  'group-unclosed': 'Team:user@dest.test;',
  'bracket-unclosed': '<user@dest.test>',
  'bracket-stray': 'user@dest.test',
  'source-route': '<user@dest.test>',
  'route-brackets-missing': '<@s1.test:user@dest.test>',
  'route-colon-missing': '<@s1.test:user@dest.test>',
  'route-twice': '<@s1.test,@s2.test:user@dest.test>',
  'space-in-route': '<@s1.test,@s2.test:user@dest.test>',
  'hop-at-missing': '<@s1.test,@s2.test:user@dest.test>',
  'hop-comma-missing': '<@s1.test,@s2.test:user@dest.test>',
  'hop-empty': '<@s1.test,@s2.test:user@dest.test>',
  'bang-path': '<@s1.test:user@dest.test>',
  'words-mixed': '"user.the name"@dest.test',
  'space-in-local-part': 'user.name@dest.test',
  'quotes-needless': 'user@dest.test',
  'domain-looks-like-address': 'user@[192.0.2.1]',
  'domain-spaced': 'user@dest.test',
  'domain-glued': 'user@dest.test',
  'domain-not-u-label': 'user@bücher.example',
  'domain-trailing-dot': 'user@dest.test',
  'literal-ipv6-untagged': 'user@[IPv6:2001:db8::1]',
};

describe.each(addressIssueCodes)('%s', (code) => {
  const { profile, text, start, end } = exampleOf(code);
  const parse = (input: string) =>
    parseRecipients(input, { profile, idna: withLookAlikes(nodeIdna), encodedWords: decodeWords() });
  const findings = () => parse(text).issues.filter((issue) => issue.code === code);

  test('is shown', () => {
    expect(findings().map((issue) => [issue.start, issue.end])).toEqual([[start, end]]);
  });

  test('is cured', () => {
    const fix = fixOf(findings()[0] as Issue);
    const cured = fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
    expect(cured).toBe(fixed[code]);
    if (cured === undefined) return;
    const after = parse(cured);
    expect(after.ok).toBe(true);
    expect(after.issues.map((issue) => issue.code)).not.toContain(code);
  });
});
