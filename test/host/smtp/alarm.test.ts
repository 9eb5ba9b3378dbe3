import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Alarm } from '../../../src/host/smtp/alarm.ts';
import { Connection } from '../../../src/host/smtp/connection.ts';
import { Deadline } from '../../../src/host/smtp/deadline.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { silent } from '../../../src/host/smtp/transcript.ts';

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

test.each<[string, (connection: Connection) => void]>([
  ['closed', (connection) => connection.close()],
  ['lost', (connection) => void connection.batch([{ text: 'EHLO a\r\nb' }])],
])('a connection that is %s while a reply is due leaves no timer', async (_, end) => {
  const socket = new PassThrough() as unknown as Socket;
  const connection = new Connection(socket, silent, standardTimeouts, new AbortController().signal);
  const greeting = connection.greeting();
  expect(vi.getTimerCount()).toBe(1);
  end(connection);
  expect((await greeting).ok).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('a connection on which nothing is due any more does not end for its silence', () => {
  const socket = new PassThrough() as unknown as Socket;
  const connection = new Connection(socket, silent, standardTimeouts, new AbortController().signal);
  void connection.greeting();
  socket.emit('data', Buffer.from('220 s1.test\r\n'));
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(connection.trouble).toBeUndefined();
  connection.close();
});

test('a deadline that is disposed leaves no timer, run or paused', () => {
  for (const pause of [false, true]) {
    const deadline = new Deadline(1000, new AbortController().signal);
    deadline.run();
    if (pause) deadline.pause();
    deadline[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
  }
});
