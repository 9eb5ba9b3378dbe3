/** A store that an earlier Waypost wrote opens, and nothing of it is sent that was not going to be. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/host/outbox/schema.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { temporaryHome } from '../home.ts';

/** `N.sqlite` was written by the program whose schema was N, and is of just that form: one message queued, one under way, one settled. */
const folder = join(import.meta.dirname, 'released');
const versions = readdirSync(folder).map((name) => Number.parseInt(name, 10));

test('there is a store of every schema', () => {
  expect(versions.toSorted((a, b) => a - b)).toEqual(migrations.map((_, index) => index + 1));
});

test.each(versions)('Fault list 13, upgrade: schema %d', (version) => {
  using home = temporaryHome();
  mkdirSync(home.places.state, { recursive: true });
  const file = join(home.places.state, 'outbox.sqlite');
  cpSync(join(folder, `${version}.sqlite`), file);
  {
    using db = new DatabaseSync(file, { readOnly: true });
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: version });
  }
  const store = new Store(home.places.state);
  store.recover();
  const states = [1, 2, 3].map((n) =>
    store.status(`00000000-0000-4000-8000-00000000000${n}`)?.outcomes.map(({ state }) => state),
  );
  expect(states).toEqual([
    ['queued'],
    ['deferred', 'maybe-sent'],
    ['sent', 'failed', 'deferred', 'maybe-sent'],
  ]);
  // Before there were retries, the person was told that nobody would try again: it stays so.
  const again = ['q@[127.0.0.1]', 's@[127.0.0.1]', ...(version === 1 ? [] : ['later@[127.0.0.1]'])];
  expect(store.pending().map(({ path }) => path)).toEqual(expect.arrayContaining(again));
  expect(store.pending()).toHaveLength(again.length);
  expect(store.message('00000000-0000-4000-8000-000000000001')).toMatchObject({ paths: ['q@[127.0.0.1]'] });
  expect(store.lines('00000000-0000-4000-8000-000000000002')).toEqual([{ at: 1, mark: '->', text: 'DATA' }]);
  expect(store.status('00000000-0000-4000-8000-000000000003')?.aliases).toEqual({
    's1.test': ['mx.s1.test'],
  });
  expect(store.notices()).toEqual([]);
  store.close();
});
