/** Which stations in front of the first hop are the sender's own: they are no detour. */
import { isLoopback, isWithin } from './host.ts';
import { isInside, isServerOf, isSubmissionOf, operatorNamed, operatorSubmittedTo } from './operators.ts';
import { type Aliases, keysOf } from './places.ts';
import { isAuthenticated, isByPerson, isLocal, isWeb } from './protocols.ts';
import { clientName, isFromHere, isInternal, type Line, type Station } from './stations.ts';

/** Whether the sender handed the message in here, RFC 6409, and no other server did. */
function isSubmission(line: Line): boolean {
  if (isAuthenticated(line) || isByPerson(line) || isLocal(line)) return true;
  const operator = operatorSubmittedTo(line.by);
  if (operator && line.fromAddress !== undefined && !isInside(operator, line.fromAddress)) return true;
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
  const isOperators = isServerOf(operator, from.name) || isSubmissionOf(operator, from.name);
  return isOperators && isInternal(line, operator);
}

/** Whether a webmail that writes a line of its own, of the browser, submitted the message here. */
function isSubmittedBy(webmail: Station | undefined, { lines: [line] }: Station): boolean {
  return line !== undefined && webmail?.lines.every(isWeb) === true && isSubmission(line);
}

/**
 * Indexes of the sender's own among the first `end` stations. `origin`: every server of that name, by an alias of it or below
 * it, and the one to which it submitted the message; where nobody named one, the oldest, if there the message was born or
 * submitted. And those to which one of these handed it on inside of their operator, or to which a webmail submitted it.
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
    const before = own.has(at - 1) ? stations[at - 1] : undefined;
    if (isFirst || isHandedOn(before, station) || isSubmittedBy(before, station)) own.add(at);
  }
  return own;
}
