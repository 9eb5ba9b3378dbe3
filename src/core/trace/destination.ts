/** Where the recipient's own servers begin. */
import { isNamed } from './operators.ts';
import { isBirth } from './origin.ts';
import type { Places } from './places.ts';
import type { Station } from './stations.ts';

/**
 * The first station of the recipient's own, or `stations.length`. Whatever is newer than the newest server of the final domain
 * belongs to the recipient; before that, it begins behind the last hop, for hops may lie in the recipient's own domain. Servers
 * of the recipient's operator belong to it only where they stand together at that beginning: others may be the sender's.
 */
export function findDestination(stations: readonly Station[], places: Places): number {
  const { destination, operator, isShared } = places;
  const isOwn = (station: Station) => station.places.includes(destination);
  const newest = stations.findLastIndex(isOwn);
  if (newest < 0) return stations.length;
  const lastHop = stations.findLastIndex(
    (station, at) => at <= newest && station.places.some((place) => place !== destination),
  );
  if (lastHop === newest) return newest;

  const domains = stations.findIndex(
    (station, at) => at > lastHop && isOwn(station) && !isShared(station.name),
  );
  const isOperators = (at: number, station = stations[at]) =>
    station !== undefined &&
    operator !== undefined &&
    isShared(station.name) &&
    isNamed(operator, station.name);
  const isSenders = (at: number) => at === 0 && isBirth(stations[0]?.lines[0]);
  let first = domains < 0 ? newest : domains;
  while (first - 1 > lastHop && isOperators(first - 1) && !isSenders(first - 1)) first--;
  return first;
}
