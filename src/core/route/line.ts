/** The line with stations as plain text, for the terminal and for screen readers. */
import type { Itinerary } from './itinerary.ts';

/** The servers in the order of travel: the hops, then the recipient's domain. */
export const stationsOf = ({ hops, domain }: Itinerary): readonly string[] =>
  domain === '' ? hops : [...hops, domain];

/** `client -> s1.test -> s2.test -> dest.test`. */
export const lineText = (stations: readonly string[], from = 'client'): string =>
  [from, ...stations].join(' -> ');
