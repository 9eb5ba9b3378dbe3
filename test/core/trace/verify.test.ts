import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChain } from '../../../src/core/trace/chain.ts';
import { unseenDestination } from '../../../src/core/trace/verdict.ts';
import { verify } from '../../../src/core/trace/verify.ts';
import { chain, s123, to } from './ways.ts';

const date = 'Mon, 23 Nov 2026 02:15:10 GMT';

/** As four Sendmails delivered it. */
const sendmails = `Return-Path: <ch-sr3@client.test>
Received: from s3.test (s3.test [10.77.0.13])
	by dest.test (8.17.1.9/8.17.1.9/Debian-2+deb12u2) with ESMTP id 6AN2FARR000070
	for <user@dest.test>; ${date}
Received: from s2.test (s2.test [10.77.0.12])
	by s3.test (8.17.1.9/8.17.1.9/Debian-2+deb12u2) with ESMTP id 6AN2FAWT000066
	for <@s3.test:user@dest.test>; ${date}
Received: from s1.test (s1.test [10.77.0.11])
	by s2.test (8.17.1.9/8.17.1.9/Debian-2+deb12u2) with ESMTP id 6AN2FAII000066
	for <@s2.test,@s3.test:user@dest.test>; ${date}
Received: from client.test (client.test [10.77.0.100])
	by s1.test (8.17.1.9/8.17.1.9/Debian-2+deb12u2) with ESMTP id 6AN2FA4h000066
	for <@s1.test,@s2.test,@s3.test:user@dest.test>; ${date}
Subject: x

Received: by body.test
`;

/** As Sendmail, Postfix, Exim and OpenSMTPD delivered it, one after the other. */
const mixed = `Received: from s3.test (s3.test [10.77.0.13]) by dest.test (OpenSMTPD) with ESMTP id 76914bf1 for <user@dest.test>; ${date}
Received: from s2.test ([10.77.0.12]) by s3.test with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <mx-pct3@client.test>) id 1xVJuY-00004k-2I for user%dest.test@s3.test; ${date}
Received: from s1.test (s1.test [10.77.0.11]) by s2.test (Postfix) with ESMTPS id 937702AE2BE for <user%dest.test%s3.test@s2.test>; ${date}
Received: from client.test (client.test [10.77.0.100]) by s1.test (8.17.1.9/8.17.1.9) with ESMTP id 6AN2a6t9000071 for <user%dest.test%s3.test%s2.test@s1.test>; ${date}
`;

describe('delivered by real servers', () => {
  test('four Sendmails', () => {
    const at = '2026-11-23T02:15:10Z';
    const leg = { proof: 'proven', with: 'ESMTP', at } as const;
    expect(verify(s123, readChain(sendmails))).toEqual({
      verdict: 'followed',
      legs: [
        {
          from: 'client.test',
          to: 's1.test',
          role: 'hop',
          line: 0,
          for: '@s1.test,@s2.test,@s3.test:user@dest.test',
          ...leg,
        },
        {
          from: 's1.test',
          to: 's2.test',
          role: 'hop',
          line: 1,
          for: '@s2.test,@s3.test:user@dest.test',
          ...leg,
        },
        { from: 's2.test', to: 's3.test', role: 'hop', line: 2, for: '@s3.test:user@dest.test', ...leg },
        { from: 's3.test', to: 'dest.test', role: 'destination', line: 3, for: 'user@dest.test', ...leg },
      ],
    });
  });

  test('Sendmail, Postfix, Exim, OpenSMTPD', () => {
    // OpenSMTPD doesn't check the name that it looks up: who s3.test is, its address must tell.
    const verification = verify(s123, readChain(mixed), { aliases: { 's3.test': ['10.77.0.13'] } });
    expect(verification.verdict).toBe('followed');
    expect(verification.legs.map((leg) => [leg.for, leg.with, leg.proof])).toEqual([
      ['user%dest.test%s3.test%s2.test@s1.test', 'ESMTP', 'proven'],
      ['user%dest.test%s3.test@s2.test', 'ESMTPS', 'proven'],
      ['user%dest.test@s3.test', 'esmtps', 'proven'],
      ['user@dest.test', 'ESMTP', 'proven'],
    ]);
    const { verdict, legs } = verify(s123, readChain(mixed));
    expect(verdict).toBe('followed');
    expect(legs.map(({ proof }) => proof)).toEqual(['claimed', 'claimed', 'claimed', 'proven']);
  });
});

describe('a destination that may go by another name', () => {
  test.each<[name: string, chain: string, host: string | undefined]>([
    ['no line is known to be its', 'client.test > s1.test > mx.provider.test', 'dest.test'],
    ['a hop is missing', 'client.test > dest.test', undefined],
    ['none is', 'client.test > s1.test > dest.test', undefined],
  ])('%s', (_, lines, host) => {
    expect(unseenDestination(verify(to('s1.test'), chain(lines)))).toBe(host);
  });
});

describe('what a leg tells', () => {
  test('the leg shows the arrival, not the hand-over behind it', () => {
    const lines = chain(
      'from client.test by s1.test with ESMTPS id 1',
      'from localhost (localhost [127.0.0.1]) by s1.test with ESMTP id 2',
      's1.test > dest.test',
    );
    expect(verify(to('s1.test'), lines).legs[0]).toMatchObject({ line: 0, with: 'ESMTPS' });
  });

  test('the line that bears witness of a hop tells nothing else of its leg', () => {
    const [leg] = verify(
      to('s1.test'),
      chain('from h (s1.test [192.0.2.7]) by dest.test (Postfix) for <user@dest.test>'),
    ).legs;
    expect(leg).toEqual({ from: 'client', to: 's1.test', role: 'hop', proof: 'proven', line: 0 });
  });

  test('a line for several recipients has no FOR, and an unread date no time', () => {
    const [leg] = verify(to(), chain('from client.test by dest.test; yesterday')).legs;
    expect(leg).toEqual({
      from: 'client.test',
      to: 'dest.test',
      role: 'destination',
      proof: 'proven',
      line: 0,
    });
  });

  test('garbage lines keep the numbers of the others', () => {
    const [hop] = verify(
      to('s1.test'),
      chain('from nowhere', 'client.test > s1.test', 's1.test > dest.test'),
    ).legs;
    expect(hop?.line).toBe(1);
  });
});

describe('whatever comes', () => {
  const host = fc.constantFrom(
    's1.test',
    's2.test',
    's3.test',
    'dest.test',
    'mx.dest.test',
    'x.test',
    'localhost',
    '[192.0.2.7]',
    '[127.0.0.1]',
    'unknown',
  );
  const clause = fc.oneof(
    host.map((name) => `from ${name}`),
    fc.tuple(host, host).map(([name, looked]) => `from ${name} (${looked} [192.0.2.7])`),
    host.map((name) => `by ${name}`),
    fc.constantFrom('with LMTP', 'from x ([127.0.0.1])', '(Exim 4.96)', ';', 'for <user@dest.test>'),
    fc.string(),
  );
  const received = fc
    .array(clause, { maxLength: 5 })
    .map((parts) => `Received: ${parts.join(' ').replace(/[\r\n]/g, '')}\n`);
  const itinerary = fc.record({
    hops: fc.array(host, { maxLength: 5 }),
    localPart: fc.string(),
    domain: host,
  });
  const options = fc.record(
    {
      aliases: fc.dictionary(fc.oneof(host, fc.string()), fc.array(host, { maxLength: 2 })),
      origin: host,
      trusted: fc.array(host, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );

  test('never throws; every place has a leg, every leg a line or none, and the verdict agrees with the legs', () => {
    fc.assert(
      fc.property(itinerary, fc.array(received, { maxLength: 8 }), options, (route, lines, given) => {
        const read = readChain(lines.join(''));
        const { verdict, legs } = verify(route, read, given);
        const places = legs.filter(({ role }) => role !== 'stranger');
        const missing = legs.filter(({ proof }) => proof === 'missing');
        const strangers = legs.length - places.length;
        const names = places.map(({ to: name }) => name);
        const meant = [...route.hops, route.domain];
        expect(names.toSorted()).toEqual(meant.toSorted());
        for (const { proof, line } of legs) expect(line === undefined).toBe(proof === 'missing');
        for (const { line } of legs) if (line !== undefined) expect(read[line]).toBeDefined();
        expect(verdict === 'skipped' || verdict === 'unproven').toBe(missing.length > 0);
        if (verdict === 'followed') expect(strangers).toBe(0);
        if (verdict === 'detoured') expect(strangers).toBeGreaterThan(0);
        if (verdict === 'followed' || verdict === 'detoured') expect(names).toEqual(meant);
      }),
      { numRuns: 500 },
    );
  });

  test('twenty thousand lines come to an end', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `s${at % 5}.test > s${(at + 1) % 5}.test`);
    const read = chain(...lines);
    expect(verify(s123, read).verdict).toBe('skipped');
  });
});
