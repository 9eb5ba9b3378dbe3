/** The way that a message went, held against the way that was meant. */
import type { Itinerary } from '../route/itinerary.ts';
import { findDestination } from './destination.ts';
import { originStations } from './origin.ts';
import { type Aliases, type Places, placesOf } from './places.ts';
import { type Proven, provenLines } from './proof.ts';
import type { Received } from './received.ts';
import { clientName, type Line, type Station, stationsOf, usableLines } from './stations.ts';
import type { Leg, Proof, Verdict, Verification } from './verdict.ts';

export interface VerifyOptions {
  /** Other names and addresses of a host (its MX names, say), by its name. Nothing is looked up here. */
  readonly aliases?: Aliases;
  /** The sender's own server: its EHLO name, or the name of the webmail's or submission server. */
  readonly origin?: string;
  /** Servers off the route that are believed, where their own line is proven, in what they say of those before them. */
  readonly trusted?: readonly string[];
}

/** Which station stands for which place of the itinerary. */
interface Match {
  /** By place; undefined where nothing stands for it. */
  readonly stationOf: readonly (number | undefined)[];
  readonly inOrder: boolean;
}

/** Finds a station for each place: in order where that is possible, else in any order. */
function matchPlaces(stations: readonly Station[], end: number, destination: number): Match {
  const seen: number[][] = Array.from({ length: destination + 1 }, () => []);
  for (const [at, station] of stations.entries()) {
    if (at > end) break;
    for (const place of station.places) if (place !== destination) seen[place]?.push(at);
  }
  if (end < stations.length) seen[destination]?.push(end);

  // A place may have the station of the place before it: the last hop is the recipient's own MX, or a hop is named twice.
  const ordered: (number | undefined)[] = [];
  for (const [place, candidates] of seen.entries()) {
    const before = ordered[place - 1] ?? -1;
    const found = candidates.find((at) => at >= before);
    if (found === undefined) break;
    ordered.push(found);
  }
  if (ordered.length === seen.length) return { stationOf: ordered, inOrder: true };

  const taken = new Set<number>();
  const anyOrder: (number | undefined)[] = [];
  for (const [place, candidates] of seen.entries()) {
    const found = candidates.find((at) => !taken.has(at) || at === anyOrder[place - 1]);
    if (found !== undefined) taken.add(found);
    anyOrder.push(found);
  }
  return { stationOf: anyOrder, inOrder: false };
}

interface Facts {
  readonly proven: Proven;
  readonly itinerary: Itinerary;
  readonly places: Places;
}

/** What a line says of the leg that ends at its server. */
function legDetails(line: Line, witnessed: boolean, proven: Proven) {
  const proof: Proof = (witnessed ? proven.believed : proven.lines).has(line.index) ? 'proven' : 'claimed';
  // The clauses of a witness speak of the next leg, not of this one.
  if (witnessed) return { proof, line: line.index };
  return {
    proof,
    line: line.index,
    ...(line.for !== undefined ? { for: line.for } : {}),
    ...(line.with !== undefined ? { with: line.with } : {}),
    ...(line.date !== undefined ? { at: line.date } : {}),
  };
}

/** One leg for each station and each place without one, in the order of travel; the missing stand where they were meant. */
function legsOf(
  stations: readonly Station[],
  end: number,
  stationOf: readonly (number | undefined)[],
  own: ReadonlySet<number>,
  sender: string,
  { proven, itinerary, places }: Facts,
): readonly Leg[] {
  const nameOf = (place: number) => itinerary.hops[place] ?? itinerary.domain;
  const roleOf = (place: number) => (place === places.destination ? 'destination' : 'hop');
  const placesAt = new Map<number, number[]>();
  for (const [place, at] of stationOf.entries()) {
    if (at !== undefined) placesAt.set(at, [...(placesAt.get(at) ?? []), place]);
  }

  const legs: { readonly leg: Leg; readonly place?: number }[] = [];
  let from = sender;
  for (const [at, station] of stations.entries()) {
    if (at > end) break;
    const line = station.lines[0] ?? station.witness;
    const here = placesAt.get(at) ?? [];
    if (own.has(at) || !line) {
      from = station.name;
      continue;
    }
    const details = legDetails(line, station.lines.length === 0, proven);
    for (const place of here) {
      legs.push({ leg: { from, to: nameOf(place), role: roleOf(place), ...details }, place });
      from = nameOf(place);
    }
    if (here.length === 0) {
      legs.push({ leg: { from, to: station.name, role: 'stranger', ...details } });
      from = station.name;
    }
  }

  for (const [place, at] of stationOf.entries()) {
    if (at !== undefined) continue;
    const before =
      place === places.destination ? legs.length - 1 : legs.findIndex((one) => one.place === place - 1);
    const previous = legs[before]?.leg.to ?? legs[0]?.leg.from ?? sender;
    const leg: Leg = { from: previous, to: nameOf(place), role: roleOf(place), proof: 'missing' };
    legs.splice(before + 1, 0, { leg, place });
  }
  return legs.map(({ leg }) => leg);
}

function verdictOf(usable: boolean, complete: boolean, inOrder: boolean, strangers: boolean): Verdict {
  if (!usable) return 'unproven';
  if (!complete) return 'skipped';
  if (!inOrder) return 'reordered';
  return strangers ? 'detoured' : 'followed';
}

/**
 * Holds the Received lines of a delivered message against the itinerary that it was sent with. Pure.
 *
 * **Stations.** Each line is a station: the server of its by-clause. It is a place of the itinerary (a hop, or the
 * recipient's own server) if its by-name is that host or one of its aliases, or else if the next newer line had the message
 * from that host: by looked-up name or address, by the HELO name only where nothing was looked up. Consecutive lines of one
 * server (content filter, LMTP, localhost) are one station. A hop that wrote no line counts as passed only if the next
 * server verified it at the other end, by its address or by a name that leads back to it, never by a HELO name, and no person
 * submitted the message from there. Letter case, a trailing dot and the spelling of an IP address don't count; loopback
 * addresses tell nothing. The recipient's own server is one with the name of the final domain, a name below it or an alias, or,
 * where an alias tells that an operator like Google serves that domain, one of the operator's; from the first such server behind
 * the last hop on (`findDestination`), everything newer is the recipient's own and not looked at.
 *
 * **Verdict**, the first that holds:
 * - `unproven`: no line tells by whom it was written;
 * - `skipped`: a hop, or the recipient's own server, is not among the stations;
 * - `reordered`: all are there, but not in the order of the itinerary;
 * - `detoured`: in order, with other stations between them or in front of the first, the sender's own left aside: servers in
 *   front of the first hop whose name is `origin`, an alias of it or below it, or to which it submitted the message; without
 *   `origin`, the oldest station if the message was born there or submitted (see `originStations`);
 * - `followed`.
 *
 * **Proof** of each leg is another question, see `provenLines`: a verdict says what the lines say, the proof how far they can be
 * believed. A place without a station gives a leg with proof `missing`, where it was meant to be.
 *
 * @param chain oldest first, as `readChain` gives it
 */
export function verify(
  itinerary: Itinerary,
  chain: readonly Received[],
  options: VerifyOptions = {},
): Verification {
  const { aliases = {}, trusted = [] } = options;
  const places = placesOf(itinerary, aliases);
  const lines = usableLines(chain);
  const stations = stationsOf(lines, places);
  const end = findDestination(stations, places);
  const { stationOf, inOrder } = matchPlaces(stations, end, places.destination);

  const matched = new Set(stationOf);
  const first = stations.findIndex((_, at) => matched.has(at));
  const own = originStations(stations, first < 0 ? end : first, options);
  const strangers = stations.some((_, at) => at < end && !matched.has(at) && !own.has(at));

  const oldest = lines[0];
  // If the oldest line only bears witness of a first hop without one, nothing names the sender.
  const named = oldest && !stations[0]?.witness ? clientName(oldest) : undefined;
  const sender = named ?? options.origin ?? 'client';
  const proven = provenLines(stations, end, places, trusted, aliases);
  const legs = legsOf(stations, end, stationOf, own, sender, { proven, itinerary, places });

  return { verdict: verdictOf(lines.length > 0, !stationOf.includes(undefined), inOrder, strangers), legs };
}
