/** From the domain of the next hop to the addresses to connect to, in order: RFC 5321 §5.1. */
import { isIP } from 'node:net';
import type { Endpoint } from '../smtp/dial.ts';
import type { Transcript } from '../smtp/transcript.ts';
import { mayConnect } from './networks.ts';
import { type MxRecord, portOf, type Resolver } from './resolver.ts';

/** More than this is a domain that wants to keep its senders busy; each has its own timeout. */
const addressCap = 5;

export type NextHop =
  | {
      readonly ok: true;
      readonly endpoints: readonly Endpoint[];
      /** The MX names and addresses, for the verdict on the way later. */
      readonly aliases: readonly string[];
    }
  | {
      readonly ok: false;
      readonly state: 'failed' | 'deferred';
      readonly reason: 'no-such-domain' | 'null-mx' | 'no-address' | 'dns-failed' | 'private-address';
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
  const { resolver, transcript } = options;
  const literal = literalAddress(domain);
  if (literal !== undefined)
    return reachable(
      [{ name: domain, address: literal, port: portOf(domain, options.ports) }],
      [literal],
      options,
    );

  let hosts: readonly string[] = [domain];
  if (options.thisHost) transcript.note('this-host', { domain });
  else {
    transcript.note('looking-up', { domain });
    const mx = await resolver.mx(domain);
    if (mx.ok) {
      if (isNullMx(mx.values)) return failure('failed', 'null-mx');
      hosts = inOrder(mx.values);
      transcript.note('found-mx', { domain, hosts: hosts.join(', ') });
    } else if (mx.why !== 'none') {
      transcript.trouble('lookup-failed', { domain, why: mx.detail });
      return mx.why === 'failed' ? failure('deferred', 'dns-failed') : failure('failed', 'no-such-domain');
    } else {
      // RFC 5321 §5.1: without any MX the domain itself is its mail host ("implicit MX").
      transcript.note('no-mx', { domain });
    }
  }

  const found: Endpoint[] = [];
  let unsure = false;
  for (const host of hosts) {
    const addresses = await resolver.endpoints(host);
    if (addresses.ok) found.push(...addresses.values);
    else {
      transcript.trouble('lookup-failed', { domain: host, why: addresses.detail });
      unsure ||= addresses.why === 'failed';
    }
    if (found.length >= addressCap) break;
  }
  if (found.length === 0) return unsure ? failure('deferred', 'dns-failed') : failure('failed', 'no-address');
  return reachable(found, [...hosts, ...found.map(({ address }) => address)], options);
}

/** RFC 5321 §4.1.3: `[192.0.2.1]`, `[IPv6:2001:db8::1]` -> the address; undefined for a name. */
export function literalAddress(domain: string): string | undefined {
  const inside = /^\[(?:IPv6:)?(.*)\]$/i.exec(domain)?.[1];
  return inside !== undefined && isIP(inside) ? inside : undefined;
}

function reachable(
  found: readonly Endpoint[],
  aliases: readonly string[],
  { networks, transcript }: NextHopOptions,
): NextHop {
  const endpoints = found.filter((endpoint) => {
    const allowed = mayConnect(endpoint.address, networks);
    if (!allowed) transcript.trouble('private-address', { name: endpoint.name, address: endpoint.address });
    return allowed;
  });
  if (endpoints.length === 0) return failure('failed', 'private-address');
  return { ok: true, endpoints: endpoints.slice(0, addressCap), aliases: [...new Set(aliases)] };
}

/** RFC 7505 §3: a single MX with an empty host name. */
function isNullMx(records: readonly MxRecord[]): boolean {
  return records.length === 1 && records[0]?.host === '';
}

/** RFC 5321 §5.1: the lowest preference first, equals in random order, so that they share the load. */
function inOrder(records: readonly MxRecord[]): string[] {
  return records
    .filter(({ host }) => host !== '')
    .map((record) => ({ ...record, lot: Math.random() }))
    .sort((a, b) => a.preference - b.preference || a.lot - b.lot)
    .map(({ host }) => host);
}

function failure(state: 'failed' | 'deferred', reason: Exclude<NextHop, { ok: true }>['reason']): NextHop {
  return { ok: false, state, reason };
}
