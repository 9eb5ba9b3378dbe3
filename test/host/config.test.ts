import { statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyConfig, readConfig, writeConfig } from '../../src/host/config.ts';
import { temporaryHome } from './home.ts';

const read = (text: string) => {
  using home = temporaryHome();
  writeFileSync(home.places.config, text);
  return readConfig(home.places.config);
};
const identity = { address: 'a@client.test', ehlo: 'client.test' };

test.each([
  { dns: '127.0.0.1:5353' },
  { dns: '::1' },
  { dns: '[::1]:53' },
  { networks: ['127.0.0.0/8', 'fd00::/8'] },
  { ports: { 's1.test': 2501 } },
  {
    identities: [
      {
        ...identity,
        ways: [
          { by: 'relay', server: 'mail.test:465', login: { user: 'jo', passwordCommand: 'pass show mail' } },
          { by: 'relay', server: 'mail.test:587', login: { user: 'jo', passwordFile: '/x', token: true } },
        ],
      },
    ],
  },
])('%j', (change) => {
  expect(read(JSON.stringify({ identities: [identity], ...change }))).toMatchObject({
    ok: true,
    found: true,
    config: change,
  });
});

test.each<[unknown, RegExp]>([
  [{ dns: '999.1.1.1' }, /^dns: /],
  [{ dns: '127.0.0.1:99999' }, /^dns: /],
  [{ dns: 'resolver.test' }, /^dns: /],
  [{ networks: ['127.0.0.1'] }, /^networks\.0: not a network/],
  [{ networks: ['10.0.0.0/99'] }, /^networks\.0: /],
  [{ ports: { 's1.test': 0 } }, /^ports\.s1\.test: /],
  [{ identities: [{ ...identity, name: 'a\r\nBcc: x' }] }, /^identities\.0\.name: /],
  [{ identities: [{ ...identity, ehlo: 'a b' }] }, /^identities\.0\.ehlo: /],
  [{ relay: 's1.test' }, /^relay: /],
  [
    {
      identities: [
        { ...identity, ways: [{ by: 'relay', server: 's1.test', login: { user: 'jo', password: 'x' } }] },
      ],
    },
    /^identities\.0\.ways\.0\.login/,
  ],
])('refused, with its place: %j', (change, detail) => {
  expect(read(JSON.stringify({ identities: [identity], ...(change as object) }))).toEqual({
    ok: false,
    detail: expect.stringMatching(detail),
  });
});

test('no JSON is said; no file is an empty configuration; what is written is the person’s own', () => {
  expect(read('{').ok).toBe(false);
  using home = temporaryHome();
  expect(readConfig(`${home.path}/none.json`)).toEqual({ ok: true, config: emptyConfig, found: false });
  writeConfig(`${home.path}/deep/config.json`, emptyConfig);
  expect(statSync(`${home.path}/deep`).mode & 0o777).toBe(0o700);
  expect(statSync(`${home.path}/deep/config.json`).mode & 0o777).toBe(0o600);
});
