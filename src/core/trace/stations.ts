/** From Received lines to the stations that a message passed, oldest first. */
import { addressIn, hostKey, isLoopback, isPrivate } from './host.ts';
import { isInside, isServerOf, type Operator } from './operators.ts';
import type { Places } from './places.ts';
import { isAuthenticated, isByPerson, isLmtp } from './protocols.ts';
import type { Received } from './received.ts';

/** A line that names its server, with its index into the chain. */
export interface Line extends Received {
  readonly by: string;
  readonly index: number;
  /** Who had the message next can't be told: between this line and the next one of these another has a client and no server. */
  readonly isCut?: true;
}

/** A server on the way. */
export interface Station {
  readonly name: string;
  /** Its places in the itinerary; empty for a stranger. */
  readonly places: readonly number[];
  /** Its own lines, oldest first: the first is the arrival from the station before. */
  readonly lines: readonly Line[];
  /** Where it wrote no line itself: the next server's line that says from where it had the message. */
  readonly witness?: Line;
}

/** Whether the line names no client at all: nobody connected. */
const isFromNobody = (line: Received): boolean =>
  line.from === undefined && line.fromAddress === undefined && !line.fromHere && !line.fromUnread;

/**
 * Lines without a by-clause can't be told whose they are; they are left out. But a client that says `(` for a name may have hidden
 * it, and then what stands below is the client's word; qmail's `(qmail 7 invoked by uid 64011)` has none either, and no client.
 */
export function usableLines(chain: readonly Received[]): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, line] of chain.entries()) {
    const last = lines.at(-1);
    if (line.by !== undefined) lines.push({ ...line, by: line.by, index });
    else if (last && !isFromNobody(line)) lines.splice(-1, 1, { ...last, isCut: true });
  }
  return lines;
}

/** Whether the server itself says that its client is on the same machine. */
export const isFromHere = (line: Received): boolean =>
  line.fromHere === true || (line.fromAddress !== undefined && isLoopback(line.fromAddress));

/**
 * What the stamping server knew of its client, not by the client's word: its address, and its name if that leads back to it.
 * Who is at a loopback address only the machine itself can say. Where a person's browser or program was, no server was, and a
 * webmail may write what the browser says of its address (`X-Forwarded-For`).
 */
export function verifiedClient(line: Received): readonly string[] {
  if (isByPerson(line)) return [];
  const name = line.fromNameChecked || isFromHere(line) ? line.fromName : undefined;
  return [name, line.fromAddress].filter((host) => host !== undefined && !isLoopback(host)) as string[];
}

/**
 * Whether a line is a hand-over inside one machine: a content filter giving the message back, LMTP, a local submission.
 * The address alone does not say so (several servers may share a loopback); what the client calls itself must agree. What it
 * calls itself alone doesn't either: without an address only LMTP is local (RFC 2033 §5: not for wide-area networks).
 *
 * A server that stands behind a tunnel or a proxy on its own machine, and writes 127.0.0.1 for everybody, takes everybody for
 * itself here: its lines are those of a server that hands over to itself.
 */
export function isHandOver(line: Line): boolean {
  if (!isFromHere(line)) return isLmtp(line) && line.fromAddress === undefined && !line.fromUnread;
  if (isLmtp(line) || line.fromHere) return true;
  const client = line.from ?? line.fromName;
  if (client === undefined) return false;
  return isLoopback(client) || isLoopback(line.by) || hostKey(client) === hostKey(line.by);
}

/** Exchange, of its own parts: `from EX01.test (10.0.0.5) by EX01.test (10.0.0.5)`. */
const isFromItself = ({ from, fromAddress, by, byAddress }: Line): boolean =>
  from !== undefined &&
  fromAddress !== undefined &&
  byAddress !== undefined &&
  !isLoopback(fromAddress) &&
  hostKey(fromAddress) === hostKey(byAddress) &&
  hostKey(from) === hostKey(by);

/**
 * Whether nobody from outside can have handed this over: it came from the server itself, by LMTP from a network of its own (RFC
 * 2033 §5), or from another server of its operator's.
 */
export function isInternal(line: Line, operator: Operator | undefined): boolean {
  if (isHandOver(line) || isFromNobody(line) || isFromItself(line)) return true;
  if (line.fromAddress === undefined) return false;
  if (isLmtp(line) && isPrivate(line.fromAddress)) return true;
  return operator !== undefined && isServerOf(operator, line.by) && isInside(operator, line.fromAddress);
}

const samePlaces = (one: readonly number[], other: readonly number[]) =>
  one.length > 0 && one.join() === other.join();

/**
 * Where the by-name tells nothing, the next newer line may: what its server verified, then a name that it only looked up, and
 * the HELO name only where no lookup contradicts it. But a by-name that it verified does tell: no other name makes it a hop.
 */
function placesAbove({ by }: Line, above: Line | undefined, places: Places): readonly number[] {
  if (!above) return [];
  const verified = verifiedClient(above);
  const lookedUp = above.fromName !== undefined && !isLoopback(above.fromName);
  const unsure = verified.some((host) => hostKey(host) === hostKey(by))
    ? []
    : [lookedUp ? above.fromName : above.from];
  const hosts = [...verified, ...unsure];
  return hosts.map((host) => places.exactly(host)).find((found) => found.length > 0) ?? [];
}

/**
 * A hop that wrote no line of its own, but which the next server verified to be at the other end of the connection. A person who
 * submitted the message from there (RFC 6409) is no hop.
 */
function unstamped(line: Line, before: Line | undefined, places: Places): Station | undefined {
  if (isHandOver(line) || (!before && isAuthenticated(line))) return undefined;
  const verified = verifiedClient(line);
  const seen = verified
    .map((host) => places.exactly(host).filter((place) => place !== places.destination))
    .find((found) => found.length > 0);
  if (!seen) return undefined;
  const stamped = before ? places.of(before.by) : [];
  // An unknown by-name below is this very server under a name that only its owner knows.
  if (before && (stamped.length === 0 || stamped.some((place) => seen.includes(place)))) return undefined;
  if (places.of(line.by).some((place) => seen.includes(place))) return undefined;
  return { name: verified[0] ?? '', places: seen, lines: [], witness: line };
}

/** The stations of the way. Consecutive lines of one server are one station. */
export function stationsOf(lines: readonly Line[], places: Places): readonly Station[] {
  const groups: { lines: Line[]; places: readonly number[]; witness?: Line; name?: string }[] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const group = groups.at(-1);
    const own = places.of(line.by);
    const stamped = before ? places.of(before.by) : [];
    // The sender may have the same operator as the recipient: what comes to it from outside, comes to another server.
    const samePlace =
      samePlaces(stamped, own) && (!places.isShared(line.by) || isInternal(line, places.operator));
    const sameServer = before && (hostKey(before.by) === hostKey(line.by) || samePlace);
    const handedOver = before && isHandOver(line) && (own.length === 0 || stamped.length === 0);
    if (group && (sameServer || handedOver)) {
      group.lines.push(line);
      if (group.places.length === 0) group.places = own;
      continue;
    }
    const witnessed = unstamped(line, before, places);
    if (witnessed) groups.push({ ...witnessed, lines: [] });
    groups.push({ lines: [line], places: own });
  }
  const position = new Map(lines.map((line, at) => [line.index, at]));
  return groups.map(({ lines: own, places: known, witness, name }) => {
    const newest = own.at(-1);
    if (!newest) return { name: name ?? '', places: known, lines: own, ...(witness ? { witness } : {}) };
    const above = lines[(position.get(newest.index) ?? 0) + 1];
    const called = own.find((line) => !isLoopback(line.by))?.by ?? above?.fromName ?? newest.by;
    return {
      name: called,
      places: known.length > 0 ? known : placesAbove(newest, above, places),
      lines: own,
    };
  });
}

/** What the sender of a line calls itself, for people: its HELO name, or what was looked up where that is only an address. */
export const clientName = (line: Received): string | undefined =>
  line.from !== undefined && addressIn(line.from) === undefined
    ? line.from
    : (line.fromName ?? line.fromAddress ?? line.from);
