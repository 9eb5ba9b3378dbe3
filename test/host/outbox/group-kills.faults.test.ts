/**
 * kill -9 while several messages are under way in one commit: the whole group is on the disk or nothing of it. Then a new runner, and what
 * stands in the store and on the wire.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { stored } from './box.ts';
import { fillCache, kill, removeCache, startRunner } from './victim.ts';

/** Many more than are under way at once. */
const messages = 120;
/** As many are taken before the point counts: all connections are at work then. */
const warm = 30;

const faults = { injected: 0, survived: 0 };
beforeAll(fillCache);
afterAll(() => {
  removeCache();
  console.log(`kill -9 in a group commit: ${faults.injected} injected, ${faults.survived} survived`);
});

test.each(['sending', 'release', 'settle'].flatMap((change) => [`before ${change}`, `after ${change}`]))(
  'Fault list 1, kill -9: the runner is killed %s of one message is committed, with others in the same commit',
  async (point) => {
    const taken: string[] = [];
    const enough = Promise.withResolvers<void>();
    await using server = await fakeServer({
      extensions: ['PIPELINING'],
      onMessage: (octets) => {
        taken.push(/^Message-ID: <(.*)>/m.exec(octets)?.[1] ?? '');
        if (taken.length === warm) enough.resolve();
        return (peer) => void pause(Math.random() * 10).then(() => peer.write('250 ok\r\n'));
      },
    });
    using home = temporaryHome(server.port, { outbox: { recipientsPerHour: 100_000 } });
    const ids: string[] = Array.from({ length: messages }, () => crypto.randomUUID());
    const fill = new Store(home.places.state);
    for (const id of ids)
      fill.add(
        stored({
          id,
          messageId: `<${id}>`,
          octets: Buffer.from(`From: a@client.test\r\nMessage-ID: <${id}>\r\n\r\nx\r\n`),
        }),
      );
    fill.close();

    const first = await startRunner(home, point);
    const reached = first.reached();
    await enough.promise;
    writeFileSync(join(home.path, 'armed'), '');
    await reached;
    faults.injected++;
    await kill(first.child);
    const left = new Store(home.places.state);
    left.recover();
    const told = ids.map((id) => ({ id, state: left.status(id)?.outcomes[0]?.state }));
    left.close();
    for (const { id, state } of told) {
      if (state === 'sent') expect(taken, 'called sent').toContain(id);
      else if (state !== 'maybe-sent') expect(taken, `${state}, and taken`).not.toContain(id);
    }

    // The next one sends the rest, and nothing again that may have been sent.
    const maybe = new Set<string>(told.filter(({ state }) => state === 'maybe-sent').map(({ id }) => id));
    const second = await startRunner(home);
    const settled = await untilSettled(home.places.state, ids);
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
    for (const { id, state } of settled) {
      const times = taken.filter((each) => each === id).length;
      expect(state, id).toBe(maybe.has(id) ? 'maybe-sent' : 'sent');
      if (maybe.has(id)) expect(times).toBeLessThanOrEqual(1);
      else expect(times).toBe(1);
    }
    faults.survived++;
  },
  120_000,
);

async function untilSettled(directory: string, ids: readonly string[]) {
  const store = new Store(directory);
  try {
    for (let round = 0; ; round++) {
      const states = ids.map((id) => ({ id, state: store.status(id)?.outcomes[0]?.state ?? '' }));
      if (!states.some(({ state }) => ['queued', 'sending', 'deferred'].includes(state))) return states;
      if (round > 3000) throw new Error('never settled');
      await pause(20);
    }
  } finally {
    store.close();
  }
}
