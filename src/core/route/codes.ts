/** Why a notation cannot express an itinerary, or a text is not of a notation. */
export const routeIssueCodes = [
  /** A hop or the domain of the itinerary is no host name and no address literal. */
  'host-invalid',
  /** The local-part holds a character that no path can carry. */
  'local-part-invalid',
  /** The itinerary has no domain ("Postmaster" alone), so nothing can be routed. */
  'domain-absent',
  /** Percent parts hosts at "%", and "!" or "@" beside it would be read as a route too. */
  'percent-local-part',
  /** Warning: the local-part needs quotes, so the hosts stand inside them too, and not every server looks there. */
  'percent-quoted',
  /** Bang parts hosts at "!", and "%" beside it would be read as a route too. */
  'bang-local-part',
  /** Bang has no quotes to put a local-part in. */
  'bang-quoted',
  /** Percent and bang write every host but the first into a local-part, where an address literal cannot stand. */
  'inner-literal',
  /** RFC 5321 has names only as hops. A warning for IPv4, which RFC 821 allowed, an error for the rest. */
  'literal-hop',
  /** The hosts written into the local-part make it longer than RFC 5321 lets one be. */
  'local-part-over-limit',
  /** The route makes the path longer than RFC 5321 lets one be. */
  'path-over-limit',
  /** The text is a path, though not one of the asked notation. */
  'not-this-notation',
] as const;
export type RouteIssueCode = (typeof routeIssueCodes)[number];
