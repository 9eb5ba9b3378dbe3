import { describe, expect, test } from 'vitest';
import type { Notation } from '../../../src/core/route/itinerary.ts';
import { type Treatment, whenInserted } from '../../../src/core/webmail/behaviour.ts';
import { webmails } from '../../../src/core/webmail/measured.ts';

/** What was seen, in the words of the measurement. `text-kept`: put in by script, the field held it unchanged, nothing was sent. */
type Outcome = 'sent-intact' | 'sent-changed' | 'sent-without-to' | 'refused-by-webmail' | 'text-kept';
type Row = readonly [webmail: string, method: 'typed' | 'inserted', given: string, outcome: Outcome];

const two = '@s1.test,@s2.test:user@dest.test';
const one = '@s1.test:user@dest.test';
const percent = 'user%dest.test@s1.test';
const bang = 'dest.test!user@s1.test';

const seen: readonly Row[] = [
  ['roundcube-elastic', 'typed', two, 'refused-by-webmail'],
  ['roundcube-elastic', 'typed', one, 'refused-by-webmail'],
  ['roundcube-elastic', 'typed', percent, 'sent-intact'],
  ['roundcube-elastic', 'typed', bang, 'sent-intact'],
  ['roundcube-elastic', 'inserted', two, 'refused-by-webmail'],
  ['roundcube-elastic', 'inserted', one, 'refused-by-webmail'],
  ['roundcube-elastic', 'inserted', percent, 'text-kept'],
  ['roundcube-elastic', 'inserted', bang, 'sent-intact'],
  ['roundcube-larry', 'typed', two, 'refused-by-webmail'],
  ['roundcube-larry', 'typed', one, 'refused-by-webmail'],
  ['roundcube-larry', 'typed', percent, 'sent-intact'],
  ['roundcube-larry', 'typed', bang, 'sent-intact'],
  ['roundcube-larry', 'inserted', percent, 'text-kept'],
  ['roundcube-larry', 'inserted', bang, 'sent-intact'],
  ['roundcube-classic', 'typed', two, 'refused-by-webmail'],
  ['roundcube-classic', 'typed', one, 'refused-by-webmail'],
  ['roundcube-classic', 'typed', percent, 'sent-intact'],
  ['roundcube-classic', 'typed', bang, 'sent-intact'],
  ['snappymail', 'typed', two, 'sent-changed'],
  ['snappymail', 'typed', one, 'sent-changed'],
  ['snappymail', 'typed', percent, 'sent-intact'],
  ['snappymail', 'typed', bang, 'sent-intact'],
  ['snappymail', 'inserted', two, 'sent-changed'],
  ['snappymail', 'inserted', one, 'sent-changed'],
  ['snappymail', 'inserted', percent, 'text-kept'],
  ['sogo', 'typed', two, 'sent-changed'],
  ['sogo', 'typed', one, 'sent-changed'],
  ['sogo', 'typed', percent, 'sent-intact'],
  ['sogo', 'typed', bang, 'sent-intact'],
  ['sogo', 'inserted', two, 'sent-without-to'],
  ['sogo', 'inserted', one, 'sent-without-to'],
  ['sogo', 'inserted', percent, 'text-kept'],
  ['squirrelmail', 'typed', two, 'sent-changed'],
  ['squirrelmail', 'typed', one, 'sent-changed'],
  ['squirrelmail', 'typed', percent, 'sent-intact'],
  ['squirrelmail', 'typed', bang, 'sent-intact'],
  ['horde', 'typed', two, 'sent-changed'],
  ['horde', 'typed', one, 'refused-by-webmail'],
  ['horde', 'typed', percent, 'sent-intact'],
  ['horde', 'typed', bang, 'sent-intact'],
  ['horde', 'inserted', two, 'sent-changed'],
  ['horde', 'inserted', one, 'refused-by-webmail'],
  ['horde', 'inserted', percent, 'text-kept'],
];

const notationOf = (given: string): Notation =>
  given.includes(':') ? 'source-route' : given.includes('%') ? 'percent' : 'bang';
const treatmentOf: Readonly<Record<Outcome, Treatment>> = {
  'sent-intact': 'intact',
  'text-kept': 'intact',
  'sent-changed': 'damaged',
  'sent-without-to': 'damaged',
  'refused-by-webmail': 'refused',
};
/** Of two routes that met different ends, the worse counts: damage goes unseen, a refusal does not. */
const worst = (all: readonly Treatment[]) =>
  (['damaged', 'refused', 'intact'] as const).find((one) => all.includes(one));

describe('the data say what was seen', () => {
  for (const key of new Set(seen.map(([webmail]) => webmail))) {
    for (const notation of ['source-route', 'percent', 'bang'] as const) {
      for (const method of ['typed', 'inserted'] as const) {
        const outcomes = seen
          .filter(
            ([webmail, how, given]) => webmail === key && how === method && notationOf(given) === notation,
          )
          .map(([, , , outcome]) => treatmentOf[outcome]);
        if (outcomes.length === 0) continue;
        test(`${key} ${notation} ${method}`, () => {
          expect(webmails[key]?.[notation][method]).toBe(worst(outcomes));
        });
      }
    }
  }

  test('every key is its record’s own, and every date is a day', () => {
    for (const [key, webmail] of Object.entries(webmails)) {
      expect(webmail.key).toBe(key);
      for (const notation of ['source-route', 'percent', 'bang'] as const) {
        expect(webmail[notation].date).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  });

  test('the demo is as strict as Roundcube', () => {
    const { demo } = webmails;
    expect(demo && [demo['source-route'], demo.percent, demo.bang].map(whenInserted)).toEqual([
      'refused',
      'intact',
      'intact',
    ]);
  });

  test('what was never inserted goes by what was typed', () => {
    expect(whenInserted({ typed: 'intact', inserted: 'unknown', evidence: 'run', date: '2026-11-23' })).toBe(
      'intact',
    );
    expect(whenInserted({ typed: 'intact', inserted: 'damaged', evidence: 'run', date: '2026-11-23' })).toBe(
      'damaged',
    );
  });
});
