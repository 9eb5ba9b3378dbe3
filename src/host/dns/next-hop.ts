/** From the domain of the next hop to the hosts and addresses to connect to, in order: RFC 5321 §5.1. */
import { isIP } from 'node:net';
import { addressText, type Endpoint } from '../smtp/dial.ts';
import type { Transcript } from '../smtp/transcript.ts';
import { mayConnect } from './networks.ts';
import { isHostName, type Lookup, type MxRecord, portOf, type Resolver } from './resolver.ts';

/** More than this is a domain that wants to keep its senders busy; each has its own timeout. RFC 5321 §5.1 asks for two at least. */
const addressCap = 5;
/** Hosts that are looked up, all at once: some of them may have no address. */
const hostCap = 10;

/** Why a host or an address is not connected to. */
export type SkipReason =
  | 'no-such-domain'
  | 'no-address'
  | 'dns-failed'
  | 'private-address'
  | 'mx-not-a-host'
  | 'dane-failed'
  | 'mta-sts-stranger';
export interface Skipped {
  /** `mx.s1.test`, or `lan.s1.test (192.168.1.1:25)`. */
  readonly server: string;
  readonly reason: SkipReason;
  /** The DNS's own word for it; empty where none is needed. */
  readonly detail: string;
}

/** One mail host, and what DANE needs to know of it. */
export interface MailHost {
  readonly name: string;
  readonly endpoints: readonly Endpoint[];
  /** Whether its addresses were authentic. */
  readonly authentic: boolean;
  /** Where its aliases ended; itself, mostly. */
  readonly canonical: string;
}

export type NextHop =
  | {
      readonly ok: true;
      /** In the order in which they are tried; none without an endpoint. */
      readonly hosts: readonly MailHost[];
      /** Whether their names were authentic: RFC 7672 §2.2.1. */
      readonly authentic: boolean;
      /** The MX names and addresses, for the verdict on the way later. */
      readonly aliases: readonly string[];
      readonly skipped: readonly Skipped[];
    }
  | {
      readonly ok: false;
      readonly state: 'failed' | 'deferred';
      readonly reason: 'null-mx' | SkipReason;
      readonly skipped: readonly Skipped[];
    };

export interface NextHopOptions {
  readonly resolver: Resolver;
  /** The hop is this very host: its own address, without asking for its MX. */
  readonly thisHost?: boolean;
  /** Private networks that are allowed all the same. */
  readonly networks: readonly string[];
  /** SMTP port by name, here for address literals (`[192.0.2.1]`). */
  readonly ports: Readonly<Record<string, number>>;
  readonly transcript: Transcript;
}

/** `domain`: A-labels in lower case, or an address literal with its brackets. */
export async function findNextHop(domain: string, options: NextHopOptions): Promise<NextHop> {
  const literal = literalAddress(domain);
  if (literal !== undefined) {
    const endpoint = { name: domain, address: literal, port: portOf(domain, options.ports) };
    const host = { name: domain, endpoints: [endpoint], authentic: false, canonical: domain };
    return reachable([host], false, [], options);
  }
  const names = await namesOf(domain, options);
  if (!names.ok) return names;

  const skipped = [...names.skipped];
  const skip = (server: string, reason: SkipReason, detail: string) => {
    options.transcript.trouble('lookup-failed', { domain: server, why: detail });
    skipped.push({ server, reason, detail });
  };
  const hosts: MailHost[] = [];
  const { resolver } = options;
  const lookups = names.hosts.slice(0, hostCap).map((name) => ({ name, answer: resolver.endpoints(name) }));
  for (const { name, answer } of lookups) {
    const found = await answer;
    if (found.ok)
      hosts.push({ name, endpoints: found.values, authentic: found.authentic, canonical: found.name });
    else skip(name, found.why === 'none' ? 'no-address' : reasonOf(found), found.detail);
  }
  if (hosts.length === 0) {
    const unsure = skipped.some(({ reason }) => reason === 'dns-failed');
    return {
      ok: false,
      state: unsure ? 'deferred' : 'failed',
      reason: unsure ? 'dns-failed' : 'no-address',
      skipped,
    };
  }
  return reachable(hosts, names.authentic, skipped, options);
}

type Names =
  | {
      readonly ok: true;
      readonly hosts: readonly string[];
      readonly authentic: boolean;
      readonly skipped: readonly Skipped[];
    }
  | Exclude<NextHop, { ok: true }>;

/** The hosts that take mail for a domain. */
async function namesOf(domain: string, { resolver, thisHost, transcript }: NextHopOptions): Promise<Names> {
  const itself = (authentic: boolean): Names => ({ ok: true, hosts: [domain], authentic, skipped: [] });
  if (thisHost) {
    transcript.note('this-host', { domain });
    // The person named the host: RFC 7672 §2.2.2 has no MX to doubt.
    return itself(true);
  }
  transcript.note('looking-up', { domain });
  const mx = await resolver.mx(domain);
  if (mx.ok) {
    // RFC 7505 §3: a single MX with an empty host name.
    if (mx.values.length === 1 && mx.values[0]?.host === '')
      return { ok: false, state: 'failed', reason: 'null-mx', skipped: [] };
    const named = inOrder(mx.values);
    const hosts = named.filter(isHostName);
    // RFC 5321 §5.1 and RFC 2181 §10.3: an MX names a host. An address, or what could be no name, is never looked up.
    const skipped = named
      .filter((name) => !isHostName(name))
      .map((name) => {
        const shown = JSON.stringify(name);
        transcript.trouble('mx-not-a-host', { domain, host: shown });
        return { server: shown, reason: 'mx-not-a-host', detail: '' } as const;
      });
    if (hosts.length === 0) return { ok: false, state: 'failed', reason: 'mx-not-a-host', skipped };
    transcript.note('found-mx', { domain, hosts: hosts.join(', ') });
    return { ok: true, hosts, authentic: mx.authentic, skipped };
  }
  if (mx.why === 'none') {
    // RFC 5321 §5.1: without any MX the domain itself is its mail host ("implicit MX").
    transcript.note('no-mx', { domain });
    return itself(mx.authentic);
  }
  transcript.trouble('lookup-failed', { domain, why: mx.detail });
  const reason = reasonOf(mx);
  const skipped = [{ server: domain, reason, detail: mx.detail }];
  return { ok: false, state: mx.why === 'failed' ? 'deferred' : 'failed', reason, skipped };
}

function reasonOf({ why }: Extract<Lookup<unknown>, { ok: false }>): 'no-such-domain' | 'dns-failed' {
  return why === 'failed' ? 'dns-failed' : 'no-such-domain';
}

/** RFC 5321 §4.1.3: `[192.0.2.1]`, `[IPv6:2001:db8::1]` -> the address; undefined for a name. */
export function literalAddress(domain: string): string | undefined {
  const inside = /^\[(?:IPv6:)?(.*)\]$/i.exec(domain)?.[1];
  return inside !== undefined && isIP(inside) ? inside : undefined;
}

/** The hosts with those of their addresses that may be connected to, at most `addressCap` together. */
function reachable(
  found: readonly MailHost[],
  authentic: boolean,
  before: readonly Skipped[],
  { networks, transcript }: NextHopOptions,
): NextHop {
  const skipped = [...before];
  const allowed = found.map((host) => ({
    ...host,
    endpoints: host.endpoints.filter((endpoint) => {
      const may = mayConnect(endpoint.address, networks);
      if (!may) {
        transcript.trouble('private-address', { name: endpoint.name, address: endpoint.address });
        skipped.push({ server: serverText(endpoint), reason: 'private-address', detail: '' });
      }
      return may;
    }),
  }));
  const hosts = capped(allowed.filter(({ endpoints }) => endpoints.length > 0));
  if (hosts.length === 0) {
    // What could not be looked up may be a public one.
    const unsure = skipped.some(({ reason }) => reason === 'dns-failed');
    return {
      ok: false,
      state: unsure ? 'deferred' : 'failed',
      reason: unsure ? 'dns-failed' : 'private-address',
      skipped,
    };
  }
  const addresses = found.flatMap(({ endpoints }) => endpoints.map(({ address }) => address));
  const aliases = [...new Set([...found.map(({ name }) => name), ...addresses])];
  return { ok: true, hosts, authentic, aliases, skipped };
}

/** A host with many addresses leaves a place to the next host: the first may be down as a whole. */
function capped(hosts: readonly MailHost[]): MailHost[] {
  let room = addressCap;
  return hosts.flatMap((host, index) => {
    const reserved = index === 0 && hosts.length > 1 ? 1 : 0;
    const endpoints = host.endpoints.slice(0, Math.max(0, room - reserved));
    room -= endpoints.length;
    return endpoints.length > 0 ? [{ ...host, endpoints }] : [];
  });
}

/** `mx.s1.test (192.0.2.1:25)`, or only the address where that is the name. */
export function serverText(endpoint: Endpoint): string {
  const at = addressText(endpoint);
  return endpoint.name === endpoint.address ? at : `${endpoint.name} (${at})`;
}

/** RFC 5321 §5.1: the lowest preference first, equals in random order, so that they share the load. */
function inOrder(records: readonly MxRecord[]): string[] {
  const names = records
    .filter(({ host }) => host !== '')
    .map((record) => ({ ...record, lot: Math.random() }))
    .sort((a, b) => a.preference - b.preference || a.lot - b.lot)
    .map(({ host }) => host);
  return [...new Set(names)];
}
