/** What of a draft is stored: who shares a transaction with nobody. */
import { expect, test } from 'vitest';
import type { Draft } from '../../../src/core/bridge/protocol.ts';
import { emptyConfig } from '../../../src/host/config.ts';
import { messageOf } from '../../../src/host/outbox/intake.ts';

test.each<[Draft['recipients'], readonly string[]]>([
  [[{ field: 'to', path: 'a@x.test' }], []],
  [
    [
      { field: 'to', path: 'a@x.test' },
      { field: 'bcc', path: '@s1.test:b@x.test' },
      { field: 'cc', path: 'c@x.test' },
      { field: 'bcc', path: 'd@x.test' },
    ],
    ['@s1.test:b@x.test', 'd@x.test'],
  ],
  // Named in the open as well: nothing to hide.
  [
    [
      { field: 'to', path: 'a@x.test' },
      { field: 'bcc', path: 'a@x.test' },
    ],
    [],
  ],
])('%j', async (recipients, apart) => {
  const config = { ...emptyConfig, identities: [{ address: 'a@client.test', ehlo: 'client.test' }] };
  const draft: Draft = {
    id: crypto.randomUUID(),
    identity: 'a@client.test',
    recipients,
    subject: 's',
    text: 't',
    thisHosts: [],
  };
  const made = await messageOf(draft, [], { ok: true, config, found: true }, new Date(0));
  expect(made).toMatchObject({ ok: true, message: { apart, paths: recipients.map(({ path }) => path) } });
});
