/** Other itineraries made of one: nothing here reads or writes a notation. */
import type { Itinerary } from './itinerary.ts';

/** Without its hops: straight to the mailbox, as RFC 5321 §3.6.1 lets every server do. */
export const strip = ({ localPart, domain }: Itinerary): Itinerary => ({ hops: [], localPart, domain });

/** By way of other hops first, in the order of travel. */
export const prepend = (hops: readonly string[], itinerary: Itinerary): Itinerary => ({
  ...itinerary,
  hops: [...hops, ...itinerary.hops],
});

/** The hops in the other order, to the same mailbox. */
export const reverse = (itinerary: Itinerary): Itinerary => ({
  ...itinerary,
  hops: itinerary.hops.toReversed(),
});
