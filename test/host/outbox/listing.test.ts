/** What a list shows first, and that it fits into one message to the browser, whatever servers said. */
import { describe, expect, test } from 'vitest';
import { checkResponse } from '../../../src/core/bridge/check.ts';
import { limits } from '../../../src/core/bridge/limits.ts';
import type { Outcome, Tried } from '../../../src/core/bridge/protocol.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { type Home, temporaryHome } from '../home.ts';
import { Box, stored } from './box.ts';
import { ManualClock } from './manual-clock.ts';

type Kind = 'undecided' | 'left' | 'goes once more' | 'deferred' | 'queued' | 'failed' | 'sent';

/** Next attempts far away, so that a list is all that happens. */
const later = Date.UTC(2026, 11, 24);

/** One message, `minutes` after midnight; its subject says what it is. */
function put(store: Store, kind: Kind, minutes: number): void {
  const created = new Date(Date.UTC(2026, 10, 24) + minutes * 60_000).toISOString();
  const message = stored({ created, subject: kind });
  store.add(message);
  if (kind === 'queued') return;
  const [path = ''] = message.paths;
  const settle = (state: Outcome['state'], isTried: boolean) => {
    const plan = { path, attempts: 4, nextAt: later, age: 0 };
    store.sending(message.id, [plan], 1);
    store.settle(message.id, [{ path, state }], isTried ? [plan] : [], [], 1);
  };
  if (kind === 'deferred') settle('deferred', true);
  else if (kind === 'failed' || kind === 'sent') settle(kind, false);
  else settle('maybe-sent', kind === 'goes once more');
  if (kind === 'left') store.act(message.id, 'leave', undefined, 1);
}

function subjects(home: Home): string[] {
  const store = new Store(home.places.state);
  const found = store.listedIds().map((id) => store.status(id)?.subject ?? '');
  store.close();
  return found;
}

const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);

describe('the order of a list', () => {
  test.each<[string, Kind[], string[]]>([
    ['only settled ones: the newest first', ['failed', 'sent'], ['sent', 'failed']],
    [
      'the undecided, then the unfinished, both before what came later',
      ['undecided', 'deferred', 'goes once more', 'left', 'queued', ...times(60, 'sent' as const)],
      ['undecided', 'queued', 'goes once more', 'deferred', ...times(50, 'sent')],
    ],
    [
      'many are undecided: what came last is there all the same',
      ['deferred', ...times(60, 'undecided' as const), 'failed', 'sent'],
      [...times(50, 'undecided'), 'sent', 'failed'],
    ],
    [
      'many are queued: what is to be decided is not behind them',
      ['undecided', ...times(60, 'queued' as const)],
      ['undecided', ...times(49, 'queued'), 'queued'],
    ],
  ])('%s', (_, kinds, listed) => {
    using home = temporaryHome();
    const store = new Store(home.places.state);
    for (const [minutes, kind] of kinds.entries()) put(store, kind, minutes);
    store.close();
    expect(subjects(home)).toEqual(listed);
  });
});

test('one message about which servers said much hides no other, and the answer fits', async () => {
  using home = temporaryHome();
  await using box = new Box(home);
  const paths = Array.from({ length: limits.recipients }, (_, index) => `${'u'.repeat(200)}${index}@s1.test`);
  const tried: Tried[] = times(limits.tried, {
    server: 's'.repeat(300),
    reason: 'try-later',
    detail: 'д'.repeat(limits.triedDetail),
  });
  const huge = times(3, paths).map((paths) => stored({ paths, subject: 'huge' }));
  for (const message of huge) {
    box.store.add(message);
    const said = { server: 's1.test', reply: `451 ${'x'.repeat(4000)}`, tried };
    const outcomes = paths.map((path) => ({ path, state: 'maybe-sent', ...said }) as const);
    box.store.settle(message.id, outcomes, [], [], 1);
  }
  put(box.store, 'sent', 0);
  put(box.store, 'undecided', 1);
  const answer = { type: 'list', request: crypto.randomUUID(), ...box.outbox.list() } as const;
  expect(checkResponse(answer).ok).toBe(true);
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(limits.fromHost);
  const listed = answer.messages.map(({ subject, outcomes }) => [subject, outcomes.length]);
  expect(listed).toEqual([...times(3, ['huge', limits.recipients]), ['undecided', 1], ['sent', 1]]);
  expect(box.outbox.find(huge[0]?.id.slice(0, 13) ?? '')).toMatchObject([{ message: huge[0]?.id }]);
});

test('what was under way when the runner died, and may have been sent, is told by the next one', async () => {
  using home = temporaryHome();
  const store = new Store(home.places.state);
  const message = stored({ paths: ['released@[127.0.0.1]', 'not@[127.0.0.1]'] });
  store.add(message);
  const plans = message.paths.map((path) => ({ path, attempts: 4, nextAt: later, age: 0 }));
  store.sending(message.id, plans, new ManualClock().wall());
  store.release(message.id, ['released@[127.0.0.1]'], []);
  store.close();
  {
    await using box = new Box(home);
    expect(box.told).toEqual(['maybe-sent released@[127.0.0.1]']);
  }
  await using again = new Box(home);
  expect(again.told).toEqual([]);
});
