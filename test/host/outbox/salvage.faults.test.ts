/** A damaged store is salvaged by a process that is killed at each step of it, or whose disk is full from there on: nothing is lost or hidden. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { asideFolders } from '../../../src/host/outbox/set-aside.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { temporaryHome } from '../home.ts';
import { stored } from './box.ts';

const program = join(import.meta.dirname, 'salvage-program.ts');

/** Three queued messages and a sent one, all of them readable still. */
function damagedStore() {
  const home = temporaryHome();
  onTestFinished(() => home[Symbol.dispose]());
  const store = new Store(home.places.state);
  const messages = Array.from({ length: 4 }, () => stored());
  for (const message of messages) store.add(message);
  const [sent] = messages;
  const outcome = { path: 'user@[127.0.0.1]', state: 'sent', reply: '250 ok' } as const;
  store.settle(sent?.id ?? '', [outcome], [], [], 1);
  store.close();
  const file = join(home.places.state, 'outbox.sqlite');
  {
    using db = new DatabaseSync(file);
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99');
  }
  const states = messages.map(({ id }) => [id, id === sent?.id ? 'sent' : 'maybe-sent'] as const);
  return { state: home.places.state, states, octets: readFileSync(file) };
}

/** True where the start came to its end. */
function start(state: string, step: number, how: string): boolean {
  const { status, signal } = spawnSync(process.execPath, [program, state, String(step), how], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  expect(status === 0 || (how === 'kill' ? signal === 'SIGKILL' : status === 1)).toBe(true);
  return status === 0;
}

test.each([
  ['1 and 9, corrupt store: killed with -9', 'kill'],
  ['6 and 9, corrupt store: the disk is full from there on,', 'full'],
])(
  'Fault list %s at each step of the salvage, twice: the next start has every message and says it',
  (_, how) => {
    const { state, states, octets } = damagedStore();
    let step = 1;
    for (; ; step++) {
      using home = temporaryHome();
      cpSync(state, home.places.state, { recursive: true });
      if (start(home.places.state, step, how)) break;
      // What the first one left is taken up by another that comes as far.
      start(home.places.state, step, how);

      const store = new Store(home.places.state);
      const found = states.map(([id]) => [id, store.status(id)?.outcomes[0]?.state]);
      const notices = store.notices();
      store.close();
      expect(found, `step ${step}`).toEqual(states);
      expect(notices, `step ${step}`).toMatchObject([
        { detail: expect.stringContaining('saved: 4, not readable: 0') },
      ]);
      const [folder = '', ...others] = asideFolders(home.places.state);
      expect([folder, others], `step ${step}`).toEqual([notices[0]?.path, []]);
      expect(readFileSync(join(folder, 'outbox.sqlite')).equals(octets), `step ${step}`).toBe(true);
      expect(readdirSync(folder), `step ${step}`).toEqual(['outbox.sqlite']);
      expect(readdirSync(home.places.state).toSorted(), `step ${step}`).toEqual([
        'outbox.sqlite',
        'set-aside',
      ]);
    }
    console.log(`salvage, ${how}: ${step - 1} steps`);
    expect(step).toBeGreaterThan(20);
  },
  300_000,
);
