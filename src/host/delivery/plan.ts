/** From the paths of a message to what has to be done: whom to ask for which of them. */

import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Issue } from '../../core/address/issue.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import { canonical } from '../../core/address/write.ts';
import { stationsOf } from '../../core/route/line.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';
import { nodeIdna } from '../idna.ts';

export interface ReadPath {
  /** The first hop of the route, or the domain: A-labels in lower case, or an address literal in brackets. Absent for Postmaster alone. */
  readonly nextHop: string | undefined;
  /** Every server that the path may mean to pass, in any of its readings. */
  readonly stations: readonly string[];
  /** The final mailbox in strict form, for the header: the route belongs to the envelope. */
  readonly mailbox: string;
  /**
   * What goes between the brackets: the path itself, but domains as A-labels where that makes all of it ASCII (RFC 5891 §5.5 with
   * RFC 6531 §3.2: then no server has to know SMTPUTF8).
   */
  readonly wire: string;
}
export type PathRead =
  | { readonly ok: true; readonly value: ReadPath }
  | { readonly ok: false; readonly issues: readonly Issue<AddressIssueCode>[] };

/** `path`: as it goes between the brackets of RCPT TO. Offsets of issues count into the path with its brackets. */
export function readPath(path: string): PathRead {
  // RFC 821 §4.1.2 lets a hop be an IPv4 literal; Sendmail still follows it.
  const parsed = parseRecipient(`<${path}>`, { profile: 'rfc821', idna: nodeIdna });
  if (!parsed.ok) return parsed;
  const recipient = parsed.value;
  const itinerary = itineraryOf(recipient);
  const meant = [itinerary, ...readings(recipient).map((reading) => reading.itinerary)];
  return {
    ok: true,
    value: {
      nextHop: recipient.hops[0]?.ascii ?? recipient.domain?.ascii,
      stations: [...new Set(meant.flatMap(stationsOf))],
      get mailbox() {
        const written = render({ ...itinerary, hops: [] }, 'source-route');
        return written.ok ? written.value : canonical(recipient);
      },
      get wire() {
        return isAscii(path) || !isAscii(canonical(recipient)) ? path : canonical(recipient);
      },
    },
  };
}

const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

export interface Group {
  readonly nextHop: string;
  readonly paths: readonly string[];
}

/** RFC 5321 §5.1 with Appendix C: one transaction for each next hop, which is the first hop of a route and nothing else. */
export function groupByNextHop(
  paths: readonly { readonly path: string; readonly nextHop: string }[],
): Group[] {
  const groups = Map.groupBy(paths, ({ nextHop }) => nextHop);
  return [...groups].map(([nextHop, members]) => ({
    nextHop,
    paths: [...new Set(members.map(({ path }) => path))],
  }));
}
