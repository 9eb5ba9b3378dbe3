/** The two doors beside the list: exactly one recipient, and a domain alone. */
import { describe, expect, test } from 'vitest';
import type { Issue, Parsed } from '../../../src/core/address/issue.ts';
import { parseDomain, parseRecipient } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import { canonical } from '../../../src/core/address/write.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

const finding = ({ code, severity, start, end }: Issue): string =>
  `${severity === 'error' ? '!' : ''}${code} ${start}-${end}`;

/** What came of it, then the findings. */
const shown = <T>(parsed: Parsed<T>, show: (value: T) => string): readonly string[] => [
  parsed.ok ? show(parsed.value) : 'refused',
  ...parsed.issues.map(finding),
];

describe('exactly one recipient', () => {
  test.each<readonly [Profile, string, readonly string[]]>([
    ['input', 'a@b.test', ['a@b.test']],
    ['input', 'a@b', ['a@b', 'domain-unqualified 2-3']],
    ['input', 'a@', ['refused', '!domain-missing 1-2']],
    ['input', 'a@b.test, c@d.test', ['refused', '!list-in-path 10-18']],
    ['smtp', 'a@b.test,c@d.test', ['refused', '!list-in-path 8-9']],
    ['header', 'Team:;', ['refused', '!empty 0-6']],
    ['input', '', ['refused', '!empty 0-0']],
  ])('%s %j', (profile, text, expected) => {
    expect(shown(parseRecipient(text, { profile, idna: nodeIdna }), canonical)).toEqual(expected);
  });
});

describe('a domain alone', () => {
  test.each<readonly [string, 'hop' | 'domain' | undefined, readonly string[]]>([
    ['Dest.test', undefined, ['dest.test']],
    ['bücher.test', undefined, ['xn--bcher-kva.test']],
    ['dest', undefined, ['dest', 'domain-unqualified 0-4']],
    ['dest', 'hop', ['dest', 'hop-unqualified 0-4']],
    ['[192.0.2.1]', 'hop', ['[192.0.2.1]']],
    ['[192.0.2.1', undefined, ['refused', '!literal-unclosed 0-10']],
    ['', undefined, ['refused', '!empty 0-0']],
    ['@dest.test', undefined, ['refused', '!unexpected-character 0-1']],
    ['dest.test@', undefined, ['refused', '!unexpected-character 9-10']],
    ['dest.test\n', undefined, ['refused', '!line-break 9-10']],
    ['dest.test\r', undefined, ['refused', '!line-break 9-10']],
    ['dest.test\0', undefined, ['refused', '!control-character 9-10']],
    ['-a.test', undefined, ['refused', '!label-hyphen 0-1']],
    ['a\ud800.test', undefined, ['refused', '!domain-not-idn 0-7', '!lone-surrogate 1-2']],
  ])('%j as %s', (text, role, expected) => {
    expect(shown(parseDomain(text, { idna: nodeIdna, ...(role && { role }) }), ({ ascii }) => ascii)).toEqual(
      expected,
    );
  });
});
