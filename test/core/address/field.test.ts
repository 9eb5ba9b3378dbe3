/** A field as it is typed: what an edit makes of it is what reading the whole text makes of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edited, type Field, fieldOf, parsedField } from '../../../src/core/address/field.ts';
import { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { type Profile, profiles } from '../../../src/core/address/profile.ts';
import type { TypingState } from '../../../src/core/address/typing.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

const statesOf = (text: string, profile: Profile = 'input'): readonly TypingState[] =>
  fieldOf(text, { profile, idna: nodeIdna }).entries.map(({ state }) => state);

describe('the state of what is typed', () => {
  test.each<[string, readonly TypingState[]]>([
    ['', []],
    [' ', ['empty']],
    ['u', ['incomplete']],
    ['user', ['incomplete']],
    ['user.', ['incomplete']],
    ['user@', ['incomplete']],
    ['user@d', ['complete']],
    ['user@dest.', ['incomplete']],
    ['user@dest-', ['incomplete']],
    ['user@dest.test', ['complete']],
    ['user@dest.test,', ['complete']],
    ['user@dest.test, ', ['complete', 'empty']],
    ['user@xn--bcher-kv', ['incomplete']],
    ['user@xn--bcher-kva', ['complete']],
    ['user@[', ['incomplete']],
    ['user@[192.0', ['incomplete']],
    ['user@[192.0.2.1]', ['complete']],
    ['<', ['incomplete']],
    ['<>', ['incomplete']],
    ['<@', ['incomplete']],
    ['<@s1.test', ['incomplete']],
    ['<@s1.test,', ['incomplete']],
    ['<@s1.test:', ['incomplete']],
    ['<@s1.test:us', ['incomplete']],
    ['<@s1.test:user@dest.test', ['incomplete']],
    ['<@s1.test:user@dest.test>', ['complete']],
    ['@s1.test,@s2', ['incomplete']],
    ['@s1.test,@s2:', ['incomplete']],
    ['@s1.test,@s2:u@d.test', ['complete']],
    ['s1.test!', ['incomplete']],
    ['s1.test!u', ['complete']],
    ['"open quote', ['incomplete']],
    ['"open quote" ', ['incomplete']],
    ['Bob <', ['incomplete']],
    ['Bob, ', ['incomplete']],
    ['Last, First', ['incomplete']],
    ['Last, First <u@d.test>', ['complete']],
    ['(comment', ['incomplete']],
    ['Team:', ['incomplete']],
    ['Team: a@b.test', ['incomplete']],
    ['user@@', ['wrong']],
    ['us er@dest.test', ['wrong']],
    ['u..s@dest.test', ['wrong']],
    ['user@dest..', ['wrong']],
    ['user@dest.test>', ['wrong']],
    ['user@a_b', ['wrong']],
    ['bob@x.test <', ['incomplete']],
    // Words and a comma wait for what follows, so they are no entry by themselves.
    ['a@b.test, us, c@d.test', ['complete', 'incomplete']],
    ['a@b.test; c@d.test\nuser@', ['complete', 'complete', 'incomplete']],
    ['user  ;x', ['incomplete', 'incomplete']],
    ['us]er, a@b.test', ['wrong', 'complete']],
    ['a@-b.test , c@d.test', ['wrong', 'complete']],
    ['user@dest.test ;', ['complete']],
    ['a@b.test,, ', ['complete', 'empty', 'empty']],
  ])('%j', (text, states) => {
    expect(statesOf(text)).toEqual(states);
  });

  test('a group is one entry, an open quote takes all behind it', () => {
    expect(statesOf('Team: a@b.test, c@d.test;, e@f.test', 'header')).toEqual(['complete', 'complete']);
    expect(statesOf('a@b.test, "x, y, c@d.test')).toEqual(['complete', 'incomplete']);
  });
});

const host = fc.constantFrom(
  'dest.test',
  's1.test',
  'a-b.example',
  '1.test',
  'bücher.example',
  'xn--bcher-kva.example',
);
const local = fc.constantFrom('user', 'first.last', '"a b"', '"x@y, z"', '用户', 'a+b', 'u%h', 'h!u');
const mailbox = fc
  .tuple(local, fc.oneof(host, fc.constantFrom('[192.0.2.1]', '[IPv6:2001:db8::1]')))
  .map(([user, domain]) => `${user}@${domain}`);
const route = fc
  .tuple(fc.array(host, { minLength: 1, maxLength: 3 }), mailbox)
  .map(([hops, to]) => `${hops.map((hop) => `@${hop}`).join(',')}:${to}`);
const name = fc.constantFrom('Bob', 'First Last', '"Last, First"', 'Last, First', '=?utf-8?Q?B=C3=B6b?=');
const recipient = fc.oneof(
  mailbox,
  route,
  fc.oneof(mailbox, route).map((path) => `<${path}>`),
  fc.tuple(name, fc.oneof(mailbox, route)).map(([who, path]) => `${who} <${path}>`),
  fc.constantFrom('s1.test!dest.test!user', 'mailto:u@dest.test', 'a@b.test(c)'),
);

test('no prefix of what is right is wrong', () => {
  fc.assert(
    fc.property(recipient, (whole) => {
      for (let i = 1; i <= whole.length; i++) {
        expect([whole.slice(0, i), statesOf(whole.slice(0, i))]).not.toEqual([whole.slice(0, i), ['wrong']]);
      }
      expect(statesOf(whole)).toEqual(['complete']);
    }),
    { numRuns: 400 },
  );
});

const piece = fc.oneof(
  recipient,
  fc.constantFrom(
    ',',
    ', ',
    ';',
    '\n',
    ' ',
    '"',
    '(',
    ')',
    '<',
    '>',
    ':',
    '@',
    '.',
    'a',
    '[',
    '?',
    '\\',
    'Team:',
    'mailto:',
  ),
  fc.constantFrom(
    '。',
    '，',
    '＠',
    '“',
    '”',
    '\u00a0',
    '\ud83d',
    '\ude00',
    '😀',
    '\r\n ',
    '@a b,',
    '!',
    '%',
    '-',
  ),
);
const textOf = (maxLength: number) => fc.array(piece, { maxLength }).map((pieces) => pieces.join(''));
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: textOf(3) });

test('after every edit the field is what the whole text is', () => {
  fc.assert(
    fc.property(
      textOf(12),
      fc.array(edit, { maxLength: 6 }),
      fc.constantFrom<Profile>(...profiles),
      (text, edits, profile) => {
        const options = { profile, idna: withLookAlikes(nodeIdna) };
        let field: Field = fieldOf(text, options);
        expect(parsedField(field)).toEqual(parseRecipients(text, options));
        for (const { at, cut, put } of edits) {
          const start = Math.round(at * field.text.length);
          const end = Math.min(field.text.length, start + cut);
          field = edited(field, { start, end }, put);
          expect(parsedField(field)).toEqual(parseRecipients(field.text, options));
          expect(field.entries).toEqual(fieldOf(field.text, options).entries);
        }
      },
    ),
    { numRuns: 1500 },
  );
});

describe('an edit at its edges', () => {
  // The text before; `|` or `[…]` where it is edited; what is put there.
  test.each<readonly [Profile, string, string]>([
    ['input', '|', ''],
    ['input', ' , |', ''],
    ['header', 'a@b.test|', ','],
    ['header', 'a@b.test,|', ' '],
    ['header', 'Team:|', ';'],
    ['header', 'Team:;, a@b[.test]', ''],
    ['header', 'a@b.test, Team:|', ';'],
    ['input', 'Team:|', ';'],
    ['input', 'a@b.test, c|@d.test', 'c'],
    ['input', 'a@b.test|, c@d.test', 'x'],
    ['input', 'a@b.test,| c@d.test', 'e@f.test,'],
    ['input', 'mailto:a@b.test?subject=Yes,|', 'no'],
    ['input', 'a@b.test, [c@d.test]', ''],
    ['input', '[a@b.test, ]c@d.test', ''],
    ['input', 'a|b.test, c@d.test', '＠'],
    ['input', 'a[＠]b.test, c@d.test', '@'],
    ['input', 'é@b.test, c|@d.test', 'c'],
    ['header', 'é＠b.test, c|@d.test', 'c'],
    ['input', 'a|@b.test, c@d.test', '\ud800'],
    ['input', 'a[\ud800]@b.test, c@d.test', ''],
  ])('%s %j %j', (profile, marked, put) => {
    const options = { profile, idna: withLookAlikes(nodeIdna) };
    const text = marked.replace(/[[\]|]/g, '');
    const start = marked.search(/[[|]/);
    const end = marked.includes('|') ? start : marked.indexOf(']') - 1;
    const before = fieldOf(text, options);
    expect(parsedField(before)).toEqual(parseRecipients(text, options));
    const field = edited(before, { start, end }, put);
    expect(field.text).toBe(text.slice(0, start) + put + text.slice(end));
    expect(parsedField(field)).toEqual(parseRecipients(field.text, options));
    expect(field.entries).toEqual(fieldOf(field.text, options).entries);
    expect(field.entries.reduce((sum, { length }) => sum + length, 0)).toBe(field.text.length);
  });
});

test('a recipient before the place of an edit is the same object', () => {
  const options = { idna: nodeIdna };
  const before = fieldOf('a@b.test, c@d.test, e@f', options);
  const [, kept] = parsedField(before).recipients;
  expect(kept).toBeDefined();
  expect(parsedField(edited(before, { start: 23, end: 23 }, '.')).recipients[1]).toBe(kept);
});

test('an edit keeps what it did not touch', () => {
  const text = Array.from({ length: 100 }, (_, i) => `user${i}@host${i}.test`).join(', ');
  const before = fieldOf(text, { idna: nodeIdna });
  const at = text.indexOf('user50') + 4;
  const after = edited(before, { start: at, end: at }, 'x');
  expect(after.entries.filter((entry, i) => entry !== before.entries[i]).length).toBe(1);
});
