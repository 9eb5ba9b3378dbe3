import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Connection } from '../../../src/host/smtp/connection.ts';
import { dial } from '../../../src/host/smtp/dial.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { silent } from '../../../src/host/smtp/transcript.ts';
import { fakeServer } from '../fake-server.ts';

test('what a server says before anybody listens is kept for whoever does', async () => {
  await using server = await fakeServer();
  const signal = AbortSignal.timeout(10_000);
  const dialled = await dial({ name: 'fake.test', address: '127.0.0.1', port: server.port }, 5000, signal);
  if (!dialled.ok) throw new Error(dialled.detail);
  // The greeting is there by then.
  await pause(50);
  const connection = new Connection(dialled.socket, silent, standardTimeouts, signal);
  expect(await connection.greeting()).toMatchObject({ ok: true, reply: { code: 220 } });
  connection.quit();
});
