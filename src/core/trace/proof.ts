/** Which lines can be believed. A server can write below its own line whatever it likes, so belief goes from the newest line down. */
import { hostKey } from './host.ts';
import { type Aliases, keysOf, type Places } from './places.ts';
import { isFromHere, isHandOver, isInternal, type Line, type Station, verifiedClient } from './stations.ts';

/** Whether `newer` says that it had the message from the server that wrote `older`: the leg between is seen from both ends. */
function agrees(older: Line, newer: Line, places: Places, oneParty: boolean): boolean {
  // Inside one server, or among the recipient's own, nobody connects for a local hand-over.
  if (oneParty && isInternal(newer, places.operator)) return true;
  // What it gave to a filter on its own machine it gets back, whatever the filter calls itself.
  if (oneParty && isFromHere(newer) && hostKey(older.by) === hostKey(newer.by)) return true;
  const verified = verifiedClient(newer);
  // A client on the machine itself has no name but its HELO name. Anywhere else that is what anybody may say (RFC 5321 §7.1).
  const clients = verified.length > 0 || !isFromHere(newer) ? verified : [newer.from ?? ''];
  return clients.some((client) => places.same(older.by, client));
}

/**
 * The indexes (into the chain) of the lines that are proven:
 * - the newest line, if the recipient's own server wrote it: there the message was found;
 * - a line whose next newer line is proven, was written by a hop of the itinerary, the recipient's own or a trusted server,
 *   and agrees that it had the message from this one.
 *
 * So trust proves no line: whoever the next server had the message from, can have written any name below.
 *
 * @param destination number of the first station that is the recipient's own, `stations.length` if there is none
 */
export function provenLines(
  stations: readonly Station[],
  destination: number,
  places: Places,
  trusted: readonly string[],
  aliases: Aliases,
): ReadonlySet<number> {
  const trustedKeys = new Set(trusted.flatMap((host) => keysOf(host, aliases)));
  const proven = new Set<number>();
  let newer: { line: Line; station: number; believed: boolean } | undefined;
  for (let at = stations.length - 1; at >= 0; at--) {
    const station = stations[at];
    for (const line of station?.lines.toReversed() ?? []) {
      const oneParty = newer !== undefined && (newer.station === at || at >= destination);
      const isFollowed = newer
        ? newer.believed && agrees(line, newer.line, places, oneParty)
        : at >= destination;
      const isProven = isFollowed && !line.isCut;
      // By its own name only: a HELO name, which anyone can say, vouches for nobody. What a vouched server says that it got
      // from its own machine (a content filter, say), it vouches for as well.
      const vouched =
        at >= destination ||
        places.of(line.by).length > 0 ||
        trustedKeys.has(hostKey(line.by)) ||
        (newer?.station === at && isHandOver(newer.line));
      if (isProven) proven.add(line.index);
      newer = { line, station: at, believed: isProven && vouched };
    }
  }
  return proven;
}
