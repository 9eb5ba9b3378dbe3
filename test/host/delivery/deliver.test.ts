/** One message to several next hops: each is found and asked on its own. */
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/bridge/protocol.ts';
import { emptyConfig } from '../../../src/host/config.ts';
import { deliver } from '../../../src/host/delivery/deliver.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { a, dnsServer, mx } from '../dns/server.ts';
import { fakeServer } from '../fake-server.ts';

test('only the named next hop is contacted past its MX', async () => {
  await using itself = await fakeServer();
  await using mail = await fakeServer();
  await using dns = await dnsServer({
    's1.test': [mx('s1.test', 'mail.test'), a('s1.test', '127.0.0.1')],
    's2.test': [mx('s2.test', 'mail.test'), a('s2.test', '127.0.0.1')],
    'mail.test': [a('mail.test', '127.0.0.1')],
  });
  const outcomes: Outcome[] = [];
  await deliver(
    {
      from: 'me@client.test',
      ehlo: 'client.test',
      paths: ['@s1.test:user@dest.test', '@s2.test:user@dest.test'],
      octets: Buffer.from('From: me@client.test\r\n\r\n'),
      thisHosts: ['s1.test'],
    },
    {
      config: {
        ...emptyConfig,
        dns: dns.address,
        networks: ['127.0.0.0/8'],
        ports: { 's1.test': itself.port, 's2.test': itself.port, 'mail.test': mail.port },
      },
      timeouts: standardTimeouts,
      language: 'en',
      signal: AbortSignal.timeout(20_000),
      onLine: () => {},
      onStart: () => {},
      onRelease: () => true,
      onOutcomes: (some) => outcomes.push(...some),
    },
  );
  const recipients = (commands: readonly string[]) => commands.filter((line) => line.startsWith('RCPT'));
  expect(recipients(itself.commands)).toEqual(['RCPT TO:<@s1.test:user@dest.test>']);
  expect(recipients(mail.commands)).toEqual(['RCPT TO:<@s2.test:user@dest.test>']);
  expect(outcomes.map(({ path, state }) => `${path} ${state}`)).toEqual([
    '@s1.test:user@dest.test sent',
    '@s2.test:user@dest.test sent',
  ]);
});
