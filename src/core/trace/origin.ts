/** Which stations in front of the first hop are the sender's own: they are no detour. */
import { isLoopback, isWithin } from './host.ts';
import { isServerOf, operatorNamed } from './operators.ts';
import { type Aliases, keysOf } from './places.ts';
import { isAuthenticated, isByPerson, isLocal } from './protocols.ts';
import { clientName, isFromHere, isInternal, type Line, type Station } from './stations.ts';

/** Whether the sender handed the message in here, RFC 6409, and no other server did. */
function isSubmission(line: Line): boolean {
  if (isAuthenticated(line) || isByPerson(line) || isLocal(line)) return true;
  // A webmail on the same machine. But servers that share a loopback may each have a name there.
  return isFromHere(line) && (line.fromName === undefined || isLoopback(line.fromName));
}

/** Whether a chain whose oldest line this is begins where the message was born (there is no from-clause) or submitted. */
export const isBirth = (oldest: Line | undefined): boolean =>
  oldest !== undefined && (clientName(oldest) === undefined || isSubmission(oldest));

/** Whether a server of the same operator handed the message on to this one: what an operator does inside is its own affair. */
function isHandedOn(from: Station | undefined, station: Station): boolean {
  const [line] = station.lines;
  const operator = line && operatorNamed(line.by);
  if (from === undefined || line === undefined || operator === undefined) return false;
  return isServerOf(operator, from.name) && isInternal(line, operator);
}

/**
 * Indexes of the sender's own among the first `end` stations. `origin`: every server of that name, by an alias of it or below
 * it, and the one to which it submitted the message; where nobody named one, the oldest, if there the message was born or
 * submitted. And those to which one of these handed it on inside of their operator.
 */
export function originStations(
  stations: readonly Station[],
  end: number,
  { origin, aliases = {} }: { readonly origin?: string; readonly aliases?: Aliases },
): ReadonlySet<number> {
  const keys = origin === undefined ? [] : keysOf(origin, aliases);
  const isOrigin = (name: string) => keys.some((key) => isWithin(name, key));
  const own = new Set<number>();
  for (const [at, station] of stations.slice(0, end).entries()) {
    const oldest = at === 0 ? station.lines[0] : undefined;
    const isNamed = [station.name, ...station.lines.map((line) => line.by)].some(isOrigin);
    const isSubmitted = oldest !== undefined && isSubmission(oldest) && isOrigin(oldest.from ?? '');
    const isFirst = origin === undefined ? isBirth(oldest) : isNamed || isSubmitted;
    if (isFirst || (own.has(at - 1) && isHandedOn(stations[at - 1], station))) own.add(at);
  }
  return own;
}
