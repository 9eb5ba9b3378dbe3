/** One fault of the disk, in a small file system that is ours alone. Prints how many were injected and survived; an assertion ends it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../../src/host/config.ts';
import { Outbox } from '../../../src/host/outbox/outbox.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import type { StoredMessage } from '../../../src/host/outbox/stored-message.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';

const [, , what = '', folder = ''] = process.argv;
const filler = join(folder, 'filler');

/** Leaves so many octets of the file system. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const size = Math.max(0, bavail * bsize - left);
  const handle = openSync(filler, 'a');
  try {
    const block = Buffer.alloc(4096);
    for (let written = 0; written < size; )
      written += writeSync(handle, block, 0, Math.min(4096, size - written));
  } catch {
    // Full is what was wanted.
  } finally {
    closeSync(handle);
  }
}
const free = (): void => rmSync(filler, { force: true });

function message(size: number): StoredMessage {
  const octets = Buffer.concat([
    Buffer.from('From: a@client.test\r\n\r\n'),
    Buffer.alloc(size, 'x'),
    Buffer.from('\r\n'),
  ]);
  return {
    id: crypto.randomUUID(),
    created: new Date().toISOString(),
    subject: 's',
    messageId: '<m@client.test>',
    sender: 'a@client.test',
    ehlo: 'client.test',
    thisHosts: [],
    paths: ['user@[127.0.0.1]'],
    octets,
  };
}

/** A polite server in this process; `at` is called before its answer to a command, or to the message. */
async function server(at: (what: string) => void) {
  const taken: string[] = [];
  const listening = createServer((socket) => {
    let data = false;
    let rest = '';
    socket.on('error', () => {}).write('220 fake.test\r\n');
    socket.on('data', (octets) => {
      rest += octets.toString('latin1');
      for (;;) {
        const end = data ? rest.indexOf('\r\n.\r\n') + 3 : rest.indexOf('\r\n');
        if (end < (data ? 3 : 0)) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        at(data ? 'message' : line);
        if (data) taken.push(line);
        socket.write(data ? '250 taken\r\n' : line === 'DATA' ? '354 go\r\n' : '250 ok\r\n');
        data = !data && line === 'DATA';
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return { port: (listening.address() as { port: number }).port, taken, listening };
}

function outbox(
  store: Store,
  port: number,
  signal: AbortSignal,
  ways?: NonNullable<Config['identities'][number]['ways']>,
): Outbox {
  const identities = ways ? [{ address: 'a@client.test', ehlo: 'client.test', ways }] : [];
  const config = { identities, ports: { '[127.0.0.1]': port }, networks: ['127.0.0.0/8'] };
  return new Outbox({
    store,
    folder,
    config: () => ({ ok: true, config, found: true }),
    timeouts: standardTimeouts,
    language: 'en',
    clock: {
      wall: () => Date.now(),
      steady: () => Math.floor(performance.now()),
      after: (milliseconds, call) => {
        const timer = setTimeout(call, Math.min(milliseconds, 20));
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    notify: () => {},
    signal,
  });
}

const state = (store: Store, id: string) => store.status(id)?.outcomes[0]?.state;
let injected = 0;
console.error = () => {};

/** As the next run sees it, from a place with room. */
function reopened(directory: string): { has: (id: string) => boolean; [Symbol.dispose]: () => void } {
  const copy = `${process.env['TMPDIR'] ?? '/tmp'}/waypost-reopened-${process.pid}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(directory, copy, { recursive: true });
  const store = new Store(copy);
  assert.deepEqual(store.notices(), []);
  return {
    has: (id) => store.has(id),
    [Symbol.dispose]: () => {
      store.close();
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

async function fullAtTheSpool(): Promise<void> {
  for (let left = 0; left <= 160 * 1024; left += 4096) {
    const directory = join(folder, 'state');
    rmSync(directory, { recursive: true, force: true });
    const store = new Store(directory);
    const stop = new AbortController();
    stop.abort();
    const box = outbox(store, 1, stop.signal);
    fill(left);
    injected++;
    const answers = Array.from({ length: 6 }, () => message(10_000)).map((each) => ({
      id: each.id,
      refusal: box.queue(each),
    }));
    for (const { refusal } of answers) if (refusal) assert.equal(refusal.code, 'store-failed');
    {
      using next = reopened(directory);
      for (const { id, refusal } of answers) assert.equal(next.has(id), refusal === undefined);
    }
    if (left === 0) assert.ok(answers.every(({ refusal }) => refusal));
    free();
    // With room again it goes on as if nothing had been.
    assert.equal(box.queue(message(10_000)), undefined);
    store.close();
  }
}

async function fullWhileSending(
  at: (line: string) => boolean,
  expected: readonly string[],
  taken: number,
): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const store = new Store(join(folder, `state-${round}`));
    const stop = new AbortController();
    let filled = false;
    const wire = await server((line) => {
      if (filled || !at(line)) return;
      filled = true;
      injected++;
      fill(0);
    });
    const box = outbox(store, wire.port, stop.signal);
    const sending = message(100);
    assert.equal(box.queue(sending), undefined);
    for (let waited = 0; waited < 300 && !filled; waited++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.notEqual(state(store, sending.id), 'sent');
    free();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(expected.includes(state(store, sending.id) ?? ''), `${state(store, sending.id)}`);
    assert.equal(wire.taken.length, taken);
    stop.abort();
    wire.listening.close();
    await box.idle();
    store.close();
  }
}

/** The store has room for what it writes, the message that sendmail(1) would read has not. */
async function fullAtTheHandover(): Promise<void> {
  const store = new Store(join(folder, 'state'));
  const stop = new AbortController();
  const command = join(folder, 'sendmail');
  writeFileSync(command, `#!/bin/sh\ntouch '${folder}/started'\n`, { mode: 0o755 });
  const box = outbox(store, 1, stop.signal, [{ by: 'sendmail', command }]);
  const sending = message(400_000);
  assert.equal(box.queue(sending), undefined);
  injected++;
  fill(300_000);
  for (let waited = 0; waited < 300 && state(store, sending.id) !== 'deferred'; waited++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const [outcome] = store.status(sending.id)?.outcomes ?? [];
  assert.deepEqual([outcome?.state, outcome?.reason], ['deferred', 'no-copy']);
  assert.match(outcome?.reply ?? '', /ENOSPC/);
  assert.deepEqual(
    [existsSync(join(folder, 'started')), existsSync(join(folder, 'handover'))],
    [false, false],
  );
  stop.abort();
  await box.idle();
  store.close();
}

/**
 * Each has a text of its own, by which the server's side is compared with the store's. The last eight are queued in one turn, in which
 * nothing but intake reaches the disk: a failure at every seventh fsync or oftener meets one of them, whichever it met before.
 */
async function whileSyncingFails(directory: string): Promise<void> {
  const opened = (): Store => {
    for (;;) {
      try {
        return new Store(directory);
      } catch (error) {
        assert.match(String(error), /I\/O|EIO/);
      }
    }
  };
  const store = opened();
  const stop = new AbortController();
  const wire = await server(() => {});
  const box = outbox(store, wire.port, stop.signal);
  const told = [];
  for (let round = 0; round < 40; round++) {
    const each = { ...message(100), octets: Buffer.from(`From: a@client.test\r\n\r\nround ${round}.\r\n`) };
    const refusal = box.queue(each);
    // Said in the field's own words, with what is wrong.
    if (refusal)
      assert.deepEqual([refusal.code, /disk I\/O error/.test(refusal.detail ?? '')], ['store-failed', true]);
    if (round < 32) await new Promise((resolve) => setTimeout(resolve, 15));
    told.push({ id: each.id, round, queued: refusal === undefined });
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const states = told.map((each) => ({
    ...each,
    state: state(store, each.id) ?? null,
    taken: wire.taken.filter((octets) => octets.includes(`round ${each.round}.`)).length,
  }));
  writeFileSync(1, JSON.stringify(states));
  // As a power cut would leave it: nothing is closed, nothing is written any more.
  process.exit(0);
}

switch (what) {
  case 'fsync fails':
    await whileSyncingFails(join(folder, 'state'));
    break;
  case 'full at the spool':
    await fullAtTheSpool();
    break;
  case 'full at "may be accepted"':
    // Nothing may leave that could not be written down: it is tried again later.
    await fullWhileSending((line) => line === 'DATA', ['deferred'], 0);
    break;
  case 'full at the answer':
    // Written as soon as there is room.
    await fullWhileSending((line) => line === 'message', ['sent'], 1);
    break;
  case 'full at the hand-over':
    await fullAtTheHandover();
    break;
  case 'read-only': {
    const directory = join(folder, 'state');
    mkdirSync(directory);
    new Store(directory).close();
    assert.equal(spawnSync('mount', ['-o', 'remount,ro', folder]).status, 0);
    injected++;
    assert.throws(() => {
      const store = new Store(directory);
      store.add(message(10));
    }, /readonly|read-only|unable to open|EROFS/i);
    break;
  }
  case 'too many files': {
    const directory = join(folder, 'state');
    const store = new Store(directory);
    const open: number[] = [];
    try {
      for (;;) open.push(openSync(filler, 'a'));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'EMFILE');
    }
    injected++;
    // A new store can't be opened; the one that is open says the truth.
    assert.throws(() => new Store(directory), /EMFILE|unable to open/);
    const stop = new AbortController();
    stop.abort();
    const queued = message(10);
    const refusal = outbox(store, 1, stop.signal).queue(queued);
    for (const handle of open) closeSync(handle);
    using next = reopened(directory);
    assert.equal(next.has(queued.id), refusal === undefined);
    break;
  }
  default:
    throw new Error(what);
}
writeFileSync(1, `${JSON.stringify({ injected, survived: injected })}\n`);
process.exit(0);
