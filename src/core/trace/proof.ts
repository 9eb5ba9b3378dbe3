/** Which lines can be believed. A server can write below its own line whatever it likes, so belief goes from the newest line down. */
import { hostKey } from './host.ts';
import { type Aliases, keysOf, type Places } from './places.ts';
import { isFromHere, isInternal, type Line, type Station, verifiedClient } from './stations.ts';

/**
 * Whether `newer` had the message from its own machine, or its operator's: then `older` is its own, whatever it calls itself. What
 * it gave to a filter on its own machine it gets back, whatever the filter calls itself.
 */
const isHandedDown = (older: Line, newer: Line, places: Places): boolean =>
  isInternal(newer, places.operator) || (isFromHere(newer) && hostKey(older.by) === hostKey(newer.by));

/** Whether `newer` says that it had the message from the server that wrote `older`: the leg between is seen from both ends. */
function agrees(older: Line, newer: Line, places: Places): boolean {
  const verified = verifiedClient(newer);
  if (verified.length > 0) return verified.some((client) => places.isClient(older.by, client));
  // A client on the machine itself has no name but its HELO name, and that is what anybody may say (RFC 5321 §7.1) whom a tunnel
  // or a proxy lets in there: so only of two that are known to be on one machine.
  return (
    isFromHere(newer) &&
    newer.from !== undefined &&
    places.shareMachine(newer.from, newer.by) &&
    places.isClient(older.by, newer.from)
  );
}

/** Indexes into the chain. */
export interface Proven {
  /** Lines that were written by the server which they name. */
  readonly lines: ReadonlySet<number>;
  /** Of these, the lines of servers whose word counts: what they say of the server before them is proven too. */
  readonly believed: ReadonlySet<number>;
}

/**
 * The lines that are proven:
 * - the newest line, if the recipient's own server wrote it: there the message was found;
 * - a line whose next newer line is proven and vouched for, and agrees that it had the message from this one; among the
 *   recipient's own, only if this one is vouched for too.
 *
 * Vouched for is the newest line; that of a server that bears exactly the name of a hop, of the final domain, of an alias or of
 * a trusted server; that of a client which the next server knew by such a name or address; and what a vouched server says that
 * it got from its own machine (a content filter, say).
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
): Proven {
  const trustedKeys = new Set(trusted.flatMap((host) => keysOf(host, aliases)));
  const proven = new Set<number>();
  const believed = new Set<number>();
  let newer: { line: Line; station: number } | undefined;
  for (let at = stations.length - 1; at >= 0; at--) {
    const station = stations[at];
    for (const line of station?.lines.toReversed() ?? []) {
      // Inside one server, or among the recipient's own, nobody connects for a local hand-over.
      const oneParty = newer !== undefined && (newer.station === at || at >= destination);
      const isOwn = newer !== undefined && oneParty && isHandedDown(line, newer.line, places);
      const isFollowed = newer
        ? believed.has(newer.line.index) && (isOwn || agrees(line, newer.line, places))
        : at >= destination;
      // Not by a HELO name, which anyone can say; nor by a name below the final domain, which the recipient's network may have
      // given to any customer of its, nor by one of its operator's.
      const isVouched =
        newer === undefined ||
        isOwn ||
        places.exactly(line.by).length > 0 ||
        trustedKeys.has(hostKey(line.by)) ||
        verifiedClient(newer.line).some((client) => places.exactly(client).length > 0);
      // A stranger's line is the stranger's, but only the recipient's own shows that it arrived there.
      const isProven = isFollowed && !line.isCut && (at < destination || isVouched);
      if (isProven) proven.add(line.index);
      if (isProven && isVouched) believed.add(line.index);
      newer = { line, station: at };
    }
  }
  return { lines: proven, believed };
}
