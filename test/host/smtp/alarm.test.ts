import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Alarm } from '../../../src/host/smtp/alarm.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

type Deed = { readonly set: number } | { readonly pass: number } | 'off' | 'dispose';

/** `rings`: at which milliseconds from the beginning. */
test.each<[what: string, deeds: Deed[], rings: number[]]>([
  ['rings when it is due, once', [{ set: 100 }, { pass: 500 }], [100]],
  [
    'set once more before: counted from then',
    [{ set: 100 }, { pass: 60 }, { set: 100 }, { pass: 500 }],
    [160],
  ],
  ['set to an earlier moment', [{ set: 500 }, { pass: 10 }, { set: 20 }, { pass: 900 }], [30]],
  ['set to a later moment', [{ set: 20 }, { pass: 10 }, { set: 500 }, { pass: 900 }], [510]],
  ['off', [{ set: 100 }, { pass: 50 }, 'off', { pass: 500 }], []],
  [
    'off, and on again',
    [{ set: 100 }, { pass: 50 }, 'off', { pass: 20 }, { set: 100 }, { pass: 500 }],
    [170],
  ],
  ['after it rang', [{ set: 100 }, { pass: 150 }, { set: 100 }, { pass: 500 }], [100, 250]],
  ['disposed', [{ set: 100 }, 'dispose', { pass: 500 }], []],
  ['disposed while it was off', [{ set: 100 }, 'off', 'dispose', { pass: 500 }], []],
])('an alarm: %s; and no timer is left', (_, deeds, rings) => {
  const began = performance.now();
  const rang: number[] = [];
  const alarm = new Alarm(() => rang.push(performance.now() - began));
  for (const deed of deeds) {
    if (deed === 'off') alarm.off();
    else if (deed === 'dispose') alarm[Symbol.dispose]();
    else if ('set' in deed) alarm.set(deed.set);
    else vi.advanceTimersByTime(deed.pass);
  }
  expect(rang).toEqual(rings);
  expect(vi.getTimerCount()).toBe(0);
});

test('an alarm that is moved with each of a thousand replies keeps one timer', () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const alarm = new Alarm(() => {});
  for (let reply = 0; reply < 1000; reply++) {
    alarm.set(300_000);
    vi.advanceTimersByTime(1);
  }
  expect(timers).toHaveBeenCalledTimes(1);
  alarm[Symbol.dispose]();
  expect(vi.getTimerCount()).toBe(0);
});
