/** The runner as real processes: what is killed, closed or started twice, and what stands on the wire and in the store afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MessageStatus, Response } from '../../../src/core/bridge/protocol.ts';
import { fakeServer, type Peer, type Script } from '../fake-server.ts';
import { draft, temporaryHome } from '../home.ts';
import { NativeClient, program } from '../native-client.ts';

vi.setConfig({ testTimeout: 40_000 });

const done = (request: string) => (response: Response) =>
  response.request === request && response.type === 'done';
const spoke = (text: string) => (response: Response) =>
  response.type === 'transcript' && response.lines.some((line) => line.text === text);

function client(home: string): NativeClient {
  const native = new NativeClient(home);
  onTestFinished(() => native.kill());
  return native;
}

/** A runner that is this test's own child, so that it can be killed by its id. */
async function runner(home: string) {
  const child = spawn(process.execPath, [program, 'runner'], {
    env: { ...process.env, WAYPOST_HOME: home },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const socket = join(home, 'state', 'runner.sock');
  for (let round = 0; round < 400 && !existsSync(socket) && child.exitCode === null; round++) await pause(20);
  return child;
}

async function stateOf(home: string, id: string): Promise<MessageStatus> {
  const native = client(home);
  const request = crypto.randomUUID();
  native.post({ type: 'watch', request, version: 3, message: id });
  await native.until(done(request), 20_000);
  const last = native.responses.findLast((response) => response.type === 'status');
  native.child.stdin?.end();
  if (last?.type !== 'status') throw new Error('no status');
  return last.status;
}

/** A server that holds its answer to the message until it is told. */
function holding(): { script: Script; answer: () => void; held: Promise<void> } {
  const reached = Promise.withResolvers<void>();
  let waiting: Peer | undefined;
  return {
    script: {
      onMessage: () => (peer) => {
        waiting = peer;
        reached.resolve();
      },
    },
    answer: () => waiting?.write('250 2.0.0 ok at last\r\n'),
    held: reached.promise,
  };
}

const mails = (commands: readonly string[]) =>
  commands.filter((command) => command.startsWith('MAIL')).length;

describe('Fault list 14, the port is closed mid-send: an attempt outlives whoever asked for it', () => {
  test('sent, with its transcript live and its states in order', async () => {
    await using server = await fakeServer({ extensions: ['PIPELINING'] });
    using home = temporaryHome(server.port);
    const native = client(home.path);
    const request = native.send(draft());
    await native.until(done(request));
    const states = native.responses.flatMap((response) =>
      response.type === 'status' ? [response.status.outcomes[0]?.state] : [],
    );
    expect([...new Set(states)]).toEqual(['queued', 'sending', 'sent']);
    expect(native.responses.some(spoke('RCPT TO:<user@[127.0.0.1]>'))).toBe(true);
    const store = join(home.places.state, 'outbox.sqlite');
    expect(statSync(store).mode & 0o777).toBe(0o600);
    expect(statSync(home.places.state).mode & 0o777).toBe(0o700);
  });

  test.each(['killed', 'closed'])(
    'the front is %s between the dot and its reply: delivered once, sent',
    async (how) => {
      const { script, answer, held } = holding();
      await using server = await fakeServer(script);
      using home = temporaryHome(server.port);
      const native = client(home.path);
      const message = draft();
      native.send(message);
      await held;
      if (how === 'killed') native.kill();
      else native.child.stdin?.end();
      await once(native.child, 'exit');
      await pause(200);
      answer();
      const status = await stateOf(home.path, message.id);
      expect(status.outcomes).toMatchObject([{ state: 'sent', reply: '250 2.0.0 ok at last' }]);
      expect(mails(server.commands)).toBe(1);
    },
  );

  test('the port is closed right after the click: the message is sent all the same', async () => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port);
    const native = client(home.path);
    const message = draft();
    native.send(message);
    native.child.stdin?.end();
    await once(native.child, 'exit');
    expect((await stateOf(home.path, message.id)).outcomes).toMatchObject([{ state: 'sent' }]);
    expect(mails(server.commands)).toBe(1);
  });

  test('nobody reads what the front says any more (EPIPE): the message is sent all the same', async () => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port);
    const native = client(home.path);
    const message = draft();
    native.send(message);
    native.child.stdout?.destroy();
    for (let round = 0; round < 500 && server.messages.length === 0; round++) await pause(20);
    native.child.stdin?.end();
    await once(native.child, 'exit');
    expect((await stateOf(home.path, message.id)).outcomes).toMatchObject([{ state: 'sent' }]);
    expect(mails(server.commands)).toBe(1);
  });

  test('the runner is killed after the last octet: maybe sent, and not tried again', async () => {
    const { script, held } = holding();
    await using server = await fakeServer(script);
    using home = temporaryHome(server.port);
    const child = await runner(home.path);
    const native = client(home.path);
    const message = draft();
    const request = native.send(message);
    await held;
    child.kill('SIGKILL');
    // The front asks the next runner by itself, which must not send it again.
    await native.until(done(request), 20_000);
    const status = await stateOf(home.path, message.id);
    expect(status.outcomes).toMatchObject([
      { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' },
    ]);
    expect(mails(server.commands)).toBe(1);
  });

  test('the runner is killed before the last octet: deferred, and not tried again', async () => {
    const reached = Promise.withResolvers<void>();
    await using server = await fakeServer({
      on: (line) => {
        if (!line.startsWith('RCPT')) return 'polite';
        reached.resolve();
        return undefined;
      },
    });
    using home = temporaryHome(server.port);
    const child = await runner(home.path);
    const native = client(home.path);
    const message = draft();
    const request = native.send(message);
    await reached.promise;
    child.kill('SIGKILL');
    await native.until(done(request), 20_000);
    const status = await stateOf(home.path, message.id);
    expect(status.outcomes).toMatchObject([{ state: 'deferred', reason: 'interrupted' }]);
    expect(mails(server.commands)).toBe(1);
  });
});

describe('Fault list 8, two hosts at once: one of each', () => {
  test('two runners are started: one stays', async () => {
    using home = temporaryHome();
    const [first, second] = await Promise.all([runner(home.path), runner(home.path)]);
    await Promise.race([once(first, 'exit'), once(second, 'exit')]);
    await pause(300);
    expect([first.exitCode, second.exitCode].filter((code) => code === null)).toHaveLength(1);
  });

  test('the runner was killed, and its process id belongs to somebody else: the next one has the store at once', async () => {
    using home = temporaryHome();
    const first = await runner(home.path);
    first.kill('SIGKILL');
    await once(first, 'exit');
    // What a lease could say of a process is nothing: the kernel's lock went with it.
    const second = await runner(home.path);
    for (let round = 0; round < 50; round++) {
      expect(second.exitCode).toBeNull();
      await pause(10);
    }
  });

  test('the same draft again is the same message', async () => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port);
    const message = draft();
    const fronts = [client(home.path), client(home.path)];
    const requests = fronts.flatMap((native) =>
      [native.send(message), native.send(message)].map((request) => ({ native, request })),
    );
    await Promise.all(requests.map(({ native, request }) => native.until(done(request), 20_000)));
    const [again] = [client(home.path)];
    await again?.until(done(again.send(message)));
    expect(mails(server.commands)).toBe(1);
    expect(server.messages).toHaveLength(1);
  });
});

describe('refusals come back with their request', () => {
  test.each<[string, object, string, RegExp]>([
    ['an identity of the page', { identity: 'boss@bank.test' }, 'no-identity', /boss@bank\.test/],
    [
      'a path that is none',
      { recipients: [{ field: 'to', path: 'no at sign' }] },
      'bad-recipient',
      /no at sign/,
    ],
    [
      'a path with something behind it',
      { recipients: [{ field: 'to', path: 'a@b.test> NOTIFY=NEVER' }] },
      'bad-recipient',
      /NOTIFY/,
    ],
  ])('%s', async (_, change, code, detail) => {
    using home = temporaryHome();
    const native = client(home.path);
    const request = native.send(draft(change));
    const response = await native.until((each) => each.request === request);
    expect(response).toMatchObject({ type: 'error', code, detail: expect.stringMatching(detail) });
  });

  test('an unknown message, a list, a frame that is no request', async () => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port);
    const native = client(home.path);
    await native.until(done(native.send(draft({ subject: 'first' }))));
    await native.until(done(native.send(draft({ subject: 'second' }))));
    const [watch, list] = [crypto.randomUUID(), crypto.randomUUID()];
    native.post({ type: 'watch', request: watch, version: 3, message: crypto.randomUUID() });
    native.post({ type: 'list', request: list, version: 3 });
    native.post({ hello: 'world' });
    native.post({ type: 'list', request: list, version: 99 });
    expect(await native.until((each) => each.request === watch)).toMatchObject({ code: 'unknown-message' });
    const listed = await native.until((each) => each.type === 'list');
    expect(listed.type === 'list' && listed.messages.map(({ subject }) => subject)).toEqual([
      'second',
      'first',
    ]);
    expect(await native.until((each) => each.type === 'error' && each.code === 'bad-request')).toBeTruthy();
    expect(
      await native.until((each) => each.type === 'error' && each.code === 'other-version'),
    ).toMatchObject({ detail: '99' });
  });

  test('somebody else than the extension is turned away', async () => {
    using home = temporaryHome();
    const native = new NativeClient(home.path, [
      process.execPath,
      program,
      'native',
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop/',
    ]);
    expect((await once(native.child, 'exit'))[0]).toBe(1);
    expect(native.responses).toEqual([]);
  });
});
