import { describe, expect, it } from 'vitest';
import { inNotation, textOfLink, textOfSelection } from '../../src/extension/background/picked.ts';
import { browserIdna } from '../../src/extension/idna.ts';

describe('what a link names', () => {
  it.each([
    ['mailto:user@dest.test', 'user@dest.test'],
    ['MAILTO:user@dest.test?subject=x', 'user@dest.test'],
    ['mailto:%40s1.test:user@dest.test', '@s1.test:user@dest.test'],
    ['mailto:user%25dest.test@s1.test', 'user%dest.test@s1.test'],
    ['mailto:a@dest.test,b@dest.test', 'a@dest.test,b@dest.test'],
    ['mailto:broken%zz@dest.test', 'broken%zz@dest.test'],
    ['mailto:', ''],
    ['https://dest.test/?mailto:x', 'https://dest.test/?mailto:x'],
  ])('%s', (link, text) => {
    expect(textOfLink(link)).toBe(text);
  });
  it('is cut, whatever its length', () => {
    expect(textOfLink(`mailto:${'a'.repeat(9000)}`)).toHaveLength(2000);
    expect(textOfSelection(`  ${'a'.repeat(9000)}`)).toHaveLength(2000);
  });
});

describe('in a notation', () => {
  it.each([
    ['@s1.test:user@dest.test', 'percent', 'user%dest.test@s1.test'],
    ['@s1.test:user@dest.test', 'bang', 'dest.test!user@s1.test'],
    ['user%dest.test@s1.test', 'source-route', '@s1.test:user@dest.test'],
    ['Anna <@s1.test,@s2.test:user@dest.test>', 'percent', 'user%dest.test%s2.test@s1.test'],
    ['user@dest.test', 'bang', 'user@dest.test'],
    ['no address', 'percent', undefined],
    ['', 'percent', undefined],
  ] as const)('%s as %s', (text, notation, written) => {
    expect(inNotation(text, notation, browserIdna)).toBe(written);
  });
});
