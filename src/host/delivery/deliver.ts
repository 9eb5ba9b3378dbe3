/** A whole message: its paths grouped, each group's next hop looked up and attempted, every step told as it happens. */
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import type { Language } from '../../core/words/phrase.ts';
import type { Config } from '../config.ts';
import { type StsCache, stsCacheInMemory } from '../dns/mta-sts-cache.ts';
import { nameServers } from '../dns/name-servers.ts';
import { literalAddress, serverText } from '../dns/next-hop.ts';
import { dnsResolver, type Resolver } from '../dns/resolver.ts';
import type { Endpoint } from '../smtp/dial.ts';
import type { Envelope, Reports } from '../smtp/envelope.ts';
import type { HostMemory } from '../smtp/host-memory.ts';
import { Life } from '../smtp/life.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import type { TlsPolicy } from '../smtp/tls-policy.ts';
import { type Transcript, transcriptTo } from '../smtp/transcript.ts';
import { Agreement, type Party } from './agreement.ts';
import { type AttemptOptions, attempt } from './attempt.ts';
import { type Group, groupByNextHop, readPath } from './plan.ts';
import { findTargets } from './targets.ts';
import { after, passedOver } from './tried.ts';

export interface Delivery {
  readonly from: string;
  readonly ehlo: string;
  readonly paths: readonly string[];
  readonly octets: Buffer;
  /** Next hops to connect to at their own address, without asking for their MX. */
  readonly thisHosts: readonly string[];
  /** The server, as an outcome names it, to which a path must come again before any other: it greylists. */
  readonly sameAddress?: (path: string) => string | undefined;
  /** Those of the paths who are blind copies: each gets a transaction of its own, so that no server tells of one to another. */
  readonly apart?: readonly string[];
  /** Nobody gets it unless everybody is accepted. */
  readonly together?: true;
  /** More than the next hop's own policy asks for, or, where that asks for nothing, less. */
  readonly tls?: Exclude<TlsPolicy['kind'], 'opportunistic'>;
  readonly requireTls?: true;
  readonly reports?: Reports;
}

export interface DeliverOptions {
  readonly config: Config;
  readonly timeouts: Timeouts;
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly onLine: (line: TranscriptLine) => void;
  /** Waited for before anything is done for these paths. Those of them for whom it may be done. */
  readonly onStart: (paths: readonly string[]) => readonly string[] | Promise<readonly string[]>;
  /** Waited for before the last octet leaves for these paths; false forbids it. */
  readonly onRelease: (paths: readonly string[]) => boolean | Promise<boolean>;
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** MTA-STS policies of other days. */
  readonly stsCache?: StsCache;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
  /** What earlier attempts learned of servers. */
  readonly hosts?: HostMemory;
  /** As in `AttemptOptions`. */
  readonly sessions?: AttemptOptions['sessions'];
  /** A station's MX names and addresses. Without it, nothing is looked up but the next hops. */
  readonly onAliases?: (station: string, names: readonly string[]) => void;
}

/** How long the verdict's extra names may keep a finished delivery waiting, in milliseconds. */
const aliasPatience = 3000;

/** Ends when every path has its outcome. Throws only what `onStart` does. */
export async function deliver(delivery: Delivery, options: DeliverOptions): Promise<void> {
  const { config, language, onLine, stsCache = stsCacheInMemory() } = options;
  // A signal of this delivery's own: with its end, every lookup that is still under way ends too.
  using life = new Life(options.signal);
  const { signal } = life;
  const resolver = dnsResolver({ servers: () => nameServers(config), ports: config.ports, signal });
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
  if (delivery.together && good.length < delivery.paths.length) {
    options.onOutcomes(good.map(({ path }) => ({ path, state: 'failed', reason: 'not-all-accepted' })));
    return;
  }
  const groups = groupByNextHop(good);
  for (const { nextHop } of groups) stations.delete(nextHop);
  const { onAliases } = options;
  const others = Promise.all(
    onAliases ? [...stations].map((station) => learnAliases(station, resolver, signal, onAliases)) : [],
  );

  const errand: Errand = { delivery, options, resolver, stsCache, transcript, signal };
  try {
    if (delivery.together) await allOrNothing(groups, errand);
    else for (const group of groups) await hand(group, errand);
    if (stations.size > 0 && onAliases) {
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, aliasPatience);
      await Promise.race([others, patience.promise]);
      clearTimeout(timer);
    }
  } finally {
    // Groups one after the other leave nothing behind.
    if (delivery.together || stations.size > 0) life.end('over');
  }
}

/** What all groups of a delivery have in common. */
interface Errand {
  readonly delivery: Delivery;
  readonly options: DeliverOptions;
  readonly resolver: Resolver;
  readonly stsCache: StsCache;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

/** To one next hop: where it is, and the attempt. */
async function hand({ nextHop, paths: wanted }: Group, errand: Errand, party?: Party): Promise<void> {
  const { delivery, options, resolver, stsCache, transcript, signal } = errand;
  const { config, timeouts, hosts, authorities, sessions } = options;
  const paths = await options.onStart(wanted);
  if (paths.length === 0) return;
  const believed = authorities ? { authorities } : {};
  const targets = await findTargets(nextHop, {
    resolver,
    stsCache,
    signal,
    thisHost: delivery.thisHosts.includes(nextHop),
    networks: config.networks,
    ports: config.ports,
    transcript: transcript.of(nextHop),
    ...believed,
  });
  const before = targets.skipped.map(passedOver);
  if (!targets.ok) {
    const { state, reason } = targets;
    const outcomes = paths.map((path) => ({ path, state, reason, server: nextHop, step: 'DNS' }));
    options.onOutcomes(after(before, outcomes));
    return;
  }
  // An address literal says all itself.
  if (literalAddress(nextHop) === undefined) options.onAliases?.(nextHop, targets.aliases);
  const envelope: Envelope = {
    from: delivery.from,
    paths,
    ...(delivery.requireTls ? { requireTls: true } : {}),
    ...(delivery.reports ? { reports: delivery.reports } : {}),
  };
  const endpoints = targets.endpoints.map((endpoint) => withPolicy(endpoint, delivery));
  const again = paths.map((path) => delivery.sameAddress?.(path)).find((server) => server !== undefined);
  const same = endpoints.find((endpoint) => serverText(endpoint) === again);
  await attempt(
    same ? [same, ...endpoints.filter((endpoint) => endpoint !== same)] : endpoints,
    envelope,
    delivery.octets,
    {
      ehlo: delivery.ehlo,
      timeouts,
      transcript,
      signal,
      apart: new Set(delivery.apart),
      release: options.onRelease,
      onOutcomes: (outcomes) => options.onOutcomes(after(before, outcomes)),
      ...believed,
      ...(same && { alone: same }),
      ...(hosts && { hosts }),
      ...(party ? { together: party.vote } : sessions ? { sessions } : {}),
    },
  );
}

/** Every transaction on a connection of its own, each waiting at its RCPT replies for all the others. */
async function allOrNothing(groups: readonly Group[], errand: Errand): Promise<void> {
  const apart = new Set(errand.delivery.apart);
  const transactions = groups.flatMap(({ nextHop, paths }): Group[] => {
    const shared = paths.filter((path) => !apart.has(path));
    const own = paths.filter((path) => apart.has(path)).map((path) => ({ nextHop, paths: [path] }));
    return shared.length > 0 ? [{ nextHop, paths: shared }, ...own] : own;
  });
  const agreement = new Agreement();
  const parties = transactions.map((group) => ({ group, party: agreement.join() }));
  await Promise.all(parties.map(({ group, party }) => hand(group, errand, party).finally(party.leave)));
}

/** RFC 8689 §4.2.1 asks for verified TLS by itself. What the next hop's own policy asks for is never made less. */
export function withPolicy(
  endpoint: Endpoint,
  { tls, requireTls }: Pick<Delivery, 'tls' | 'requireTls'>,
): Endpoint {
  const owed = endpoint.tls?.kind;
  const kind = requireTls ? 'require-verified' : tls;
  if (owed === 'require-verified' || (owed === 'require-encrypted' && kind === 'none')) return endpoint;
  return kind ? { ...endpoint, tls: { kind } } : endpoint;
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
