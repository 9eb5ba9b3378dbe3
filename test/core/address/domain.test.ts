/** The part after "@", and hops alike. */
import { describe } from 'vitest';
import { rows } from './table.ts';

describe('RFC 5321 §4.1.2 Domain', () => {
  rows([
    ['smtp', 'u@dest.test', [], ['u@dest.test']],
    ['smtp', 'u@DEST.Test', [], ['u@dest.test']],
    ['smtp', 'u@localhost', ['domain-unqualified 2-11'], ['u@localhost']],
    ['smtp', 'u@1.test', [], ['u@1.test']],
    ['smtp', 'u@1.2.3.4', ['domain-looks-like-address 2-9'], ['u@1.2.3.4']],
    ['smtp', 'u@a_b.test', ['!label-character 3-4'], []],
    ['header', 'u@a_b.test', ['label-character 3-4'], ['u@a_b.test']],
    ['input', 'u@a_b.test', ['!label-character 3-4'], []],
    ['smtp', 'u@-a.test', ['!label-hyphen 2-3'], []],
    ['header', 'u@-a.test', ['label-hyphen 2-3'], ['u@-a.test']],
    ['input', 'u@-a.test', ['!label-hyphen 2-3'], []],
    ['smtp', 'u@a-.test', ['!label-hyphen 3-4'], []],
    ['smtp', 'u@a--b.test', [], ['u@a--b.test']],
    ['smtp', 'u@dest.test.', ['!domain-trailing-dot 11-12'], []],
    ['header', 'u@dest.test.', ['!domain-trailing-dot 11-12'], []],
    ['input', 'u@dest.test.', ['!domain-trailing-dot 11-12'], []],
    ['smtp', 'u@dest..test', ['!label-empty 7-8'], []],
    ['smtp', 'u@.test', ['!label-empty 2-3'], []],
    ['smtp', 'u@', ['!domain-missing 1-2'], []],
    ['smtp', 'u@ dest.test', ['!space-in-address 2-3'], []],
    ['smtp', 'u@dest .test', ['!domain-spaced 6-7'], []],
    ['header', 'u@dest .test', ['domain-spaced 6-7'], ['u@dest.test']],
    ['input', 'u@dest .test', ['!domain-spaced 6-7'], []],
    ['header', 'u@good(x)evil.test', ['domain-unqualified 2-6', '!text-after-address 9-18'], []],
    ['header', 'u@good(x).test', ['domain-glued 6-9'], ['u@good.test']],
    ['smtp', 'u@@dest.test', ['!at-extra 2-3'], []],
    ['smtp', 'user@dest.test@s1.test', ['!at-extra 14-15'], []],
    ['smtp', 'u@dest.test>', ['!bracket-stray 11-12'], []],
    ['smtp', 'u@dest,test', ['domain-unqualified 2-6', '!list-in-path 6-7', '!at-missing 7-11'], ['u@dest']],
    ['header', 'u@dest. test', ['domain-spaced 7-8'], ['u@dest.test']],
    ['header', 'u@dest (c) .test', ['domain-glued 6-11'], ['u@dest.test']],
    ['header', 'u@dest. (c)test', ['domain-glued 7-11'], ['u@dest.test']],
    ['header', 'u@dest.test (c)', [], ['u@dest.test']],
    ['header', 'u@a.test .b.test c', ['domain-spaced 8-9', '!text-after-address 17-18'], []],
    ['smtp', 'u@xn--.test', ['!a-label-fake 2-11', '!label-hyphen 5-6'], []],
    ['smtp', 'u@-', ['!label-hyphen 2-3', 'domain-unqualified 2-3'], []],
    ['smtp', 'u@.', ['!label-empty 2-3'], []],
    ['smtp', 'u@BÜCHER', ['!domain-not-u-label 2-8', 'domain-unqualified 2-8'], []],
    ['smtp', 'u@xn--BCHER-kva.example', [], ['u@xn--bcher-kva.example']],
    ['smtp', 'u@ab--c.test', [], ['u@ab--c.test']],
    ['smtp', 'u@x--n.test', [], ['u@x--n.test']],
    ['smtp', 'u@1.2.3', [], ['u@1.2.3']],
    [
      'smtp',
      '<@1.2.3.4:u@dest.test>',
      ['source-route 1-10', 'domain-looks-like-address 2-9'],
      ['@1.2.3.4:u@dest.test'],
    ],
    ['smtp', 'u@dest.t1', [], ['u@dest.t1']],
    ['smtp', 'u@a。test', ['!domain-not-u-label 2-8'], []],
  ]);
});

describe('limits: label 63, domain 255 octets', () => {
  rows([
    ['smtp', `u@${'a'.repeat(63)}.test`, [], [`u@${'a'.repeat(63)}.test`]],
    ['smtp', `u@${'a'.repeat(64)}.test`, ['!label-too-long 2-66'], []],
    ['header', `u@${'a'.repeat(64)}.test`, ['label-too-long 2-66'], [`u@${'a'.repeat(64)}.test`]],
    ['input', `u@${'a'.repeat(64)}.test`, ['!label-too-long 2-66'], []],
    [
      'smtp',
      `u@${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(57)}.t`,
      [],
      [`u@${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(57)}.t`],
    ],
    [
      'smtp',
      `u@${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.t`,
      ['!path-too-long 0-259', '!domain-too-long 2-259'],
      [],
    ],
    ['smtp', `u@${'ü'.repeat(60)}.test`, ['!label-too-long 2-67'], []],
  ]);
});

describe('RFC 5890 internationalized names', () => {
  rows([
    ['smtp', 'u@bücher.example', [], ['u@xn--bcher-kva.example']],
    ['smtp', 'u@xn--bcher-kva.example', [], ['u@xn--bcher-kva.example']],
    ['smtp', 'u@XN--BCHER-KVA.example', [], ['u@xn--bcher-kva.example']],
    ['smtp', 'u@faß.de', [], ['u@xn--fa-hia.de']],
    ['smtp', 'u@xn--a.test', ['!a-label-fake 2-12'], []],
    ['header', 'u@xn--a.test', ['!a-label-fake 2-12'], []],
    ['input', 'u@xn--a.test', ['!a-label-fake 2-12'], []],
    ['smtp', 'u@BÜCHER.example', ['!domain-not-u-label 2-16'], []],
    ['header', 'u@BÜCHER.example', ['domain-not-u-label 2-16'], ['u@xn--bcher-kva.example']],
    ['input', 'u@BÜCHER.example', ['domain-not-u-label 2-16'], ['u@xn--bcher-kva.example']],
    ['smtp', 'u@example。com', ['!domain-not-u-label 2-13'], []],
    ['header', 'u@example。com', ['domain-not-u-label 2-13'], ['u@example.com']],
    ['input', 'u@example。com', ['domain-not-u-label 2-13'], ['u@example.com']],
    ['input', 'u@ｅxample.com', ['domain-not-u-label 2-13'], ['u@example.com']],
    ['input', 'u@a\u00adb.test', ['domain-not-u-label 2-10'], ['u@ab.test']],
    ['smtp', 'u@a\u2028b.test', ['!domain-not-idn 2-10'], []],
    [
      'smtp',
      '<@bücher.example:用户@例え.テスト>',
      ['source-route 1-17', 'needs-smtputf8 17-19'],
      ['@xn--bcher-kva.example:用户@xn--r8jz45g.xn--zckzah'],
    ],
  ]);
});
