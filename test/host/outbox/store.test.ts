import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { TranscriptLine } from '../../../src/core/bridge/protocol.ts';
import { storeFault } from '../../../src/host/outbox/fault.ts';
import { takeLease } from '../../../src/host/outbox/lease.ts';
import { run } from '../../../src/host/outbox/runner.ts';
import { socketPath } from '../../../src/host/outbox/socket.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import type { StoredMessage } from '../../../src/host/outbox/stored-message.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';

const message: StoredMessage = {
  id: '00000000-0000-4000-8000-000000000001',
  created: '2026-11-23T10:00:00.000Z',
  subject: 's',
  messageId: '<m@client.test>',
  sender: 'a@client.test',
  ehlo: 'client.test',
  thisHosts: [],
  paths: ['user@[127.0.0.1]', 'b@[127.0.0.1]'],
  octets: Buffer.from('From: a@client.test\r\n\r\nx\r\n'),
};
const line = (text: string): TranscriptLine => ({ at: 1, mark: '->', text, server: 's1.test' });

describe('the store', () => {
  test('what was queued, sending or released when the runner died', () => {
    using home = temporaryHome();
    const before = new Store(home.places.state);
    expect(before.add(message)).toBe(true);
    expect(before.add({ ...message, subject: 'other' })).toBe(false);
    before.add({ ...message, id: 'two' });
    before.sending(
      message.id,
      message.paths.map((path) => ({ path, attempts: 1, nextAt: 300_000, age: 0 })),
      1,
    );
    before.release(message.id, [message.paths[0] ?? ''], [line('one'), { ...line('two'), took: 42 }]);
    // No close: a process that is killed closes nothing.
    const after = new Store(home.places.state);
    after.recover();
    expect(after.status(message.id)).toMatchObject({
      subject: 's',
      origin: 'client.test',
      outcomes: [
        { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' },
        { state: 'deferred', reason: 'interrupted' },
      ],
    });
    expect(after.pending()).toMatchObject([
      { message: message.id, path: 'b@[127.0.0.1]', attempts: 1, nextAt: 300_000 },
      { message: 'two', attempts: 0 },
      { message: 'two', attempts: 0 },
    ]);
    expect(after.lines(message.id)).toEqual([line('one'), { ...line('two'), took: 42 }]);
    before.close();
    after.close();
  });

  test('a transcript that the disk changed is shown as it stands', () => {
    using home = temporaryHome();
    const store = new Store(home.places.state);
    store.add(message);
    store.addLines(message.id, [line('one')]);
    store.addLines(message.id, [line('two')]);
    {
      using db = new DatabaseSync(join(home.places.state, 'outbox.sqlite'));
      db.exec(`UPDATE transcript SET lines = replace(lines, '"->"', '"-?"') WHERE position = 0`);
    }
    expect(store.lines(message.id)).toEqual([
      { at: 0, mark: '***', text: JSON.stringify([line('one')]).replace('->', '-?') },
      line('two'),
    ]);
    store.close();
  });

  test('a path keeps its own outcome', () => {
    using home = temporaryHome();
    const store = new Store(home.places.state);
    store.add(message);
    store.settle(
      message.id,
      [{ path: message.paths[1] ?? '', state: 'failed', reason: 'refused', reply: '550 no', server: 's' }],
      [],
      [],
      1,
    );
    store.addAliases(message.id, 's1.test', ['mx.s1.test']);
    expect(store.status(message.id)).toMatchObject({
      outcomes: [{ state: 'queued' }, { state: 'failed', reply: '550 no' }],
      aliases: { 's1.test': ['mx.s1.test'] },
    });
    store.close();
  });
});

test.each(['outbox.sqlite', 'lease.sqlite'])('a damaged %s is named', (name) => {
  using home = temporaryHome();
  expect(storeFault(home.places.state)).toBeUndefined();
  new Store(home.places.state).close();
  const path = join(home.places.state, name);
  writeFileSync(path, 'this is no database '.repeat(100));
  expect(storeFault(home.places.state)).toEqual({ path, detail: 'file is not a database' });
});

test('Fault list 8, two hosts at once: one lease at a time', () => {
  using home = temporaryHome();
  const first = takeLease(home.places.state, 0);
  expect(first).toBeDefined();
  expect(storeFault(home.places.state)).toBeUndefined();
  expect(takeLease(home.places.state, 0)).toBeUndefined();
  first?.[Symbol.dispose]();
  const second = takeLease(home.places.state, 0);
  expect(second).toBeDefined();
  second?.[Symbol.dispose]();
});

test('a deep home still gets a socket that the system can name, and its folder goes with the runner', async () => {
  using home = temporaryHome();
  expect(socketPath(home.places.state)).toBe(join(home.places.state, 'runner.sock'));
  const state = join(home.places.state, 'x'.repeat(90));
  const deep = socketPath(state);
  expect(Buffer.byteLength(deep)).toBeLessThan(104);
  const signal = AbortSignal.timeout(20_000);
  expect(await run({ places: { ...home.places, state }, env: {}, signal, idle: 50 })).toBe(true);
  expect(existsSync(dirname(deep))).toBe(false);
  expect(existsSync(state)).toBe(true);
});

test('a queued message is sent by the next runner, which then ends by itself', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const store = new Store(home.places.state);
  store.add(message);
  const signal = AbortSignal.timeout(20_000);
  expect(await run({ places: home.places, env: {}, signal, idle: 100 })).toBe(true);
  expect(signal.aborted).toBe(false);
  expect(store.status(message.id)?.outcomes).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  expect(server.messages).toEqual([message.octets.toString()]);
  expect(existsSync(socketPath(home.places.state))).toBe(false);
  store.close();
});

test('stopping the runner in the middle leaves exact states', async () => {
  const stop = new AbortController();
  await using server = await fakeServer({ onMessage: () => () => stop.abort() });
  using home = temporaryHome(server.port);
  const store = new Store(home.places.state);
  store.add(message);
  await run({ places: home.places, env: {}, signal: stop.signal, idle: 100 });
  expect(store.status(message.id)?.outcomes).toMatchObject([
    { state: 'maybe-sent' },
    { state: 'maybe-sent' },
  ]);
  store.close();
});

test('the version is that of package.json', async () => {
  const { version } = await import('../../../src/host/version.ts');
  expect(JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')).version).toBe(
    version,
  );
});
