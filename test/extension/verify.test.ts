/** The verify page: what its route field means, what it makes of a source, and the line it draws. */
import { describe, expect, test } from 'vitest';
import type { Leg } from '../../src/core/trace/verdict.ts';
import { browserIdna as idna } from '../../src/extension/idna.ts';
import { check, readRoute } from '../../src/extension/verify/check.ts';
import { proofOf, verdictStations } from '../../src/extension/verify/verdict-line.ts';

const hops = ['s1.test', 's2.test'];

test.each<[text: string, notations: (string | undefined)[]]>([
  ['@s1.test,@s2.test:user@dest.test', ['source-route']],
  ['<@s1.test,@s2.test:user@dest.test>', ['source-route']],
  ['user%dest.test%s2.test@s1.test', ['percent', undefined]],
  ['s2.test!dest.test!user@s1.test', ['bang', undefined]],
  ['user@dest.test', [undefined]],
  ['', []],
  ['user@', []],
])('the route field %j means %j', (text, notations) => {
  const { meanings } = readRoute(text, idna);
  expect(meanings.map((meaning) => meaning.notation)).toEqual(notations);
  if (notations[0] !== undefined)
    expect(meanings[0]?.itinerary).toEqual({ hops, localPart: 'user', domain: 'dest.test' });
});

const source = [
  'Received: from s2.test (s2.test [192.0.2.2]) by dest.test with ESMTP id 3; Mon, 23 Nov 2026 04:13:44 +0000',
  'Received: from s1.test (s1.test [192.0.2.1]) by s2.test with ESMTP id 2; Mon, 23 Nov 2026 04:13:43 +0000',
  'Received: from client.test (client.test [192.0.2.9]) by mx.s1.test with ESMTP id 1; Mon, 23 Nov 2026 04:13:42 +0000',
  'Subject: S',
  '',
  'Text',
].join('\r\n');
const itinerary = { hops, localPart: 'user', domain: 'dest.test' };

describe('a source', () => {
  test('is verified, also with blank lines in front, as copying leaves them', () => {
    expect(check(itinerary, `\n  \n${source}`)).toMatchObject({
      lines: 3,
      verification: { verdict: 'followed' },
    });
  });
  test('uses what was recorded when the message was sent', () => {
    const other = source.replaceAll('s1.test', 'relay.example');
    const sent = {
      message: '123e4567-e89b-42d3-a456-426614174000',
      subject: 'S',
      created: '',
      messageId: '',
      outcomes: [],
      aliases: { 's1.test': ['mx.relay.example', 'relay.example'] },
    };
    expect(check(itinerary, other).verification?.verdict).toBe('skipped');
    expect(check(itinerary, other, sent).verification?.verdict).toBe('followed');
  });
  test.each(['', 'no header', 'Subject: S\n\nReceived: from a by b'])('%j has no Received line', (text) => {
    expect(check(itinerary, text)).toEqual({ lines: 0 });
  });
});

describe('the line of a verdict', () => {
  const leg = (from: string, to: string, proof: Leg['proof'], role: Leg['role'] = 'hop'): Leg => ({
    from,
    to,
    proof,
    role,
  });
  test('a skipped station lies hollow on the leg that runs past it', () => {
    const legs = [
      leg('client', 's1.test', 'claimed'),
      leg('s1.test', 's2.test', 'missing'),
      leg('s1.test', 'x.test', 'proven', 'stranger'),
      leg('x.test', 'dest.test', 'proven', 'destination'),
    ];
    expect(
      verdictStations({ verdict: 'skipped', legs }).map(({ name, state, leg: drawn }) => [
        name,
        state,
        drawn,
      ]),
    ).toEqual([
      ['client', 'plain', undefined],
      ['s1.test', 'claimed', 'claimed'],
      ['s2.test', 'missing', 'proven'],
      ['x.test', 'passed', 'proven'],
      ['dest.test', 'passed', 'proven'],
    ]);
  });
  test('behind the last station that was reached there are only dots', () => {
    const legs = [leg('client', 's1.test', 'proven'), leg('s1.test', 'dest.test', 'missing', 'destination')];
    expect(verdictStations({ verdict: 'skipped', legs }).at(-1)).toMatchObject({
      state: 'missing',
      leg: 'missing',
    });
  });
  test.each<[proofs: Leg['proof'][], sum: ReturnType<typeof proofOf>]>([
    [['proven', 'proven'], { kind: 'all', proven: 2, total: 2 }],
    [['claimed', 'proven'], { kind: 'some', proven: 1, total: 2 }],
    [['claimed', 'claimed'], { kind: 'none', proven: 0, total: 2 }],
    // A station without a trace is the verdict's business.
    [['proven', 'missing'], { kind: 'all', proven: 1, total: 1 }],
    [['missing'], undefined],
    [[], undefined],
  ])('%j rests on %j', (proofs, sum) => {
    const legs = proofs.map((proof, at) => leg(`s${at}.test`, `s${at + 1}.test`, proof));
    expect(proofOf({ verdict: 'followed', legs })).toEqual(sum);
  });
  test('no legs, no line', () => expect(verdictStations({ verdict: 'unproven', legs: [] })).toEqual([]));
});
