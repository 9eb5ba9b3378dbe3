/** Itineraries made of others. */
import { describe, expect, test } from 'vitest';
import { prepend, reverse, strip } from '../../../src/core/route/change.ts';
import type { Itinerary } from '../../../src/core/route/itinerary.ts';
import { readAs } from '../../../src/core/route/read.ts';
import { render } from '../../../src/core/route/render.ts';

const written = '@s1.test,@s2.test:"a b"@dest.test';
const read = readAs('source-route', written);
const itinerary = (read.ok ? read.value : undefined) as Itinerary;
const text = (one: Itinerary): string => {
  const rendered = render(one, 'source-route');
  return rendered.ok ? rendered.value : 'none';
};

describe('changes keep the mailbox', () => {
  test.each<[string, Itinerary, string]>([
    ['strip', strip(itinerary), '"a b"@dest.test'],
    ['strip of a plain mailbox', strip(strip(itinerary)), '"a b"@dest.test'],
    ['prepend', prepend(['s0.test'], itinerary), '@s0.test,@s1.test,@s2.test:"a b"@dest.test'],
    ['prepend nothing', prepend([], itinerary), written],
    ['reverse', reverse(itinerary), '@s2.test,@s1.test:"a b"@dest.test'],
    ['reverse twice', reverse(reverse(itinerary)), written],
  ])('%s', (_name, changed, expected) => {
    expect(text(changed)).toBe(expected);
    expect(itinerary.hops).toEqual(['s1.test', 's2.test']);
  });
});
