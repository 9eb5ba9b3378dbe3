/** A whole message: its paths grouped, each group's next hop looked up and attempted, every step told as it happens. */
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import type { Language } from '../../core/words/phrase.ts';
import type { Config } from '../config.ts';
import { type StsCache, stsCacheInMemory } from '../dns/mta-sts-cache.ts';
import { nameServers } from '../dns/name-servers.ts';
import { literalAddress, serverText } from '../dns/next-hop.ts';
import { dnsResolver, type Resolver } from '../dns/resolver.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import { transcriptTo } from '../smtp/transcript.ts';
import { attempt } from './attempt.ts';
import { groupByNextHop, readPath } from './plan.ts';
import { findTargets } from './targets.ts';

export interface Delivery {
  readonly from: string;
  readonly ehlo: string;
  readonly paths: readonly string[];
  readonly octets: Buffer;
  /** Next hops to connect to at their own address, without asking for their MX. */
  readonly thisHosts: readonly string[];
  /** The server, as an outcome names it, to which a path must come again before any other: it greylists. */
  readonly sameAddress?: (path: string) => string | undefined;
}

export interface DeliverOptions {
  readonly config: Config;
  readonly timeouts: Timeouts;
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly onLine: (line: TranscriptLine) => void;
  /** Before anything is done for these paths. */
  readonly onStart: (paths: readonly string[]) => void;
  /** Before the last octet leaves for these paths; false forbids it. */
  readonly onRelease: (paths: readonly string[]) => boolean;
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** MTA-STS policies of other days. */
  readonly stsCache?: StsCache;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
  /** A station's MX names and addresses. Without it, nothing is looked up but the next hops. */
  readonly onAliases?: (station: string, names: readonly string[]) => void;
}

/** How long the verdict's extra names may keep a finished delivery waiting, in milliseconds. */
const aliasPatience = 3000;

/** Ends when every path has its outcome. Never throws. */
export async function deliver(delivery: Delivery, options: DeliverOptions): Promise<void> {
  const { config, timeouts, language, onLine, authorities, stsCache = stsCacheInMemory() } = options;
  const believed = authorities ? { authorities } : {};
  // A signal of this delivery's own: with its end, every lookup that is still under way ends too.
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const resolver = dnsResolver({ servers: nameServers(config), ports: config.ports, signal });
  const transcript = transcriptTo(onLine, language);

  const good: { path: string; nextHop: string }[] = [];
  const stations = new Set<string>();
  for (const path of delivery.paths) {
    const read = readPath(path);
    if (read.ok && read.value.nextHop !== undefined) {
      good.push({ path, nextHop: read.value.nextHop });
      for (const station of read.value.stations) stations.add(station);
    } else options.onOutcomes([{ path, state: 'failed', reason: 'bad-path' }]);
  }
  const groups = groupByNextHop(good);
  for (const { nextHop } of groups) stations.delete(nextHop);
  const { onAliases } = options;
  const others = Promise.all(
    onAliases ? [...stations].map((station) => learnAliases(station, resolver, signal, onAliases)) : [],
  );

  for (const { nextHop, paths } of groups) {
    options.onStart(paths);
    const targets = await findTargets(nextHop, {
      ...believed,
      resolver,
      stsCache,
      signal,
      thisHost: delivery.thisHosts.includes(nextHop),
      networks: config.networks,
      ports: config.ports,
      transcript: transcript.of(nextHop),
    });
    if (!targets.ok) {
      options.onOutcomes(
        paths.map((path) => ({
          path,
          state: targets.state,
          reason: targets.reason,
          server: nextHop,
          step: 'DNS',
        })),
      );
      continue;
    }
    onAliases?.(nextHop, targets.aliases);
    const again = paths.map((path) => delivery.sameAddress?.(path)).find((server) => server !== undefined);
    const same = targets.endpoints.find((endpoint) => serverText(endpoint) === again);
    const endpoints = same
      ? [same, ...targets.endpoints.filter((endpoint) => endpoint !== same)]
      : targets.endpoints;
    const outcomes = await attempt(endpoints, { from: delivery.from, paths }, delivery.octets, {
      ...(same && { alone: same }),
      ehlo: delivery.ehlo,
      timeouts,
      transcript,
      signal,
      ...believed,
      release: () => options.onRelease(paths),
    });
    options.onOutcomes(outcomes);
  }
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, aliasPatience);
  await Promise.race([others, patience.promise]);
  clearTimeout(timer);
  ended.abort();
}

/** The later stations are never connected to; their names only help to recognise them in Received lines. */
async function learnAliases(
  station: string,
  resolver: Resolver,
  signal: AbortSignal,
  onAliases: NonNullable<DeliverOptions['onAliases']>,
): Promise<void> {
  if (literalAddress(station) !== undefined) return;
  const mx = await resolver.mx(station);
  if (signal.aborted) return;
  const hosts = mx.ok ? mx.values.map(({ host }) => host).filter((host) => host !== '') : [station];
  const addresses = await Promise.all(hosts.slice(0, 5).map((host) => resolver.endpoints(host)));
  const found = addresses.flatMap((lookup) => (lookup.ok ? lookup.values.map(({ address }) => address) : []));
  const names = [...new Set([...hosts, ...found])].filter((name) => name !== station);
  if (names.length > 0 && !signal.aborted) onAliases(station, names);
}
