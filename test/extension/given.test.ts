/** What was given to the outbox, as the background remembers it for the next confirmation of the same draft. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { FrozenDraft } from '../../src/extension/background/api.ts';

let local: Record<string, unknown> = {};
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async (key: string) => structuredClone({ [key]: local[key] }),
        set: async (changes: object) => Object.assign(local, structuredClone(changes)),
      },
    },
  },
}));
const { forgetGiven, givenBefore, rememberGiven } = await import('../../src/extension/background/given.ts');

beforeEach(() => {
  local = {};
});
const at = new Date('2026-11-25T10:00:00Z');
const frozen = (
  id: string,
  change: Partial<FrozenDraft['draft']> = {},
  files: FrozenDraft['files'] = [],
) => ({
  draft: {
    id,
    identity: 'me@client.test',
    recipients: [{ field: 'to' as const, path: 'user@dest.test' }],
    subject: 'Subject',
    text: 'Text\n',
    thisHosts: [],
    ...change,
  },
  stations: {},
  files,
});
const earlier = [{ at: at.toISOString(), paths: ['user@dest.test'] }];
const caught = (id: string, size = 4) => ({ name: 'a.txt', caught: { id, size, type: 'text/plain' } });

test.each<[string, FrozenDraft, boolean]>([
  ['the same once more', frozen('2'), true],
  [
    'from another identity, to somebody else',
    frozen('2', { identity: 'x@y.test', recipients: [{ field: 'cc', path: 'b@x.test' }] }),
    true,
  ],
  ['itself', frozen('1'), false],
  ['another text', frozen('2', { text: 'Text' }), false],
  ['another subject', frozen('2', { subject: '' }), false],
  ['with HTML', frozen('2', { html: '<p>Text</p>' }), false],
  ['with a file', frozen('2', {}, [caught('one')]), false],
])('%s', async (_, next, known) => {
  await rememberGiven(Promise.resolve(frozen('1')), at);
  expect(await givenBefore(next)).toEqual(known ? earlier : []);
});

test('a file is known by its name and size', async () => {
  await rememberGiven(Promise.resolve(frozen('1', {}, [caught('one')])), at);
  expect(await givenBefore(frozen('2', {}, [caught('other')]))).toEqual(earlier);
  expect(await givenBefore(frozen('2', {}, [caught('one', 5)]))).toEqual([]);
});

test('what was refused was not given; two at once are both kept, the newest first', async () => {
  await Promise.all([
    rememberGiven(Promise.resolve(frozen('1')), at),
    rememberGiven(Promise.resolve(frozen('2')), new Date('2026-11-25T11:00:00Z')),
    rememberGiven(Promise.resolve(frozen('3')), new Date('2026-11-25T12:00:00Z')),
    forgetGiven('2'),
  ]);
  expect((await givenBefore(frozen('4'))).map((one) => one.at)).toEqual([
    '2026-11-25T12:00:00.000Z',
    '2026-11-25T10:00:00.000Z',
  ]);
});

test('no more than a hundred', async () => {
  for (let number = 0; number < 105; number += 1)
    await rememberGiven(Promise.resolve(frozen(String(number))), at);
  expect(await givenBefore(frozen('x'))).toHaveLength(100);
});

test('what is a month old is forgotten with the next', async () => {
  const month = 30 * 24 * 3_600_000;
  await rememberGiven(Promise.resolve(frozen('1')), new Date(at.getTime() - month - 1));
  await rememberGiven(Promise.resolve(frozen('2')), new Date(at.getTime() - month + 1));
  await rememberGiven(Promise.resolve(frozen('3')), at);
  expect(await givenBefore(frozen('x'))).toHaveLength(2);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no list', { given: 1 }],
  ['a list of something else', [null, { message: '1' }, { message: '1', digest: 2, at: '', paths: [] }]],
])('another version left %s: passed over', async (_, left) => {
  local = { given: left };
  expect(await givenBefore(frozen('x'))).toEqual([]);
  await rememberGiven(Promise.resolve(frozen('1')), at);
  expect(await givenBefore(frozen('x'))).toEqual(earlier);
});
