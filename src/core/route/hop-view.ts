/** What each server of the way receives and sends, RFC 5321 Appendix C and the customs of percent and bang. */
import type { Parsed } from '../address/issue.ts';
import type { RouteIssueCode } from './codes.ts';
import type { HopView, Itinerary, Notation } from './itinerary.ts';
import { stationsOf } from './line.ts';
import { render } from './render.ts';

/**
 * One view a station, in the order of travel. Every hop takes its own name off and sends what is left to the next station:
 * from a source route the first host, from percent the rightmost, from a bang path the leftmost behind "@". So what a
 * station receives is the itinerary from it onward, in the same notation; the last hop sends `user@dest`.
 */
export function hopView(
  itinerary: Itinerary,
  notation: Notation,
): Parsed<readonly HopView[], RouteIssueCode> {
  const whole = render(itinerary, notation);
  if (!whole.ok) return whole;
  const { hops, localPart, domain } = itinerary;
  const received: string[] = [whole.value];
  for (let i = 1; i <= hops.length; i++) {
    const rest = render({ hops: hops.slice(i), localPart, domain }, notation);
    if (!rest.ok) return rest;
    received.push(rest.value);
  }
  const stations = stationsOf(itinerary);
  const views = received.map((receives, i): HopView => {
    const station = stations[i] ?? domain;
    const to = stations[i + 1];
    const path = received[i + 1];
    return to === undefined || path === undefined
      ? { station, receives }
      : { station, receives, sends: { to, path } };
  });
  return { ok: true, value: views, issues: whole.issues };
}
