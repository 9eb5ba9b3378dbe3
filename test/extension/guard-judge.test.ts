/** What is held, and what is not: text put in, what stands, and the webmail, to the reasons. */
import { describe, expect, test } from 'vitest';
import { webmails } from '../../src/core/webmail/measured.ts';
import type { Entered } from '../../src/extension/content/guard/entered.ts';
import { isSettled, judgeField, type Reason } from '../../src/extension/content/guard/judge.ts';

const typed = (text: string): Entered => ({ text, how: 'typed' });
const pasted = (text: string): Entered => ({ text, how: 'inserted' });

/** Webmail, what was put in, the chips, the pending text; then the reason of each fault, and what stands instead. */
type Row = readonly [
  webmail: string,
  entered: readonly Entered[],
  chips: readonly string[],
  pending: string,
  faults: readonly (readonly [Reason, text: string, ...stands: string[]])[],
];

function rows(table: readonly Row[]): void {
  test.each(table)('%s: %j stands as %j and %j', (webmail, entered, recipients, pending, faults) => {
    const found = judgeField({ field: 'to', recipients, pending }, entered, webmails[webmail]);
    expect(found.map(({ reason, text, stands }) => [reason, text, ...stands])).toEqual(faults);
  });
}

describe('ordinary mail is never held', () => {
  rows([
    ['snappymail', [], [], '', []],
    ['snappymail', [typed('user@dest.test')], ['user@dest.test'], '', []],
    ['nobody knows it', [typed('user@dest.test')], ['User <user@dest.test>'], '', []],
    ['snappymail', [typed('юз')], ['Юзер <user@dest.test>'], '', []],
    ['snappymail', [typed('anna@a.test')], ['anna@other.test'], '', []],
    ['snappymail', [typed('anna@a.test, boris@b.test')], ['boris@b.test'], '', []],
    ['snappymail', [typed('anna@a.test; boris@b.test')], ['anna@a.test', 'boris@b.test'], '', []],
    ['sogo', [pasted('a@a.test\nb@b.test')], ['a@a.test', 'b@b.test'], '', []],
    ['nobody knows it', [], ['nonsense'], '', []],
    ['snappymail', [typed('us')], [], 'us', []],
  ]);
});

describe('percent and bang with "@" pass where they stand unchanged', () => {
  rows(
    ['roundcube-elastic', 'snappymail', 'sogo', 'squirrelmail', 'horde', 'nobody knows it'].flatMap(
      (webmail) =>
        ['user%dest.test@s1.test', 'dest.test!user@s1.test'].flatMap((text): Row[] => [
          [webmail, [typed(text)], [text], '', []],
          [webmail, [pasted(text)], [], text, []],
          [webmail, [], [text], '', []],
        ]),
    ),
  );
  rows([
    [
      'nobody knows it',
      [typed('user%dest.test@s1.test')],
      ['user@dest.test'],
      '',
      [['changed', 'user%dest.test@s1.test', 'user@dest.test']],
    ],
    ['nobody knows it', [typed('user%dest.test@s1.test, b@b.test')], ['b@b.test'], '', []],
  ]);
});

describe('routes', () => {
  rows([
    // A chip that is perfectly valid, and another mailbox's way.
    [
      'snappymail',
      [typed('@s1.test:user@dest.test')],
      ['user@dest.test'],
      '',
      [['changed', '@s1.test:user@dest.test', 'user@dest.test']],
    ],
    [
      'sogo',
      [typed('@s1.test,@s2.test:user@dest.test')],
      ['@s1.test', '@s2.test', 'user@dest.test'],
      '',
      [['changed', '@s1.test,@s2.test:user@dest.test', '@s1.test', '@s2.test', 'user@dest.test']],
    ],
    // Restored by the page: nobody knows what was meant.
    ['sogo', [], ['@s1.test', 'user@dest.test'], '', [['not-an-address', '@s1.test']]],
    ['squirrelmail', [], ['@s1.test:user@dest.test'], '', [['damaged', '@s1.test:user@dest.test']]],
    ['roundcube-larry', [], ['@s1.test:user@dest.test'], '', [['refused', '@s1.test:user@dest.test']]],
    ['nobody knows it', [], ['<@s1.test:user@dest.test>'], '', [['unknown', '<@s1.test:user@dest.test>']]],
    ['nobody knows it', [], ['s1.test!dest.test!user'], '', [['unknown', 's1.test!dest.test!user']]],
    // Not yet a chip when Send is pressed.
    [
      'snappymail',
      [typed('@s1.test:user@dest.test')],
      [],
      '@s1.test:user@dest.test',
      [['damaged', '@s1.test:user@dest.test']],
    ],
    // With a name, and one hop, SnappyMail carries it.
    ['snappymail', [typed('Name <@s1.test:user@dest.test>')], ['Name <@s1.test:user@dest.test>'], '', []],
  ]);
});

describe('other forms that a webmail was seen to damage', () => {
  rows([
    [
      'snappymail',
      [pasted('a@dest.test\nb@dest.test')],
      ['"b@dest.test" <a@dest.test>'],
      '',
      [['changed', 'a@dest.test\nb@dest.test', '"b@dest.test" <a@dest.test>']],
    ],
    [
      'sogo',
      [typed('group: a@dest.test;')],
      ['group', 'a@dest.test'],
      '',
      [['changed', 'group: a@dest.test;', 'group']],
    ],
    ['squirrelmail', [], ['юзер@пример.рф'], '', [['damaged', 'юзер@пример.рф']]],
    ['sogo', [], ['user@[127.0.0.1]'], '', [['damaged', 'user@[127.0.0.1]']]],
  ]);
});

describe('what a person took out again is meant no more', () => {
  const settled = (text: string): Entered => ({ ...typed(text), settled: true });
  rows([
    ['snappymail', [settled('user%dest.test@s1.test')], ['Bob <bob@x.test>'], '', []],
    // The chip that it had become was removed, and percent written instead.
    [
      'snappymail',
      [typed('@s1.test:user@dest.test'), typed('user%dest.test@s1.test')],
      ['user%dest.test@s1.test'],
      '',
      [],
    ],
    ['squirrelmail', [], ['user%dest.test@s1.test'], '', []],
  ]);

  test.each([
    ['user@dest.test', ['User <user@dest.test>'], '', true],
    ['a@a.test, b@b.test', ['a@a.test', 'b@b.test'], '', true],
    // Pending, it may still become something else.
    ['@s1.test:user@dest.test', [], '@s1.test:user@dest.test', false],
    ['a@a.test, b@b.test', ['a@a.test'], '', false],
    ['@s1.test:user@dest.test', ['user@dest.test'], '', false],
    ['user@', [], 'user@', false],
    ['group: a@a.test;', ['group', 'a@a.test'], '', false],
  ])('%j in %j and %j: settled %j', (text, recipients, pending, expected) => {
    expect(isSettled(text, { field: 'to', recipients, pending })).toBe(expected);
  });
});

test('lines run together in a text field are meant until they are mended', () => {
  const lines = [pasted('a@dest.test\nb@dest.test')];
  const judged = (recipients: string[], pending: string) =>
    judgeField({ field: 'to', recipients, pending }, lines, webmails['squirrelmail'], 'text').length;
  expect(judged([], 'a@dest.test b@dest.test')).toBe(1);
  expect(judged(['a@dest.test', 'b@dest.test'], '')).toBe(0);
  expect(judged(['a@dest.test'], '')).toBe(0);
});

test('the way that was meant comes along', () => {
  const [fault] = judgeField(
    { field: 'cc', recipients: ['user@dest.test'], pending: '' },
    [typed('@s1.test:user@dest.test')],
    undefined,
  );
  expect(fault).toMatchObject({
    field: 'cc',
    itinerary: { hops: ['s1.test'], localPart: 'user', domain: 'dest.test' },
  });
});
