/** What a clock that was wrong must not do: take the texts of settled messages early, or hold up new ones. Runs on one store, one after another. */
import { describe, expect, test } from 'vitest';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { Box, hour, minute, stored } from './box.ts';
import { ManualClock } from './manual-clock.ts';

const year = 8760 * hour;

describe('Fault list 7, clock', () => {
  /** Each step is a run of its own; the clock jumps before it. `days`: how many pass in it. */
  test.each<[string, { jump?: number; days: number; text: 'kept' | 'gone' }[]]>([
    [
      'the computer starts a year ahead, again and again, and is set right',
      [
        { days: 0.1, text: 'kept' },
        { jump: year, days: 0.1, text: 'kept' },
        { days: 0.1, text: 'kept' },
        { days: 0.1, text: 'kept' },
        { jump: -year, days: 5, text: 'kept' },
        { days: 2, text: 'gone' },
      ],
    ],
    [
      'the computer starts in the past, and is set right',
      [
        { jump: -10 * year, days: 0.1, text: 'kept' },
        { jump: 10 * year, days: 5, text: 'kept' },
        { days: 2, text: 'gone' },
      ],
    ],
    [
      'it was settled in the future',
      [
        { jump: 10 * year, days: 0.1, text: 'kept' },
        { jump: -10 * year, days: 6, text: 'kept' },
        { days: 2, text: 'gone' },
      ],
    ],
    [
      'the computer was off for a month: not at once, but soon',
      [
        { days: 5, text: 'kept' },
        { jump: 30 * 24 * hour, days: 0.5, text: 'kept' },
        { days: 1.5, text: 'gone' },
      ],
    ],
    [
      'many short runs',
      Array.from({ length: 10 }, (_, index) => ({
        jump: 23 * hour,
        days: 1 / 24,
        text: index < 7 ? ('kept' as const) : ('gone' as const),
      })),
    ],
  ])('the text of what failed is kept for its days: %s', async (_, steps) => {
    await using server = await fakeServer({
      on: (line) => (line.startsWith('MAIL') ? '550 5.7.1 no' : 'polite'),
    });
    using home = temporaryHome(server.port);
    const clock = new ManualClock();
    const message = stored();
    for (const [index, { jump = 0, days, text }] of steps.entries()) {
      clock.jump(jump);
      await using box = new Box(home, clock);
      if (index === 0) box.outbox.queue(message);
      await box.settled();
      for (let passed = 0; passed < days * 24 * 60; passed += 20) await box.pass(20 * minute);
      expect(box.store.message(message.id) === undefined ? 'gone' : 'kept', `step ${index}`).toBe(text);
    }
  });

  test('what waited for days and was given up is kept for its days from then on', async () => {
    await using server = await fakeServer({
      on: (line) => (line.startsWith('MAIL') ? '451 not now' : 'polite'),
    });
    using home = temporaryHome(server.port, { outbox: { keepDays: 2 } });
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    const days = async (count: number) => {
      for (let passed = 0; passed < count * 24; passed++) await box.pass(hour);
    };
    await days(5.5);
    expect(box.state(message.id)).toEqual(['failed gave-up']);
    await days(1);
    expect(box.store.message(message.id)).toBeTypeOf('object');
    await days(1);
    expect(box.store.message(message.id)).toBeUndefined();
  });

  test.each([
    ['a minute before', -minute, 'queued hourly-cap'],
    ['a minute ahead', minute, 'queued hourly-cap'],
    ['a year ahead: no runner until then is held up by it', year, 'sent'],
  ])('the recipients of this hour, begun by another run %s', async (_, before, state) => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port, { outbox: { recipientsPerHour: 1 } });
    const clock = new ManualClock();
    clock.jump(before);
    {
      await using box = new Box(home, clock);
      box.outbox.queue(stored());
      await box.settled();
    }
    clock.jump(-before);
    await using box = new Box(home, clock);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    expect(box.state(message.id)).toEqual([state]);
  });
});
