import { encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet';
import { describe, expect, test } from 'vitest';
import { type NameServer, nameServer, nameServers } from '../../../src/host/dns/name-servers.ts';
import { dnsResolver, isHostName, type Resolver } from '../../../src/host/dns/resolver.ts';
import {
  a,
  aaaa,
  cname,
  type DnsScript,
  dnsServer,
  mx,
  type TestDns,
  tlsa,
  txt,
  type Zone,
} from './server.ts';

const zone: Zone = {
  's1.test': [mx('s1.test', 'MX.s1.test', 10), mx('s1.test', 'b.s1.test', 20)],
  'mx.s1.test': [a('mx.s1.test', '203.0.113.1'), aaaa('mx.s1.test', '2001:db8::1')],
  'null.test': [mx('null.test', '.', 0)],
  'empty.test': [],
  'broken.test': 'SERVFAIL',
  'refused.test': 'REFUSED',
  'alias.test': [cname('alias.test', 'one.test'), cname('one.test', 's1.test'), mx('s1.test', 'mx.s1.test')],
  'half.test': [cname('half.test', 's1.test')],
  'dead.test': [cname('dead.test', 'gone.test')],
  'loop.test': [cname('loop.test', 'pool.test'), cname('pool.test', 'loop.test')],
  'self.test': [cname('self.test', 'self.test')],
  'long.test': [
    txt(
      'long.test',
      'a'.repeat(200),
      'b'.repeat(255),
      'c'.repeat(255),
      'd'.repeat(255),
      'e'.repeat(255),
      'f'.repeat(255),
    ),
  ],
  '_25._tcp.mx.s1.test': [tlsa('_25._tcp.mx.s1.test', 3, 1, 1, Buffer.from('abcd', 'hex'))],
  'stranger.test': [mx('other.test', 'mx.other.test')],
  '.': [{ type: 'NS', name: '.', data: 'a.root.test' }],
};

/** Asks a server of its own. What it is asked stands in `dns`. */
async function asking<T>(
  question: (resolver: Resolver) => Promise<T>,
  script: DnsScript & { zone?: Zone; trusted?: boolean; patience?: number[]; before?: string[] } = {},
): Promise<{ answer: T; dns: TestDns }> {
  await using dns = await dnsServer(script.zone ?? zone, script);
  const servers = [...(script.before ?? []), dns.address]
    .map((text) => nameServer(text))
    .filter((server) => server !== undefined)
    .map((server) => ({ ...server, trusted: script.trusted ?? server.trusted }));
  const resolver = dnsResolver({
    servers: () => servers,
    signal: AbortSignal.timeout(20_000),
    patience: script.patience ?? [2000, 2000],
  });
  return { answer: await question(resolver), dns };
}

describe('an answer', () => {
  test.each<[string, (resolver: Resolver) => Promise<unknown>, object]>([
    [
      'MX, in lower case',
      (r) => r.mx('S1.test.'),
      {
        ok: true,
        values: [
          { host: 'mx.s1.test', preference: 10 },
          { host: 'b.s1.test', preference: 20 },
        ],
      },
    ],
    ['null MX', (r) => r.mx('null.test'), { ok: true, values: [{ host: '', preference: 0 }] }],
    ['NODATA', (r) => r.mx('empty.test'), { ok: false, why: 'none' }],
    ['NXDOMAIN', (r) => r.mx('unknown.test'), { ok: false, why: 'no-such-domain' }],
    ['SERVFAIL', (r) => r.mx('broken.test'), { ok: false, why: 'failed', detail: 'SERVFAIL' }],
    ['REFUSED', (r) => r.mx('refused.test'), { ok: false, why: 'failed', detail: 'REFUSED' }],
    [
      'through aliases',
      (r) => r.mx('alias.test'),
      { ok: true, name: 's1.test', values: [{ host: 'mx.s1.test', preference: 10 }] },
    ],
    ['a chain that the server did not finish', (r) => r.mx('half.test'), { ok: true, name: 's1.test' }],
    ['an alias of nothing', (r) => r.mx('dead.test'), { ok: false, why: 'no-such-domain' }],
    ['a loop of aliases', (r) => r.mx('loop.test'), { ok: false, why: 'failed', detail: 'CNAME loop.test' }],
    ['an alias of itself', (r) => r.endpoints('self.test'), { ok: false, why: 'failed' }],
    ['the alias itself', (r) => r.alias('alias.test'), { ok: true, values: ['one.test'] }],
    [
      'both families',
      (r) => r.endpoints('mx.s1.test'),
      { ok: true, values: [{ address: '2001:db8::1' }, { address: '203.0.113.1' }] },
    ],
    ['records of another name', (r) => r.mx('stranger.test'), { ok: false, why: 'none' }],
    [
      'TLSA',
      (r) => r.tlsa('_25._tcp.mx.s1.test'),
      { ok: true, values: [{ usage: 3, selector: 1, matching: 1, data: Buffer.from('abcd', 'hex') }] },
    ],
    ['the root', (r) => r.ns('.'), { ok: true, values: ['a.root.test'] }],
    [
      'a label too long',
      (r) => r.mx(`${'a'.repeat(64)}.test`),
      { ok: false, why: 'failed', detail: 'EBADNAME' },
    ],
    [
      'a name too long',
      (r) => r.mx(`${'a.'.repeat(130)}test`),
      { ok: false, why: 'failed', detail: 'EBADNAME' },
    ],
    ['an empty label', (r) => r.mx('a..test'), { ok: false, why: 'failed', detail: 'EBADNAME' }],
  ])('%s', async (_, question, expected) => {
    expect((await asking(question)).answer).toMatchObject(expected);
  });

  test('too long for UDP comes over TCP, in pieces', async () => {
    const { answer, dns } = await asking((r) => r.txt('long.test'));
    expect(answer.ok && answer.values[0]?.length).toBe(200 + 5 * 255);
    expect(dns.asked).toEqual(['udp TXT long.test', 'tcp TXT long.test']);
  });

  test('truncated over TCP too is no answer', async () => {
    const { answer } = await asking((r) => r.txt('long.test'), {
      say: (question, _, __, query) => [
        encode({
          type: 'response',
          id: query.id ?? 0,
          flags: RECURSION_AVAILABLE | 0x200,
          questions: [question],
        }),
      ],
      patience: [500],
    });
    expect(answer).toMatchObject({ ok: false, why: 'failed', detail: 'EBADRESP' });
  });
});

describe('authentic', () => {
  const signed = () => true;
  test.each<
    [string, (resolver: Resolver) => Promise<{ ok: boolean }>, Parameters<typeof asking>[1], boolean]
  >([
    ['AD from a resolver on loopback', (r) => r.mx('s1.test'), { signed }, true],
    ['no AD', (r) => r.mx('s1.test'), {}, false],
    ['AD from a resolver that nobody vouched for', (r) => r.mx('s1.test'), { signed, trusted: false }, false],
    ['a denial', (r) => r.mx('empty.test'), { signed }, true],
    ['a denial without AD', (r) => r.mx('unknown.test'), {}, false],
    [
      'an alias that is not, of a name that is',
      (r) => r.mx('half.test'),
      { signed: (name) => name === 's1.test' },
      false,
    ],
  ])('%s', async (_, question, script, expected) => {
    expect((await asking(question, script)).answer).toMatchObject({ authentic: expected });
  });

  test.each([
    ['127.0.0.1', true],
    ['127.0.0.53:5353', true],
    ['::1', true],
    ['[::1]:53', true],
    ['192.0.2.53', false],
    ['[2001:db8::53]:53', false],
  ])('a name server at %s is believed: %s', (text, trusted) => {
    expect(nameServer(text)?.trusted).toBe(trusted);
    expect(nameServers({ dns: text, trustDns: true })[0]?.trusted).toBe(true);
  });
  test.each(['', 'dns.test', '127.0.0.1:0', '127.0.0.1:70000', '1.2.3', '[::1', '::1:x'])(
    '%j is no name server',
    (text) => {
      expect(nameServer(text)).toBeUndefined();
    },
  );
});

describe('a server that fails', () => {
  test('the next one is asked', async () => {
    await using bad = await dnsServer({ 's1.test': 'SERVFAIL' });
    const { answer, dns } = await asking((r) => r.mx('s1.test'), { before: [bad.address] });
    expect(answer.ok).toBe(true);
    expect(bad.asked).toEqual(['udp MX s1.test']);
    expect(dns.asked).toEqual(['udp MX s1.test']);
  });

  test('nobody listens: the next one is asked, and alone it is a failure for now', async () => {
    const closed = await dnsServer({});
    await closed[Symbol.asyncDispose]();
    expect((await asking((r) => r.mx('s1.test'), { before: [closed.address] })).answer.ok).toBe(true);
    const server = nameServer(closed.address);
    const alone = dnsResolver({
      servers: () => (server ? [server] : []),
      signal: AbortSignal.timeout(9000),
      patience: [500],
    });
    expect(await alone.mx('s1.test')).toMatchObject({ ok: false, why: 'failed', detail: 'ECONNREFUSED' });
  });

  test('none at all', async () => {
    const resolver = dnsResolver({ servers: () => [], signal: AbortSignal.timeout(9000) });
    expect(await resolver.mx('s1.test')).toMatchObject({
      ok: false,
      why: 'failed',
      detail: 'no name server',
    });
  });

  test('another network meanwhile: each question goes to the servers of its moment', async () => {
    await using dns = await dnsServer(zone);
    const server = nameServer(dns.address);
    let servers: NameServer[] = [];
    const resolver = dnsResolver({ servers: () => servers, signal: AbortSignal.timeout(9000) });
    expect(await resolver.mx('s1.test')).toMatchObject({ ok: false, detail: 'no name server' });
    if (server) servers = [server];
    expect(await resolver.mx('s1.test')).toMatchObject({ ok: true });
  });

  test('a lost packet is sent again', async () => {
    let lost = 0;
    const { answer, dns } = await asking((r) => r.mx('s1.test'), {
      say: (_, octets) => (lost++ === 0 ? [] : [octets]),
      patience: [200, 5000],
    });
    expect(answer.ok).toBe(true);
    expect(dns.asked).toHaveLength(2);
  });

  test('silence ends with the patience', async () => {
    const { answer, dns } = await asking((r) => r.mx('s1.test'), { say: () => [], patience: [50, 50] });
    expect(answer).toMatchObject({ ok: false, why: 'failed', detail: 'ETIMEDOUT' });
    expect(dns.asked).toHaveLength(2);
  });

  test('the signal ends it at once', async () => {
    const stop = new AbortController();
    const say = () => {
      stop.abort();
      return [];
    };
    await using dns = await dnsServer(zone, { say });
    const server = nameServer(dns.address);
    const resolver = dnsResolver({
      servers: () => (server ? [server] : []),
      signal: stop.signal,
      patience: [600_000],
    });
    expect(await resolver.mx('s1.test')).toMatchObject({ ok: false, why: 'failed', detail: 'stopped' });
  });

  const changed = (query: Packet, change: Packet): Buffer =>
    encode({
      type: 'response',
      id: query.id ?? 0,
      flags: RECURSION_AVAILABLE,
      questions: query.questions ?? [],
      ...change,
    });
  const lie = [mx('s1.test', 'evil.test')];
  test.each<[string, (query: Packet) => Buffer]>([
    ['another id', (query) => changed(query, { id: ((query.id ?? 0) + 1) & 0xffff, answers: lie })],
    [
      'another name',
      (query) => changed(query, { questions: [{ name: 'other.test', type: 'MX' }], answers: lie }),
    ],
    [
      'another type',
      (query) => changed(query, { questions: [{ name: 's1.test', type: 'TXT' }], answers: lie }),
    ],
    ['no question', (query) => changed(query, { questions: [], answers: lie })],
    ['a query, not an answer', (query) => changed(query, { type: 'query', answers: lie })],
    ['no DNS at all', () => Buffer.from('hello')],
  ])('%s over UDP is not believed; the question goes over TCP', async (_, answer) => {
    const { answer: got, dns } = await asking((r) => r.mx('s1.test'), {
      say: (__, octets, transport, query) => (transport === 'udp' ? [answer(query), octets] : [octets]),
    });
    expect(got).toMatchObject({ ok: true, values: [{ host: 'mx.s1.test' }, { host: 'b.s1.test' }] });
    expect(dns.asked).toEqual(['udp MX s1.test', 'tcp MX s1.test']);
  });

  test('an empty answer of a server that asks nobody is none: no implicit MX follows from it', async () => {
    const { answer } = await asking((r) => r.mx('s1.test'), {
      say: (_, __, ___, query) => [changed(query, { flags: 0 })],
      patience: [500],
    });
    expect(answer).toMatchObject({ ok: false, why: 'failed', detail: 'lame' });
  });

  test('a server that knows no EDNS is asked without', async () => {
    const { answer } = await asking((r) => r.mx('s1.test'), {
      say: (_, octets, __, query) =>
        (query.additionals ?? []).length > 0 ? [changed(query, { flags: 1 })] : [octets],
    });
    expect(answer.ok).toBe(true);
  });
});

test('ids and source ports are drawn anew for each question', async () => {
  const { dns } = await asking(async (r) => {
    for (let i = 0; i < 30; i++) await r.mx('s1.test');
  });
  const steps = (values: number[]) =>
    new Set(values.slice(1).map((value, index) => value - (values[index] ?? 0)));
  expect(dns.marks).toHaveLength(30);
  // A counter, or one socket for all, would make a single step.
  expect(steps(dns.marks.map(({ id }) => id)).size).toBeGreaterThan(5);
  expect(steps(dns.marks.map(({ port }) => port)).size).toBeGreaterThan(5);
});

test.each([
  ['mx.s1.test', true],
  ['localhost', true],
  ['_dmarc.s1.test', true],
  ['xn--e1afmkfd.xn--p1ai', true],
  ['192.0.2.1', false],
  ['2001:db8::1', false],
  ['a b.test', false],
  ['a\r\n.test', false],
  ['-a.test', false],
  ['a-.test', false],
  ['a..test', false],
  ['[192.0.2.1]', false],
  ['пример.test', false],
  ['', false],
])('%j is a host name: %s', (text, is) => {
  expect(isHostName(text)).toBe(is);
});
