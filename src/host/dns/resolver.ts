/** What the DNS says, and with every answer whether it was authentic: validated by DNSSEC, on the word of a resolver that we may believe. */
import { isIP } from 'node:net';
import type { Answer } from 'dns-packet';
import type { Endpoint } from '../smtp/dial.ts';
import { exchange } from './exchange.ts';
import type { NameServer } from './name-servers.ts';
import { type DnsReply, plainName, type RecordType } from './packet.ts';

export interface MxRecord {
  /** In lower case, without the final dot; empty for a null MX, RFC 7505. May be no host name at all: see `isHostName`. */
  readonly host: string;
  readonly preference: number;
}

/** RFC 6698 §2.1 */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  readonly data: Buffer;
}

/** `none`: the name exists without such records. `no-such-domain`: NXDOMAIN. `failed`: no answer to rely on, ask again later. */
export type Lookup<T> =
  | {
      readonly ok: true;
      readonly values: readonly T[];
      readonly authentic: boolean;
      /** Where the records stood: the name asked for, or the one that its aliases led to. */
      readonly name: string;
    }
  | {
      readonly ok: false;
      readonly why: 'none' | 'no-such-domain';
      readonly detail: string;
      /** A denial can be authentic too. */
      readonly authentic: boolean;
    }
  | { readonly ok: false; readonly why: 'failed'; readonly detail: string };

export interface Resolver {
  /** Whether "not authentic" means anything: else an answer that DNSSEC protects would look the same. */
  readonly trusted: boolean;
  mx(domain: string): Promise<Lookup<MxRecord>>;
  /** All A and AAAA records of a host, families alternating, each with the port on which its SMTP server listens. */
  endpoints(host: string): Promise<Lookup<Endpoint>>;
  /** The strings of each record put together. */
  txt(name: string): Promise<Lookup<string>>;
  tlsa(name: string): Promise<Lookup<TlsaRecord>>;
  /** The alias that a name is, and no further. */
  alias(name: string): Promise<Lookup<string>>;
  /** The name servers of a zone. */
  ns(zone: string): Promise<Lookup<string>>;
}

export interface ResolverOptions {
  /** Asked for when a question is: an address literal has none. */
  readonly servers: () => readonly NameServer[];
  /** SMTP port by host name; 25 for the rest. */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  readonly signal: AbortSignal;
  /** As in `ExchangeOptions`. */
  readonly patience?: readonly number[];
}

/** No honest chain is longer; RFC 1034 §3.6.2 would have none at all. */
const aliasCap = 8;

export function dnsResolver({ servers, ports = {}, signal, patience }: ResolverOptions): Resolver {
  const lookup = async <T>(
    asked: string,
    type: RecordType,
    read: (record: Answer) => T | undefined,
  ): Promise<Lookup<T>> => {
    let name = plainName(asked) || '.';
    let authentic = true;
    const passed = new Set<string>();
    const options = { servers: servers(), signal, ...(patience ? { patience } : {}) };
    // A resolver gives the whole chain of aliases; one that stops in the middle is asked for the rest.
    for (;;) {
      const exchanged = await exchange({ name, type }, options);
      if (!exchanged.ok) return { ok: false, why: 'failed', detail: exchanged.detail };
      const { reply, server } = exchanged;
      authentic &&= server.trusted && reply.authenticData;
      const from = name;
      if (type !== 'CNAME')
        for (let next = aliasOf(name, reply); next !== undefined; next = aliasOf(name, reply)) {
          passed.add(name);
          name = next;
          if (passed.has(name) || passed.size > aliasCap)
            return { ok: false, why: 'failed', detail: `CNAME ${name}` };
        }
      if (reply.rcode === 'NXDOMAIN')
        return { ok: false, why: 'no-such-domain', detail: 'NXDOMAIN', authentic };
      const values = reply.answers
        .filter((record) => record.type === type && plainName(record.name) === plainName(name))
        .map(read)
        .filter((value) => value !== undefined);
      if (values.length > 0) return { ok: true, values, authentic, name };
      if (name === from) return { ok: false, why: 'none', detail: 'NODATA', authentic };
    }
  };

  const addresses = (host: string, type: 'A' | 'AAAA') =>
    lookup(host, type, (record) =>
      record.type === type && isIP(record.data) ? endpoint(host, record.data) : undefined,
    );
  const endpoint = (name: string, address: string): Endpoint => ({
    name,
    address,
    port: portOf(name, ports),
  });
  const names = (name: string, type: 'CNAME' | 'NS') =>
    lookup(name, type, (record) => (record.type === type ? plainName(record.data) : undefined));

  return {
    get trusted() {
      return servers().every(({ trusted }) => trusted);
    },
    mx: (domain) =>
      lookup(domain, 'MX', (record) =>
        record.type === 'MX'
          ? { host: plainName(record.data.exchange), preference: record.data.preference ?? 0 }
          : undefined,
      ),
    async endpoints(host) {
      const [four, six] = await Promise.all([addresses(host, 'A'), addresses(host, 'AAAA')]);
      // "No such domain" is true only if it is so of both; a failure leaves open what there may be.
      if (!four.ok && !six.ok)
        return [four, six].find(({ why }) => why === 'failed') ?? (four.why === 'none' ? four : six);
      // One family that fails does not hide the other: a broken AAAA must not cost the delivery.
      const found = [six, four].filter((each) => each.ok);
      return {
        ok: true,
        values: alternate(six.ok ? six.values : [], four.ok ? four.values : []),
        authentic: found.every(({ authentic }) => authentic),
        name: found[0]?.name ?? host,
      };
    },
    txt: (name) =>
      lookup(name, 'TXT', (record) =>
        record.type === 'TXT' ? [record.data].flat().map(String).join('') : undefined,
      ),
    tlsa: (name) =>
      lookup(name, 'TLSA', (record) => {
        if (record.type !== 'TLSA') return undefined;
        const { usage, selector, matchingType: matching, certificate: data } = record.data;
        return { usage, selector, matching, data };
      }),
    alias: (name) => names(name, 'CNAME'),
    ns: (zone) => names(zone, 'NS'),
  };
}

function aliasOf(name: string, { answers }: DnsReply): string | undefined {
  const alias = answers.find((record) => record.type === 'CNAME' && plainName(record.name) === name);
  return alias?.type === 'CNAME' ? plainName(alias.data) : undefined;
}

/** RFC 1123 §2.1, and the underscore that some hosts have all the same. Not an address: its last label holds a letter. */
export function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i.test(text) &&
    /[a-z][^.]*$/i.test(text)
  );
}

/** The SMTP port of a host. Only what the configuration itself says: a host may be called `constructor`. */
export function portOf(host: string, ports: Readonly<Record<string, number>>): number {
  return (Object.hasOwn(ports, host) ? ports[host] : undefined) ?? 25;
}

/** RFC 8305 §4: families alternate, so that a dead one costs a single try. */
function alternate<T>(first: readonly T[], second: readonly T[]): T[] {
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((value) => value !== undefined);
}
