/** Why Waypost advises what it advises. The sentences stand in core/words/advice.ts. */
export const adviceCodes = [
  /** No hops: there is nothing to carry. */
  'no-route',
  /** The webmail carries it; what the first server does with it isn't known. */
  'carried-route',
  'carried-percent',
  'carried-bang',
  /** Carried, and the first server follows it. */
  'carried-followed',
  /** Carried, but the first server answers 250 and goes straight to the final domain. */
  'carried-route-dropped',
  /** Carried, but the first server refuses it. */
  'carried-server-refuses',
  /** Carried, but the first server takes the whole for the name of a mailbox. */
  'carried-server-opaque',
  'webmail-refuses',
  /** Refused, and the same webmail carries the percent form. */
  'webmail-refuses-not-percent',
  'webmail-damages',
  'webmail-damages-not-percent',
  /** Nobody has tried this webmail with it. */
  'webmail-unknown',
  /** The itinerary can't be written in this notation. */
  'not-writable',
] as const;
export type AdviceCode = (typeof adviceCodes)[number];
