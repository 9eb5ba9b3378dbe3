/** What is maybe sent, and goes once more because the person said so: it stays maybe sent until a server has taken it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { Box, hour, mails, minute, stored } from './box.ts';

/** Loses the first message, then says `reply` to every MAIL. */
const lostThen = (reply: string) => ({
  on: (line: string, { commands }: { commands: readonly string[] }) =>
    line.startsWith('MAIL') && mails(commands) > 1 ? reply : 'polite',
  onMessage: () => (peer: { end(): void }) => peer.end(),
});
const maybe = 'maybe-sent no-answer-after-data';
const all = undefined;

test.each<[string, string, (box: Box, id: string) => Promise<void> | void, number, number]>([
  [
    'refused for now, and cancelled',
    '451 not now',
    (box, id) => void box.outbox.act(id, 'cancel', all),
    2,
    2,
  ],
  ['refused for now, and left', '451 not now', (box, id) => void box.outbox.act(id, 'leave', all), 2, 2],
  ['refused for now: it waits and goes', '451 not now', (box) => box.pass(5 * minute), 3, 3],
  [
    'refused for now, for 5 days: given up, and asked again',
    '451 not now',
    async (box) => {
      for (let passed = 0; passed < 130; passed++) await box.pass(hour);
    },
    40,
    50,
  ],
  ['refused for good', '550 5.7.1 no', () => {}, 2, 2],
])('%s', async (name, reply, then, least, most) => {
  await using server = await fakeServer(lostThen(reply));
  using home = temporaryHome(server.port);
  await using box = new Box(home);
  const message = stored();
  box.outbox.queue(message);
  await box.settled();
  box.outbox.act(message.id, 'resend', all);
  await box.settled();
  expect(box.state(message.id)).toEqual([maybe]);
  await then(box, message.id);
  expect(box.state(message.id)).toEqual([maybe]);
  expect(mails(server.commands)).toBeGreaterThanOrEqual(least);
  expect(mails(server.commands)).toBeLessThanOrEqual(most);
  // Neither late nor given up nor refused: each would say that it was not sent.
  expect(new Set(box.told)).toEqual(new Set(['maybe-sent user@[127.0.0.1]']));
  const decided = /cancelled|left/.test(name);
  expect(box.store.status(message.id)?.outcomes[0]?.decided).toBe(decided || undefined);
  expect(box.store.pending()).toHaveLength(name.includes('waits') ? 1 : 0);
});

test('beyond the hourly cap: it waits, goes by itself, and is maybe sent meanwhile', async () => {
  let answers = false;
  await using server = await fakeServer({ onMessage: () => (answers ? 'polite' : (peer) => peer.end()) });
  using home = temporaryHome(server.port, { outbox: { recipientsPerHour: 1 } });
  await using box = new Box(home);
  const message = stored();
  box.outbox.queue(message);
  await box.settled();
  answers = true;
  box.outbox.act(message.id, 'resend', all);
  await box.settled();
  expect(box.state(message.id)).toEqual([maybe]);
  expect(box.store.status(message.id)?.outcomes[0]?.next).toMatch(/^2026-11-24T12:0/);
  for (let passed = 0; passed < 70; passed++) await box.pass(minute);
  expect(box.state(message.id)).toEqual(['sent']);
});

test.each([
  ['before its attempt', false, 1],
  ['in its attempt, before anything was released', true, 0],
])('the runner dies %s', (_, begun, goesOn) => {
  using home = temporaryHome();
  const store = new Store(home.places.state);
  const message = stored();
  store.add(message);
  const [path = ''] = message.paths;
  const plan = { path, attempts: 1, nextAt: 0, age: 0 };
  store.sending(message.id, [plan], 1);
  store.settle(message.id, [{ path, state: 'maybe-sent' }], [], [], 1);
  store.act(message.id, 'resend', undefined, 2);
  if (begun) store.sending(message.id, [plan], 2);
  store.recover();
  expect(store.status(message.id)?.outcomes).toMatchObject([{ state: 'maybe-sent' }]);
  expect(store.pending()).toHaveLength(goesOn);
  store.close();
});

test('its text is damaged meanwhile: nobody is sent it, and the first may have arrived all the same', async () => {
  await using server = await fakeServer(lostThen('250 ok'));
  using home = temporaryHome(server.port);
  await using box = new Box(home);
  const message = stored();
  box.outbox.queue(message);
  await box.settled();
  {
    using db = new DatabaseSync(join(home.places.state, 'outbox.sqlite'));
    db.exec("UPDATE messages SET octets = x'00'");
  }
  box.outbox.act(message.id, 'resend', all);
  await box.settled();
  expect(box.state(message.id)).toEqual(['maybe-sent store-damaged']);
  expect(mails(server.commands)).toBe(1);
});
