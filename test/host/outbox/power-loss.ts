/**
 * Power loss: the store's folder copied while the runner stands still at a random instant, opened again from the copy. What the copy
 * calls unsent must not have been taken by the server; what it calls sent must have been.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { stored } from './box.ts';

/** How many copies were judged. */
export async function loseThePower(copies: number): Promise<number> {
  const took: string[] = [];
  await using server = await fakeServer({
    extensions: ['PIPELINING'],
    onMessage: (octets) => {
      took.push(/^Message-ID: <(.*)>/m.exec(octets)?.[1] ?? '');
      return (peer) => void pause(Math.random() * 20).then(() => peer.write('250 ok\r\n'));
    },
  });
  using home = temporaryHome(server.port);
  const config = {
    identities: [{ address: 'a@client.test', ehlo: 'client.test' }],
    ports: { '[127.0.0.1]': server.port },
    networks: ['127.0.0.0/8'],
    outbox: { recipientsPerHour: 100_000 },
  };
  writeFileSync(home.places.config, JSON.stringify(config));
  const ids = Array.from({ length: 40 * copies }, () => crypto.randomUUID());
  const before = new Store(home.places.state);
  for (const id of ids) {
    const octets = Buffer.from(`From: a@client.test\r\nMessage-ID: <${id}>\r\n\r\nx\r\n`);
    before.add(stored({ id, messageId: `<${id}>`, octets }));
  }
  before.close();
  const program = join(import.meta.dirname, 'crash-program.ts');
  const child = spawn(process.execPath, [program, 'none'], {
    env: { ...process.env, WAYPOST_HOME: home.path },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    while (took.length === 0) await pause(5);
    let judged = 0;
    for (; judged < copies; judged++) {
      await pause(Math.random() * 60);
      child.kill('SIGSTOP');
      // What it wrote last is still on its way to the server.
      await pause(30);
      using copy = temporaryHome();
      cpSync(home.places.state, copy.places.state, {
        recursive: true,
        filter: (name) => !name.endsWith('.sock'),
      });
      const taken = new Set(took);
      child.kill('SIGCONT');
      const store = new Store(copy.places.state);
      store.recover();
      expect(store.notices()).toEqual([]);
      for (const id of ids) {
        const [outcome] = store.status(id)?.outcomes ?? [];
        if (outcome?.state === 'sent') expect(taken.has(id), 'sent, and never taken').toBe(true);
        else if (outcome?.state !== 'maybe-sent')
          expect(taken.has(id), `${outcome?.state}, and taken`).toBe(false);
      }
      store.close();
    }
    return judged;
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
