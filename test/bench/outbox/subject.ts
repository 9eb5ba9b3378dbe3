/** One sender in a process of its own: `outbox` or `nodemailer`, the sink's port, how many messages. Prints what it took as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/host/outbox/clock.ts';
import { Outbox } from '../../../src/host/outbox/outbox.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';

const [, , who = '', port = '', wanted = ''] = process.argv;
const count = Number(wanted);
const octets = Buffer.from(
  `From: a@client.test\r\nTo: user@dest.test\r\nSubject: x\r\n\r\n${'A line of text of sixty-two characters, as mail often has them\r\n'.repeat(158)}`,
);

async function outbox(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const store = new Store(directory);
  for (let index = 0; index < count; index++) {
    const id = crypto.randomUUID();
    const created = new Date().toISOString();
    const message = { id, created, subject: 'x', messageId: `<${id}@client.test>`, sender: 'a@client.test' };
    store.add({ ...message, ehlo: 'client.test', thisHosts: [], paths: ['user@[127.0.0.1]'], octets });
  }
  const stop = new AbortController();
  const box = new Outbox({
    store,
    config: () => ({
      ok: true,
      found: true,
      config: {
        identities: [],
        ports: { '[127.0.0.1]': Number(port) },
        networks: ['127.0.0.0/8'],
        outbox: { recipientsPerHour: 1e9 },
      },
    }),
    timeouts: standardTimeouts,
    language: 'en',
    clock: systemClock,
    random: Math.random,
    notify: () => {},
    signal: stop.signal,
  });
  const since = performance.now();
  box.resume();
  await box.idle();
  const took = performance.now() - since;
  stop.abort();
  if (box.hasWork) throw new Error('not all of it was sent');
  store.close();
  rmSync(directory, { recursive: true });
  return took;
}

async function nodemailer(): Promise<number> {
  const { createTransport } = await import('nodemailer');
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: Number(port),
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  const envelope = { from: 'a@client.test', to: 'user@dest.test' };
  const since = performance.now();
  await Promise.all(Array.from({ length: count }, () => pool.sendMail({ envelope, raw: octets })));
  const took = performance.now() - since;
  pool.close();
  return took;
}

const took = await (who === 'outbox' ? outbox() : nodemailer());
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ took, megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
process.exit();
