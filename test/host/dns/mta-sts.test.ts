import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findStsPolicy } from '../../../src/host/dns/mta-sts.ts';
import { type StsCache, stsCacheIn, stsCacheInMemory } from '../../../src/host/dns/mta-sts-cache.ts';
import { permits, readStsPolicy, stsId } from '../../../src/host/dns/mta-sts-policy.ts';
import { nameServers } from '../../../src/host/dns/name-servers.ts';
import { dnsResolver } from '../../../src/host/dns/resolver.ts';
import { certificate } from '../certificate.ts';
import { a, dnsServer, txt, type Zone } from './server.ts';

test.each<[string, string[], string | undefined]>([
  ['as in the RFC', ['v=STSv1; id=20160831085700Z;'], '20160831085700Z'],
  ['without the last semicolon', ['v=STSv1;id=1'], '1'],
  ['white space about it', ['v=STSv1 ; id=1'], undefined],
  ['other things beside it', ['v=spf1 -all', 'v=STSv1; id=a;'], 'a'],
  ['an extension', ['v=STSv1; id=a; other=x;'], 'a'],
  ['several', ['v=STSv1; id=a;', 'v=STSv1; id=b;'], undefined],
  ['none', [], undefined],
  ['no id', ['v=STSv1;'], undefined],
  ['an id too long', [`v=STSv1; id=${'a'.repeat(33)};`], undefined],
  ['an id with a hyphen', ['v=STSv1; id=a-b;'], undefined],
  ['another version', ['v=STSv2; id=a;'], undefined],
  ['the version not in front', ['id=a; v=STSv1;'], undefined],
  ['a field that is none', ['v=STSv1; id=a; what'], undefined],
])('record: %s', (_, records, id) => {
  expect(stsId(records)).toBe(id);
});

const good = 'version: STSv1\nmode: enforce\nmx: mail.s1.test\nmx: *.s1.test\nmax_age: 86400\n';
test.each<[string, string, object | undefined]>([
  ['LF', good, { mode: 'enforce', maxAge: 86400, mx: ['mail.s1.test', '*.s1.test'] }],
  [
    'CRLF',
    good.replaceAll('\n', '\r\n'),
    { mode: 'enforce', maxAge: 86400, mx: ['mail.s1.test', '*.s1.test'] },
  ],
  ['no last line end', good.trimEnd(), { mode: 'enforce' }],
  ['white space', good.replaceAll(': ', ':   ').replaceAll('\n', ' \n'), { mode: 'enforce', maxAge: 86400 }],
  ['upper case', good.replace('mail', 'MAIL'), { mx: ['mail.s1.test', '*.s1.test'] }],
  ['testing', good.replace('enforce', 'testing'), { mode: 'testing' }],
  ['none, without mx', 'version: STSv1\nmode: none\nmax_age: 60', { mode: 'none', mx: [] }],
  ['an unknown key', `${good}new: thing\n`, { mode: 'enforce' }],
  ['the first of two modes', `${good}mode: none\n`, { mode: 'enforce' }],
  ['ten years', good.replace('86400', '315576000'), { maxAge: 31_557_600 }],
  ['no version', good.replace('version: STSv1\n', ''), undefined],
  ['another version', good.replace('STSv1', 'STSv2'), undefined],
  ['no mode', good.replace('mode: enforce\n', ''), undefined],
  ['another mode', good.replace('enforce', 'perhaps'), undefined],
  ['no max_age', good.replace('max_age: 86400\n', ''), undefined],
  ['a negative age', good.replace('86400', '-1'), undefined],
  ['no mx', good.replaceAll(/mx:.*\n/g, ''), undefined],
  ['a star in the middle', good.replace('*.s1', 'a.*.s1'), undefined],
  ['a bare star', good.replace('*.s1.test', '*'), undefined],
  ['a line that is none', `${good}hello\n`, undefined],
  ['HTML', '<!doctype html><title>404</title>', undefined],
  ['nothing', '', undefined],
])('policy: %s', (_, text, expected) => {
  const policy = readStsPolicy(text);
  if (expected) expect(policy).toMatchObject(expected);
  else expect(policy).toBeUndefined();
});

test.each([
  ['mail.s1.test', 'mail.s1.test', true],
  ['mail.s1.test', 'a.mail.s1.test', false],
  ['*.s1.test', 'mail.s1.test', true],
  ['*.s1.test', 's1.test', false],
  ['*.s1.test', 'a.b.s1.test', false],
  ['*.s1.test', 'mails1.test', false],
  ['*.test', 's1.test', true],
  ['*.s1.test', '.s1.test', false],
])('%s permits %s: %s', (pattern, host, expected) => {
  expect(permits({ mode: 'enforce', maxAge: 1, mx: [pattern] }, host)).toBe(expected);
});

const authority = certificate({ subject: 'authority', authority: {} });
const named = certificate({ subject: 'sts', names: ['mta-sts.s1.test'], issuer: authority });

interface Policies extends AsyncDisposable {
  readonly port: number;
  readonly asked: string[];
}

async function policyServer(listener: RequestListener, own = named): Promise<Policies> {
  const asked: string[] = [];
  const server = createServer({ key: own.key, cert: own.cert }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host?.replace(/:\d+$/, '')}${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const say =
  (text: string, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'text/plain', ...headers }).end(text);

const zoneFor = (id: string | undefined): Zone => ({
  ...(id === undefined ? {} : { '_mta-sts.s1.test': [txt('_mta-sts.s1.test', `v=STSv1; id=${id};`)] }),
  'mta-sts.s1.test': [a('mta-sts.s1.test', '127.0.0.1')],
});

async function find(
  server: Policies | undefined,
  options: {
    id?: string | undefined;
    zone?: Zone;
    cache?: StsCache;
    networks?: string[];
    now?: number;
    patience?: number;
    authorities?: string[];
  } = {},
) {
  await using dns = await dnsServer(options.zone ?? zoneFor('id' in options ? options.id : '1'));
  const now = options.now;
  return await findStsPolicy('s1.test', {
    resolver: dnsResolver({
      servers: () => nameServers({ dns: dns.address }),
      signal: AbortSignal.timeout(15_000),
      patience: [1000],
    }),
    networks: options.networks ?? ['127.0.0.0/8'],
    ports: { 'mta-sts.s1.test': server?.port ?? 1 },
    authorities: options.authorities ?? [authority.cert],
    signal: AbortSignal.timeout(15_000),
    cache: options.cache ?? stsCacheInMemory(),
    ...(now === undefined ? {} : { now: () => now }),
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
}

describe('found', () => {
  test('announced, fetched, kept', async () => {
    await using server = await policyServer(say(good));
    expect(await find(server)).toEqual({
      policy: { mode: 'enforce', maxAge: 86400, mx: ['mail.s1.test', '*.s1.test'] },
    });
    expect(server.asked).toEqual(['GET mta-sts.s1.test/.well-known/mta-sts.txt']);
  });

  test('not announced: nothing is fetched', async () => {
    await using server = await policyServer(say(good));
    expect(await find(server, { id: undefined })).toEqual({});
    expect(server.asked).toEqual([]);
  });

  const wrong = certificate({ subject: 'x', names: ['mta-sts.other.test'], issuer: authority });
  const untrusted = certificate({ subject: 'x', names: ['mta-sts.s1.test'] });
  const expired = certificate({
    subject: 'x',
    names: ['mta-sts.s1.test'],
    issuer: authority,
    from: -3,
    until: -1,
  });
  test.each<[string, RequestListener, string, Parameters<typeof policyServer>[1]?]>([
    ['a redirect', say('', 301, { Location: 'https://elsewhere.test/' }), 'HTTP 301'],
    ['404', say(good, 404), 'HTTP 404'],
    ['HTML', say(good, 200, { 'Content-Type': 'text/html' }), 'Content-Type: text/html'],
    ['more than 64 kB', say(`${good}${'x: y\n'.repeat(20_000)}`), 'too large'],
    ['no policy', say('hello'), 'syntax'],
    ['a connection that breaks', (request) => request.socket.destroy(), 'ECONNRESET'],
    ['a name that is not its own', say(good), 'ERR_TLS_CERT_ALTNAME_INVALID', wrong],
    ['nobody whom we know vouches', say(good), 'DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
    ['an expired certificate', say(good), 'CERT_HAS_EXPIRED', expired],
  ])('%s is no policy', async (_, listener, trouble, own) => {
    await using server = await policyServer(listener, own);
    expect(await find(server)).toEqual({ trouble });
    expect(server.asked.length).toBeLessThanOrEqual(1);
  });

  test('a charset behind the type is fine', async () => {
    await using server = await policyServer(say(good, 200, { 'Content-Type': 'text/plain; charset=utf-8' }));
    expect((await find(server)).policy?.mode).toBe('enforce');
  });

  test('silence ends with the patience', async () => {
    await using server = await policyServer(() => {});
    expect(await find(server, { patience: 200 })).toMatchObject({ trouble: expect.stringMatching(/./) });
  });

  test('a private address is not asked', async () => {
    await using server = await policyServer(say(good));
    expect(await find(server, { networks: [] })).toEqual({ trouble: 'private address' });
    expect(server.asked).toEqual([]);
  });

  test('no host for it', async () => {
    const zone: Zone = { '_mta-sts.s1.test': [txt('_mta-sts.s1.test', 'v=STSv1; id=1;')] };
    expect(await find(undefined, { zone })).toEqual({ trouble: 'NXDOMAIN' });
  });
});

describe('kept', () => {
  const day = 86_400_000;
  const start = Date.now();
  /** What holds at a time, and whether it was asked for, with a policy of one day kept at `start` under the id `1`. */
  const later = async (after: number, id: string | undefined, listener: RequestListener, zone?: Zone) => {
    const cache = stsCacheInMemory();
    await using first = await policyServer(say(good));
    await find(first, { cache, now: start });
    await using second = await policyServer(listener);
    const found = await find(second, { cache, now: start + after, id, ...(zone ? { zone } : {}) });
    return { ...found, asked: second.asked.length };
  };
  const none = 'version: STSv1\nmode: none\nmax_age: 60';

  test.each<[string, number, string | undefined, RequestListener, object, Zone?]>([
    ['the same id: not fetched again', day / 4, '1', say(none), { policy: { mode: 'enforce' }, asked: 0 }],
    [
      'the same id past half its life: fetched again',
      day * 0.6,
      '1',
      say(none),
      { policy: { mode: 'none' }, asked: 1 },
    ],
    ['another id: fetched again', 1000, '2', say(none), { policy: { mode: 'none' }, asked: 1 }],
    [
      'another id, and no policy to be had',
      1000,
      '2',
      say('', 404),
      { policy: { mode: 'enforce' }, trouble: 'HTTP 404', asked: 1 },
    ],
    ['no longer announced', 1000, undefined, say(none), { policy: { mode: 'enforce' }, asked: 0 }],
    [
      'the DNS fails',
      1000,
      '1',
      say(none),
      { policy: { mode: 'enforce' }, asked: 0 },
      { '_mta-sts.s1.test': 'SERVFAIL' },
    ],
    ['no longer announced, and over', day, undefined, say(none), { asked: 0 }],
    ['over, and no policy to be had', day, '1', say('', 500), { trouble: 'HTTP 500', asked: 1 }],
    ['the clock was set back', -1000, undefined, say(none), { asked: 0 }],
  ])('%s', async (_, after, id, listener, expected, zone) => {
    const found = await later(after, id, listener, zone);
    expect(found).toMatchObject(expected);
    expect('policy' in found).toBe('policy' in expected);
  });

  test('on disk: for the person alone, and nothing but what was written there counts', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'waypost-sts-')), 'mta-sts');
    try {
      const cache = stsCacheIn(folder);
      const policy = { mode: 'enforce', maxAge: 60, mx: ['a.test'], id: '1', fetched: 5 } as const;
      expect(cache.get('s1.test')).toBeUndefined();
      cache.keep('s1.test', policy);
      cache.keep('../s2.test', policy);
      expect(stsCacheIn(folder).get('s1.test')).toEqual(policy);
      const files = readdirSync(folder);
      expect(files).toHaveLength(2);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      const [one = '', two = ''] = files;
      // Another domain's file in its place, and a broken one.
      writeFileSync(join(folder, one), readFileSync(join(folder, two)));
      writeFileSync(join(folder, two), '{');
      expect([cache.get('s1.test'), cache.get('../s2.test')].filter(Boolean)).toHaveLength(0);
    } finally {
      rmSync(join(folder, '..'), { recursive: true });
    }
  });
});
