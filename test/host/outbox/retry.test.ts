/** What is tried again, when, where; what is not; and what the person is told. On a clock that the test moves. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';
import { a, dnsServer, mx } from '../dns/server.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { Box, hour, mails, minute, stored } from './box.ts';
import { ManualClock } from './manual-clock.ts';

/** Refuses the first `times` RCPT commands for now. */
const greylisting = (times: number) => {
  let left = times;
  return {
    on: (line: string) =>
      (line.startsWith('RCPT') && left-- > 0 ? '451 4.7.1 greylisted' : 'polite') as string,
  };
};

test('Fault list 12, greylist: after 5, 15, 30, 60 minutes, then 3 hours, and sent at last', async () => {
  await using server = await fakeServer(greylisting(5));
  using home = temporaryHome(server.port);
  await using box = new Box(home);
  const message = stored();
  box.outbox.queue(message);
  await box.settled();
  const times: number[] = [];
  for (const wait of [5, 15, 30, 60, 180]) {
    expect(box.state(message.id)).toEqual(['deferred greylisted']);
    await box.pass(wait * minute - 1);
    times.push(mails(server.commands));
    await box.pass(100);
  }
  expect(times).toEqual([1, 2, 3, 4, 5]);
  expect(mails(server.commands)).toBe(6);
  expect(box.state(message.id)).toEqual(['sent']);
  expect(server.messages).toEqual([message.octets.toString()]);
});

test('Fault list 12, greylist: the second try comes to the address that turned the first away, of two that are as good', async () => {
  const remembering = () => {
    const seen = new Set<string>();
    return {
      on: (line: string) => {
        if (!line.startsWith('RCPT') || seen.has(line)) return 'polite';
        seen.add(line);
        return '451 4.7.1 greylisted';
      },
    };
  };
  await using one = await fakeServer(remembering());
  await using other = await fakeServer(remembering());
  await using dns = await dnsServer({
    's1.test': [mx('s1.test', 'one.test'), mx('s1.test', 'other.test')],
    'one.test': [a('one.test', '127.0.0.1')],
    'other.test': [a('other.test', '127.0.0.1')],
  });
  using home = temporaryHome();
  const config = {
    identities: [{ address: 'a@client.test', ehlo: 'client.test' }],
    dns: dns.address,
    ports: { 'one.test': one.port, 'other.test': other.port },
    networks: ['127.0.0.0/8'],
  };
  writeFileSync(home.places.config, JSON.stringify(config));
  await using box = new Box(home);
  const messages = Array.from({ length: 12 }, (_, index) => stored({ paths: [`user${index}@s1.test`] }));
  for (const message of messages) box.outbox.queue(message);
  await box.settled();
  for (const { id } of messages) expect(box.state(id)).toEqual(['deferred greylisted']);
  await box.pass(5 * minute);
  for (const { id } of messages) expect(box.state(id)).toEqual(['sent']);
});

test('each recipient on its own: the one that was taken is not sent again', async () => {
  await using server = await fakeServer({
    on: (line, { commands }) =>
      line === 'RCPT TO:<b@[127.0.0.1]>' && mails(commands) === 1 ? '450 4.2.1 busy' : 'polite',
  });
  using home = temporaryHome(server.port);
  await using box = new Box(home);
  const message = stored({ paths: ['a@[127.0.0.1]', 'b@[127.0.0.1]', 'c@[127.0.0.1]'] });
  box.outbox.queue(message);
  await box.settled();
  expect(box.state(message.id)).toEqual(['sent', 'deferred try-later', 'sent']);
  await box.pass(5 * minute);
  expect(box.state(message.id)).toEqual(['sent', 'sent', 'sent']);
  expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
    'RCPT TO:<a@[127.0.0.1]>',
    'RCPT TO:<b@[127.0.0.1]>',
    'RCPT TO:<c@[127.0.0.1]>',
    'RCPT TO:<b@[127.0.0.1]>',
  ]);
});

test('who was turned away together comes back together, in one transaction, whatever chance says and however long a step takes', async () => {
  await using server = await fakeServer({
    on: (line, { commands }) => (line.startsWith('MAIL') && mails(commands) <= 7 ? '451 not now' : 'polite'),
  });
  using home = temporaryHome(server.port);
  // A millisecond passes whenever somebody looks.
  const clock = new ManualClock();
  let looks = 0;
  const { steady } = clock;
  clock.steady = () => steady() + looks++;
  let drawn = 0;
  const random = () => (drawn = (drawn + 0.37) % 1);
  await using box = new Box(home, clock, undefined, random);
  const message = stored({ paths: ['a@[127.0.0.1]', 'b@[127.0.0.1]', 'c@[127.0.0.1]'] });
  box.outbox.queue(message);
  await box.settled();
  for (let passed = 0; passed < 24 * 60; passed++) await box.pass(minute);
  expect(box.state(message.id)).toEqual(['sent', 'sent', 'sent']);
  expect(mails(server.commands)).toBe(8);
  expect(server.messages).toHaveLength(1);
});

test('late after 4 hours, told once, also by the next runner; given up after 5 days, told', async () => {
  await using server = await fakeServer({
    on: (line) => (line.startsWith('MAIL') ? '451 not now' : 'polite'),
  });
  using home = temporaryHome(server.port);
  const clock = new ManualClock();
  const message = stored();
  {
    await using box = new Box(home, clock);
    box.outbox.queue(message);
    await box.settled();
    for (let passed = 0; passed < 239; passed++) await box.pass(minute);
    expect(box.told).toEqual([]);
    for (let passed = 0; passed < 2; passed++) await box.pass(minute);
    expect(box.told).toEqual(['late user@[127.0.0.1]']);
  }
  await using box = new Box(home, clock);
  for (let passed = 4; passed < 119; passed++) await box.pass(hour);
  expect(box.told).toEqual([]);
  expect(box.state(message.id)).toEqual(['deferred try-later']);
  for (let passed = 0; passed < 6; passed++) await box.pass(hour);
  expect(box.state(message.id)).toEqual(['failed gave-up']);
  expect(box.told).toEqual(['gave-up user@[127.0.0.1]']);
  const attempts = mails(server.commands);
  await box.pass(48 * hour);
  expect(mails(server.commands)).toBe(attempts);
  expect(attempts).toBeGreaterThan(40);
  expect(box.store.status(message.id)?.outcomes[0]).toMatchObject({ reply: '451 not now', step: 'MAIL' });
});

describe('maybe sent', () => {
  const lost = { onMessage: () => (peer: { end(): void }) => peer.end() };

  test('never tried again by itself; resend keeps the Message-ID and the octets', async () => {
    let answers = false;
    await using server = await fakeServer({ onMessage: () => (answers ? 'polite' : (peer) => peer.end()) });
    using home = temporaryHome(server.port);
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    await box.pass(200 * hour);
    expect(mails(server.commands)).toBe(1);
    expect(box.state(message.id)).toEqual(['maybe-sent no-answer-after-data']);
    expect(box.told).toEqual(['maybe-sent user@[127.0.0.1]']);
    // What is right for a failure, or for what waits, is not for this: only the word for it.
    for (const action of ['retry', 'cancel'] as const) box.outbox.act(message.id, action, undefined);
    await box.settled();
    expect(mails(server.commands)).toBe(1);
    expect(box.store.status(message.id)?.outcomes[0]?.decided).toBeUndefined();
    answers = true;
    box.outbox.act(message.id, 'resend', undefined);
    await box.settled();
    expect(box.state(message.id)).toEqual(['sent']);
    expect(server.messages).toEqual([message.octets.toString(), message.octets.toString()]);
  });

  test('left as it is: not asked again', async () => {
    await using server = await fakeServer(lost);
    using home = temporaryHome(server.port);
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    expect(box.outbox.act(message.id, 'leave', undefined)?.status.outcomes).toMatchObject([
      { state: 'maybe-sent', decided: true },
    ]);
    await box.pass(200 * hour);
    expect(mails(server.commands)).toBe(1);
  });
});

describe('maybe sent, and the person wants it sent once more without being asked', () => {
  const identity = { address: 'a@client.test', ehlo: 'client.test' };
  test.each<[string, object, readonly string[], string]>([
    ['for all, and the second time it is taken', { outbox: { maybeSent: 'resend' } }, ['lost', 'ok'], 'sent'],
    [
      'for one identity, and the second time nothing is heard either: then they are asked',
      { identities: [{ ...identity, maybeSent: 'resend' }] },
      ['lost', 'lost', 'ok'],
      'maybe-sent no-answer-after-data',
    ],
    [
      'and the second time it is refused: the first may have arrived all the same',
      { outbox: { maybeSent: 'resend' } },
      ['lost', '550 5.7.1 no'],
      'maybe-sent no-answer-after-data',
    ],
    [
      'for all, but this identity asks',
      { identities: [{ ...identity, maybeSent: 'ask' }], outbox: { maybeSent: 'resend' } },
      ['lost', 'ok'],
      'maybe-sent no-answer-after-data',
    ],
  ])('%s', async (name, change, answers, end) => {
    let asked = 0;
    await using server = await fakeServer({
      onMessage: () => {
        const answer = answers[asked++] ?? 'ok';
        if (answer === 'lost') return (peer) => peer.end();
        return answer === 'ok' ? 'polite' : answer;
      },
    });
    using home = temporaryHome(server.port);
    const config = {
      identities: [identity],
      ports: { '[127.0.0.1]': server.port },
      networks: ['127.0.0.0/8'],
      ...change,
    };
    writeFileSync(home.places.config, JSON.stringify(config));
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    const asks = name.endsWith('this identity asks');
    // Until then it is what it is: maybe sent.
    expect(box.state(message.id)).toEqual(['maybe-sent no-answer-after-data']);
    expect(box.store.status(message.id)?.outcomes[0]?.next === undefined).toBe(asks);
    expect(box.told.length).toBe(asks ? 1 : 0);
    await box.pass(5 * minute);
    await box.pass(200 * hour);
    expect(box.state(message.id)).toEqual([end]);
    expect(mails(server.commands)).toBe(asks ? 1 : 2);
    // The same octets, and so the same Message-ID.
    expect(new Set(server.messages)).toEqual(new Set([message.octets.toString()]));
    expect(box.told.length).toBe(end === 'sent' ? 0 : 1);
  });

  test('the runner dies while it goes once more: maybe sent, and not again', () => {
    using home = temporaryHome();
    const store = new Store(home.places.state);
    const message = stored();
    store.add(message);
    const [path = ''] = message.paths;
    const plan = { path, attempts: 1, nextAt: 0, age: 0 };
    store.sending(message.id, [plan], 1);
    store.settle(message.id, [{ path, state: 'maybe-sent' }], [plan], [], 1);
    expect(store.pending()).toMatchObject([{ path, resend: true }]);
    store.sending(message.id, [plan], 2);
    store.recover();
    expect(store.pending()).toEqual([]);
    expect(store.status(message.id)?.outcomes).toMatchObject([{ state: 'maybe-sent' }]);
    store.close();
  });
});

describe('the person', () => {
  test('retries now, cancels, retries what was cancelled', async () => {
    let well = false;
    await using server = await fakeServer({
      on: (line) => (line.startsWith('MAIL') && !well ? '451 not now' : 'polite'),
    });
    using home = temporaryHome(server.port);
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    box.outbox.act(message.id, 'retry', undefined);
    await box.settled();
    expect(mails(server.commands)).toBe(2);
    box.outbox.act(message.id, 'cancel', undefined);
    expect(box.state(message.id)).toEqual(['cancelled try-later']);
    await box.pass(10 * hour);
    expect(mails(server.commands)).toBe(2);
    well = true;
    box.outbox.act(message.id, 'retry', ['user@[127.0.0.1]']);
    await box.settled();
    expect(box.state(message.id)).toEqual(['sent']);
    expect(box.outbox.act(message.id, 'cancel', undefined)?.status.outcomes).toMatchObject([
      { state: 'sent' },
    ]);
  });

  test('a message that is not there', async () => {
    using home = temporaryHome();
    await using box = new Box(home);
    expect(box.outbox.act(crypto.randomUUID(), 'retry', undefined)).toBeUndefined();
  });
});

describe('Fault list 7, clock', () => {
  test.each([
    ['an hour ahead', hour],
    ['an hour back', -hour],
    ['a day ahead', 24 * hour],
    ['a day back', -24 * hour],
    ['a year ahead', 8760 * hour],
    ['on by two hours of sleep, in which the steady clock stood', 2 * hour],
  ])('set %s during backoff: the next attempt comes when it would have come', async (_, jump) => {
    await using server = await fakeServer(greylisting(1));
    using home = temporaryHome(server.port);
    await using box = new Box(home);
    const message = stored();
    box.outbox.queue(message);
    await box.settled();
    await box.pass(minute);
    box.clock.jump(jump);
    await box.pass(3.9 * minute);
    expect(mails(server.commands)).toBe(1);
    await box.pass(0.2 * minute);
    expect(box.state(message.id)).toEqual(['sent']);
  });

  test.each([
    ['a day ahead: at once, once', 24 * hour, 0],
    ['a year ahead: the same, and not given up', 8760 * hour, 0],
    ['a day back: not later than the whole delay', -24 * hour, 5 * minute],
  ])('set between two runs, %s', async (_, jump, wait) => {
    await using server = await fakeServer(greylisting(2));
    using home = temporaryHome(server.port);
    const clock = new ManualClock();
    const message = stored();
    {
      await using box = new Box(home, clock);
      box.outbox.queue(message);
      await box.settled();
    }
    clock.jump(jump);
    await using box = new Box(home, clock);
    await box.settled();
    if (wait > 0) {
      expect(mails(server.commands)).toBe(1);
      await box.pass(wait);
    }
    expect(mails(server.commands)).toBe(2);
    expect(box.state(message.id)).toEqual(['deferred greylisted']);
    await box.pass(15 * minute);
    expect(box.state(message.id)).toEqual(['sent']);
  });
});

test('at most so many new recipients an hour; the rest wait and go by themselves', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const config = {
    identities: [{ address: 'a@client.test', ehlo: 'client.test' }],
    ports: { '[127.0.0.1]': server.port },
    networks: ['127.0.0.0/8'],
    outbox: { recipientsPerHour: 3 },
  };
  writeFileSync(home.places.config, JSON.stringify(config));
  await using box = new Box(home);
  const messages = [
    stored({ paths: ['a@[127.0.0.1]', 'b@[127.0.0.1]'] }),
    stored({ paths: ['c@[127.0.0.1]', 'd@[127.0.0.1]'] }),
  ];
  for (const message of messages) {
    box.outbox.queue(message);
    await box.settled();
  }
  expect(box.state(messages[1]?.id ?? '')).toEqual(['sent', 'queued hourly-cap']);
  for (let passed = 0; passed < 59; passed++) await box.pass(minute);
  expect(server.messages).toHaveLength(2);
  for (let passed = 0; passed < 10; passed++) await box.pass(minute);
  expect(box.state(messages[1]?.id ?? '')).toEqual(['sent', 'sent']);
  expect(server.messages).toHaveLength(3);
});

test('the text of a settled message is purged after its days, what became of it is kept', async () => {
  await using server = await fakeServer({
    onMessage: (octets) => (octets.includes('lost') ? (peer) => peer.end() : 'polite'),
  });
  using home = temporaryHome(server.port);
  await using box = new Box(home);
  const sent = stored();
  const maybe = stored({ octets: Buffer.from('From: a@client.test\r\n\r\nlost\r\n') });
  for (const message of [sent, maybe]) box.outbox.queue(message);
  await box.settled();
  const wait = async (days: number) => {
    for (let passed = 0; passed < days * 24; passed++) await box.pass(hour);
  };
  await wait(6);
  expect(box.store.message(sent.id)).toBeTypeOf('object');
  await wait(2);
  expect(box.store.message(sent.id)).toBeUndefined();
  expect(box.store.status(sent.id)).toMatchObject({ purged: true, outcomes: [{ state: 'sent' }] });
  // Undecided, it may still have to be sent again.
  expect(box.store.message(maybe.id)).toBeTypeOf('object');
  expect(box.outbox.act(sent.id, 'retry', undefined)?.status.outcomes).toMatchObject([{ state: 'sent' }]);
});

test('while the configuration can not be read nothing leaves by a guess and nothing is purged; then it goes its own way', async () => {
  await using relay = await fakeServer();
  await using direct = await fakeServer();
  using home = temporaryHome(direct.port, {
    identities: [
      {
        address: 'a@client.test',
        ehlo: 'client.test',
        ways: [{ by: 'relay', server: `127.0.0.1:${relay.port}` }],
      },
    ],
    outbox: { keepDays: 365 },
  });
  await using box = new Box(home);
  const old = stored();
  box.outbox.queue(old);
  await box.settled();
  expect(box.state(old.id)).toEqual(['handed-over']);
  await box.pass(30 * 24 * hour);

  const whole = readFileSync(home.places.config, 'utf8');
  writeFileSync(home.places.config, whole.slice(0, -1));
  const message = stored();
  box.outbox.queue(message);
  await box.settled();
  expect(box.state(message.id)).toEqual(['queued config-broken']);
  await box.pass(2 * hour);
  expect(box.state(message.id)).toEqual(['queued config-broken']);
  expect(direct.commands).toEqual([]);
  expect(box.store.message(old.id)).toMatchObject({ id: old.id });

  writeFileSync(home.places.config, whole);
  await box.pass(5 * minute);
  expect(box.state(message.id)).toEqual(['handed-over']);
  expect(relay.messages).toHaveLength(2);
  expect(direct.commands).toEqual([]);
});

test('a disk that takes nothing for a while holds up whoever is under way, and the others after it no longer', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port, { outbox: { recipientsPerHour: 1000 } });
  const clock = new ManualClock();
  const store = new Store(home.places.state);
  let isFull = false;
  const settle = store.settle.bind(store);
  store.settle = (...parameters) => {
    if (isFull) throw new Error('database or disk is full');
    settle(...parameters);
  };
  await using box = new Box(home, clock, store);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  isFull = true;
  const messages = Array.from({ length: 60 }, () => stored());
  for (const message of messages) box.outbox.queue(message);
  for (let turns = 0; turns < 200 && server.messages.length < 60; turns++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  isFull = false;
  for (let passed = 0; passed < 5; passed++) await box.pass(minute);
  expect(messages.map(({ id }) => box.state(id)[0])).toEqual(messages.map(() => 'sent'));
  expect(server.messages).toHaveLength(60);
});

test.each<[what: string, refusals: number]>([
  ['the second way can not be begun', 0],
  ['nor can be written that it was not', 2],
])('a disk that refuses in the middle of an attempt, %s: tried again later', async (_what, refusals) => {
  await using second = await fakeServer();
  // Nobody is there.
  await using closed = await fakeServer();
  const { port } = closed;
  await closed[Symbol.asyncDispose]();
  using home = temporaryHome(undefined, {
    identities: [
      {
        address: 'a@client.test',
        ehlo: 'client.test',
        ways: [
          { by: 'relay', server: `127.0.0.1:${port}` },
          { by: 'relay', server: `127.0.0.1:${second.port}` },
        ],
      },
    ],
  });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const store = new Store(home.places.state);
  const [sending, recover] = [store.sending.bind(store), store.recover.bind(store)];
  const full = new Error('database or disk is full');
  let begun = 0;
  store.sending = (...parameters) => {
    begun++;
    // In its group, and alone.
    if (begun === 2 || begun === 3) throw full;
    return sending(...parameters);
  };
  let refused = refusals;
  store.recover = (id) => {
    if (id !== undefined && refused-- > 0) throw full;
    return recover(id);
  };
  await using box = new Box(home, new ManualClock(), store);
  const message = stored();
  box.outbox.queue(message);
  const seen = new Set<string | undefined>();
  for (let seconds = 0; seconds < 1000 && !seen.has('handed-over'); seconds += 3) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    box.clock.pass(3000);
    seen.add(box.state(message.id)[0]);
  }
  expect([...seen].at(-1)).toBe('handed-over');
  expect(seen).toContain('deferred interrupted');
  expect(mails(second.commands)).toBe(1);
});
