/** The ways of a sender: what goes on to the next, what stays, and what each of them puts where. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Outcome } from '../../../src/core/bridge/protocol.ts';
import type { Way } from '../../../src/host/config.ts';
import { needsOtherWay } from '../../../src/host/outbox/ways.ts';
import { selfSigned } from '../certificate.ts';
import { fakeServer, type Script } from '../fake-server.ts';
import { type Home, temporaryHome } from '../home.ts';
import { Box, stored } from './box.ts';

function withWays(home: Home, ways: readonly Way[], port?: number): void {
  const config = {
    identities: [{ address: 'a@client.test', ehlo: 'client.test', ways }],
    ports: port === undefined ? {} : { '[127.0.0.1]': port },
    networks: ['127.0.0.0/8'],
  };
  writeFileSync(home.places.config, JSON.stringify(config));
}

/** A sendmail(1) that notes what it was given, says `says`, and ends with `code`. */
function program(home: Home, code: number, says = ''): string {
  const path = join(home.path, 'sendmail');
  writeFileSync(
    path,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${home.path}/arguments'\ncat > '${home.path}/input'\n${says && `echo '${says}' >&2\n`}exit ${code}\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

async function outcomesOf(home: Home, change: Parameters<typeof stored>[0] = {}): Promise<Outcome[]> {
  await using box = new Box(home);
  const message = stored(change);
  box.outbox.queue(message);
  await box.settled();
  return box.store.status(message.id)?.outcomes ?? [];
}

test.each<[string, Omit<Outcome, 'path'>, boolean]>([
  ['no connection', { state: 'deferred', reason: 'no-connection', step: 'connect' }, true],
  ['port 25 is closed to us', { state: 'deferred', reason: 'port-blocked', step: 'connect' }, true],
  ['the DNS does not answer', { state: 'deferred', reason: 'dns-failed', step: 'DNS' }, true],
  ['the DNS knows no such name', { state: 'failed', reason: 'no-such-domain', step: 'DNS' }, false],
  ['our EHLO name is refused', { state: 'failed', reason: 'ehlo-name', step: 'EHLO', reply: '550 x' }, true],
  ['we are on a blocklist', { state: 'failed', reason: 'blocklisted', step: 'RCPT', reply: '554 x' }, true],
  ['we have no PTR', { state: 'deferred', reason: 'no-ptr', step: 'MAIL', reply: '450 x' }, true],
  ['greylisting', { state: 'deferred', reason: 'greylisted', step: 'RCPT', reply: '451 x' }, false],
  ['an unknown user', { state: 'failed', reason: 'no-such-user', step: 'RCPT', reply: '550 x' }, false],
  ['lost on the way', { state: 'deferred', reason: 'connection-lost', step: 'DATA' }, false],
  ['maybe sent', { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' }, false],
  ['sent', { state: 'sent', step: 'end of data' }, false],
])('%s: another way? %s', (_, outcome, other) => {
  expect(needsOtherWay({ path: 'u@d.test', ...outcome })).toBe(other);
});

test('a blind copy is stored as one, and has a transaction of its own', async () => {
  await using server = await fakeServer();
  using home = temporaryHome();
  withWays(home, [{ by: 'direct' }], server.port);
  const paths = ['a@[127.0.0.1]', 'b@[127.0.0.1]', 'c@[127.0.0.1]'];
  const outcomes = await outcomesOf(home, { paths, apart: ['b@[127.0.0.1]'] });
  expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  const names = server.commands
    .map((line) => /^(MAIL|DATA)|<(\w)@/.exec(line))
    .flatMap((match) => match?.[2] ?? match?.[1] ?? []);
  expect(names).toEqual(['MAIL', 'a', 'c', 'DATA', 'MAIL', 'b', 'DATA']);
});

describe('direct, then a relay', () => {
  test('the relay gets what direct could not reach, its queue owns it', async () => {
    await using relay = await fakeServer();
    using home = temporaryHome();
    // Nothing listens on port 1.
    withWays(home, [{ by: 'direct' }, { by: 'relay', server: `127.0.0.1:${relay.port}` }], 1);
    const [outcome] = await outcomesOf(home);
    expect(outcome).toMatchObject({ state: 'handed-over', way: 'relay', server: `127.0.0.1:${relay.port}` });
    expect(relay.messages).toHaveLength(1);
  });

  test('a relay that wants a login gets it from a proven server on, and from nobody else', async () => {
    const tls = selfSigned('localhost');
    const script: Script = {
      tls,
      extensions: ['STARTTLS', 'AUTH PLAIN'],
      on: (line) => (line.startsWith('AUTH') ? '235 2.7.0 welcome' : 'polite'),
    };
    await using relay = await fakeServer(script);
    using home = temporaryHome();
    const login = { user: 'jo', passwordCommand: 'echo geheim' };
    withWays(home, [{ by: 'relay', server: `localhost:${relay.port}`, login }]);
    const [stranger] = await outcomesOf(home);
    expect(stranger).toMatchObject({ state: 'deferred', reason: 'tls-unverified' });
    expect(relay.commands.join()).not.toMatch(/AUTH|MAIL/);

    const believed = getCACertificates('default');
    onTestFinished(() => setDefaultCACertificates(believed));
    setDefaultCACertificates([...believed, tls.cert]);
    const [known] = await outcomesOf(home, { id: crypto.randomUUID() });
    expect(known).toMatchObject({ state: 'handed-over', way: 'relay' });
    expect(relay.commands).toContain(`AUTH PLAIN ${Buffer.from('\0jo\0geheim').toString('base64')}`);
  });

  test('what the recipient refuses is not carried to the relay', async () => {
    await using relay = await fakeServer();
    await using server = await fakeServer({
      on: (line) => (line.startsWith('RCPT') ? '550 5.1.1 no' : 'polite'),
    });
    using home = temporaryHome();
    withWays(home, [{ by: 'direct' }, { by: 'relay', server: `127.0.0.1:${relay.port}` }], server.port);
    expect(await outcomesOf(home)).toMatchObject([{ state: 'failed', way: 'direct', reply: '550 5.1.1 no' }]);
    expect(relay.commands).toEqual([]);
  });

  test('what may have been sent is not carried to the relay', async () => {
    await using relay = await fakeServer();
    await using server = await fakeServer({ onMessage: () => (peer) => peer.reset() });
    using home = temporaryHome();
    withWays(home, [{ by: 'direct' }, { by: 'relay', server: `127.0.0.1:${relay.port}` }], server.port);
    expect(await outcomesOf(home)).toMatchObject([{ state: 'maybe-sent', way: 'direct' }]);
    expect(relay.commands).toEqual([]);
  });

  test('neither: deferred by the last, tried again from the first', async () => {
    using home = temporaryHome();
    withWays(home, [{ by: 'direct' }, { by: 'relay', server: '127.0.0.1:1' }], 1);
    expect(await outcomesOf(home)).toMatchObject([{ state: 'deferred', way: 'relay', step: 'connect' }]);
  });
});

describe('sendmail(1)', () => {
  test('gets sender, recipients and the message with the line ends of the system', async () => {
    using home = temporaryHome();
    withWays(home, [{ by: 'sendmail', command: program(home, 0) }]);
    const route = '@s1.test,@s2.test:user@dest.test';
    const outcomes = await outcomesOf(home, { paths: ['b@dest.test', route] });
    expect(outcomes).toMatchObject([
      { state: 'handed-over', way: 'sendmail', step: 'handover' },
      { state: 'handed-over', way: 'sendmail' },
    ]);
    expect(readFileSync(join(home.path, 'arguments'), 'utf8').split('\n')).toEqual([
      '-i',
      '-f',
      'a@client.test',
      '--',
      'b@dest.test',
      `<${route}>`,
      '',
    ]);
    expect(readFileSync(join(home.path, 'input'), 'utf8')).toBe(
      'From: a@client.test\nMessage-ID: <m@client.test>\n\nx\n',
    );
  });

  test.each<[number, string, object]>([
    [
      75,
      'queue file write error',
      { state: 'deferred', reason: 'try-later', reply: 'queue file write error' },
    ],
    [71, 'cannot fork', { state: 'deferred', reason: 'try-later', reply: 'cannot fork' }],
    [73, 'no queue file', { state: 'deferred', reason: 'try-later' }],
    // What msmtp ends with when the connection broke after the last octet, or the answer was none.
    [74, 'network read error', { state: 'maybe-sent', reply: 'network read error' }],
    [76, 'the server sent nonsense', { state: 'maybe-sent' }],
    // As a shell says that a signal ended what it ran, and ssh that its connection broke.
    [137, '', { state: 'maybe-sent', reason: 'no-answer-after-data' }],
    [255, '', { state: 'maybe-sent' }],
    [67, 'user unknown', { state: 'failed', reason: 'handover-failed', reply: 'user unknown' }],
    [78, '', { state: 'failed', reason: 'handover-failed', reply: 'exit 78' }],
  ])('ends with %d: %s', async (code, says, outcome) => {
    using home = temporaryHome();
    withWays(home, [{ by: 'sendmail', command: program(home, code, says) }]);
    expect(await outcomesOf(home)).toMatchObject([outcome]);
  });

  test('killed with the message in its hands: maybe sent', async () => {
    using home = temporaryHome();
    const path = program(home, 0);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('exit 0', () => 'kill -9 $$'),
    );
    withWays(home, [{ by: 'sendmail', command: path }]);
    expect(await outcomesOf(home)).toMatchObject([{ state: 'maybe-sent' }]);
  });

  test('is not there: deferred, and the next way is taken where there is one', async () => {
    using home = temporaryHome();
    withWays(home, [{ by: 'sendmail', command: '/nowhere/sendmail' }]);
    expect(await outcomesOf(home)).toMatchObject([
      { state: 'deferred', reason: 'no-program', reply: 'ENOENT' },
    ]);
    await using relay = await fakeServer();
    using other = temporaryHome();
    withWays(other, [
      { by: 'sendmail', command: '/nowhere/sendmail' },
      { by: 'relay', server: `127.0.0.1:${relay.port}` },
    ]);
    expect(await outcomesOf(other)).toMatchObject([{ state: 'handed-over', way: 'relay' }]);
  });
});

/** An LMTP server on a socket: takes everyone but `busy@`. */
async function lmtpServer(home: Home) {
  const path = join(home.path, 'lmtp');
  const lines: string[] = [];
  const server = createServer((socket: Socket) => {
    let data = false;
    let rest = '';
    socket.on('error', () => {}).write('220 store.test LMTP\r\n');
    socket.on('data', (octets) => {
      rest += octets;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        lines.push(line);
        if (data && line !== '.') continue;
        if (data) socket.write('250 2.1.5 delivered\r\n');
        else if (line.startsWith('LHLO')) socket.write('250-store.test\r\n250 PIPELINING\r\n');
        else if (line === 'DATA') socket.write('354 go\r\n');
        else if (line.includes('busy@')) socket.write('452 4.2.2 full\r\n');
        else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
        data = line === 'DATA' && !data;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return { path, lines };
}

test('LMTP: each recipient has its own answer', async () => {
  using home = temporaryHome();
  const { path, lines } = await lmtpServer(home);
  withWays(home, [{ by: 'lmtp', server: path }]);
  const outcomes = await outcomesOf(home, { paths: ['a@d.test', 'busy@d.test', 'c@d.test'] });
  expect(outcomes).toMatchObject([
    { state: 'handed-over', way: 'lmtp', reply: '250 2.1.5 delivered' },
    { state: 'deferred', step: 'RCPT', reply: '452 4.2.2 full' },
    { state: 'handed-over', way: 'lmtp' },
  ]);
  expect(lines.filter((line) => /^(LHLO|EHLO)/.test(line))[0]).toBe('LHLO client.test');
  expect(existsSync(path)).toBe(true);
});
