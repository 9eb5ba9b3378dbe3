/** Every host and address that was passed over or tried keeps its own reason, whatever becomes of the message. */

import * as v from 'valibot';
import { expect, test } from 'vitest';
import { limits } from '../../../src/core/bridge/limits.ts';
import { outcomeSchema } from '../../../src/core/bridge/protocol.ts';
import { explainTried } from '../../../src/core/words/delivery.ts';
import { after } from '../../../src/host/delivery/tried.ts';
import { deliverIn } from '../deliver-in.ts';
import { a, mx } from '../dns/server.ts';
import { fakeServer } from '../fake-server.ts';

async function outcomeWith(last: string) {
  await using busy = await fakeServer({ greeting: '421 4.3.2 busy\r\n' });
  await using mail = await fakeServer({ greeting: last });
  const { outcomes } = await deliverIn(
    {
      's1.test': [
        mx('s1.test', 'gone.test', 1),
        mx('s1.test', 'lan.test', 2),
        mx('s1.test', 'dead.test', 3),
        mx('s1.test', 'busy.test', 4),
        mx('s1.test', 'mail.test', 5),
      ],
      'lan.test': [a('lan.test', '10.0.0.1')],
      'dead.test': [a('dead.test', '127.0.0.1')],
      'busy.test': [a('busy.test', '127.0.0.1')],
      'mail.test': [a('mail.test', '127.0.0.1')],
    },
    // Nobody listens on port 1.
    { ports: { 'dead.test': 1, 'busy.test': busy.port, 'mail.test': mail.port } },
  );
  return { outcome: outcomes[0], busy: busy.port, mail: mail.port };
}

const before = (busy: number) => [
  { server: 'gone.test', reason: 'no-such-domain', detail: 'NXDOMAIN' },
  { server: 'lan.test (10.0.0.1:25)', reason: 'private-address' },
  { server: 'dead.test (127.0.0.1:1)', reason: 'no-connection', detail: 'ECONNREFUSED' },
  { server: `busy.test (127.0.0.1:${busy})`, reason: 'out-of-service', detail: '421 4.3.2 busy' },
];

test('taken at last', async () => {
  const { outcome, busy } = await outcomeWith('220 mail.test');
  expect(outcome).toMatchObject({ state: 'sent', tried: before(busy) });
});

test('not taken at all: the last one stands there too', async () => {
  const { outcome, busy, mail } = await outcomeWith('554 No SMTP service here');
  expect(outcome).toMatchObject({ state: 'deferred' });
  expect(outcome?.tried).toEqual([
    ...before(busy),
    {
      server: `mail.test (127.0.0.1:${mail})`,
      reason: 'no-mail-service',
      detail: '554 No SMTP service here',
    },
  ]);
});

test('as many as the bridge carries', () => {
  const tried = Array.from({ length: 30 }, (_, index) => ({
    server: `mx${index}.test`,
    reason: 'no-connection',
  }));
  const [outcome] = after(tried, [{ path: 'a@b.test', state: 'deferred', tried }]);
  expect(outcome?.tried).toHaveLength(limits.tried);
  expect(v.safeParse(outcomeSchema, outcome).success).toBe(true);
});

test.each([
  [{ server: 'a.test', reason: 'no-connection', detail: 'ETIMEDOUT' }, 'a.test: No connection: ETIMEDOUT'],
  [
    { server: 'a.test', reason: 'no-such-domain', detail: 'NXDOMAIN' },
    'a.test: The first station does not exist in the DNS. (NXDOMAIN)',
  ],
  [{ server: 'a.test', reason: 'of a newer host' }, 'a.test: of a newer host'],
])('%j in words', (tried, expected) => {
  expect(explainTried(tried, 'en')).toBe(expected);
});
