import { describe, expect, test } from 'vitest';
import { nameServers } from '../../../src/host/dns/name-servers.ts';
import { endpointsOf } from '../../../src/host/dns/named-server.ts';
import { mayConnect } from '../../../src/host/dns/networks.ts';
import { findNextHop, type NextHop } from '../../../src/host/dns/next-hop.ts';
import { dnsResolver } from '../../../src/host/dns/resolver.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { a, aaaa, cname, dnsServer, mx, type Zone } from './server.ts';

const zone: Zone = {
  's1.test': [mx('s1.test', 'mx.s1.test'), a('s1.test', '203.0.113.99')],
  'mx.s1.test': [a('mx.s1.test', '203.0.113.1'), aaaa('mx.s1.test', '2001:db8::1')],
  'two.test': [mx('two.test', 'late.two.test', 20), mx('two.test', 'soon.two.test', 5)],
  'late.two.test': [a('late.two.test', '203.0.113.20')],
  'soon.two.test': [a('soon.two.test', '203.0.113.5')],
  'equal.test': Array.from({ length: 4 }, (_, index) => mx('equal.test', `e${index}.test`)),
  ...Object.fromEntries(
    Array.from({ length: 4 }, (_, index) => [`e${index}.test`, [a(`e${index}.test`, `203.0.113.${index}`)]]),
  ),
  'implicit.test': [a('implicit.test', '203.0.113.7')],
  'null.test': [mx('null.test', '.', 0), a('null.test', '203.0.113.8')],
  'nowhere.test': [],
  'broken.test': 'SERVFAIL',
  'half.test': [mx('half.test', 'broken.test')],
  'dead-first.test': [mx('dead-first.test', 'gone.test', 1), mx('dead-first.test', 'mx.s1.test', 2)],
  'private.test': [mx('private.test', 'lan.test')],
  'lan.test': [a('lan.test', '192.168.1.1')],
  // What a resolver gives for an alias: the CNAME with what it leads to.
  'alias.test': [cname('alias.test', 'lan.test'), a('lan.test', '127.0.0.1')],
  constructor: [a('constructor', '203.0.113.4')],
  'mixed.test': [a('mixed.test', '127.0.0.1'), a('mixed.test', '203.0.113.3')],
  // RFC 5321 §5.1: no MX may name an address, but some do.
  'literal.test': [mx('literal.test', '203.0.113.1')],
  'mapped.test': [mx('mapped.test', 'a b.test', 1), mx('mapped.test', 'mx.s1.test', 2)],
  'both.test': [mx('both.test', '.', 0), mx('both.test', 'mx.s1.test', 5)],
  'twice.test': [mx('twice.test', 'mx.s1.test', 5), mx('twice.test', 'mx.s1.test', 5)],
  'wide.test': [
    mx('wide.test', 'farm.test', 1),
    mx('wide.test', 'mx.s1.test', 2),
    mx('wide.test', 'e1.test', 3),
  ],
  'farm.test': Array.from({ length: 9 }, (_, index) => a('farm.test', `198.51.100.${index}`)),
  'farm-only.test': [mx('farm-only.test', 'farm.test')],
  'many.test': Array.from({ length: 12 }, (_, index) =>
    mx('many.test', index < 9 ? `gone${index}.test` : 'mx.s1.test', index),
  ),
  'web.test': [cname('web.test', 'implicit.test'), a('implicit.test', '203.0.113.7')],
  'loop.test': [cname('loop.test', 'pool.test'), cname('pool.test', 'loop.test')],
  'looped-mx.test': [mx('looped-mx.test', 'loop.test')],
  'unsure.test': [mx('unsure.test', 'lan.test', 1), mx('unsure.test', 'broken.test', 2)],
  'bogus-six.test': [mx('bogus-six.test', 'six.test')],
  'six.test': [aaaa('six.test', '::1'), aaaa('six.test', 'fe80::1'), a('six.test', '203.0.113.6')],
};

async function find(
  domain: string,
  options: { networks?: string[]; thisHost?: boolean; ports?: Record<string, number> } = {},
  say: (text: string) => void = () => {},
) {
  await using server = await dnsServer(zone);
  const signal = AbortSignal.timeout(15_000);
  const ports = options.ports ?? {};
  // The server must live until the answer is here.
  return await findNextHop(domain, {
    resolver: dnsResolver({ servers: () => nameServers({ dns: server.address }), ports, signal }),
    networks: options.networks ?? [],
    thisHost: options.thisHost ?? false,
    ports,
    transcript: transcriptTo(({ text }) => say(text), 'en'),
  });
}

const endpointsIn = (hop: NextHop) => (hop.ok ? hop.hosts.flatMap(({ endpoints }) => endpoints) : []);

describe('Fault list 11, DNS: the next hop', () => {
  test.each<[string, string, Parameters<typeof find>[1], string[]]>([
    ['MX, families alternating', 's1.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    [
      'its port by MX host',
      's1.test',
      { ports: { 'mx.s1.test': 2501 } },
      ['2001:db8::1 2501', '203.0.113.1 2501'],
    ],
    ['by preference', 'two.test', {}, ['203.0.113.5 25', '203.0.113.20 25']],
    ['implicit MX', 'implicit.test', {}, ['203.0.113.7 25']],
    ['a host with a name of JavaScript', 'constructor', {}, ['203.0.113.4 25']],
    ['this very host', 's1.test', { thisHost: true }, ['203.0.113.99 25']],
    ['address literal', '[203.0.113.9]', {}, ['203.0.113.9 25']],
    ['IPv6 literal', '[IPv6:2001:db8::9]', {}, ['2001:db8::9 25']],
    ['a dead MX does not hide the next', 'dead-first.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    ['allowed network', 'private.test', { networks: ['192.168.0.0/16'] }, ['192.168.1.1 25']],
    ['only the public ones', 'mixed.test', {}, ['203.0.113.3 25']],
    ['an MX that could be no host is passed over', 'mapped.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    ['a null MX among others is none', 'both.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    ['the same MX twice', 'twice.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    [
      'five addresses, the last of them another host',
      'wide.test',
      {},
      [0, 1, 2, 3].map((index) => `198.51.100.${index} 25`).concat('2001:db8::1 25'),
    ],
    ['five of one host', 'farm-only.test', {}, [0, 1, 2, 3, 4].map((index) => `198.51.100.${index} 25`)],
    ['the tenth MX is the first with an address', 'many.test', {}, ['2001:db8::1 25', '203.0.113.1 25']],
    ['an alias without MX', 'web.test', {}, ['203.0.113.7 25']],
    ['a bogus AAAA', 'bogus-six.test', {}, ['203.0.113.6 25']],
  ])('%s', async (_, domain, options, expected) => {
    const found = await find(domain, options);
    expect(endpointsIn(found).map(({ address, port }) => `${address} ${port}`)).toEqual(expected);
  });

  test.each<[string, string, string, string]>([
    ['null MX', 'null.test', 'failed', 'null-mx'],
    ['NXDOMAIN', 'unknown.test', 'failed', 'no-such-domain'],
    ['no address at all', 'nowhere.test', 'failed', 'no-address'],
    ['SERVFAIL for the MX', 'broken.test', 'deferred', 'dns-failed'],
    ['SERVFAIL for its address', 'half.test', 'deferred', 'dns-failed'],
    ['private target', 'private.test', 'failed', 'private-address'],
    ['an alias of a private target', 'alias.test', 'failed', 'private-address'],
    ['IPv4-mapped literal', '[IPv6:::ffff:127.0.0.1]', 'failed', 'private-address'],
    ['private literal', '[127.0.0.1]', 'failed', 'private-address'],
    ['an MX that is an address', 'literal.test', 'failed', 'mx-not-a-host'],
    ['a loop of aliases', 'loop.test', 'deferred', 'dns-failed'],
    ['a loop of aliases behind the MX', 'looped-mx.test', 'deferred', 'dns-failed'],
    ['one MX private, the other not to be asked', 'unsure.test', 'deferred', 'dns-failed'],
    ['a name that is none', 'a..test', 'deferred', 'dns-failed'],
  ])('%s', async (_, domain, state, reason) => {
    expect(await find(domain)).toMatchObject({ ok: false, state, reason });
  });

  test('equal preferences share the load', async () => {
    await using server = await dnsServer(zone);
    const resolver = dnsResolver({
      servers: () => nameServers({ dns: server.address }),
      signal: AbortSignal.timeout(10_000),
    });
    const firsts = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const hop = await findNextHop('equal.test', {
        resolver,
        networks: [],
        ports: {},
        transcript: transcriptTo(() => {}, 'en'),
      });
      firsts.add(endpointsIn(hop)[0]?.address ?? '');
    }
    expect(firsts.size).toBeGreaterThan(1);
  });

  test.each([
    ['s1.test', false, 'MX of s1.test: mx.s1.test'],
    ['implicit.test', false, 'implicit.test has no MX, so its own address is used'],
    ['s1.test', true, 's1.test is the host itself: its own address is used, not its MX'],
  ])('the transcript says how %s was found (this host: %s)', async (domain, thisHost, expected) => {
    const lines: string[] = [];
    await find(domain, { thisHost }, (text) => lines.push(text));
    expect(lines).toContain(expected);
  });

  test('what is passed over keeps its reason', async () => {
    const dead = await find('dead-first.test');
    expect(dead.skipped).toEqual([{ server: 'gone.test', reason: 'no-such-domain', detail: 'NXDOMAIN' }]);
    const strange = await find('mapped.test');
    expect(strange.skipped).toEqual([{ server: '"a b.test"', reason: 'mx-not-a-host', detail: '' }]);
    const unsure = await find('unsure.test');
    expect(unsure.skipped).toEqual([
      { server: 'broken.test', reason: 'dns-failed', detail: 'SERVFAIL' },
      { server: 'lan.test (192.168.1.1:25)', reason: 'private-address', detail: '' },
    ]);
  });

  test('the resolver is down', async () => {
    const hop = await findNextHop('s1.test', {
      resolver: dnsResolver({ servers: () => [], signal: AbortSignal.timeout(10_000) }),
      networks: [],
      ports: {},
      transcript: transcriptTo(() => {}, 'en'),
    });
    expect(hop).toMatchObject({ ok: false, state: 'deferred', reason: 'dns-failed' });
  });

  test('names and addresses are kept for the verdict', async () => {
    const found = await find('s1.test');
    expect(found.ok && found.aliases).toEqual(['mx.s1.test', '2001:db8::1', '203.0.113.1']);
  });
});

test.each([
  ['10.1.2.3', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['172.32.0.1', true],
  ['100.64.0.1', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['::127.0.0.1', false],
  ['64:ff9b::10.0.0.1', false],
  ['64:ff9b::8.8.8.8', true],
  ['64:ff9b:1::1', false],
  ['2002:7f00:1::1', false],
  ['2002:a01:203::1', false],
  ['2002:c0a8:101::1', false],
  ['2002:ac20:1::1', true],
  ['2002:808:808::1', true],
  ['::ffff:0:10.0.0.1', false],
  ['::ffff:0:8.8.8.8', true],
  ['::ffff:8.8.8.8', true],
  ['2001::1', false],
  ['2001:4860::1', true],
  ['::', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['ff02::1', false],
  ['2a00::1', true],
  ['8.8.8.8', true],
])('a name may lead to %s: %s', (address, may) => {
  expect(mayConnect(address, [])).toBe(may);
});

test.each([
  ['127.0.0.1:2525', [{ name: '127.0.0.1', address: '127.0.0.1', port: 2525 }]],
  ['[::1]:26', [{ name: '::1', address: '::1', port: 26 }]],
  ['192.0.2.1', [{ name: '192.0.2.1', address: '192.0.2.1', port: 25 }]],
])('--server %s', async (text, endpoints) => {
  expect(await endpointsOf(text)).toEqual({ ok: true, endpoints });
});
test.each(['', 'a:b', '127.0.0.1:0', '127.0.0.1:99999', '::1:25', 'a b'])(
  '--server %j is none',
  async (text) => {
    expect(await endpointsOf(text)).toMatchObject({ ok: false, reason: 'not-a-server' });
  },
);
