import { describe, expect, it } from 'vitest';
import { partition, sameRecipient, splitRecipients } from '../../src/extension/composer/text.ts';
import { assessChip, assessEntry, fixedText, typedField } from '../../src/extension/content/assess.ts';

describe('a text cut into recipients and the rest', () => {
  it.each([
    ['', [], ''],
    [' , ;', [], ''],
    ['a@x.test', ['a@x.test'], ''],
    ['a@x.test, "b, c"@x.test; ', ['a@x.test', '"b, c"@x.test'], ''],
    ['@s1.test,@s2.test:u@x.test, a@x.test', ['@s1.test,@s2.test:u@x.test', 'a@x.test'], ''],
    ['Ann <a@x.test>, b@', ['Ann <a@x.test>'], 'b@'],
    ['b@, a@x.test', ['a@x.test'], 'b@'],
    ['a@x.test, b@, c@x.test', ['a@x.test', 'c@x.test'], 'b@'],
  ])('%j', (text, recipients, pending) => {
    expect(splitRecipients(text)).toEqual({ recipients, pending });
  });

  it('keeps offsets into the text', () => {
    const text = 'a@x.test ,  b@ ';
    expect(partition(text).rest.map(({ start, end }) => text.slice(start, end))).toEqual(['b@']);
  });
});

describe('the same recipient', () => {
  it.each([
    ['user@dest.test', 'Ann <user@DEST.test>', true],
    ['@s1.test:user@dest.test', '<@S1.test:user@dest.test>', true],
    ['@s1.test,@s2.test:user@dest.test', '@s2.test:user@dest.test', false],
    ['@s1.test:user@dest.test', 'user@dest.test', false],
    ['user%dest.test@s1.test', 'user%dest.test@s1.test,', true],
    ['User@dest.test', 'user@dest.test', false],
    ['user@bücher.test', 'user@xn--bcher-kva.test', true],
    ['a@x.test, b@x.test', 'a@x.test, b@x.test', false],
    ['nobody', 'nobody', false],
  ])('%s, %s: %s', (a, b, same) => {
    expect(sameRecipient(a, b)).toBe(same);
  });
});

/** All marks of a typed text, each with where it stands. */
function marksOf(text: string, typing = false) {
  const { entries } = typedField(text);
  let at = 0;
  return entries.flatMap((entry, index) => {
    const start = at;
    at += entry.length;
    const placed = assessEntry(entry, text.slice(start, at), typing && index === entries.length - 1);
    return placed.map((one) => ({ ...one, start: one.start + start, end: one.end + start }));
  });
}

describe('marks of a typed text', () => {
  it.each([
    ['', false, []],
    ['a@x.test', false, ['valid a@x.test']],
    ['@s1.test:a@x.test', false, ['routed @s1.test:a@x.test']],
    ['a%x.test@s1.test, Ann <a@x.test>', false, ['routed a%x.test@s1.test', 'valid Ann <a@x.test>']],
    ['a@x..test', false, ['wrong a@x..test']],
    ['a@x.test, b@', false, ['valid a@x.test', 'wrong b@']],
    ['a@x.test, b@', true, ['valid a@x.test']],
    ['a@x.test, b@ ', true, ['valid a@x.test']],
    ['b@, a@x.test', true, ['wrong b@', 'valid a@x.test']],
    ['b@x..test', true, ['wrong b@x..test']],
    ['Group: a@x.test, b@x.test;', false, ['valid a@x.test', 'valid b@x.test']],
    ['  a@x.test ; b@x.test', false, ['valid a@x.test', 'valid b@x.test']],
    ['mailto:a@x.test', false, ['hint mailto:a@x.test']],
    ['"open, a@x.test', false, ['wrong "open, a@x.test']],
    ['a@x.test,', true, ['valid a@x.test']],
  ])('%j, typing: %s', (text, typing, expected) => {
    const marks = marksOf(text, typing);
    expect(marks.map(({ mark }) => `${mark.state} ${mark.text}`)).toEqual(expected);
    for (const { start, end, mark } of marks) expect(text.slice(start, end)).toBe(mark.text);
  });

  it('carry the stations of a route, and a fault’s offsets into their own text', () => {
    const [routed, wrong] = marksOf('@s1.test,@s2.test:a@x.test,  b@x..test').map(({ mark }) => mark);
    expect(routed?.stations).toEqual(['s1.test', 's2.test', 'x.test']);
    const fault = wrong?.issues.find(({ severity }) => severity === 'error');
    expect(wrong?.text.slice(0, fault?.start)).toBe('b@x.');
  });

  it('an edit keeps the entries that it did not touch', () => {
    const before = typedField('a@x.test, b@x.test, c@x.test');
    const after = typedField('a@x.test, bb@x.test, c@x.test', before);
    expect(after.entries.map((entry, at) => entry === before.entries[at])).toEqual([true, false, true]);
    expect(typedField(after.text, after)).toBe(after);
  });
});

describe('a cure', () => {
  it.each([
    ['a@x.test', undefined],
    ['b@', undefined],
    ['a@x.test.', 'a@x.test'],
    ['<a@x.test', '<a@x.test>'],
    ['@s1.test a@x.test', '@s1.test:a@x.test'],
    ['a@x,test', undefined],
    ['mailto:a@x.test', 'a@x.test'],
    ['@s1.test,@s2.test:a@x.test', undefined],
    ['@s1.test,s2.test:a@x.test', '@s1.test,@s2.test:a@x.test'],
  ])('%j: %j', (text, cured) => {
    expect(fixedText(assessChip(text))).toBe(cured);
  });
});

it.each([
  ['a@x.test', 'valid'],
  ['@s1.test:a@x.test', 'routed'],
  ['a@x.test, b@x.test', 'wrong'],
  ['@relay2:user@host', 'hint'],
  ['', 'wrong'],
])('a chip of %j is %s', (text, state) => {
  expect(assessChip(text).state).toBe(state);
});

it.each([
  ['user@pаypal.example', 'hint', ['domain-look-alike', 'domain-mixed-scripts']],
  ['user@аррӏе.example', 'hint', ['domain-look-alike']],
  ['@pаypal.example:user@dest.test', 'hint', ['domain-look-alike', 'domain-mixed-scripts']],
  ['user@пример.example', 'valid', []],
])('a domain that looks like another is marked: %j', (text, state, codes) => {
  const mark = assessChip(text);
  expect(mark.state).toBe(state);
  const found = mark.issues.map(({ code }) => code);
  expect(found.filter((code) => code.startsWith('domain-'))).toEqual(codes);
});
