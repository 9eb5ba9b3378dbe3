/** A whole delivery in a zone of names on loopback, and all that it told. */
import type { Outcome } from '../../src/core/bridge/protocol.ts';
import { emptyConfig } from '../../src/host/config.ts';
import { type DeliverOptions, type Delivery, deliver } from '../../src/host/delivery/deliver.ts';
import { standardTimeouts } from '../../src/host/smtp/timeouts.ts';
import { type DnsScript, dnsServer, type TestDns, type Zone } from './dns/server.ts';

interface Given extends Partial<Delivery> {
  /** Where a name takes mail, or serves its policy. */
  readonly ports: Readonly<Record<string, number>>;
  readonly dns?: DnsScript;
  readonly options?: Partial<DeliverOptions>;
}

interface Delivered {
  readonly outcomes: readonly Outcome[];
  /** What the transcript says of its own, a line each. */
  readonly remarks: string;
  readonly dns: TestDns;
}

/** To `user@s1.test` unless `given` says otherwise. */
export async function deliverIn(zone: Zone, given: Given): Promise<Delivered> {
  const { ports, dns: behaviour, options, ...delivery } = given;
  await using dns = await dnsServer(zone, behaviour);
  const outcomes: Outcome[] = [];
  const remarks: string[] = [];
  await deliver(
    {
      from: 'me@client.test',
      ehlo: 'client.test',
      paths: ['user@s1.test'],
      octets: Buffer.from('From: me@client.test\r\n\r\n'),
      thisHosts: [],
      ...delivery,
    },
    {
      config: { ...emptyConfig, dns: dns.address, networks: ['127.0.0.0/8'], ports: { ...ports } },
      timeouts: standardTimeouts,
      language: 'en',
      signal: AbortSignal.timeout(20_000),
      onLine: ({ mark, text }) => {
        if (mark === '===' || mark === '***') remarks.push(text);
      },
      onStart: (paths) => paths,
      onRelease: () => true,
      onOutcomes: (some) => outcomes.push(...some),
      ...options,
    },
  );
  return { outcomes, remarks: remarks.join('\n'), dns };
}
