/**
 * Which servers a message shall pass, free of notation: hops in the order of travel, then the final mailbox.
 * Plain data, so it can be stored, cloned and sent between pages.
 */
export interface Itinerary {
  /** Host names as A-labels in lower case (`s1.test`), or address literals with brackets (`[192.0.2.1]`). */
  readonly hops: readonly string[];
  /** Decoded: `a b`, not `"a b"`. */
  readonly localPart: string;
  /** As a hop. */
  readonly domain: string;
}

/** The three ways to write a route into an address. */
export const notations = ['source-route', 'percent', 'bang'] as const;
export type Notation = (typeof notations)[number];

/** One way to understand an address that may hold a route. */
export interface Reading {
  readonly notation: Notation;
  readonly itinerary: Itinerary;
}

/** What one station of the way gets to see, RFC 5321 Appendix C. All paths without angle brackets. */
export interface HopView {
  /** The server that speaks here: a hop, or the final domain. */
  readonly station: string;
  /** The recipient that it receives in RCPT TO. */
  readonly receives: string;
  /** Where it sends the message next, and with which recipient; absent at the final domain, which delivers. */
  readonly sends?: { readonly to: string; readonly path: string };
}
