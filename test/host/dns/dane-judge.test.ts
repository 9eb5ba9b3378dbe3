import { createHash, type X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pathLimits } from '../../../src/host/dns/certificate-extensions.ts';
import { daneJudge, isUsable } from '../../../src/host/dns/dane-judge.ts';
import type { TlsaRecord } from '../../../src/host/dns/resolver.ts';
import { type CertificateOptions, certificate, type Made } from '../certificate.ts';

/** The record that a careful administrator would publish for a certificate. */
function record(of: Made, usage: number, selector: number, matching: number): TlsaRecord {
  const whole = selector === 0 ? of.x509.raw : of.x509.publicKey.export({ type: 'spki', format: 'der' });
  const digest = [undefined, 'sha256', 'sha512'][matching];
  return { usage, selector, matching, data: digest ? createHash(digest).update(whole).digest() : whole };
}

const root = certificate({ subject: 'root', authority: {} });
const middle = certificate({ subject: 'middle', issuer: root, authority: {} });
const host = 'mx.s1.test';
const leafOf = (issuer: Made, more: Partial<CertificateOptions> = {}) =>
  certificate({ subject: host, names: [host], issuer, ...more });
const leaf = leafOf(middle);
const stranger = certificate({ subject: host, names: [host] });
const strangerRoot = certificate({ subject: 'root', authority: {} });

const chainOf = (...made: Made[]) => made.map(({ x509 }) => x509);
const judge = (records: TlsaRecord[], chain: readonly X509Certificate[], names = [host]) =>
  daneJudge(records, names)(chain);

const triples = [0, 1].flatMap((selector) => [0, 1, 2].map((matching) => [selector, matching] as const));

describe('DANE-EE(3)', () => {
  test.each(triples)('selector %i, matching %i', (selector, matching) => {
    const tlsa = record(leaf, 3, selector, matching);
    expect(isUsable(tlsa)).toBe(true);
    expect(judge([tlsa], chainOf(leaf, middle))).toBeUndefined();
    expect(judge([tlsa], chainOf(stranger))).toBe('no TLSA record matches');
    // Only the server's own certificate counts.
    expect(judge([tlsa], chainOf(stranger, leaf))).toBe('no TLSA record matches');
  });

  test.each<[string, Made, string[]]>([
    ['expired', leafOf(middle, { until: -0.5, from: -2 }), [host]],
    ['not yet valid', leafOf(middle, { from: 1, until: 2 }), [host]],
    ['another name', leafOf(middle, { names: ['other.test'] }), [host]],
    ['self-signed', stranger, [host]],
  ])('%s: the record vouches for it', (_, of, names) => {
    expect(judge([record(of, 3, 1, 1)], chainOf(of), names)).toBeUndefined();
  });

  test('one of several is enough: keys roll over', () => {
    expect(judge([record(stranger, 3, 1, 1), record(leaf, 3, 1, 1)], chainOf(leaf))).toBeUndefined();
  });

  test('a new certificate with the same key', () => {
    const renewed = leafOf(middle, { sameKey: leaf });
    expect(judge([record(leaf, 3, 1, 1)], chainOf(renewed))).toBeUndefined();
    expect(judge([record(leaf, 3, 0, 1)], chainOf(renewed))).toBe('no TLSA record matches');
  });
});

describe('DANE-TA(2)', () => {
  test.each(triples)('selector %i, matching %i', (selector, matching) => {
    expect(judge([record(root, 2, selector, matching)], chainOf(leaf, middle, root))).toBeUndefined();
    expect(judge([record(middle, 2, selector, matching)], chainOf(leaf, middle))).toBeUndefined();
    expect(judge([record(strangerRoot, 2, selector, matching)], chainOf(leaf, middle, root))).toBe(
      'no TLSA record matches',
    );
  });

  test.each<[string, number, number, boolean]>([
    ['the whole certificate stands in the DNS', 0, 0, true],
    ['the whole key stands in the DNS', 1, 0, true],
    ['only a digest of it', 0, 1, false],
    ['only a digest of its key', 1, 1, false],
  ])('an anchor that is not sent: %s', (_, selector, matching, ok) => {
    const why = judge([record(root, 2, selector, matching)], chainOf(leaf, middle));
    expect(why).toBe(ok ? undefined : 'no TLSA record matches');
  });

  test('the server may send its chain in any order, the leaf first, and twice', () => {
    expect(judge([record(root, 2, 0, 1)], chainOf(leaf, root, leaf, middle))).toBeUndefined();
  });

  test('the leaf itself is no anchor', () => {
    expect(judge([record(stranger, 2, 0, 1)], chainOf(stranger))).toBe('no TLSA record matches');
  });

  test('a chain beside the leaf does not vouch for it', () => {
    expect(judge([record(root, 2, 0, 1)], chainOf(stranger, middle, root))).toBe('no TLSA record matches');
  });

  const short = certificate({ subject: 'short', authority: { pathLength: 0 } });
  const below = certificate({ subject: 'below', issuer: short, authority: {} });
  const notAuthority = certificate({ subject: 'no authority', issuer: root });
  const old = certificate({ subject: 'old', issuer: root, authority: {}, from: -9, until: -8 });
  const narrow = certificate({ subject: 'narrow', issuer: root, authority: {}, nameConstraints: true });
  const weak = leafOf(middle, { digest: 'sha1' });
  test.each<[string, TlsaRecord, Made[], string[], RegExp | undefined]>([
    ['expired', record(root, 2, 0, 1), [leafOf(root, { from: -2, until: -1 }), root], [host], /expired/],
    ['not yet valid', record(root, 2, 0, 1), [leafOf(root, { from: 1, until: 2 }), root], [host], /not yet/],
    ['an expired issuer', record(root, 2, 0, 1), [leafOf(old), old, root], [host], /expired/],
    [
      'another name',
      record(root, 2, 0, 1),
      [leafOf(root, { names: ['other.test'] }), root],
      [host],
      /names DNS:other.test/,
    ],
    [
      'the next hop',
      record(root, 2, 0, 1),
      [leafOf(root, { names: ['s1.test'] }), root],
      [host, 's1.test'],
      undefined,
    ],
    ['a wildcard', record(root, 2, 0, 1), [leafOf(root, { names: ['*.s1.test'] }), root], [host], undefined],
    [
      'a wildcard for two labels',
      record(root, 2, 0, 1),
      [leafOf(root, { names: ['*.test'] }), root],
      [host],
      /names/,
    ],
    [
      'the common name where there is no other',
      record(root, 2, 0, 1),
      [leafOf(root, { names: [] }), root],
      [host],
      undefined,
    ],
    [
      'an issuer that may not issue',
      record(root, 2, 0, 1),
      [leafOf(notAuthority), notAuthority, root],
      [host],
      /no authority|no TLSA/,
    ],
    ['within the path length', record(short, 2, 0, 1), [leafOf(short), short], [host], undefined],
    ['beyond the path length', record(short, 2, 0, 1), [leafOf(below), below, short], [host], /too long/],
    [
      'a critical extension that we do not know',
      record(root, 2, 0, 1),
      [leafOf(narrow), narrow, root],
      [host],
      /2\.5\.29\.30/,
    ],
    [
      'for clients',
      record(root, 2, 0, 1),
      [leafOf(root, { purpose: 'client' }), root],
      [host],
      /not for servers/,
    ],
    ['for servers', record(root, 2, 0, 1), [leafOf(root, { purpose: 'server' }), root], [host], undefined],
    ['signed over SHA-1', record(root, 2, 0, 1), [weak, middle, root], [host], /weak/],
  ])('%s', (_, tlsa, chain, names, expected) => {
    const why = judge([tlsa], chainOf(...chain), names);
    if (expected) expect(why).toMatch(expected);
    else expect(why).toBeUndefined();
  });

  test('many certificates that all sign each other end in time', () => {
    const first = certificate({ subject: 'ring', authority: {} });
    const ring = Array.from({ length: 16 }, () =>
      certificate({ subject: 'ring', authority: {}, sameKey: first, issuer: first }),
    );
    const last = leafOf(first);
    expect(judge([record(root, 2, 0, 1)], chainOf(last, ...ring))).toBe('no TLSA record matches');
  });
});

test('the strongest digest decides: RFC 7671 §9', () => {
  const records = [record(stranger, 3, 1, 2), record(leaf, 3, 1, 1)];
  expect(judge(records, chainOf(leaf))).toBe('no TLSA record matches');
  // Another selector is another thing; so is the whole of it.
  expect(judge([record(stranger, 3, 1, 2), record(leaf, 3, 0, 1)], chainOf(leaf))).toBeUndefined();
  expect(judge([record(stranger, 3, 1, 2), record(leaf, 3, 1, 0)], chainOf(leaf))).toBeUndefined();
});

test('no certificate at all', () => {
  expect(judge([record(leaf, 3, 1, 1)], [])).toBe('no certificate');
});

test.each<[string, Partial<TlsaRecord>, boolean]>([
  ['3 1 1', {}, true],
  ['PKIX-TA(0)', { usage: 0 }, false],
  ['PKIX-EE(1)', { usage: 1 }, false],
  ['usage 4', { usage: 4 }, false],
  ['selector 2', { selector: 2 }, false],
  ['matching 3', { matching: 3 }, false],
  ['a digest too short', { data: Buffer.alloc(31) }, false],
  ['a digest of another kind', { matching: 2 }, false],
  ['a whole key that is none', { matching: 0, data: Buffer.alloc(32) }, false],
  ['a whole certificate that is none', { selector: 0, matching: 0, data: Buffer.from('3000', 'hex') }, false],
  ['nothing', { data: Buffer.alloc(0) }, false],
])('%s is of use: %s', (_, change, expected) => {
  expect(isUsable({ ...record(leaf, 3, 1, 1), ...change })).toBe(expected);
});

test('a usable record is not held back by one that is not', () => {
  expect(
    judge([{ ...record(stranger, 3, 1, 2), data: Buffer.alloc(3) }, record(leaf, 3, 1, 1)], chainOf(leaf)),
  ).toBeUndefined();
});

test.each<[string, Buffer, object | undefined]>([
  [
    'path length',
    certificate({ subject: 'a', authority: { pathLength: 3 } }).x509.raw,
    { pathLength: 3, unknownCritical: [] },
  ],
  ['none', certificate({ subject: 'a', authority: {} }).x509.raw, { unknownCritical: [] }],
  ['no extension', certificate({ subject: 'a' }).x509.raw, { unknownCritical: [] }],
  [
    'name constraints',
    certificate({ subject: 'a', nameConstraints: true }).x509.raw,
    { unknownCritical: ['2.5.29.30'] },
  ],
  ['cut short', certificate({ subject: 'a' }).x509.raw.subarray(0, 100), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('limits of a path: %s', (_, raw, expected) => {
  expect(pathLimits(raw)).toEqual(expected);
});
