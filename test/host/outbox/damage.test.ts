/** A damaged store is set aside, never deleted, and said; what can be read of it goes on, and nothing of it is sent by itself. */
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { type Home, temporaryHome } from '../home.ts';
import { Box, stored } from './box.ts';

const big = Buffer.concat([
  Buffer.from('From: a@client.test\r\n\r\n'),
  Buffer.alloc(20_000, 'some text of a message\r\n'),
  Buffer.from('\r\n'),
]);

/** A store with `count` queued messages and one that is settled; closed, so that all of it lies in one file. */
function filled(home: Home, count = 20) {
  const store = new Store(home.places.state);
  const messages = Array.from({ length: count }, () => stored({ octets: big }));
  for (const message of messages) store.add(message);
  const sent = stored();
  store.add(sent);
  const outcome = { path: sent.paths[0] ?? '', state: 'sent', reply: '250 ok' } as const;
  store.settle(sent.id, [outcome], [], [], 1);
  store.close();
  return { messages, sent, file: join(home.places.state, 'outbox.sqlite') };
}

function overwrite(file: string, at: number, octets: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, octets, 0, octets.length, at);
  closeSync(handle);
}

interface Damage {
  readonly name: string;
  /** Does it to the file; gives what must be found in the folder of what was set aside, octet for octet. */
  readonly damage: (file: string) => void;
  readonly detail: RegExp;
  /** How many of the 21 messages must be readable still. */
  readonly least: number;
}

const damages: readonly Damage[] = [
  { name: 'zero-length', damage: (file) => truncateSync(file, 0), detail: /empty file/, least: 0 },
  {
    name: 'zero-length, with a journal',
    damage: (file) => {
      truncateSync(file, 0);
      writeFileSync(`${file}-wal`, 'journal');
    },
    detail: /empty file/,
    least: 0,
  },
  {
    name: 'truncated in the middle',
    damage: (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096),
    detail: /malformed|disk image|Page|read/i,
    least: 0,
  },
  {
    name: 'a page of the tables overwritten',
    damage: (file) => overwrite(file, 4096 * 3, Buffer.alloc(4096, 0xa5)),
    detail: /.+/,
    least: 0,
  },
  {
    name: 'no database',
    damage: (file) => writeFileSync(file, 'this is no database '.repeat(300)),
    detail: /not a database/,
    least: 0,
  },
  {
    name: 'another database',
    damage: (file) => {
      rmSync(file);
      using db = new DatabaseSync(file);
      db.exec('CREATE TABLE songs (name TEXT)');
    },
    detail: /not an outbox/,
    least: 0,
  },
  {
    name: 'unknown version',
    damage: (file) => {
      using db = new DatabaseSync(file);
      db.exec('PRAGMA user_version = 99');
    },
    detail: /schema 99/,
    least: 21,
  },
  {
    name: 'WAL without its database',
    damage: (file) => {
      rmSync(file);
      writeFileSync(`${file}-wal`, 'the journal of a database that is gone');
    },
    detail: /journal without its database/,
    least: 0,
  },
];

test.each(damages)('Fault list 9, corrupt store: $name', async ({ damage, detail, least }) => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const { messages, sent, file } = filled(home);
  damage(file);
  const before = existsSync(file) ? readFileSync(file) : readFileSync(`${file}-wal`);

  await using box = new Box(home);
  await box.settled();
  const [notice] = box.store.notices();
  expect(notice?.detail).toMatch(detail);
  const kept = join(
    notice?.path ?? '',
    existsSync(join(notice?.path ?? '', 'outbox.sqlite')) ? 'outbox.sqlite' : 'outbox.sqlite-wal',
  );
  expect(readFileSync(kept).equals(before)).toBe(true);
  const found = [...messages, sent].filter(({ id }) => box.store.has(id));
  expect(found.length).toBeGreaterThanOrEqual(least);
  // Whether it was sent is not known any more, so nothing goes out by itself.
  for (const { id } of found) {
    const [state] = box.state(id);
    expect(state).toBe(id === sent.id ? 'sent' : 'maybe-sent store-damaged');
  }
  expect(server.commands).toEqual([]);
  // The rest goes on.
  const fresh = stored();
  expect(box.outbox.queue(fresh)).toBeUndefined();
  await box.settled();
  expect(box.state(fresh.id)).toEqual(['sent']);
  expect(server.messages).toHaveLength(1);
});

test('Fault list 9, corrupt store: a bit of one message flipped: that one is failed and kept, the others go', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const { messages, file } = filled(home, 3);
  const octets = readFileSync(file);
  // The last page of a message's text: no structure of the database knows of it.
  const at = octets.lastIndexOf('some text of a message') + 5;
  overwrite(file, at, Buffer.from([octets[at] ?? 0, 0x40].map((octet) => octet ^ 0x01).slice(0, 1)));
  await using box = new Box(home);
  await box.settled();
  const states = messages.map(({ id }) => box.state(id)[0]).toSorted();
  expect(states).toEqual(['failed store-damaged', 'sent', 'sent']);
  expect(server.messages).toEqual([big.toString(), big.toString()]);
  expect(box.store.notices()).toEqual([]);
});

test('Fault list 9, corrupt store: bits flipped anywhere: no crash, no wrong recipient, no wrong octet, nobody twice', async () => {
  await using server = await fakeServer();
  const original = temporaryHome(server.port);
  onTestFinished(() => original[Symbol.dispose]());
  const { messages, sent, file } = filled(original, 4);
  const size = statSync(file).size;
  const known = new Set([...messages, sent].map(({ octets }) => octets.toString()));
  let random = 1;
  const next = (below: number) => {
    random = (random * 48271) % 2147483647;
    return random % below;
  };
  let aside = 0;
  for (let round = 0; round < 60; round++) {
    using home = temporaryHome(server.port);
    cpSync(original.places.state, home.places.state, { recursive: true });
    const copy = join(home.places.state, 'outbox.sqlite');
    // Every other time in the first octets of a page, which hold its structure; most of the rest is text.
    const at = round % 2 ? next(size) : next(size / 4096) * 4096 + next(12);
    const octet = readFileSync(copy)[at] ?? 0;
    overwrite(copy, at, Buffer.from([octet ^ (1 << next(8))]));
    server.messages.length = 0;
    server.commands.length = 0;
    await using box = new Box(home);
    await box.settled();
    if (existsSync(join(home.places.state, 'set-aside'))) aside++;
    for (const octets of server.messages) expect(known.has(octets)).toBe(true);
    expect(server.messages.length).toBeLessThanOrEqual(messages.length);
    for (const command of server.commands.filter((line) => line.startsWith('RCPT')))
      expect(command).toBe('RCPT TO:<user@[127.0.0.1]>');
  }
  expect(aside).toBeGreaterThan(0);
});

test('a journal with octets behind its end is no damage', () => {
  using home = temporaryHome();
  const store = new Store(home.places.state);
  const message = stored();
  store.add(message);
  appendFileSync(join(home.places.state, 'outbox.sqlite-wal'), Buffer.alloc(5000, 0x5a));
  const other = new Store(home.places.state);
  expect(other.has(message.id)).toBe(true);
  expect(readdirSync(home.places.state)).not.toContain('set-aside');
  store.close();
  other.close();
});

test('a bit that makes octets of a path while the store is open: nobody is sent it, and that is said', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const message = stored({ paths: ['first@[127.0.0.1]', 'second@[127.0.0.1]'] });
  const before = new Store(home.places.state);
  before.add(message);
  before.close();
  const store = new Store(home.places.state);
  const file = join(home.places.state, 'outbox.sqlite');
  const text = Buffer.from(message.paths[1] ?? '');
  const octets = readFileSync(file);
  // The record's header stands before its values: 13 + 2 n is a text of n octets there, 12 + 2 n a BLOB.
  const at = octets.lastIndexOf(13 + 2 * text.length, octets.indexOf(text));
  octets.writeUInt8(12 + 2 * text.length, at);
  writeFileSync(file, octets);
  {
    // What another one commits makes it read its pages again.
    using other = new DatabaseSync(file);
    other.exec('UPDATE messages SET late = 1');
  }
  expect(store.message(message.id)).toBe('damaged');
  await using box = new Box(home, undefined, store);
  await box.settled();
  expect(box.state(message.id)).toContain('failed store-damaged');
  expect(server.commands).toEqual([]);
});
