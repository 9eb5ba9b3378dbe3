/** Received lines as they arrive from hostile servers: real ones, cut, doubled and shuffled many times. */
import { expect, test } from 'vitest';
import { readChain } from '../../../src/core/trace/chain.ts';
import { verify } from '../../../src/core/trace/verify.ts';

const hops = ['s1.test', 's2.test', 's3.test'];
const itinerary = { hops, localPart: 'user', domain: 'dest.test' };
const stations = ['client.test', ...hops, 'dest.test'];
const delivered = stations
  .slice(1)
  .map(
    (by, at) =>
      `Received: from ${stations[at]} (${stations[at]} [10.77.0.${10 + at}])\r\n\tby ${by} (8.17.1.9/8.17.1.9) with ESMTP id 6AN2F${at}\r\n\tfor <user@dest.test>; Mon, 23 Nov 2026 02:15:1${at} GMT\r\n`,
  )
  .reverse();
const pieces = [
  '(',
  ')',
  '<',
  '>',
  '"',
  '\\',
  ';',
  '[',
  ']',
  'by ',
  'from ',
  '\r\n',
  '\r\n\t',
  'Received:',
  '\0',
  'é',
];

/** A small generator with a seed, so that a failure can be seen again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('300,000 mutated chains: no throw, and what the verdict says agrees with its legs', () => {
  const random = numbers(20_261_123);
  const below = (limit: number) => Math.floor(random.next().value * limit);
  const verdicts = new Map<string, number>();
  for (let run = 0; run < 300_000; run++) {
    // Of every tenth chain one line stands last.
    const lines = [...delivered];
    if (run % 10 === 0) lines.push(...lines.splice(below(lines.length - 1), 1));
    let text = lines.join('');
    for (let edits = below(5); edits >= 0; edits--) {
      const [at, length] = [below(text.length), below(60)];
      const cut = text.slice(at, at + length);
      const put = [pieces[below(pieces.length)] ?? '', '', cut + cut, ''][below(4)] ?? '';
      text = text.slice(0, at) + put + text.slice(at + (below(2) ? length : 0));
    }
    const chain = readChain(text);
    const { verdict, legs } = verify(itinerary, chain);
    const missing = legs.some(({ proof }) => proof === 'missing');
    if (verdict === 'followed' || verdict === 'detoured' || verdict === 'reordered')
      expect(missing).toBe(false);
    if (verdict === 'skipped') expect(missing).toBe(true);
    if (verdict === 'followed') expect(legs.map(({ to }) => to)).toEqual(stations.slice(1));
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  // Each verdict was met, so none of the checks above was idle.
  expect([...verdicts.keys()].sort()).toEqual(['detoured', 'followed', 'reordered', 'skipped', 'unproven']);
});
