/** `waypost outbox`, `identity`, `serve` and `send --queue`, as programs of their own on one store. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type MessageStatus, protocolVersion } from '../../../src/core/bridge/protocol.ts';
import { readWay } from '../../../src/host/cli/identity.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { draft, type Home, temporaryHome } from '../home.ts';
import { NativeClient, program } from '../native-client.ts';
import { waypost as inProcess } from '../run-cli.ts';
import { stored } from './box.ts';

vi.setConfig({ testTimeout: 60_000 });

const mail = 'From: a@client.test\nSubject: Hello\n\nx\n';

/** One run of the program; the home's runner outlives it. */
async function waypost(home: Home, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, WAYPOST_HOME: home.path, LANG: 'C', LC_ALL: 'C' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.on('error', () => {}).end(input);
  const [code] = await once(child, 'close');
  return { code: code as number, out, err };
}

const queue = (home: Home, to = 'user@[127.0.0.1]', ...more: string[]) =>
  waypost(
    home,
    ['send', '--queue', '--json', '--from', 'a@client.test', '--to', to, '--file', '-', ...more],
    mail,
  );

async function listed(home: Home): Promise<MessageStatus[]> {
  const { out } = await waypost(home, ['outbox', 'list', '--json']);
  return JSON.parse(out).messages;
}

/** Until nothing of it is queued or under way. */
async function settled(home: Home, count: number): Promise<MessageStatus[]> {
  for (let round = 0; round < 100; round++) {
    const messages = await listed(home);
    const open = messages
      .flatMap(({ outcomes }) => outcomes)
      .some(({ state }) => /queued|sending/.test(state));
    if (messages.length === count && !open) return messages;
    await pause(50);
  }
  throw new Error('never settled');
}

describe('waypost outbox', () => {
  test('queue, list, show, retry, cancel, export', async () => {
    let well = false;
    await using server = await fakeServer({
      on: (line) => (line.startsWith('RCPT') && !well ? '451 4.7.1 greylisted' : 'polite'),
    });
    using home = temporaryHome(server.port);
    const queued = await queue(home);
    expect(queued).toMatchObject({ code: 0, err: '' });
    const { message, messageId } = JSON.parse(queued.out);
    expect(statSync(join(home.places.state, 'outbox.sqlite')).mode & 0o777).toBe(0o600);
    const [status] = await settled(home, 1);
    expect(status).toMatchObject({ message, subject: 'Hello', messageId, outcomes: [{ state: 'deferred' }] });

    const show = await waypost(home, ['outbox', 'show', message.slice(0, 8)]);
    expect(show.out).toMatch(
      /DEFERRED[\s\S]*451 4\.7\.1 greylisted[\s\S]*Next attempt: 20\d\d-[\s\S]*-> RCPT TO:<user@/,
    );
    // Nothing starts the runner of this home after a restart.
    expect(show.out).toContain('waypost install --service');

    const cancelled = await waypost(home, ['outbox', 'cancel', message.slice(0, 8), '--json']);
    expect(JSON.parse(cancelled.out).outcomes).toMatchObject([{ state: 'cancelled' }]);
    well = true;
    expect((await waypost(home, ['outbox', 'retry', message, '--to', '<user@[127.0.0.1]>'])).code).toBe(0);
    expect((await settled(home, 1))[0]?.outcomes).toMatchObject([{ state: 'sent' }]);

    const exported = join(home.path, 'message.eml');
    await waypost(home, ['outbox', 'export', message, '--output', exported]);
    expect(readFileSync(exported, 'latin1')).toBe(server.messages[0]);
    const unknown = await waypost(home, ['outbox', 'export', crypto.randomUUID()]);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(/does not hold/) });
  });

  test('Fault list 8, two hosts at once: two fronts and the command line on one store: one runner, each message once', async () => {
    await using server = await fakeServer({ extensions: ['PIPELINING'] });
    using home = temporaryHome(server.port);
    const fronts = [new NativeClient(home.path), new NativeClient(home.path)];
    onTestFinished(() => {
      for (const front of fronts) front.kill();
    });
    const shared = draft();
    const own = fronts.map(() => draft());
    for (const [index, front] of fronts.entries()) {
      front.send(shared);
      front.send(own[index] ?? {});
    }
    const lines = await Promise.all([queue(home), queue(home), queue(home)]);
    expect(lines.map(({ code }) => code)).toEqual([0, 0, 0]);
    const messages = await settled(home, 6);
    expect(messages.flatMap(({ outcomes }) => outcomes.map(({ state }) => state))).toEqual(
      Array(6).fill('sent'),
    );
    expect(server.messages).toHaveLength(6);
    expect(server.commands.filter((command) => command.startsWith('MAIL'))).toHaveLength(6);
  });

  test('what is undecided stands first, and any message is known by the beginning of its id, however many came later', async () => {
    using home = temporaryHome();
    const store = new Store(home.places.state);
    const old = ['aaaa0000-0000-4000-8000-000000000000', 'aaaa1111-0000-4000-8000-000000000000'];
    const newer = Array.from({ length: 60 }, () => `bbbb${crypto.randomUUID().slice(4)}`);
    for (const id of [...old, ...newer]) {
      store.add(stored({ id, created: `2026-11-${old.includes(id) ? '01' : '24'}T12:00:00.000Z` }));
      const state = id === old[0] ? 'maybe-sent' : 'sent';
      store.settle(id, [{ path: 'user@[127.0.0.1]', state }], [], [], 1);
    }
    store.close();
    expect((await listed(home))[0]).toMatchObject({
      message: old[0],
      outcomes: [{ state: 'maybe-sent' }],
    });
    const show = (beginning: string) => waypost(home, ['outbox', 'show', beginning]);
    expect(await show('AAAA1')).toMatchObject({ code: 0, out: expect.stringContaining('aaaa1111') });
    expect(await show('aaaa')).toMatchObject({ code: 64, err: expect.stringMatching(/Several/) });
    expect(await show('cccc')).toMatchObject({ code: 64, err: expect.stringMatching(/no message/) });
  });

  test("what can't be stored is not called queued", async () => {
    using home = temporaryHome();
    // A file where the folder must be.
    const elsewhere = { ...home, path: join(home.path, 'config.json') };
    const { code, out, err } = await queue(elsewhere);
    expect({ code: code === 0, out }).toEqual({ code: false, out: '' });
    expect(err).not.toBe('');
  });
});

test('no page may queue a finished message: the front refuses what the command line may ask', async () => {
  using home = temporaryHome();
  const native = new NativeClient(home.path);
  onTestFinished(() => native.kill());
  const request = crypto.randomUUID();
  native.post({
    type: 'queue',
    request,
    version: protocolVersion,
    id: crypto.randomUUID(),
    created: '',
    subject: '',
    messageId: '<x@y>',
    sender: 'boss@bank.test',
    ehlo: 'x',
    thisHosts: [],
    paths: ['u@d.test'],
    octets: '',
  });
  expect(await native.until((each) => each.type === 'error')).toMatchObject({ code: 'bad-request' });
  expect(existsSync(join(home.places.state, 'outbox.sqlite'))).toBe(false);
});

test('waypost serve keeps the runner until it is stopped', async () => {
  await using server = await fakeServer();
  using home = temporaryHome(server.port);
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { ...process.env, WAYPOST_HOME: home.path, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for (let round = 0; round < 400 && !existsSync(join(home.places.state, 'runner.sock')); round++)
    await pause(20);
  expect((await queue(home)).code).toBe(0);
  await settled(home, 1);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
  expect(existsSync(join(home.places.state, 'runner.sock'))).toBe(false);
});

describe('waypost identity', () => {
  test('add, renew, list, remove', async () => {
    using home = temporaryHome();
    const env = { WAYPOST_HOME: home.path };
    const run = (...args: string[]) => inProcess(['identity', ...args], { env });
    await run(
      'add',
      'Anna <anna@example.org>',
      '--ehlo',
      'mail.example.org',
      '--way',
      'direct',
      '--way',
      'relay:relay.example.org:587',
    );
    await run('add', 'anna@EXAMPLE.org', '--sender', 'bounces@example.org');
    const { out } = await run('list', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { address: 'a@client.test' },
      {
        name: 'Anna',
        ehlo: 'mail.example.org',
        sender: 'bounces@example.org',
        ways: [{ by: 'direct' }, { by: 'relay', server: 'relay.example.org:587' }],
      },
    ]);
    expect(statSync(home.places.config).mode & 0o777).toBe(0o600);
    expect((await run('remove', 'anna@example.org')).out).not.toMatch(/anna/i);
    expect(await run('remove', 'anna@example.org')).toMatchObject({ code: 64, out: '' });
  });

  test.each([
    [['add', '@s1.test:a@b.test']],
    [['add', 'a b']],
    [['add', 'a@b.test', '--ehlo', 'not a name']],
    [['add', 'a@b.test', '--way', 'pigeon']],
    [['add', 'a@b.test', '--way', 'sendmail:relative']],
  ])('refused: %j', async (args) => {
    using home = temporaryHome();
    const before = readFileSync(home.places.config, 'utf8');
    expect(await inProcess(['identity', ...args], { env: { WAYPOST_HOME: home.path } })).toMatchObject({
      code: 64,
      out: '',
    });
    expect(readFileSync(home.places.config, 'utf8')).toBe(before);
  });

  test.each([
    ['direct', { by: 'direct' }],
    ['relay:[2001:db8::1]:587', { by: 'relay', server: '[2001:db8::1]:587' }],
    ['sendmail', { by: 'sendmail' }],
    ['sendmail:/opt/sendmail', { by: 'sendmail', command: '/opt/sendmail' }],
    ['lmtp:/run/lmtp', { by: 'lmtp', server: '/run/lmtp' }],
    ['lmtp', undefined],
    ['relay:a b', undefined],
    ['direct:x', undefined],
  ])('way %s', (text, way) => expect(readWay(text)).toEqual(way));
});

test('help of the parts speaks the language', () => {
  const { stdout } = spawnSync(process.execPath, [program, 'outbox', 'retry', '--help'], {
    env: { ...process.env, LC_ALL: 'ru_RU.UTF-8' },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/Использование: waypost outbox retry[\s\S]*отправить ещё раз с прежним Message-ID/);
});
