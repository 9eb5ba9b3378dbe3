import { describe, expect, test } from 'vitest';
import { endpointsOf } from '../../../src/host/dns/named-server.ts';
import { mayConnect } from '../../../src/host/dns/networks.ts';
import { findNextHop } from '../../../src/host/dns/next-hop.ts';
import { nodeResolver } from '../../../src/host/dns/resolver.ts';
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
    resolver: nodeResolver({ server: server.address, ports, signal }),
    networks: options.networks ?? [],
    thisHost: options.thisHost ?? false,
    ports,
    transcript: transcriptTo(({ text }) => say(text), 'en'),
  });
}

describe('the next hop', () => {
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
  ])('%s', async (_, domain, options, expected) => {
    const found = await find(domain, options);
    expect(found.ok && found.endpoints.map(({ address, port }) => `${address} ${port}`)).toEqual(expected);
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
  ])('%s', async (_, domain, state, reason) => {
    expect(await find(domain)).toEqual({ ok: false, state, reason });
  });

  test('equal preferences share the load', async () => {
    await using server = await dnsServer(zone);
    const resolver = nodeResolver({ server: server.address, signal: AbortSignal.timeout(10_000) });
    const firsts = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const hop = await findNextHop('equal.test', {
        resolver,
        networks: [],
        ports: {},
        transcript: transcriptTo(() => {}, 'en'),
      });
      if (hop.ok) firsts.add(hop.endpoints[0]?.address ?? '');
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
