/** The part before "@". */
import { describe, expect, test } from 'vitest';
import { isDotString } from '../../../src/core/address/write.ts';
import { rows } from './table.ts';

describe('RFC 5321 §4.1.2 Dot-string', () => {
  rows([
    ['smtp', 'user@dest.test', [], ['user@dest.test']],
    ['smtp', "!#$&'*+-/=?^_`{|}~@dest.test", [], ["!#$&'*+-/=?^_`{|}~@dest.test"]],
    ['smtp', 'first.last@dest.test', [], ['first.last@dest.test']],
    ['smtp', '.a@dest.test', ['!dot-misplaced 0-1'], []],
    ['header', '.a@dest.test', ['!dot-misplaced 0-1'], []],
    ['input', '.a@dest.test', ['!dot-misplaced 0-1'], []],
    ['smtp', 'a.@dest.test', ['!dot-misplaced 1-2'], []],
    ['smtp', 'a..b@dest.test', ['!dot-misplaced 2-3'], []],
    ['header', 'a..b@dest.test', ['!dot-misplaced 2-3'], []],
    ['input', 'a..b@dest.test', ['!dot-misplaced 2-3'], []],
    ['smtp', 'a b@dest.test', ['!words-adjacent 1-2'], []],
    ['input', 'a b@dest.test', ['!words-adjacent 1-2'], []],
    ['header', 'a . b@dest.test', ['space-in-local-part 1-2', 'space-in-local-part 3-4'], ['a.b@dest.test']],
    ['input', 'a. b@dest.test', ['!space-in-local-part 2-3'], []],
    ['smtp', 'a,b@dest.test', ['!at-missing 0-1', '!list-in-path 1-2'], ['b@dest.test']],
    ['smtp', 'Joe\\,Smith@dest.test', ['!backslash-unquoted 3-5'], []],
    ['smtp', 'a\u0000b@dest.test', ['!control-character 1-2'], []],
    ['smtp', '@dest.test', ['!route-colon-missing 0-10'], []],
    ['input', '(c)user(d)@dest.test', ['comment 0-3', 'comment 7-10'], ['user@dest.test']],
  ]);
});

describe('RFC 5321 §4.1.2 Quoted-string', () => {
  rows([
    ['smtp', '"a b"@dest.test', [], ['"a b"@dest.test']],
    ['smtp', '""@dest.test', [], ['""@dest.test']],
    ['smtp', '"ab"@dest.test', ['quotes-needless 0-4'], ['ab@dest.test']],
    ['smtp', '"a\\b"@dest.test', ['quotes-needless 0-5'], ['ab@dest.test']],
    ['smtp', '"a.b"@dest.test', ['quotes-needless 0-5'], ['a.b@dest.test']],
    ['smtp', '"a..b"@dest.test', [], ['"a..b"@dest.test']],
    ['smtp', '".a"@dest.test', [], ['".a"@dest.test']],
    ['smtp', '"a."@dest.test', [], ['"a."@dest.test']],
    ['smtp', '"a\\"b"@dest.test', [], ['"a\\"b"@dest.test']],
    ['smtp', '"a@b"@dest.test', [], ['"a@b"@dest.test']],
    ['smtp', '"a:b,c>d"@dest.test', [], ['"a:b,c>d"@dest.test']],
    ['smtp', '"a\tb"@dest.test', ['!tab-in-quotes 2-3'], []],
    ['header', '"a\tb"@dest.test', [], ['"a\tb"@dest.test']],
    ['smtp', '"a\\\u0001b"@dest.test', ['!control-in-quotes 2-4'], []],
    ['header', '"a\\\u0001b"@dest.test', ['control-in-quotes 2-4'], ['"a\\\u0001b"@dest.test']],
    ['header', '"a\\\nb"@dest.test', ['control-in-quotes 2-4'], ['"a\\\nb"@dest.test']],
    ['smtp', '"a\\\nb"@dest.test', ['!line-break 2-4'], []],
    ['smtp', '"a\r\n b"@dest.test', ['!line-break 2-4'], []],
    ['header', '"a\r\n b"@dest.test', [], ['"a b"@dest.test']],
    ['input', '"a\r\n b"@dest.test', ['!line-break 2-4'], []],
    ['smtp', '"a\nb"@dest.test', ['quotes-needless 0-5', '!line-break 2-3'], []],
    ['smtp', '"ab@dest.test', ['!quote-unclosed 0-13'], []],
    ['smtp', '"a"b@dest.test', ['!words-mixed 0-4', '!words-adjacent 3-4'], []],
    ['smtp', 'a"b"@dest.test', ['!words-mixed 0-4', '!words-adjacent 1-4'], []],
    ['smtp', '"a""b"@dest.test', ['!words-mixed 0-6', '!words-adjacent 3-6'], []],
    ['smtp', 'a."b c".d@dest.test', ['!words-mixed 0-9'], []],
    ['header', 'a."b c".d@dest.test', ['words-mixed 0-9'], ['"a.b c.d"@dest.test']],
    ['input', 'a."b c".d@dest.test', ['words-mixed 0-9'], ['"a.b c.d"@dest.test']],
    ['smtp', '"a\\', ['!quote-unclosed 0-3'], []],
    ['input', 'a\\\u0001b@dest.test', ['!backslash-unquoted 1-3', '!control-character 2-3'], []],
    ['smtp', 'a\\b\\c@dest.test', ['!backslash-unquoted 1-3', '!backslash-unquoted 3-5'], []],
    ['smtp', '"a\\\tb"@dest.test', ['!tab-in-quotes 2-4'], []],
    ['smtp', '"a\\b"@dest.test', ['!control-in-quotes 2-4'], []],
    ['smtp', '"ab"@dest.test', ['!control-in-quotes 2-3'], []],
    [
      'smtp',
      '"\\😀"@dest.test',
      ['quotes-needless 0-5', 'needs-smtputf8 0-5', '!quoted-pair-not-ascii 1-4'],
      [],
    ],
  ]);
});

describe('RFC 6531 §3.3 UTF-8', () => {
  rows([
    ['smtp', '用户@dest.test', ['needs-smtputf8 0-2'], ['用户@dest.test']],
    ['smtp', '"用 户"@dest.test', ['needs-smtputf8 0-5'], ['"用 户"@dest.test']],
    ['smtp', '"é\\é x"@dest.test', ['needs-smtputf8 0-7', '!quoted-pair-not-ascii 2-4'], []],
    ['header', '"é\\é x"@dest.test', ['needs-smtputf8 0-7'], ['"éé x"@dest.test']],
    [
      'input',
      '"é\\é x"@dest.test',
      ['needs-smtputf8 0-7', 'quoted-pair-not-ascii 2-4'],
      ['"éé x"@dest.test'],
    ],
    ['smtp', 'e\u0301@dest.test', ['needs-smtputf8 0-2', 'not-nfc 0-2'], ['e\u0301@dest.test']],
    ['smtp', '\ud800@dest.test', ['needs-smtputf8 0-1', '!lone-surrogate 0-1'], []],
    ['smtp', '😀@dest.test', ['needs-smtputf8 0-2'], ['😀@dest.test']],
  ]);
});

describe('RFC 5321 §4.5.3.1.1 at most 64 octets', () => {
  rows([
    ['smtp', `${'a'.repeat(64)}@dest.test`, [], [`${'a'.repeat(64)}@dest.test`]],
    ['smtp', `${'a'.repeat(65)}@dest.test`, ['!local-part-too-long 0-65'], []],
    ['header', `${'a'.repeat(65)}@dest.test`, ['local-part-too-long 0-65'], [`${'a'.repeat(65)}@dest.test`]],
    ['input', `${'a'.repeat(65)}@dest.test`, ['!local-part-too-long 0-65'], []],
    ['smtp', `${'é'.repeat(32)}@dest.test`, ['needs-smtputf8 0-32'], [`${'é'.repeat(32)}@dest.test`]],
    ['smtp', `${'é'.repeat(33)}@dest.test`, ['!local-part-too-long 0-33', 'needs-smtputf8 0-33'], []],
    ['smtp', `"${'a'.repeat(62)} "@dest.test`, ['!local-part-too-long 0-65'], []],
    ['smtp', `"${'a'.repeat(61)} "@dest.test`, [], [`"${'a'.repeat(61)} "@dest.test`]],
    [
      'smtp',
      'ééééééééééééééééééééééééééééééééé@dest.test',
      ['!local-part-too-long 0-33', 'needs-smtputf8 0-33'],
      [],
    ],
    [
      'smtp',
      'éééééééééééééééééééééééééééééééé@dest.test',
      ['needs-smtputf8 0-32'],
      ['éééééééééééééééééééééééééééééééé@dest.test'],
    ],
  ]);
});

test('ten million characters are a Dot-string like ten', () => {
  expect(isDotString(`${'a.'.repeat(5_000_000)}a`)).toBe(true);
});

describe('RFC 5321 §2.3.11 marks of other notations stay opaque', () => {
  rows([
    ['smtp', 'user%dest.test@s1.test', ['percent-in-local-part 0-14'], ['user%dest.test@s1.test']],
    ['header', 'user%dest.test@s1.test', ['percent-in-local-part 0-14'], ['user%dest.test@s1.test']],
    ['input', 'user%dest.test@s1.test', ['percent-in-local-part 0-14'], ['user%dest.test@s1.test']],
    ['smtp', 'dest.test!user@s1.test', ['bang-in-local-part 0-14'], ['dest.test!user@s1.test']],
    ['smtp', 'a!b%c@d.test', ['percent-in-local-part 0-5', 'bang-in-local-part 0-5'], ['a!b%c@d.test']],
    ['smtp', '100%@d.test', [], ['100%@d.test']],
    ['smtp', '!a@d.test', [], ['!a@d.test']],
    ['smtp', '"a b%dest.test"@s1.test', ['percent-in-local-part 0-15'], ['"a b%dest.test"@s1.test']],
    ['smtp', '%user@dest.test', [], ['%user@dest.test']],
    ['smtp', 'user%@dest.test', [], ['user%@dest.test']],
    ['smtp', '!user@dest.test', [], ['!user@dest.test']],
    ['smtp', 'user!@dest.test', [], ['user!@dest.test']],
    ['smtp', 'a%@dest.test', [], ['a%@dest.test']],
    ['smtp', '"a%"@dest.test', ['quotes-needless 0-4'], ['a%@dest.test']],
  ]);
});
