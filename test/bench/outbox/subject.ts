/**
 * One sender in a process of its own: `outbox` or `nodemailer`, the sink's port, how many messages; for nodemailer how many connections at
 * most, and messages on each, 0 for no limit. Prints what it took as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadConfig } from '../../../src/host/config.ts';
import { systemClock } from '../../../src/host/outbox/clock.ts';
import { Outbox } from '../../../src/host/outbox/outbox.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';

const [, , who = '', ...numbers] = process.argv;
const [port = 0, count = 0, connections = 0, messagesEach = 0] = numbers.map(Number);
const octets = Buffer.from(
  `From: a@client.test\r\nTo: user@dest.test\r\nSubject: x\r\n\r\n${'A line of text of sixty-two characters, as mail often has them\r\n'.repeat(158)}`,
);

interface Measured {
  /** Milliseconds. */
  readonly took: number;
  /** Of the processor. */
  readonly seconds: number;
}

function start(): () => Measured {
  const since = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { took: performance.now() - since, seconds: (user + system) / 1e6 };
  };
}

async function outbox(): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const store = new Store(directory);
  for (let index = 0; index < count; index++) {
    const id = crypto.randomUUID();
    const created = new Date().toISOString();
    const message = { id, created, subject: 'x', messageId: `<${id}@client.test>`, sender: 'a@client.test' };
    store.add({ ...message, ehlo: 'client.test', thisHosts: [], paths: ['user@[127.0.0.1]'], octets });
  }
  const stop = new AbortController();
  // As from a file that does not change.
  const config: ReadConfig = {
    ok: true,
    found: true,
    config: {
      identities: [],
      ports: { '[127.0.0.1]': port },
      networks: ['127.0.0.0/8'],
      outbox: { recipientsPerHour: 1e9 },
    },
  };
  const box = new Outbox({
    store,
    folder: directory,
    config: () => config,
    timeouts: standardTimeouts,
    language: 'en',
    clock: systemClock,
    random: Math.random,
    notify: () => {},
    signal: stop.signal,
  });
  const clock = start();
  box.resume();
  await box.idle();
  const measured = clock();
  stop.abort();
  if (box.hasWork) throw new Error('not all of it was sent');
  store.close();
  rmSync(directory, { recursive: true });
  return measured;
}

async function nodemailer(): Promise<Measured> {
  const { createTransport } = await import('nodemailer');
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    maxConnections: connections,
    maxMessages: messagesEach || Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  const envelope = { from: 'a@client.test', to: 'user@dest.test' };
  const clock = start();
  await Promise.all(Array.from({ length: count }, () => pool.sendMail({ envelope, raw: octets })));
  const measured = clock();
  pool.close();
  return measured;
}

const measured = await (who === 'outbox' ? outbox() : nodemailer());
console.log(JSON.stringify({ ...measured, megabytes: process.resourceUsage().maxRSS / 1024 }));
process.exit();
