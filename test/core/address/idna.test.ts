/** IDNA2008 beyond what UTS 46 looks at: RFC 5892 code points and contexts, RFC 5893 Bidi; and names that look like others. */
import { describe, expect, test } from 'vitest';
import { idnaFault } from '../../../src/core/address/idna-rules.ts';
import { lookAlikes, withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { sayAddressIssue } from '../../../src/core/words/address-issues.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { rows } from './table.ts';

describe('rules of a U-label', () => {
  test.each<[string, string | undefined]>([
    ['bücher.example', undefined],
    ['faß.de', undefined],
    ['例え.テスト', undefined],
    ['हिन्दी.भारत', undefined],
    ['ไทย.ไทย', undefined],
    ['موقع.وزارة', undefined],
    ['ü--ü', undefined],
    ['üa--b', 'label-disallowed 2-4'],
    ['\u0301a', 'label-disallowed 0-1'],
    ['☃', 'label-disallowed 0-1'],
    ['a.💩', 'label-disallowed 2-4'],
    ['ü\u0640b', 'label-disallowed 1-2'],
    ['l·l', undefined],
    ['a·b', 'label-context 1-2'],
    ['·', 'label-context 0-1'],
    ['\u0375β', undefined],
    ['β\u0375', 'label-context 1-2'],
    ['א\u05f3', undefined],
    ['\u05f3', 'label-context 0-1'],
    ['ア・イ', undefined],
    ['a・b', 'label-context 1-2'],
    ['ب٠', undefined],
    ['ب٠۰', 'label-context 1-2'],
    ['\u0915\u094d\u200d\u0937', undefined],
    ['a\u200db', 'label-context 1-2'],
    ['\u0646\u0627\u0645\u0647\u200c\u0627\u06cc', undefined],
    ['a\u200cb', 'label-context 1-2'],
    ['א1', undefined],
    ['1א', 'label-bidi 0-2'],
    ['אa', 'label-bidi 0-2'],
    ['aא', 'label-bidi 0-2'],
    ['א-', 'label-bidi 0-2'],
    ['א٠1', 'label-bidi 0-3'],
    ['a.א', undefined],
    ['1.א', 'label-bidi 0-1'],
    ['1.b', undefined],
  ])('%j', (name, expected) => {
    const fault = idnaFault(name);
    expect(fault && `${fault.code} ${fault.start}-${fault.end}`).toBe(expected);
  });
});

describe('in an address', () => {
  rows([
    ['smtp', 'u@a·b.test', ['!label-context 3-4'], []],
    ['smtp', 'u@xn--ab-0ea.test', ['!a-label-fake 2-17'], []],
    ['smtp', 'u@a\u200db.test', ['!label-context 3-4'], []],
    ['smtp', 'u@1א.test', ['!label-bidi 2-4'], []],
    ['smtp', 'u@☃.test', ['!label-disallowed 2-3'], []],
    ['input', 'u@☃.test', ['label-disallowed 2-3'], ['u@xn--n3h.test']],
    ['smtp', 'u@xn--n3h.test', ['a-label-disallowed 2-14'], ['u@xn--n3h.test']],
    ['smtp', '<@a·b.test:u@dest.test>', ['source-route 1-11', '!label-context 3-4'], []],
    ['smtp', 'u@bu\u0308cher.example', ['!domain-not-u-label 2-17'], []],
    ['smtp', 'u@Éa·b.test', ['!label-context 2-11', '!domain-not-u-label 2-11'], []],
    ['smtp', 'u@d＿a.test', ['!domain-not-u-label 2-10', '!label-character 2-10'], []],
    ['smtp', 'u@dest.test．', ['!domain-not-u-label 2-12', '!domain-trailing-dot 11-12'], []],
    ['header', 'u@bu\u0308cher.example', ['domain-not-u-label 2-17'], ['u@xn--bcher-kva.example']],
  ]);
});

describe('names that look like others', () => {
  test.each<[string, readonly string[]]>([
    ['bücher.example', []],
    ['пример.test', []],
    ['例えLATIN.test', []],
    ['аррӏе.com', ['domain-look-alike apple.com']],
    ['gооgle.test', ['domain-look-alike google.test', 'domain-mixed-scripts gооgle']],
    ['прiмер.test', ['domain-mixed-scripts прiмер']],
    ['дом한.test', ['domain-mixed-scripts дом한']],
    ['aⴀ.test', ['domain-mixed-scripts aⴀ']],
  ])('%j', (name, expected) => {
    expect(lookAlikes(name).map(({ code, words }) => `${code} ${words['other'] ?? words['label']}`)).toEqual(
      expected,
    );
  });

  rows([
    [
      'smtp',
      'u@gооgle.test',
      ['domain-look-alike 2-13', 'domain-mixed-scripts 2-13'],
      ['u@xn--ggle-55da.test'],
    ],
    [
      'input',
      '<@аррӏе.com:u@dest.test>',
      ['source-route 1-12', 'domain-look-alike 2-11'],
      ['@xn--80ak6aa92e.com:u@dest.test'],
    ],
  ]);

  test('the sentence tells them apart by what the DNS has', () => {
    const text = 'u@аррӏе.com';
    const [issue] = parseRecipients(text, { idna: withLookAlikes(nodeIdna) }).issues;
    expect(issue && sayAddressIssue(issue, text, 'en')).toBe(
      'The domain “аррӏе.com” is xn--80ak6aa92e.com in the DNS and only looks like apple.com: make sure which one you mean.',
    );
  });
});
