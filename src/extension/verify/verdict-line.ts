/** From a verification to the line that shows it. Pure. */
import type { Leg, Verification } from '../../core/trace/verdict.ts';
import type { LegStyle, Station, StationState } from '../ui/stations.ts';

const stateByProof: Readonly<Record<Leg['proof'], StationState>> = {
  proven: 'passed',
  claimed: 'claimed',
  missing: 'missing',
};

/**
 * The sender, then every station of the legs. A skipped station lies hollow on the leg that runs past it, so that leg is
 * drawn with the proof of the next one that was really gone; behind the last of these there is nothing but dots.
 */
export function verdictStations({ legs }: Verification): readonly Station[] {
  const [first] = legs;
  if (first === undefined) return [];
  return [
    { name: first.from, role: 'origin', state: 'plain' },
    ...legs.map(
      (leg, at): Station => ({
        name: leg.to,
        role: leg.role,
        state: stateByProof[leg.proof],
        leg: styleAt(legs, at),
      }),
    ),
  ];
}

export interface ProofSum {
  readonly kind: 'all' | 'some' | 'none';
  /** Of the legs that the message went, `proven` out of `total`. */
  readonly proven: number;
  readonly total: number;
}

/** What the verdict rests on: a chain that somebody made up can say "followed" too. Undefined where no line shows any leg. */
export function proofOf({ legs }: Verification): ProofSum | undefined {
  const gone = legs.filter((leg) => leg.proof !== 'missing');
  const proven = gone.filter((leg) => leg.proof === 'proven').length;
  if (gone.length === 0) return undefined;
  const kind = proven === gone.length ? 'all' : proven === 0 ? 'none' : 'some';
  return { kind, proven, total: gone.length };
}

function styleAt(legs: readonly Leg[], at: number): LegStyle {
  return legs.slice(at).find((leg) => leg.proof !== 'missing')?.proof ?? 'missing';
}
