import { describe, expect, it } from 'vitest';
import { partition, sameRecipient, splitRecipients } from '../../src/extension/composer/text.ts';
import { assess } from '../../src/extension/content/assess.ts';

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

describe('marks', () => {
  const states = (recipients: readonly string[], pending: string, typing = false) =>
    assess(recipients, pending, typing).map(({ text, state }) => `${state} ${text}`);

  it.each([
    [['a@x.test'], '', false, ['valid a@x.test']],
    [['@s1.test:a@x.test'], '', false, ['routed @s1.test:a@x.test']],
    [['a%x.test@s1.test', 'Ann <a@x.test>'], '', false, ['routed a%x.test@s1.test', 'valid Ann <a@x.test>']],
    [['a@x..test'], '', false, ['wrong a@x..test']],
    [[], 'a@x.test, b@', false, ['valid a@x.test', 'wrong b@']],
    [[], 'a@x.test, b@', true, ['valid a@x.test']],
    [[], 'b@, a@x.test', true, ['wrong b@', 'valid a@x.test']],
    [[], 'b@x..test', true, ['wrong b@x..test']],
    [[], '', true, []],
  ])('%j + %j, typing: %s', (recipients, pending, typing, expected) => {
    expect(states(recipients, pending, typing)).toEqual(expected);
  });

  it('carry the stations of a route, and a fault’s offsets into their own text', () => {
    const [routed, wrong] = assess([], '@s1.test,@s2.test:a@x.test,  b@x..test', false);
    expect(routed?.stations).toEqual(['s1.test', 's2.test', 'x.test']);
    const fault = wrong?.issues.find(({ severity }) => severity === 'error');
    expect(wrong?.text.slice(0, fault?.start)).toBe('b@x.');
  });
});

it.each([
  ['user@pаypal.example', ['domain-look-alike', 'domain-mixed-scripts']],
  ['user@аррӏе.example', ['domain-look-alike']],
  ['user@пример.example', []],
])('a domain that looks like another is marked: %j', (text, codes) => {
  const [mark] = assess([text], '', false);
  expect(mark?.state).toBe('valid');
  const found = mark?.issues.map(({ code }) => code) ?? [];
  expect(found.filter((code) => code.startsWith('domain-'))).toEqual(codes);
});
