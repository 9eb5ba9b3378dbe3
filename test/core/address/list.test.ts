/** Lists, names and groups, RFC 5322 §3.4, and what is pasted. */
import { describe, expect, test } from 'vitest';
import { parseRecipient, parseRecipients } from '../../../src/core/address/parse.ts';
import { rows } from './table.ts';

describe('display names', () => {
  rows([
    ['smtp', 'Bob <u@d.test>', ['!display-name 0-3'], []],
    ['header', 'Bob <u@d.test>', [], ['u@d.test']],
    ['input', 'Bob <u@d.test>', [], ['u@d.test']],
    ['header', '"Bob, the B." <u@d.test>', [], ['u@d.test']],
    ['header', 'Bob B. Bobson <u@d.test>', ['display-name-dot 5-6'], ['u@d.test']],
    [
      'smtp',
      'Last, First <u@d.test>',
      ['!display-name-comma 0-11', '!list-in-path 4-5', '!space-around 5-6'],
      [],
    ],
    ['header', 'Last, First <u@d.test>', ['!display-name-comma 0-11'], []],
    ['input', 'Last, First <u@d.test>', ['display-name-comma 0-11'], ['u@d.test']],
    ['input', 'a@b.test, Last, First <u@d.test>', ['display-name-comma 10-21'], ['a@b.test', 'u@d.test']],
    ['input', 'bob, <u@d.test>', ['!at-missing 0-3'], ['u@d.test']],
    ['header', 'Имя <u@d.test>', [], ['u@d.test']],
    ['header', 'u@d.test (Bob)', [], ['u@d.test']],
    ['header', '"u@evil.test" <u@d.test>', ['display-name-address 0-13'], ['u@d.test']],
  ]);
});

describe('lists', () => {
  rows([
    ['smtp', 'a@b.test, c@d.test', ['!list-in-path 8-9', '!space-around 9-10'], ['a@b.test', 'c@d.test']],
    ['header', 'a@b.test, c@d.test', [], ['a@b.test', 'c@d.test']],
    ['input', 'a@b.test, c@d.test', [], ['a@b.test', 'c@d.test']],
    [
      'smtp',
      'a@b.test,,c@d.test',
      ['!list-in-path 8-9', '!list-empty-member 9-10'],
      ['a@b.test', 'c@d.test'],
    ],
    ['header', 'a@b.test,,c@d.test', ['list-empty-member 9-10'], ['a@b.test', 'c@d.test']],
    ['input', 'a@b.test,,c@d.test', [], ['a@b.test', 'c@d.test']],
    ['smtp', 'a@b.test,', ['!list-in-path 8-9'], ['a@b.test']],
    ['header', 'a@b.test,', ['list-empty-member 8-9'], ['a@b.test']],
    ['input', 'a@b.test,', [], ['a@b.test']],
    ['smtp', 'a@b.test; c@d.test', ['!list-semicolon 8-9', '!space-around 9-10'], ['a@b.test', 'c@d.test']],
    ['header', 'a@b.test; c@d.test', ['!list-semicolon 8-9'], ['a@b.test', 'c@d.test']],
    ['input', 'a@b.test; c@d.test', [], ['a@b.test', 'c@d.test']],
    [
      'input',
      'a@b.test\nc@d.test\r\ne@f.test\tg@h.test',
      [],
      ['a@b.test', 'c@d.test', 'e@f.test', 'g@h.test'],
    ],
    ['input', 'a@b.test c@d.test', ['!text-after-address 9-10'], []],
    ['input', 'a@b.test, wrong, c@d.test', ['!at-missing 10-15'], ['a@b.test', 'c@d.test']],
    ['input', '<x y>, c@d.test', ['!at-missing 1-4'], ['c@d.test']],
    ['input', '"x, y, c@d.test', ['!quote-unclosed 0-15'], []],
    [
      'input',
      '@s1 x,@s2.test:u@d.test, c@d.test',
      ['!route-colon-missing 0-3', 'hop-unqualified 1-3'],
      ['c@d.test'],
    ],
    ['header', 'Smith,,a@dest.test', ['!at-missing 0-5', 'list-empty-member 6-7'], ['a@dest.test']],
    ['header', 'Smith,a@dest.test', ['!at-missing 0-5'], ['a@dest.test']],
    ['header', ',', ['list-empty-member 0-1', '!empty 0-1'], []],
    ['header', 'a@dest.test,', ['list-empty-member 11-12'], ['a@dest.test']],
    ['header', 'a@dest.test ,', ['list-empty-member 12-13'], ['a@dest.test']],
    ['input', 'a@dest.test,', [], ['a@dest.test']],
    ['input', ')', ['!unexpected-character 0-1'], []],
    ['input', 'a@dest.test <', ['display-name-at 0-11', '!local-part-missing 12-13'], []],
    [
      'input',
      'a@home.test  <b@dest.test>',
      ['display-name-at 0-11', 'display-name-address 0-11'],
      ['b@dest.test'],
    ],
    ['smtp', 'a@home.test <b@dest.test>', ['!display-name-at 0-11', '!space-around 11-12'], []],
    ['smtp', 'Bob <b@dest.test>', ['!display-name 0-3'], []],
  ]);
});

describe('groups', () => {
  rows([
    [
      'smtp',
      'Team: a@b.test, c@d.test;',
      ['!group 0-5', '!space-around 5-6', '!list-in-path 14-15', '!space-around 15-16'],
      ['a@b.test', 'c@d.test'],
    ],
    ['header', 'Team: a@b.test, c@d.test;', [], ['a@b.test', 'c@d.test']],
    ['input', 'Team: a@b.test, c@d.test;', [], ['a@b.test', 'c@d.test']],
    ['header', 'Team: a@b.test, c@d.test; , e@f.test', [], ['a@b.test', 'c@d.test', 'e@f.test']],
    ['header', 'A:;, b@x.test', [], ['b@x.test']],
    ['input', 'A:;', ['!empty 0-3'], []],
    ['header', 'A: a@b.test', ['!group-unclosed 0-11'], ['a@b.test']],
    ['header', 'A: B: a@b.test;;', ['!group-in-group 3-5', '!list-semicolon 15-16'], ['a@b.test']],
    ['header', 'A: a@b.test,;', [], ['a@b.test']],
    ['header', 'Team:Smith;', ['!at-missing 5-10'], []],
    ['input', 'Smith;a@dest.test', ['!at-missing 0-5'], ['a@dest.test']],
    ['header', 'Smith,Team:a@dest.test;', ['!at-missing 0-5'], ['a@dest.test']],
    ['header', 'A:B:a@dest.test', ['!group-unclosed 0-15', '!group-in-group 2-4'], ['a@dest.test']],
    ['header', 'A:a@dest.test;B:b@dest.test', ['!group-unclosed 14-27'], ['a@dest.test', 'b@dest.test']],
    ['input', '"s1.test":user@dest.test;', [], ['user@dest.test']],
    ['input', 'a.b c:user@dest.test;', [], ['user@dest.test']],
  ]);

  // RFC 5322 §3.4 group-list: a header may name nobody so; a person who types it has named nobody yet.
  test.each([
    ['A:;', []],
    ['undisclosed-recipients: ;', []],
    ['A: ,;', ['list-empty-member']],
    ['A:;, B:;', []],
  ])('header %j names nobody, and that is right', (text, codes) => {
    const { ok, recipients, issues } = parseRecipients(text, { profile: 'header' });
    expect([ok, recipients, issues.map(({ code }) => code)]).toEqual([true, [], codes]);
    expect(parseRecipient(text, { profile: 'header' })).toMatchObject({
      ok: false,
      issues: [...codes.map((code) => ({ code })), { code: 'empty', start: 0, end: text.length }],
    });
  });
});

describe('labels and links', () => {
  rows([
    ['smtp', 'TO:<u@d.test>', ['!label-before-address 0-3'], ['u@d.test']],
    ['header', 'TO:<u@d.test>', ['!group-unclosed 0-13'], ['u@d.test']],
    ['input', 'TO:<u@d.test>', ['label-before-address 0-3'], ['u@d.test']],
    ['smtp', 'RCPT TO:<u@d.test>', ['!label-before-address 0-8'], ['u@d.test']],
    ['input', 'To: u@d.test', ['label-before-address 0-3'], ['u@d.test']],
    ['input', 'Кому: u@d.test', ['label-before-address 0-5'], ['u@d.test']],
    ['input', 'КОПИЯ : u@d.test, Б <v@d.test>', ['label-before-address 0-7'], ['u@d.test', 'v@d.test']],
    ['header', 'Кому: u@d.test;', [], ['u@d.test']],
    ['input', 'Скрытая копия: u@d.test', ['label-before-address 0-14'], ['u@d.test']],
    ['input', 'Команда: u@d.test;', [], ['u@d.test']],
    ['smtp', 'mailto:u@d.test', ['!label-before-address 0-7'], []],
    ['header', 'mailto:u@d.test', ['!group-unclosed 0-15'], ['u@d.test']],
    ['input', 'mailto:u@d.test', ['label-before-address 0-7'], ['u@d.test']],
    ['input', 'mailto:u@d.test?subject=a,b', ['label-before-address 0-7'], ['u@d.test']],
    ['input', 'mailto:u%40d.test', ['!mailto-encoded 0-17'], []],
    ['input', 'Bob <mailto:u@d.test>', ['label-before-address 5-12'], ['u@d.test']],
    ['input', 'Team: mailto:u@d.test;', ['label-before-address 6-13'], ['u@d.test']],
    [
      'input',
      '<mailto:@s1.test:u@d.test>',
      ['label-before-address 1-8', 'source-route 8-17'],
      ['@s1.test:u@d.test'],
    ],
    ['input', 'mailto:u@d.test, c@d.test', ['label-before-address 0-7'], ['u@d.test', 'c@d.test']],
    ['input', 'To the team:a@dest.test;', [], ['a@dest.test']],
    ['input', 'rcpt  to:<a@dest.test>', ['label-before-address 0-9'], ['a@dest.test']],
    ['input', 'RCPT TO :<a@dest.test>', ['label-before-address 0-9'], ['a@dest.test']],
    ['input', 'CC:a@dest.test', ['label-before-address 0-3'], ['a@dest.test']],
    ['input', 'tomorrow:a@dest.test;', [], ['a@dest.test']],
    ['input', 'family:a@dest.test;', [], ['a@dest.test']],
    ['input', 'mailto:%ff@dest.test', ['!mailto-encoded 0-20'], []],
    ['input', 'mailto:To:a@dest.test', ['label-before-address 0-7', '!group-unclosed 7-21'], []],
    [
      'input',
      'mailto:a@dest.test,b@dest.test,',
      ['label-before-address 0-7'],
      ['a@dest.test', 'b@dest.test'],
    ],
    [
      'input',
      'mailto:a@dest.test?subject=x, b@dest.test',
      ['label-before-address 0-7'],
      ['a@dest.test', 'b@dest.test'],
    ],
    ['input', 'mailto:?subject=x', ['label-before-address 0-7', '!empty 0-17'], []],
    ['input', 'mailto:', ['label-before-address 0-7', '!empty 0-7'], []],
  ]);
});

describe('bang paths', () => {
  rows([
    ['smtp', 's1.test!s2.test!dest.test!user', ['!bang-path 0-30'], []],
    ['header', 's1.test!s2.test!dest.test!user', ['!bang-path 0-30'], []],
    ['input', 's1.test!s2.test!dest.test!user', ['bang-path 0-30'], ['@s1.test,@s2.test:user@dest.test']],
    ['input', '<s1.test!dest.test!user>', ['bang-path 1-23'], ['@s1.test:user@dest.test']],
    ['input', 'dest.test!user', ['bang-path 0-14'], ['user@dest.test']],
    [
      'input',
      's1!s2!dest!user',
      ['hop-unqualified 0-2', 'bang-path 0-15', 'hop-unqualified 3-5', 'domain-unqualified 6-10'],
      ['@s1,@s2:user@dest'],
    ],
    ['input', 's1.test!!user', ['!hop-name-missing 8-9'], []],
    ['input', '!user', ['!hop-name-missing 0-1'], []],
    ['input', 'dest.test!', ['!local-part-missing 9-10'], []],
    [
      'input',
      's1.test!dest.test!user, c@d.test',
      ['bang-path 0-22'],
      ['@s1.test:user@dest.test', 'c@d.test'],
    ],
    [
      'input',
      's1.test!user%x.test',
      ['bang-path 0-19', 'percent-in-local-part 8-19'],
      ['user%x.test@s1.test'],
    ],
    ['input', 's1.test!dest.test!user', ['bang-path 0-22'], ['@s1.test:user@dest.test']],
    ['input', '<dest.test!user>', ['bang-path 1-15'], ['user@dest.test']],
    ['input', 'dest.test!"a b"', ['!at-missing 0-15'], []],
    ['input', 'a\\!b!user', ['!at-missing 0-9', '!backslash-unquoted 1-3'], []],
    ['input', 'dest.test!!user', ['!hop-name-missing 10-11'], []],
    ['input', 'dest!user', ['domain-unqualified 0-4', 'bang-path 0-9'], ['user@dest']],
    ['input', 's1!dest.test!user', ['hop-unqualified 0-2', 'bang-path 0-17'], ['@s1:user@dest.test']],
    ['input', 'x dest.test!user', ['!at-missing 0-16'], []],
    // RFC 5321 §4.5.3.1.3, as the path that it stands for: 273 octets.
    ['input', `${`${'a'.repeat(60)}.test!`.repeat(4)}user`, ['!path-too-long 0-268', 'bang-path 0-268'], []],
  ]);
});

describe('nothing, and noise', () => {
  rows([
    ['smtp', '', ['!empty 0-0'], []],
    ['header', '', ['!empty 0-0'], []],
    ['input', '', ['!empty 0-0'], []],
    ['smtp', '   ', ['!empty 0-3'], []],
    ['header', '   ', ['!empty 0-3'], []],
    ['input', '   ', ['!empty 0-3'], []],
    ['input', '\n\n', ['!empty 0-2'], []],
    ['smtp', 'user', ['!at-missing 0-4'], []],
    ['header', 'user', ['!at-missing 0-4'], []],
    ['input', 'user', ['!at-missing 0-4'], []],
    ['smtp', '<', ['!local-part-missing 0-1'], []],
    ['header', '<', ['!local-part-missing 0-1'], []],
    ['input', '<', ['!local-part-missing 0-1'], []],
    ['smtp', '>', ['!unexpected-character 0-1'], []],
    ['header', '>', ['!unexpected-character 0-1'], []],
    ['input', '>', ['!unexpected-character 0-1'], []],
    ['smtp', '\u0000', ['!control-character 0-1'], []],
    ['smtp', 'u@d.test\r\n', ['!line-break 8-10'], ['u@d.test']],
    ['smtp', 'u@d.test\r\nDATA', ['!line-break 8-10', '!text-after-address 10-14'], []],
    ['input', '()', ['comment 0-2', '!empty 0-2'], []],
    ['input', '(u@d.test', ['!comment-unclosed 0-9'], []],
    ['input', ',', ['!empty 0-1'], []],
  ]);
});

describe('one wrong member hides no other', () => {
  rows([
    ['input', 'a@@b.test "x, y" z, c@d.test', ['!at-extra 2-3'], ['c@d.test']],
    ['input', 'a@@b.test "x, c@d.test', ['!at-extra 2-3'], ['c@d.test']],
    ['input', 'a@@b.test "x\\", y", c@d.test', ['!at-extra 2-3'], ['c@d.test']],
    ['input', '<a@@b.test>, c@d.test', ['!at-extra 3-4'], ['c@d.test']],
    ['input', '<a@@b.test, c@d.test', ['!at-extra 3-4'], ['c@d.test']],
    ['input', '<a@@b.test, <c@d.test>', ['!at-extra 3-4'], ['c@d.test']],
    ['input', '<a@@b.test, c>, <c@d.test>', ['!at-extra 3-4'], ['c@d.test']],
    ['input', '<a@@b.test <c@d.test>', ['!at-extra 3-4'], ['c@d.test']],
    ['input', 'a@<c@d.test>', ['!domain-missing 1-2'], ['c@d.test']],
    ['input', '<<c@d.test>', ['!unexpected-character 1-2'], ['c@d.test']],
    ['input', '<<c@d.test>>', ['!unexpected-character 1-2', '!bracket-stray 11-12'], ['c@d.test']],
    ['input', 'B <a@b.test> <c@d.test>', ['!text-after-address 13-14'], ['a@b.test', 'c@d.test']],
    ['input', '<a@b.test> x, c@d.test', ['!text-after-address 11-12'], ['a@b.test', 'c@d.test']],
    ['input', 'a@@b.test <c@d.test>', ['!at-extra 2-3'], ['c@d.test']],
    ['input', 'a@@b.test>, c@d.test', ['!at-extra 2-3'], ['c@d.test']],
    ['header', 'Team:a@@b.test;, c@d.test', ['!at-extra 7-8'], ['c@d.test']],
    ['header', 'Team:<a@@b.test;, c@d.test', ['!at-extra 8-9'], ['c@d.test']],
    [
      'input',
      '@s1.test,@@s2..test:a@b.test, c@d.test',
      ['source-route 0-20', 'route-brackets-missing 0-28', '!at-extra 10-11', '!label-empty 14-15'],
      ['c@d.test'],
    ],
    ['input', '@s1.test]:a@b.test, c@d.test', ['!unexpected-character 8-9'], ['c@d.test']],
    ['input', '@s1.test], @s2.test:a@b.test, c@d.test', ['!unexpected-character 8-9'], ['c@d.test']],
    ['input', '@s1.test],@s2.test:a@b.test, c@d.test', ['!unexpected-character 8-9'], ['c@d.test']],
    [
      'input',
      '@s1.test]; @s2.test:a@b.test',
      ['!unexpected-character 8-9', 'source-route 11-20', 'route-brackets-missing 11-28'],
      ['@s2.test:a@b.test'],
    ],
    [
      'input',
      'a@@b.test; c@d.test\ne@@f.test\tg@h.test',
      ['!at-extra 2-3', '!at-extra 22-23'],
      ['c@d.test', 'g@h.test'],
    ],
    ['input', 'a@@b.test (x, y), c@d.test', ['!at-extra 2-3', '!unexpected-character 15-16'], ['c@d.test']],
  ]);
});
