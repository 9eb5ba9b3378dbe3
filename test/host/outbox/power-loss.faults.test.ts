import { expect, test } from 'vitest';
import { loseThePower } from './power-loss.ts';

test('Fault list 10, power loss at random instants', async () => {
  expect(await loseThePower(10)).toBe(10);
}, 60_000);
