/**
 * kill -9 at each point of a message's way through the outbox: of the runner, and of the front that asked for it. Then a new runner, and
 * what stands in the store and on the wire. The server is in this process, so duplicates are seen from outside.
 */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MessageStatus, protocolVersion, type Response } from '../../../src/core/bridge/protocol.ts';
import { jsonLine, readLines } from '../../../src/host/outbox/lines.ts';
import { selfSigned } from '../certificate.ts';
import { fakeServer, type Peer, type Script } from '../fake-server.ts';
import { draft, type Home, temporaryHome } from '../home.ts';
import { NativeClient } from '../native-client.ts';
import { fillCache, kill, removeCache, startRunner } from './victim.ts';

type Victim = 'runner' | 'front';

/** Between the server of a test and the test. */
interface Hold {
  /** True once for each message: this is the one that is to be held. */
  take(): boolean;
  /** Says that the point is reached; resolves when the server may go on. */
  reached(): Promise<void>;
}

interface Point {
  readonly name: string;
  /** Where the runner itself stops; else the server says when. */
  readonly inStore?: string;
  readonly script?: (hold: Hold) => Script;
  readonly text?: string;
  /** The server breaks off, so that what may come of it comes of it whoever was killed. */
  readonly cut?: true;
  /** In which state both recipients may end when the runner was killed here. */
  readonly end: readonly MessageStatus['outcomes'][number]['state'][];
}

const sent = ['sent'] as const;
const maybe = ['maybe-sent'] as const;

/** The reply to a command is held; with the extensions that are offered. */
const held =
  (word: string, reply: string, extensions: readonly string[] = []) =>
  (hold: Hold): Script => ({
    extensions,
    on: (line) =>
      line.startsWith(word) && hold.take()
        ? (peer: Peer) => void hold.reached().then(() => peer.write(`${reply}\r\n`))
        : 'polite',
  });

/** The reply to the message is held. */
const heldAtEnd =
  (extensions: readonly string[] = []) =>
  (hold: Hold): Script => ({
    extensions,
    onMessage: () =>
      hold.take() ? (peer) => void hold.reached().then(() => peer.write('250 2.0.0 ok\r\n')) : 'polite',
  });

const tls = selfSigned('[127.0.0.1]');
const chunking = ['PIPELINING', 'CHUNKING'];

const points: readonly Point[] = [
  { name: 'click, before the spool commit', inStore: 'before add', end: sent },
  { name: 'after the spool commit', inStore: 'after add', end: sent },
  { name: 'before "attempt started" is committed', inStore: 'before sending', end: sent },
  { name: 'after "attempt started" is committed', inStore: 'after sending', end: sent },
  {
    name: 'connected, before the greeting',
    script: (hold) => ({
      get greeting() {
        const greeting = '220 fake.test ESMTP';
        if (!hold.take()) return greeting;
        return (peer: Peer) => void hold.reached().then(() => peer.write(`${greeting}\r\n`));
      },
    }),
    end: sent,
  },
  { name: 'EHLO', script: held('EHLO', '250 fake.test'), end: sent },
  {
    name: 'STARTTLS, before its reply',
    script: (hold) => ({ ...held('STARTTLS', '454 not now', ['STARTTLS'])(hold), tls }),
    end: sent,
  },
  {
    name: 'mid-handshake',
    script: (hold) => ({
      extensions: ['STARTTLS'],
      tls,
      on: (line) =>
        line === 'STARTTLS' && hold.take()
          ? (peer: Peer) => {
              peer.write('220 go ahead\r\n');
              void pause(30)
                .then(() => hold.reached())
                .then(() => peer.end());
            }
          : 'polite',
    }),
    end: sent,
  },
  { name: 'MAIL', script: held('MAIL', '250 ok'), end: sent },
  { name: 'first RCPT', script: held('RCPT TO:<a', '250 ok'), end: sent },
  { name: 'second RCPT', script: held('RCPT TO:<b', '250 ok'), end: sent },
  // The 354 itself would have to begin the message: refused for now instead, which is tried again.
  { name: 'DATA, before the 354', script: held('DATA', '451 not now'), end: sent },
  {
    name: 'mid-body',
    text: 'a long line of text, but not too long\n'.repeat(60_000),
    script: (hold) => {
      let held = false;
      return {
        onBody: (_octets, peer) => {
          if (!held && hold.take()) {
            held = true;
            void hold.reached().then(() => {
              held = false;
              peer.reset();
            });
          }
          return held;
        },
      };
    },
    // The kernel may have taken the last octet while the server read none of it.
    cut: true,
    end: [...sent, ...maybe],
  },
  { name: 'before "may be accepted" is committed', inStore: 'before release', end: sent },
  {
    name: 'after "may be accepted" is committed, before the last octet',
    inStore: 'after release',
    end: maybe,
  },
  { name: 'last octet written, before its reply', script: heldAtEnd(), end: maybe },
  { name: '250 received, not committed', inStore: 'before settle', end: maybe },
  { name: 'committed, the page not told', inStore: 'after settle', end: sent },
  // QUIT leaves before the commit that follows the 250 is through: both are right.
  { name: 'QUIT', script: held('QUIT', '221 bye'), end: ['sent', 'maybe-sent'] },
  { name: 'BDAT, all of it written, before any reply', script: held('MAIL', '250 ok', chunking), end: maybe },
  { name: 'BDAT, the message taken, before its reply', script: heldAtEnd(chunking), end: maybe },
];

/** Asks as the front does; the answers end with the connection. */
function ask(home: Home, request: object): Socket {
  const socket = connect(join(home.places.state, 'runner.sock'));
  socket.on('error', () => {});
  socket.write(jsonLine({ request: crypto.randomUUID(), version: protocolVersion, ...request }));
  return socket;
}

/** The message once nothing is under way for it and nothing is left to try. */
async function settledStatus(home: Home, id: string): Promise<MessageStatus> {
  for (let round = 0; round < 600; round++) {
    const status = await new Promise<MessageStatus | undefined>((resolve) => {
      const socket = ask(home, { type: 'list' });
      socket.on('close', () => resolve(undefined));
      readLines(socket, 1e6, (message) => {
        const response = message as Response;
        if (response.type === 'list') resolve(response.messages.find(({ message }) => message === id));
        socket.destroy();
      });
    });
    const open = ['queued', 'sending', 'deferred'];
    if (status && !status.outcomes.some(({ state }) => open.includes(state))) return status;
    await pause(20);
  }
  throw new Error('never settled');
}

/**
 * Kills `victim` at the point once for each round, each time with a new message; what a killed runner left is settled by the next one,
 * which is the next to be killed. Throws where something was lost, or sent twice in silence. Tells of each fault and its survival.
 */
async function killAt(
  point: Point,
  victim: Victim,
  rounds: number,
  tell: (what: 'injected' | 'survived') => void,
): Promise<void> {
  let isArmed = false;
  let happened = Promise.withResolvers<void>();
  let over = Promise.withResolvers<void>();
  const hold: Hold = {
    take: () => {
      const taken = isArmed;
      isArmed = false;
      return taken;
    },
    reached: () => {
      happened.resolve();
      return over.promise;
    },
  };
  await using server = await fakeServer(point.script?.(hold) ?? {});
  using home = temporaryHome(server.port);
  const children: ChildProcess[] = [];
  try {
    let runner = await startRunner(home, point.inStore);
    children.push(runner.child);
    for (let round = 0; round < rounds; round++) {
      const message = draft({ recipients, ...(point.text && { text: point.text }) });
      happened = Promise.withResolvers();
      over = Promise.withResolvers();
      server.messages.length = 0;
      if (point.inStore) writeFileSync(join(home.path, 'armed'), '');
      else isArmed = true;

      const front = victim === 'front' ? new NativeClient(home.path) : undefined;
      if (front) children.push(front.child);
      front?.send(message);
      const asking = front ? undefined : ask(home, { type: 'send', draft: message });
      await Promise.race([runner.reached(), happened.promise]);
      tell('injected');
      await kill(front?.child ?? runner.child);
      if (front && point.inStore) runner.goOn();
      over.resolve();
      if (!front) {
        asking?.destroy();
        runner = await startRunner(home, point.inStore);
        children.push(runner.child);
        // As the front does with what was not answered yet: a message that is there already is the same message.
        ask(home, { type: 'send', draft: message });
      }
      judge(point, victim, await settledStatus(home, message.id), server.messages.length);
      tell('survived');
    }
  } finally {
    for (const child of children) await kill(child);
  }
}

const recipients = [
  { field: 'to', path: 'a@[127.0.0.1]' },
  { field: 'cc', path: 'b@[127.0.0.1]' },
];

function judge(point: Point, victim: Victim, { outcomes }: MessageStatus, taken: number): void {
  const states = outcomes.map(({ state }) => state);
  const allowed: readonly string[] = victim === 'runner' || point.cut ? point.end : sent;
  expect(outcomes.map(({ path }) => path)).toEqual(recipients.map(({ path }) => path));
  for (const state of states) expect(allowed, `${point.name}: ${states}`).toContain(state);
  // Exactly once where it is called sent; not twice where it may be.
  if (states.every((state) => state === 'sent')) expect(taken, `${point.name}: messages taken`).toBe(1);
  else expect(taken).toBeLessThanOrEqual(1);
}

/** The tests of a file: every point, each victim, `rounds` times; and the count of both, printed. */
export function killTests(rounds: number, timeout: number): void {
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
    `Fault list 1, kill -9: $victim killed: $name (${rounds} times)`,
    ({ point, victim }) => killAt(point, victim, rounds, (what) => faults[what]++),
    timeout,
  );
}
