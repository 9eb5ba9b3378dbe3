/** The judgement of the matrix: what it calls wrong, and what it takes for the same recipients. */
import { describe, expect, it } from 'vitest';
import { type Cell, casesOf, report } from './carriage.ts';
import { isMeant } from './matrix.ts';

const cell = (change: Partial<Cell>): Cell => ({
  webmail: 'sogo',
  case: 'route1',
  way: 'typed',
  given: '@s1.test:user@dest.test',
  expected: 'damaged',
  end: 'held',
  detail: '',
  ...change,
});

describe('report', () => {
  it.each([
    ['damaged', 'held', false],
    ['damaged', 'refused', false],
    ['damaged', 'kept out', false],
    ['damaged', 'intact', false],
    ['damaged', 'changed', true],
    ['unknown', 'changed', true],
    ['unknown', 'held', false],
    ['refused', 'refused', false],
    ['intact', 'intact', false],
    ['intact', 'held', true],
    ['intact', 'refused', true],
    ['intact', 'kept out', true],
    ['intact', 'changed', true],
  ] as const)('what is known to be %s and ends %s: wrong is %s', (expected, end, wrong) => {
    expect(report([cell({ expected, end })]).wrong).toHaveLength(wrong ? 1 : 0);
  });

  it('whatever the data say, nothing stops an ordinary recipient', () => {
    const plain = cell({ case: 'plain', expected: 'damaged', end: 'held' });
    expect(report([plain]).wrong).toEqual([plain]);
  });

  it('counts each way by itself', () => {
    const { lines } = report([cell({}), cell({ end: 'changed' }), cell({ way: 'pasted', end: 'intact' })]);
    expect(lines).toEqual([
      'sogo               typed     intact 0, held 1, refused 0, kept out 0, changed 1',
      'sogo               pasted    intact 1, held 0, refused 0, kept out 0, changed 0',
    ]);
  });
});

it.each([
  ['user@dest.test', ['user@dest.test'], true],
  ['Ann <user@dest.test>', ['user@DEST.test'], true],
  ['user@bücher.test', ['user@xn--bcher-kva.test'], true],
  ['a@dest.test; b@dest.test', ['a@dest.test', ' b@dest.test'], true],
  ['@s1.test:user@dest.test', ['@s1.test:user@dest.test'], true],
  ['@s1.test:user@dest.test', ['user@dest.test'], false],
  ['@s1.test:user@dest.test', ['@s1.test', 'user@dest.test'], false],
  ['user%dest.test@s1.test', ['user@dest.test'], false],
  ['s1.test!dest.test!user', [''], false],
  ['a@dest.test, b@dest.test', ['b@dest.test', 'a@dest.test'], false],
  ['user@dest.test', [], false],
] as const)('%s and %j: the same is %s', (given, rcpt, same) => {
  expect(isMeant(given, rcpt)).toBe(same);
});

it('takes every address of the table once', () => {
  expect(casesOf('snappymail')).toHaveLength(19);
  expect(casesOf('snappymail', ['plain', 'percent']).map(({ case: name }) => name)).toEqual([
    'plain',
    'percent',
  ]);
});
