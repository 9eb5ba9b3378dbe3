/** `waypost send --queue` while the runner is killed: queued once, and said so. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { program } from '../native-client.ts';
import { kill, removeCache, startRunner } from './victim.ts';

afterAll(removeCache);

test.each(['before add', 'after add'])(
  'Fault list 1, kill -9: the runner killed %s: the same message is asked for again, and goes once',
  async (point) => {
    await using server = await fakeServer();
    using home = temporaryHome(server.port);
    const env = { ...process.env, WAYPOST_HOME: home.path, LC_ALL: 'C' };
    const runner = await startRunner(home, point);
    onTestFinished(() => kill(runner.child));
    writeFileSync(join(home.path, 'armed'), '');
    const args = [
      'send',
      '--queue',
      '--json',
      '--from',
      'a@client.test',
      '--to',
      'u@[127.0.0.1]',
      '--file',
      '-',
    ];
    const child = spawn(process.execPath, [program, ...args], { env });
    const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    child.stdin.end('From: a@client.test\n\nx\n');
    await runner.reached();
    await kill(runner.child);
    const [out, err, [code]] = await said;
    expect({ code, err }).toEqual({ code: 0, err: '' });

    const list = spawn(process.execPath, [program, 'outbox', 'list', '--json'], { env });
    const { messages } = JSON.parse(await text(list.stdout));
    expect(messages.map(({ message }: { message: string }) => message)).toEqual([JSON.parse(out).message]);
    await expect.poll(() => server.messages.length).toBe(1);
  },
  60_000,
);
