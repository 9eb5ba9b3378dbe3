/** Itineraries in the three notations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecipient } from '../../../src/core/address/parse.ts';
import { sameItinerary } from '../../../src/core/route/equal.ts';
import { hopView } from '../../../src/core/route/hop-view.ts';
import { type Itinerary, type Notation, notations } from '../../../src/core/route/itinerary.ts';
import { lineText, stationsOf } from '../../../src/core/route/line.ts';
import { readAs } from '../../../src/core/route/read.ts';
import { itineraryOf, readings } from '../../../src/core/route/reading.ts';
import { render } from '../../../src/core/route/render.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

const way = (hops: string, localPart: string, domain: string): Itinerary => ({
  hops: hops === '' ? [] : hops.split(' '),
  localPart,
  domain,
});
const long = way('s1.test s2.test s3.test', 'user', 'dest.test');

/** The text, or the codes that forbid it; warnings behind it. */
function written(itinerary: Itinerary, notation: Notation): string {
  const rendered = render(itinerary, notation);
  const codes = rendered.issues.map(({ code, severity }) => `${severity} ${code}`);
  return [...(rendered.ok ? [rendered.value] : []), ...codes].join(' | ');
}

describe('render', () => {
  test.each<[Itinerary, sourceRoute: string, percent: string, bang: string]>([
    [
      long,
      '@s1.test,@s2.test,@s3.test:user@dest.test',
      'user%dest.test%s3.test%s2.test@s1.test',
      's2.test!s3.test!dest.test!user@s1.test',
    ],
    [
      way('s1.test', 'user', 'dest.test'),
      '@s1.test:user@dest.test',
      'user%dest.test@s1.test',
      'dest.test!user@s1.test',
    ],
    [way('', 'user', 'dest.test'), 'user@dest.test', 'user@dest.test', 'user@dest.test'],
    [way('', 'a b', 'dest.test'), '"a b"@dest.test', '"a b"@dest.test', '"a b"@dest.test'],
    [
      way('s1.test', 'a b', 'dest.test'),
      '@s1.test:"a b"@dest.test',
      '"a b%dest.test"@s1.test | warning percent-quoted',
      'error bang-quoted',
    ],
    [
      way('s1.test', 'a%b', 'd.test'),
      '@s1.test:a%b@d.test',
      'error percent-local-part',
      'error bang-local-part',
    ],
    [
      way('s1.test', 'a!b', 'd.test'),
      '@s1.test:a!b@d.test',
      'error percent-local-part',
      'error bang-local-part',
    ],
    [way('', 'a%b', 'd.test'), 'a%b@d.test', 'error percent-local-part', 'error bang-local-part'],
    [
      way('s1.test', 'a@b', 'd.test'),
      '@s1.test:"a@b"@d.test',
      'error percent-local-part',
      'error bang-quoted',
    ],
    [way('s1.test', '', 'd.test'), '@s1.test:""@d.test', 'error percent-local-part', 'error bang-quoted'],
    [
      way('s1.test', 'u', '[192.0.2.1]'),
      '@s1.test:u@[192.0.2.1]',
      'error inner-literal',
      'error inner-literal',
    ],
    [
      way('[192.0.2.1] s2.test', 'u', 'd.test'),
      '@[192.0.2.1],@s2.test:u@d.test | warning literal-hop',
      'u%d.test%s2.test@[192.0.2.1]',
      's2.test!d.test!u@[192.0.2.1]',
    ],
    [
      way('[IPv6:2001:db8::1]', 'u', 'd.test'),
      'error literal-hop',
      'u%d.test@[IPv6:2001:db8::1]',
      'd.test!u@[IPv6:2001:db8::1]',
    ],
    [way('', 'u', '[192.0.2.1]'), 'u@[192.0.2.1]', 'u@[192.0.2.1]', 'u@[192.0.2.1]'],
    [way('s1.test>', 'u', 'd.test'), 'error host-invalid', 'error host-invalid', 'error host-invalid'],
    [
      way('s1.test', 'u\r\nDATA', 'd.test'),
      'error local-part-invalid',
      'error local-part-invalid | warning percent-quoted',
      'error local-part-invalid | error bang-quoted',
    ],
    [way('s1.test', 'postmaster', ''), 'error domain-absent', 'error domain-absent', 'error domain-absent'],
  ])('%j', (itinerary, sourceRoute, percent, bang) => {
    expect(notations.map((notation) => written(itinerary, notation))).toEqual([sourceRoute, percent, bang]);
  });

  test('limits: a path of 256 octets with its brackets, a local-part of 64', () => {
    const hops = (count: number) => Array.from({ length: count }, (_, i) => `relay${i + 10}.example.org`);
    const route = (count: number, user: string) => ({
      hops: hops(count),
      localPart: user,
      domain: 'dest.test',
    });
    // 11 hops of 19 octets with "@" and a separator are 231; "@dest.test" and the brackets 12 more.
    expect(written(route(11, 'u'.repeat(13)), 'source-route')).toMatch(/^@relay10/);
    expect(written(route(11, 'u'.repeat(14)), 'source-route')).toBe('error path-over-limit');
    expect(written(route(3, 'u'.repeat(14)), 'percent')).toMatch(/^u/);
    expect(written(route(3, 'u'.repeat(15)), 'percent')).toBe('error local-part-over-limit');
  });
});

describe('readings', () => {
  const read = (text: string): string[] => {
    const parsed = parseRecipient(text, { idna: nodeIdna });
    if (!parsed.ok) return ['refused'];
    return readings(parsed.value, { idna: nodeIdna }).map(
      ({ notation, itinerary }) => `${notation}: ${stationsOf(itinerary).join(' ')} / ${itinerary.localPart}`,
    );
  };

  test.each<[string, string[]]>([
    ['user@dest.test', []],
    ['<Postmaster>', []],
    ['<@s1.test,@s2.test:user@dest.test>', ['source-route: s1.test s2.test dest.test / user']],
    ['s1!s2!dest!user', ['bang: s1 s2 dest / user']],
    ['user%dest.test%s2.test@s1.test', ['percent: s1.test s2.test dest.test / user']],
    ['s2.test!dest.test!user@s1.test', ['bang: s1.test s2.test dest.test / user']],
    // RFC 1123 §5.2.16 takes the "%" first; Sendmail and Postfix the "!".
    ['a!b%c@d', ['percent: d c a / b', 'bang: d a c / b']],
    ['a!b!u%c%d@e', ['percent: e d c a b / u', 'bang: e a b d c / u']],
    ['"a b%dest.test"@s1.test', ['percent: s1.test dest.test / a b']],
    [
      '<@s1.test:u%x.test@d.test>',
      ['source-route: s1.test d.test / u%x.test', 'percent: s1.test d.test x.test / u'],
    ],
    ['s1.test!user%x.test', ['bang: s1.test / user%x.test', 'percent: s1.test x.test / user']],
    ['u%bücher.example@d.test', ['percent: d.test xn--bcher-kva.example / u']],
    ['100%@d.test', []],
    ['%a@d.test', []],
    ['a%b!c@d.test', []],
    ['a%b_c@d.test', []],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('readAs', () => {
  test.each<[Notation, string, string]>([
    ['source-route', '<@s1.test,@s2.test:user@dest.test>', 's1.test s2.test dest.test'],
    ['source-route', '@s1.test,@s2.test:user@dest.test', 's1.test s2.test dest.test'],
    ['source-route', 'user%dest.test@s1.test', 's1.test'],
    ['percent', 'user%dest.test%s2.test@s1.test', 's1.test s2.test dest.test'],
    ['bang', 's2.test!dest.test!user@s1.test', 's1.test s2.test dest.test'],
    ['percent', 'user@dest.test', 'dest.test'],
    ['percent', '@s1.test:user@dest.test', 'not-this-notation'],
    ['percent', 'a!b%c@d.test', 'not-this-notation'],
    ['bang', 'a!b%c@d.test', 'not-this-notation'],
    ['bang', 's1!dest!user', 'bang-path'],
    ['source-route', '@s1.test, @s2.test:user@dest.test', 'space-in-route'],
    ['source-route', '@s1.test,user@dest.test', 'route-colon-missing'],
  ])('%s %s', (notation, text, expected) => {
    const read = readAs(notation, text);
    const errors = read.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(read.ok ? stationsOf(read.value).join(' ') : errors.join(' ')).toBe(expected);
  });

  test('offsets are of the text as given, with or without brackets', () => {
    for (const text of ['@s1.test, @s2.test:user@dest.test', '<@s1.test, @s2.test:user@dest.test>']) {
      const issue = readAs('source-route', text).issues.find(({ code }) => code === 'space-in-route');
      expect(text.slice((issue?.start ?? 0) - 1, (issue?.end ?? 0) + 1)).toBe(', @');
      expect(issue?.fix).toBe('');
      expect(issue?.fixAt).toBeUndefined();
    }
  });
});

describe('hopView, RFC 5321 Appendix C', () => {
  test.each<[Notation, string[]]>([
    [
      'source-route',
      [
        '@s1.test,@s2.test,@s3.test:user@dest.test',
        '@s2.test,@s3.test:user@dest.test',
        '@s3.test:user@dest.test',
        'user@dest.test',
      ],
    ],
    [
      'percent',
      [
        'user%dest.test%s3.test%s2.test@s1.test',
        'user%dest.test%s3.test@s2.test',
        'user%dest.test@s3.test',
        'user@dest.test',
      ],
    ],
    [
      'bang',
      [
        's2.test!s3.test!dest.test!user@s1.test',
        's3.test!dest.test!user@s2.test',
        'dest.test!user@s3.test',
        'user@dest.test',
      ],
    ],
  ])('%s', (notation, paths) => {
    const views = hopView(long, notation);
    expect(views.ok && views.value.map(({ receives }) => receives)).toEqual(paths);
    expect(views.ok && views.value.map(({ station }) => station)).toEqual(stationsOf(long));
    expect(views.ok && views.value.map(({ sends }) => sends)).toEqual([
      { to: 's2.test', path: paths[1] },
      { to: 's3.test', path: paths[2] },
      { to: 'dest.test', path: paths[3] },
      undefined,
    ]);
  });

  test('a refused notation has no view', () => {
    expect(hopView(way('s1.test', 'a%b', 'd.test'), 'percent').ok).toBe(false);
  });
});

describe('the rest', () => {
  test('sameItinerary: hosts in any case, the local-part exactly', () => {
    expect(sameItinerary(way('S1.test', 'u', 'D.test'), way('s1.test', 'u', 'd.test'))).toBe(true);
    expect(sameItinerary(way('s1.test', 'U', 'd.test'), way('s1.test', 'u', 'd.test'))).toBe(false);
    expect(sameItinerary(way('s1.test', 'u', 'd.test'), way('', 'u', 'd.test'))).toBe(false);
  });

  test('lineText', () => {
    expect(lineText(stationsOf(long))).toBe('client -> s1.test -> s2.test -> s3.test -> dest.test');
    expect(lineText(['dest.test'], 'me.test')).toBe('me.test -> dest.test');
  });

  test('all quotings of a local-part are one itinerary', () => {
    const [plain, ...others] = ['ab@d.test', '"ab"@d.test', '"a\\b"@d.test'].map((text) => {
      const parsed = parseRecipient(text);
      return parsed.ok ? itineraryOf(parsed.value) : undefined;
    });
    expect(others).toEqual([plain, plain]);
  });
});

describe('readAs(n, render(n, x)) is x', () => {
  const label = fc
    .stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
    .filter((one) => !one.startsWith('xn--'));
  const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const host = fc.oneof(
    { weight: 8, arbitrary: name },
    { weight: 1, arbitrary: fc.constantFrom('[192.0.2.1]', '[IPv6:2001:db8::1]', 'xn--bcher-kva.example') },
  );
  const itinerary = fc.record({
    hops: fc.array(host, { maxLength: 4 }),
    localPart: fc.oneof(
      fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/),
      fc.string({ maxLength: 8 }),
      fc.constantFrom('a b', 'a%b', 'a!b', 'a@b', '', '.', 'a..b', '"', '\\', 'é', '用户'),
    ),
    domain: host,
  });

  test.each(notations)('%s', (notation) => {
    let expressed = 0;
    fc.assert(
      fc.property(itinerary, (x) => {
        const rendered = render(x, notation);
        if (!rendered.ok) return;
        expressed++;
        const back = readAs(notation, rendered.value, { idna: nodeIdna });
        expect(back.ok && back.value).toEqual(x);
        const views = hopView(x, notation);
        expect(views.ok && views.value.length).toBe(x.hops.length + 1);
      }),
      { numRuns: 2000 },
    );
    expect(expressed).toBeGreaterThan(500);
  });
});
