import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise } from '../../../src/core/advice/advise.ts';
import { adviceCodes } from '../../../src/core/advice/codes.ts';
import { serverBehaviour, servers } from '../../../src/core/mta/measured.ts';
import { type Itinerary, notations } from '../../../src/core/route/itinerary.ts';
import type { Carriage, Treatment, WebmailBehaviour } from '../../../src/core/webmail/behaviour.ts';
import { webmails } from '../../../src/core/webmail/measured.ts';
import { adviceWords } from '../../../src/core/words/advice.ts';
import { languages, say } from '../../../src/core/words/phrase.ts';

const routed: Itinerary = { hops: ['s1.test', 's2.test'], localPart: 'user', domain: 'dest.test' };
const oneHop: Itinerary = { ...routed, hops: ['s1.test'] };
const plain: Itinerary = { ...routed, hops: [] };
const addresses = [
  '@s1.test,@s2.test:user@dest.test',
  'user%dest.test%s2.test@s1.test',
  's2.test!dest.test!user@s1.test',
];

const carriage = (inserted: Treatment): Carriage => ({
  typed: inserted,
  inserted,
  evidence: 'run',
  date: '2026-11-23',
});
const webmail = (route: Treatment, percent: Treatment, bang: Treatment): WebmailBehaviour => ({
  ...(webmails['demo'] as WebmailBehaviour),
  key: 'w',
  name: 'W',
  version: '1',
  'source-route': carriage(route),
  percent: carriage(percent),
  bang: carriage(bang),
});
const roundcube = webmails['roundcube-elastic'];

type Row = readonly [
  name: string,
  itinerary: Itinerary,
  webmail: WebmailBehaviour | undefined,
  firstHop: readonly [Parameters<typeof serverBehaviour>[0], string] | undefined,
  way: string,
  reason: string,
  choices: readonly [route: string, percent: string, bang: string],
];

const rows: readonly Row[] = [
  ['no hops', plain, roundcube, undefined, 'source-route', 'no-route', ['no-route', 'no-route', 'no-route']],
  [
    'no hops, unknown webmail',
    plain,
    undefined,
    undefined,
    'source-route',
    'no-route',
    ['no-route', 'no-route', 'no-route'],
  ],
  [
    'Roundcube',
    routed,
    roundcube,
    undefined,
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-percent', 'carried-bang'],
  ],
  [
    'the demo',
    routed,
    webmails['demo'],
    undefined,
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-percent', 'carried-bang'],
  ],
  [
    'SOGo',
    routed,
    webmails['sogo'],
    undefined,
    'direct',
    'webmail-damages-not-percent',
    ['webmail-damages-not-percent', 'carried-percent', 'carried-bang'],
  ],
  [
    'unknown webmail',
    routed,
    undefined,
    undefined,
    'direct',
    'webmail-unknown',
    ['webmail-unknown', 'webmail-unknown', 'webmail-unknown'],
  ],
  [
    'refuses all',
    routed,
    webmail('refused', 'refused', 'refused'),
    undefined,
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'webmail-refuses', 'webmail-refuses'],
  ],
  [
    'damages all',
    routed,
    webmail('damaged', 'damaged', 'damaged'),
    undefined,
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'webmail-damages'],
  ],
  [
    'carries all',
    routed,
    webmail('intact', 'intact', 'intact'),
    undefined,
    'source-route',
    'carried-route',
    ['carried-route', 'carried-percent', 'carried-bang'],
  ],
  [
    'carries all, to Sendmail with routes',
    routed,
    webmail('intact', 'intact', 'intact'),
    ['sendmail', 'route-addr'],
    'source-route',
    'carried-followed',
    ['carried-followed', 'carried-followed', 'carried-followed'],
  ],
  [
    'carries all, to Postfix',
    routed,
    webmail('intact', 'intact', 'intact'),
    ['postfix', 'relay'],
    'percent',
    'carried-followed',
    ['carried-route-dropped', 'carried-followed', 'carried-followed'],
  ],
  [
    'Roundcube, to Sendmail with routes',
    routed,
    roundcube,
    ['sendmail', 'route-addr'],
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-followed', 'carried-followed'],
  ],
  [
    'Roundcube, to Postfix',
    routed,
    roundcube,
    ['postfix', 'relay'],
    'percent',
    'carried-followed',
    ['webmail-refuses-not-percent', 'carried-followed', 'carried-followed'],
  ],
  [
    'Roundcube, to Sendmail without percent',
    routed,
    roundcube,
    ['sendmail', 'nopercenthack'],
    'bang',
    'carried-followed',
    ['webmail-refuses-not-percent', 'carried-server-refuses', 'carried-followed'],
  ],
  [
    'Roundcube, to Exim',
    routed,
    roundcube,
    ['exim', 'relay'],
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-server-refuses', 'carried-server-refuses'],
  ],
  [
    'Roundcube, to Haraka',
    routed,
    roundcube,
    ['haraka', 'relay'],
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-server-opaque', 'carried-server-opaque'],
  ],
  [
    'percent can’t be written',
    { ...routed, localPart: '100%' },
    roundcube,
    undefined,
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'not-writable', 'not-writable'],
  ],
  // What a webmail does to the rest of the address counts as well.
  [
    'a local-part beyond ASCII, SOGo, to Postfix',
    { ...oneHop, localPart: 'юзер' },
    webmails['sogo'],
    ['postfix', 'relay'],
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'webmail-damages'],
  ],
  [
    'a local-part beyond ASCII, Roundcube, to Postfix',
    { ...oneHop, localPart: 'юзер' },
    roundcube,
    ['postfix', 'relay'],
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'webmail-refuses', 'webmail-refuses'],
  ],
  [
    'a quoted local-part, SquirrelMail, to Postfix',
    { ...oneHop, localPart: 'a b' },
    webmails['squirrelmail'],
    ['postfix', 'relay'],
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'not-writable'],
  ],
  [
    'a literal as the hop, Horde, to Postfix',
    { ...oneHop, hops: ['[192.0.2.1]'] },
    webmails['horde'],
    ['postfix', 'relay'],
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'webmail-damages'],
  ],
  [
    'a literal as the hop, Roundcube, to Postfix',
    { ...oneHop, hops: ['[192.0.2.1]'] },
    roundcube,
    ['postfix', 'relay'],
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'webmail-refuses', 'webmail-refuses'],
  ],
  [
    'a hop of one label, Roundcube, to Postfix',
    { ...oneHop, hops: ['localhost'] },
    roundcube,
    ['postfix', 'relay'],
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'webmail-refuses', 'webmail-refuses'],
  ],
  [
    'one hop, Horde, which refuses it, but damages two',
    oneHop,
    webmails['horde'],
    undefined,
    'direct',
    'webmail-refuses-not-percent',
    ['webmail-refuses-not-percent', 'carried-percent', 'carried-bang'],
  ],
  [
    'a literal as the hop of what carries all',
    { ...oneHop, hops: ['[192.0.2.1]'] },
    {
      ...webmail('intact', 'intact', 'intact'),
      'one-hop': carriage('intact'),
      'literal-4': carriage('intact'),
    },
    undefined,
    'source-route',
    'carried-route',
    ['carried-route', 'carried-percent', 'carried-bang'],
  ],
  [
    'no hops, a local-part beyond ASCII, SOGo',
    { ...plain, localPart: 'юзер' },
    webmails['sogo'],
    undefined,
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'webmail-damages'],
  ],
  [
    'no hops, a quoted local-part, SnappyMail',
    { ...plain, localPart: 'a b' },
    webmails['snappymail'],
    undefined,
    'direct',
    'webmail-damages',
    ['webmail-damages', 'webmail-damages', 'webmail-damages'],
  ],
  [
    'no hops, a literal, Roundcube',
    { ...plain, domain: '[192.0.2.1]' },
    roundcube,
    undefined,
    'direct',
    'webmail-refuses',
    ['webmail-refuses', 'webmail-refuses', 'webmail-refuses'],
  ],
  [
    'no hops, a quoted local-part, unknown webmail',
    { ...plain, localPart: 'a b' },
    undefined,
    undefined,
    'source-route',
    'no-route',
    ['no-route', 'no-route', 'no-route'],
  ],
];

describe('advise', () => {
  test.each(rows)('%s', (_, itinerary, given, firstHop, way, reason, choices) => {
    const advice = advise(itinerary, given, firstHop && serverBehaviour(...firstHop));
    expect(advice.recommended.way === 'insert' ? advice.recommended.notation : advice.recommended.way).toBe(
      way,
    );
    expect(advice.reason).toBe(reason);
    expect(advice.choices.map((choice) => choice.reason)).toEqual(choices);
    expect(advice.choices.map(({ notation }) => notation)).toEqual(notations);
  });

  test('the choices bring the addresses', () => {
    expect(advise(routed, roundcube).choices.map(({ address }) => address)).toEqual(addresses);
    expect(advise(plain, roundcube).choices.map(({ address }) => address)).toEqual(
      Array(3).fill('user@dest.test'),
    );
  });

  test('what can’t be written brings the code instead', () => {
    const { choices } = advise({ ...routed, localPart: '100%' }, roundcube);
    expect(choices[1]).toEqual({
      notation: 'percent',
      webmail: 'intact',
      refused: 'percent-local-part',
      reason: 'not-writable',
    });
  });

  const treatment = fc.constantFrom<Treatment>('intact', 'refused', 'damaged', 'unknown');
  const host = fc.constantFrom('s1.test', '[192.0.2.1]', 'no host', '');
  test('never recommends to insert what is not carried, nor what the first server is known not to follow', () => {
    fc.assert(
      fc.property(
        fc.record({ hops: fc.array(host, { maxLength: 3 }), localPart: fc.string(), domain: host }),
        fc.option(
          fc.tuple(treatment, treatment, treatment).map((all) => webmail(...all)),
          { nil: undefined },
        ),
        fc.option(fc.constantFrom(...servers), { nil: undefined }),
        (itinerary, given, firstHop) => {
          const { recommended, choices, reason } = advise(itinerary, given, firstHop);
          const taken = choices.find(
            (choice) => recommended.way === 'insert' && choice.notation === recommended.notation,
          );
          if (recommended.way === 'direct') return;
          expect(taken).toMatchObject({ reason, address: expect.any(String) });
          const fine: readonly unknown[] = itinerary.hops.length > 0 ? ['intact'] : ['intact', 'unknown'];
          expect(fine).toContain(taken?.webmail);
          expect([undefined, 'follows']).toContain(taken?.firstHop);
        },
      ),
    );
  });
});

describe('words', () => {
  const advices = [undefined, ...Object.values(webmails)].flatMap((one) =>
    [undefined, ...servers].flatMap((server) => [advise(routed, one, server), advise(plain, one, server)]),
  );

  test.each(languages)('every reason that is given has a sentence without a gap (%s)', (language) => {
    for (const { reason, choices, words } of advices) {
      for (const code of [reason, ...choices.map((choice) => choice.reason)]) {
        expect(say(adviceWords[code], language, words)).not.toMatch(/[{}]/);
      }
    }
  });

  test('a sentence for every code, and none over', () => {
    expect(Object.keys(adviceWords).toSorted()).toEqual([...adviceCodes].toSorted());
  });

  test('Roundcube', () => {
    const { reason, words } = advise(routed, roundcube);
    expect(say(adviceWords[reason], 'en', words)).toBe(
      'Roundcube refuses this form: send it directly, or use the percent form, which it carries unchanged.',
    );
  });
});
