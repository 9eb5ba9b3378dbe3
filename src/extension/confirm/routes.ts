/** The distinct ways of a draft or of a sent message: recipients that go by the same stations share one line. */
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { Outcome } from '../../core/bridge/protocol.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { stationsOf } from '../../core/route/line.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import type { FrozenDraft } from '../background/api.ts';

export interface Route {
  readonly stations: readonly string[];
  readonly paths: readonly string[];
}

export function routesOf(frozen: FrozenDraft): readonly Route[] {
  return grouped(frozen.draft.recipients.map(({ path }) => [path, frozen.stations[path] ?? []]));
}

/** When the draft is no longer kept, the paths themselves say which way they mean. */
export function routesOfOutcomes(outcomes: readonly Outcome[], idna: Idna): readonly Route[] {
  return grouped(
    outcomes.map(({ path }) => {
      const itinerary = itineraryOfPath(path, idna);
      return [path, itinerary === undefined ? [path] : stationsOf(itinerary)];
    }),
  );
}

/** The way that a path was most likely meant to go: its route, in whichever notation it has one. */
export function itineraryOfPath(path: string, idna: Idna): Itinerary | undefined {
  const parsed = parseRecipient(path, { profile: 'input', idna });
  if (!parsed.ok) return undefined;
  const written = itineraryOf(parsed.value);
  if (written.hops.length > 0) return written;
  const routed = readings(parsed.value).find((reading) => reading.itinerary.hops.length > 0);
  return routed?.itinerary ?? written;
}

function grouped(ways: readonly (readonly [path: string, stations: readonly string[]])[]): readonly Route[] {
  const routes = new Map<string, { stations: readonly string[]; paths: string[] }>();
  for (const [path, stations] of ways) {
    // The line shows the hops; two mailboxes of one domain share it.
    const key = stations.join(' ');
    const route = routes.get(key) ?? { stations, paths: [] };
    route.paths.push(path);
    routes.set(key, route);
  }
  return [...routes.values()];
}
