import { describe, expect, test } from 'vitest';
import { absence, delayAfter, remaining } from '../../../src/host/outbox/backoff.ts';
import { hour, minute } from './box.ts';

test.each<[number, number, number]>([
  [1, 0, 5 * minute],
  [2, 0.9, 15 * minute],
  [3, 0.5, 30 * minute],
  [4, 0.5, hour],
  [5, 0, 2 * hour],
  [5, 0.5, 3 * hour],
  [40, 0.999999, 4 * hour - 8],
])('after attempt %d with %d: %d ms', (attempts, random, delay) => {
  expect(delayAfter(attempts, () => random)).toBe(delay);
});

describe('what a run believes of the wall times of another', () => {
  const wall = Date.UTC(2026, 10, 24);
  test.each<[string, number, number, number]>([
    ['as planned', wall + 3 * minute, 1, 3 * minute],
    ['long past', wall - 30 * hour, 1, 0],
    ['the clock was set back by a day: not more than the whole delay', wall + 24 * hour, 1, 5 * minute],
    ['the same, later', wall + 240 * hour, 9, 4 * hour],
    ['never tried: at once, whatever is written', wall + 24 * hour, 0, 0],
  ])('%s', (_, nextAt, attempts, left) => expect(remaining(nextAt, attempts, wall)).toBe(left));

  test.each<[string, number, number]>([
    ['an hour', wall - hour, hour],
    ['in the future', wall + hour, 0],
    ['a year: a day of it counts', wall - 8760 * hour, 24 * hour],
  ])('%s', (_, seenAt, counted) => expect(absence(seenAt, wall)).toBe(counted));
});
