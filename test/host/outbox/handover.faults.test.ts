/** sendmail(1) with the message in its hands: whatever happens to us or to it, it never takes the beginning of a message for the whole. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { protocolVersion } from '../../../src/core/bridge/protocol.ts';
import { emptyConfig } from '../../../src/host/config.ts';
import type { DeliverOptions } from '../../../src/host/delivery/deliver.ts';
import { jsonLine } from '../../../src/host/outbox/lines.ts';
import { handToSendmail } from '../../../src/host/outbox/sendmail.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { draft, type Home, temporaryHome } from '../home.ts';
import { kill, removeCache, startRunner } from './victim.ts';

afterAll(removeCache);

/** More than any pipe holds. */
const text = `${'a line of the message\n'.repeat(40_000)}THE END\n`;

/** A sendmail(1) in the shell; `$home` is the test's own folder. */
function program(home: Home, script: string): string {
  const path = join(home.path, 'sendmail');
  writeFileSync(path, `#!/bin/sh\nhome='${home.path}'\n${script}\n`, { mode: 0o755 });
  return path;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 1000 && !holds(); waited++) await pause(20);
  expect(holds()).toBe(true);
}

const deliver = 'cat > $home/delivered.part; mv $home/delivered.part $home/delivered';

describe('Fault list 1, kill -9: sendmail(1) has the message', () => {
  test.each([
    ['it has not begun to read', `touch $home/started; sleep 1; ${deliver}`],
    ['it has read a part', `head -c 100000 > $home/part; touch $home/started; sleep 1; ${deliver}`],
    [
      'another program reads it through a pipe',
      `(head -c 100000; touch $home/started; sleep 1; cat) | (${deliver})`,
    ],
  ])('%s: it delivers all of it', async (_, script) => {
    using home = temporaryHome(1);
    const command = program(home, script);
    const identities = [
      { address: 'a@client.test', ehlo: 'client.test', ways: [{ by: 'sendmail', command }] },
    ];
    writeFileSync(home.places.config, JSON.stringify({ identities }));
    const { child } = await startRunner(home);
    onTestFinished(() => kill(child));
    const message = draft({ text });
    const request = { type: 'send', request: crypto.randomUUID(), version: protocolVersion, draft: message };
    const socket = connect(join(home.places.state, 'runner.sock'));
    socket.on('error', () => {}).write(jsonLine(request));
    await until(() => existsSync(join(home.path, 'started')));
    await kill(child);
    await until(() => existsSync(join(home.path, 'delivered')));
    expect(readFileSync(join(home.path, 'delivered'), 'utf8')).toContain('THE END');
    // Nothing of it lies about, and nobody says that it was not sent.
    expect(
      readdirSync(home.places.state).filter((name) => !/^(outbox|lease|runner|host)/.test(name)),
    ).toEqual([]);
    const store = new Store(home.places.state);
    store.recover();
    expect(store.status(message.id)?.outcomes).toMatchObject([{ state: 'maybe-sent' }]);
    store.close();
  });
});

/** One hand-over, with what of the options is otherwise. */
async function hand(home: Home, command: string, change: Partial<DeliverOptions> = {}) {
  const outcomes: object[] = [];
  await handToSendmail(
    command,
    {
      from: 'a@client.test',
      ehlo: 'client.test',
      paths: ['u@dest.test'],
      octets: Buffer.from('x\r\n'),
      thisHosts: [],
    },
    {
      config: emptyConfig,
      timeouts: standardTimeouts,
      language: 'en',
      signal: new AbortController().signal,
      folder: home.path,
      onLine: () => {},
      onStart: (paths) => paths,
      onRelease: () => true,
      onOutcomes: (some) => outcomes.push(...some),
      ...change,
    },
  );
  return outcomes;
}

const timeouts = { ...standardTimeouts, end: 500 };
const alive = (home: Home): boolean => {
  try {
    return process.kill(Number(readFileSync(join(home.path, 'pid'), 'utf8')), 0);
  } catch {
    return false;
  }
};

describe('sendmail(1) that hangs', () => {
  test.each([
    ['itself', 'echo $$ > $home/pid; exec sleep 600'],
    ['in a program that it started', 'sleep 600 & echo $! > $home/pid; wait'],
    ['deaf to SIGTERM', "trap '' TERM; echo $$ > $home/pid; while :; do sleep 1; done"],
  ])('%s: maybe sent when its time is over, and it is ended with all that it started', async (_, script) => {
    using home = temporaryHome();
    expect(await hand(home, program(home, script), { timeouts })).toMatchObject([
      { state: 'maybe-sent', reason: 'no-answer-after-data' },
    ]);
    await until(() => !alive(home));
  });

  test('its answer counts though what it left in the background holds its pipes', async () => {
    using home = temporaryHome();
    const command = program(home, 'cat > /dev/null; sleep 600 & echo $! > $home/pid; echo "queued as 1"');
    expect(await hand(home, command)).toMatchObject([{ state: 'sent', reply: 'queued as 1' }]);
    expect(alive(home)).toBe(true);
    process.kill(Number(readFileSync(join(home.path, 'pid'), 'utf8')));
  });
});

describe('stopped', () => {
  test('a moment is left to whoever has the message', async () => {
    using home = temporaryHome();
    const stop = new AbortController();
    const command = program(home, `touch $home/started; sleep 0.5; ${deliver}`);
    const handed = hand(home, command, { signal: stop.signal });
    await until(() => existsSync(join(home.path, 'started')));
    stop.abort();
    expect(await handed).toMatchObject([{ state: 'sent' }]);
  });

  test('and no longer: maybe sent, and ended', async () => {
    using home = temporaryHome();
    const stop = new AbortController();
    const command = program(home, 'echo $$ > $home/pid; exec sleep 600');
    const handed = hand(home, command, { signal: stop.signal });
    await until(() => alive(home));
    stop.abort();
    expect(await handed).toMatchObject([{ state: 'maybe-sent' }]);
    await until(() => !alive(home));
  });

  test.each(['refused', 'stopped meanwhile'])('its release is %s: no program is started', async (how) => {
    using home = temporaryHome();
    const stop = new AbortController();
    const onRelease = () => {
      if (how === 'stopped meanwhile') stop.abort();
      return how !== 'refused';
    };
    const command = program(home, 'touch $home/started');
    expect(await hand(home, command, { signal: stop.signal, onRelease })).toMatchObject([
      { state: 'deferred', reason: 'stopped' },
    ]);
    await pause(200);
    expect(existsSync(join(home.path, 'started'))).toBe(false);
  });
});

test('"may be accepted from now" is written before the program can read anything', async () => {
  using home = temporaryHome();
  const command = program(home, 'touch $home/started; cat > /dev/null');
  const onRelease = async () => {
    await pause(300);
    expect(existsSync(join(home.path, 'started'))).toBe(false);
    return true;
  };
  expect(await hand(home, command, { onRelease })).toMatchObject([{ state: 'sent' }]);
});

test('what the program reads is the file of nobody else, and has no name', async () => {
  using home = temporaryHome();
  const command = program(home, 'stat -L -c "%a %h" /dev/stdin; ls -A $home; cat > /dev/null');
  const [outcome] = await hand(home, command);
  expect(outcome).toMatchObject({ state: 'sent', reply: expect.stringMatching(/^600 0\n/) });
  expect((outcome as { reply: string }).reply).not.toContain('handover');
});

test.each([
  ['reads none of it', 'exit 0'],
  ['is given nothing in its place', 'exec < /dev/null; cat > $home/delivered'],
  ['leaves a rest', 'head -c 1 > $home/delivered'],
])('a program that %s and says that all is well: maybe sent', async (_, script) => {
  using home = temporaryHome();
  expect(await hand(home, program(home, script))).toMatchObject([
    { state: 'maybe-sent', reason: 'not-read' },
  ]);
});

test('no file, nothing handed over', async () => {
  using home = temporaryHome();
  const released: string[] = [];
  const onRelease = (paths: readonly string[]) => released.push(...paths) > 0;
  const command = program(home, 'touch $home/started');
  const elsewhere = { ...home, path: join(home.path, 'nowhere') };
  expect(await hand(elsewhere, command, { onRelease })).toMatchObject([
    { state: 'deferred', reason: 'no-copy', reply: expect.stringContaining('ENOENT') },
  ]);
  expect([released, existsSync(join(home.path, 'started'))]).toEqual([[], false]);
});
