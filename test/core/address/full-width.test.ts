/** Marks of an address as keyboards of other scripts and word processors write them. */
import { describe, expect, test } from 'vitest';
import { fixOf } from '../../../src/core/address/issue.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { rows } from './table.ts';

describe('read in input, and said', () => {
  rows([
    ['input', 'u＠d.test', ['full-width 1-2'], ['u@d.test']],
    ['smtp', 'u＠d.test', ['!at-missing 0-8'], []],
    [
      'input',
      'a@b.test，c@d.test；e@f.test、g@h.test',
      ['full-width 8-9', 'full-width 17-18', 'full-width 26-27'],
      ['a@b.test', 'c@d.test', 'e@f.test', 'g@h.test'],
    ],
    ['input', 'a@b.test,\u00a0c@d.test', ['invisible-character 9-10'], ['a@b.test', 'c@d.test']],
    ['input', '\ufeffa@b.test\u200b', ['invisible-character 0-1', 'invisible-character 9-10'], ['a@b.test']],
    ['input', '＜u@d.test＞', ['full-width 0-1', 'full-width 9-10'], ['u@d.test']],
    ['input', '﹤u﹫d.test﹥', ['full-width 0-1', 'full-width 2-3', 'full-width 9-10'], ['u@d.test']],
    ['input', 'u@d.test\u061c', ['invisible-character 8-9'], ['u@d.test']],
    ['input', 'Bob（５） <u＠d.test>', ['full-width 9-10'], ['u@d.test']],
    ['input', '\\"a＠d.test', ['!backslash-unquoted 0-2', 'full-width 3-4'], []],
    [
      'input',
      '＠s1.test：u＠d.test',
      [
        'full-width 0-1',
        'source-route 0-9',
        'route-brackets-missing 0-17',
        'full-width 8-9',
        'full-width 10-11',
      ],
      ['@s1.test:u@d.test'],
    ],
    [
      'input',
      's1.test！d.test！u',
      ['bang-path 0-16', 'full-width 7-8', 'full-width 14-15'],
      ['@s1.test:u@d.test'],
    ],
    ['input', 'u％d.test@s1.test', ['percent-in-local-part 0-8', 'full-width 1-2'], ['u%d.test@s1.test']],
    ['input', '“a b”@d.test', ['full-width 0-1', 'full-width 4-5'], ['"a b"@d.test']],
    ['input', '"a＠b c"@d.test', ['needs-smtputf8 0-7'], ['"a＠b c"@d.test']],
    ['input', '株式会社、山田 <u@d.test>', [], ['u@d.test']],
    ['input', '"a\\"＠b"@d.test', ['needs-smtputf8 0-7'], ['"a\\"＠b"@d.test']],
    ['input', '"\\\\"＠d.test', ['full-width 4-5'], ['"\\\\"@d.test']],
    ['input', 's1.test!u，a@d.test', ['bang-path 0-9', 'full-width 9-10'], ['u@s1.test', 'a@d.test']],
    ['input', 'a@b.test, 山田、太郎 <u@d.test>', [], ['a@b.test', 'u@d.test']],
    ['input', 'a@b.test; 山田、太郎 <u@d.test>', [], ['a@b.test', 'u@d.test']],
    ['input', 'a@b.test\n山田、太郎 <u@d.test>', [], ['a@b.test', 'u@d.test']],
    ['input', 'u@d\u200b.test', ['!domain-spaced 3-4', 'invisible-character 3-4'], []],
    ['header', 'u\u200b@d.test', ['needs-smtputf8 0-2', 'invisible-character 1-2'], ['u\u200b@d.test']],
    // What stands in a comment is none of its words.
    [
      'header',
      'u (a\u00a0b) .\u00a0v@d.test',
      ['needs-smtputf8 0-11', 'space-in-local-part 1-8', 'invisible-character 9-10'],
      ['u.\u00a0v@d.test'],
    ],
    [
      'input',
      'iva\u00adnov@d.test',
      ['needs-smtputf8 0-7', 'invisible-character 3-4'],
      ['iva\u00adnov@d.test'],
    ],
    [
      'smtp',
      'a\ufe0f\u180eb\u{e0020}@d.test',
      ['needs-smtputf8 0-6', 'invisible-character 1-3', 'invisible-character 4-6'],
      ['a\ufe0f\u180eb\u{e0020}@d.test'],
    ],
    [
      'input',
      '"a\u00ad b"@d.test',
      ['needs-smtputf8 0-6', 'invisible-character 2-3'],
      ['"a\u00ad b"@d.test'],
    ],
    // Joiners shape the letters beside them.
    ['input', 'ক্\u200dষ\u200cक@d.test', ['needs-smtputf8 0-6'], ['ক্\u200dষ\u200cक@d.test']],
    ['input', 'so\u00adft <u@d.test>', [], ['u@d.test']],
  ]);

  test('the fixes make it plain', () => {
    const text = 'a＠b.test，\u00a0“c d”＠e.test；\ufeffBob＜f@g.test＞';
    const { issues } = parseRecipients(text, { idna: nodeIdna });
    let fixed = text;
    for (const issue of issues.toReversed()) {
      const fix = fixOf(issue);
      if (fix) fixed = fixed.slice(0, fix.start) + fix.text + fixed.slice(fix.end);
    }
    expect(fixed).toBe('a@b.test, "c d"@e.test;Bob<f@g.test>');
    expect(parseRecipients(fixed, { idna: nodeIdna }).issues).toEqual([]);
  });

  test('the marks of a name are given back as they were written, and nothing is said of them', () => {
    const text = 'a＠b.test, ５％\u00a0B <u＠d.test>, \u00a0Ann\u00a0C <v＠e.test>';
    const { recipients, issues } = parseRecipients(text, { idna: nodeIdna });
    expect(recipients.map(({ displayName }) => displayName)).toEqual([undefined, '５％ B', 'Ann C']);
    expect(issues.map(({ code, start }) => `${code} ${start}`)).toEqual([
      'full-width 1',
      'full-width 17',
      'invisible-character 27',
      'full-width 36',
    ]);
  });
});
