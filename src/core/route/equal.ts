/** When two itineraries are the same way to the same mailbox. */
import type { Itinerary } from './itinerary.ts';

/** Hosts without regard to case (RFC 5321 §2.4), the decoded local-part exactly: only its own server may fold it. */
export function sameItinerary(a: Itinerary, b: Itinerary): boolean {
  return (
    a.localPart === b.localPart &&
    sameHost(a.domain, b.domain) &&
    a.hops.length === b.hops.length &&
    a.hops.every((hop, i) => sameHost(hop, b.hops[i] ?? ''))
  );
}

/** Two hosts as A-labels or literals; only ASCII letters have a case here. */
export const sameHost = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();
