/** What the Received lines say of a way, held against the way that was meant. */

/** In their precedence: the first that holds is the verdict. */
export const verdicts = ['unproven', 'skipped', 'reordered', 'detoured', 'followed'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * How far a leg can be believed. `proven`: stamped by the recipient's own server, or by one that the next server, itself
 * believed, knew to be at the other end; `claimed`: a line says so that somebody on the way could have written; `missing`: no
 * line speaks of it.
 */
export type Proof = 'proven' | 'claimed' | 'missing';

/** One leg of the way: from the station before it (or the sender) to `to`. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  /** What `to` is: a hop of the route, the recipient's own server, or a server that nobody asked for. */
  readonly role: 'hop' | 'destination' | 'stranger';
  readonly proof: Proof;
  /** Index into the chain of the line that shows this leg (0 is the oldest line); absent when `missing`. */
  readonly line?: number;
  /** The recipient of the line's FOR clause, without brackets, if it has one. */
  readonly for?: string;
  /** `ESMTP`, `ESMTPS`..., as the line says. */
  readonly with?: string;
  /** ISO 8601, if the line's date could be read. */
  readonly at?: string;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly legs: readonly Leg[];
}

/** The recipient's own server where no line is known to be its: it may go by a name that nobody told. */
export const unseenDestination = ({ verdict, legs }: Verification): string | undefined =>
  verdict === 'skipped'
    ? legs.find(({ role, proof }) => role === 'destination' && proof === 'missing')?.to
    : undefined;
