/** How the tables of verify's tests are written. */
import { expect, test } from 'vitest';
import type { Itinerary } from '../../../src/core/route/itinerary.ts';
import { readChain } from '../../../src/core/trace/chain.ts';
import type { Received } from '../../../src/core/trace/received.ts';
import type { Verdict, Verification } from '../../../src/core/trace/verdict.ts';
import { type VerifyOptions, verify } from '../../../src/core/trace/verify.ts';

/** `user@dest.test` by these hops. */
export const to = (...hops: string[]): Itinerary => ({ hops, localPart: 'user', domain: 'dest.test' });
/** The same for a user elsewhere. */
export const at = (domain: string, ...hops: string[]): Itinerary => ({ ...to(...hops), domain });
export const s123 = to('s1.test', 's2.test', 's3.test');

/**
 * The lines of a chain, oldest first. `a > b > c` is two lines: b had it from a, c from b, each by a name that it checked.
 * Anything else is a line as it stands.
 */
export function chain(...pieces: readonly string[]): readonly Received[] {
  const lines = pieces.flatMap((piece) => {
    if (!piece.includes(' > ')) return [piece];
    const servers = piece.split(' > ');
    return servers
      .slice(1)
      .map((by, at) => `from ${servers[at]} (${servers[at]} [192.0.2.7]) by ${by} (Postfix)`);
  });
  return readChain(
    lines
      .toReversed()
      .map((line) => `Received: ${line}\n`)
      .join(''),
  );
}

const marks = { proven: '', claimed: '?', missing: '' } as const;

/** The legs as a line: a claimed one has `?` behind its station, a missing station parentheses, a stranger `*`. */
export function picture({ legs }: Verification): string {
  const stations = legs.map(({ to: name, role, proof }) =>
    proof === 'missing' ? `(${name})` : `${role === 'stranger' ? '*' : ''}${name}${marks[proof]}`,
  );
  return [legs[0]?.from, ...stations].join(' -> ');
}

export type Row = readonly [
  name: string,
  itinerary: Itinerary,
  chain: string | readonly string[],
  verdict: Verdict,
  picture: string,
  options?: VerifyOptions,
];

/** One test a row. */
export function check(rows: readonly Row[]): void {
  for (const [name, itinerary, pieces, verdict, expected, options] of rows) {
    test(name, () => {
      const verification = verify(
        itinerary,
        chain(...(typeof pieces === 'string' ? [pieces] : pieces)),
        options,
      );
      expect(picture(verification)).toBe(expected);
      expect(verification.verdict).toBe(verdict);
    });
  }
}
