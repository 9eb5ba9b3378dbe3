/** Which places of an itinerary a host name or address stands for: 0 is the first hop, `hops.length` the recipient's own server. */
import type { Itinerary } from '../route/itinerary.ts';
import { addressIn, hostKey, isLoopback, isWithin } from './host.ts';
import { isServerOf, type Operator, operatorServing } from './operators.ts';

/** Host to its other names and addresses, as they were looked up when the send was planned. */
export type Aliases = Readonly<Record<string, readonly string[]>>;

export interface Places {
  /** The number of the recipient's own server. */
  readonly destination: number;
  /** Who takes in the recipient's mail, where its MX tells. */
  readonly operator: Operator | undefined;
  /**
   * By name, address or alias; a name below the final domain is the recipient's own unless it is a hop itself, and so is a
   * server of its operator's.
   */
  of(host: string | undefined): readonly number[];
  /** Whether it is the recipient's own only as a server of its operator's, which has other customers too. */
  isShared(host: string): boolean;
  /** As `of`, without the names below the final domain and the operator's. */
  exactly(host: string | undefined): readonly number[];
  /** Whether the server that calls itself `by` is this client: of the same name, or known to be at that name or address. */
  isClient(by: string, client: string): boolean;
  /** Whether both are known to be at one address. */
  shareMachine(one: string, other: string): boolean;
}

const none: readonly number[] = [];

/** Every spelling (`hostKey`) of each host in `hosts`, its aliases included. A loopback address tells no server from another. */
export function keysOf(host: string, aliases: Aliases): readonly string[] {
  const key = hostKey(host);
  const others = Object.entries(aliases).flatMap(([name, list]) => (hostKey(name) === key ? list : []));
  return [key, ...others.filter((other) => !isLoopback(other)).map(hostKey)];
}

export function placesOf(itinerary: Itinerary, aliases: Aliases): Places {
  const destination = itinerary.hops.length;
  const byKey = new Map<string, number[]>();
  for (const [place, host] of [...itinerary.hops, itinerary.domain].entries()) {
    for (const key of new Set(keysOf(host, aliases))) byKey.set(key, [...(byKey.get(key) ?? []), place]);
  }
  const exactly = (host: string | undefined) =>
    host === undefined ? none : (byKey.get(hostKey(host)) ?? none);
  const operator = operatorServing(keysOf(itinerary.domain, aliases));
  const isShared = (host: string) =>
    operator !== undefined &&
    isServerOf(operator, host) &&
    exactly(host).length === 0 &&
    !isWithin(host, itinerary.domain);
  const of = (host: string | undefined) => {
    const places = exactly(host);
    if (places.length > 0 || host === undefined) return places;
    return isWithin(host, itinerary.domain) || isShared(host) ? [destination] : none;
  };
  // Below the final domain, and among an operator's servers, two names are two machines, and whose they are nobody said.
  const isClient = (by: string, client: string) =>
    hostKey(by) === hostKey(client) || exactly(client).some((place) => of(by).includes(place));
  const atAddresses = [...byKey].flatMap(([key, places]) => (addressIn(key) === undefined ? [] : [places]));
  const shareMachine = (one: string, other: string) =>
    atAddresses.some((places) =>
      [one, other].every((host) => exactly(host).some((place) => places.includes(place))),
    );
  return { destination, operator, of, isShared, exactly, isClient, shareMachine };
}
