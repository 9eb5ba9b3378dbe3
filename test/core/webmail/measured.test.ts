import { describe, expect, test } from 'vitest';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import { sameItinerary } from '../../../src/core/route/equal.ts';
import type { Itinerary } from '../../../src/core/route/itinerary.ts';
import { itineraryOf } from '../../../src/core/route/reading.ts';
import { type Treatment, treatmentOfList, whenInserted } from '../../../src/core/webmail/behaviour.ts';
import { type Form, forms, formsOf, formsOfList } from '../../../src/core/webmail/form.ts';
import { webmails } from '../../../src/core/webmail/measured.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { type Row, table } from './table.ts';

const read = (text: string) => parseRecipients(text, { profile: 'input', idna: nodeIdna });
const itineraries = (text: string): readonly Itinerary[] => read(text).recipients.map(itineraryOf);
const same = (a: readonly Itinerary[], b: readonly Itinerary[]) =>
  a.length === b.length && a.every((one, at) => sameItinerary(one, b[at] as Itinerary));

/** What the row says: the envelope and the To field both have to mean what was given. */
function seen({ given, outcome, rcpt, to }: Row): Treatment {
  if (outcome === 'refused') return 'refused';
  const meant = itineraries(given);
  const sent = rcpt.flatMap((path) => itineraries(`<${path}>`));
  // A path that nobody can read, `<group>`, is a recipient more.
  const whole = rcpt.length === sent.length;
  return whole && same(meant, sent) && same(meant, itineraries(to)) ? 'intact' : 'damaged';
}

const wayIn = ({ how }: Row) => (how === 'pasted' ? 'inserted' : 'typed');
const formsIn = (text: string): readonly Form[] => {
  const { recipients } = read(text);
  return [...new Set([...formsOfList(text, recipients), ...recipients.flatMap(formsOf)])];
};

/** Damage is laid to the first form, the list's before the recipients'; of the others it tells nothing. */
const tried = (row: Row) => formsIn(row.given).slice(0, seen(row) === 'damaged' ? 1 : undefined);

describe('the data say what was seen', () => {
  // Two addresses of one form may have met different ends: `@s1…` and `<@s1…>` in Horde.
  const worst = new Map<string, Treatment>();
  const id = (row: Row) => `${row.webmail} ${formsIn(row.given)} ${wayIn(row)}`;
  for (const row of table) {
    const before = worst.get(id(row));
    worst.set(id(row), before === 'damaged' ? before : seen(row));
  }

  test.each(table)('$webmail $case $how', (row) => {
    const treatment = treatmentOfList(
      webmails[row.webmail],
      row.given,
      read(row.given).recipients,
      wayIn(row),
    );
    expect(treatment).toBe(worst.get(id(row)));
  });

  test.each(['snappymail', 'horde'])('%s: what nobody pasted is unknown', (key) => {
    const pasted = table.filter(({ webmail, how }) => webmail === key && how === 'pasted');
    // Percent was put in by script, and stood unchanged.
    const known = new Set<Form>(['percent', ...pasted.flatMap(tried)]);
    for (const form of forms)
      expect([form, webmails[key]?.[form].inserted === 'unknown']).toEqual([form, !known.has(form)]);
  });

  test('every key is its record’s own, and every date is a day', () => {
    for (const [key, webmail] of Object.entries(webmails)) {
      expect(webmail.key).toBe(key);
      for (const form of forms) expect(webmail[form].date).toMatch(/^\d{4}-\d\d-\d\d$/);
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
});
