import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillCache, killAt, points, removeCache, type Victim } from './kills.ts';

const rounds = 5;
const victims: readonly Victim[] = ['runner', 'front'];
const faults = { injected: 0, survived: 0 };
beforeAll(fillCache);
afterAll(() => {
  removeCache();
  console.log(`kill -9: ${faults.injected} injected, ${faults.survived} survived`);
});

test('there are at least 16 points', () => expect(points.length).toBeGreaterThanOrEqual(16));

test.concurrent.each(
  points.flatMap((point) => victims.map((victim) => ({ point, victim, name: point.name }))),
)(
  `$victim killed: $name (${rounds} times)`,
  async ({ point, victim }) => {
    await killAt(point, victim, rounds, (what) => faults[what]++);
  },
  240_000,
);
