/** What each host of a next hop is owed before mail may go there: DANE, else MTA-STS, else what encryption there is. */
import { type Dane, danePolicy, findDane } from '../dns/dane.ts';
import type { FoundPolicy } from '../dns/mta-sts.ts';
import { permits } from '../dns/mta-sts-policy.ts';
import type { MailHost, NextHop, Skipped } from '../dns/next-hop.ts';
import type { Resolver } from '../dns/resolver.ts';
import type { Endpoint } from '../smtp/dial.ts';
import type { TlsPolicy } from '../smtp/tls-policy.ts';
import type { Transcript } from '../smtp/transcript.ts';

export interface Protected {
  /** In order, each with its policy. */
  readonly endpoints: readonly Endpoint[];
  /** Hosts that must not be used now, and those that were passed over before. */
  readonly skipped: readonly Skipped[];
}

/** `domain`: the next hop's. `sts`: its MTA-STS policy, none for an address literal and for a host that was named itself. */
export async function protect(
  domain: string,
  hop: Extract<NextHop, { ok: true }>,
  sts: FoundPolicy,
  resolver: Resolver,
  transcript: Transcript,
): Promise<Protected> {
  const { policy, trouble } = sts;
  if (trouble !== undefined) transcript.trouble('mta-sts-trouble', { domain, why: trouble });
  if (policy) transcript.note(`mta-sts-${policy.mode}`, { domain, hosts: policy.mx.join(', ') });

  const found = await Promise.all(
    hop.hosts.map(async (host) => ({ host, dane: await findDane(host, hop.authentic, resolver) })),
  );
  if (found.some(({ dane }) => dane.kind === 'unknown')) transcript.note('dane-unknown');
  const skipped = [...hop.skipped];
  const endpoints = found.flatMap(({ host, dane }) => {
    tell(host, dane, transcript.of(host.name));
    if (dane.kind === 'failed') {
      // RFC 7672 §2.1.2: records that can't be asked for may be hidden by somebody.
      skipped.push({ server: host.name, reason: 'dane-failed', detail: dane.detail });
      return [];
    }
    // RFC 8461 §2: MTA-STS never stands in for DANE that fails. A host that DANE proves is the right one needs no list.
    if (dane.kind === 'records' || dane.kind === 'unusable')
      return under(danePolicy(dane, host.name, domain), host);
    if (!policy || policy.mode === 'none') return host.endpoints;
    const listed = permits(policy, host.name);
    if (!listed) transcript.trouble(`mta-sts-stranger-${policy.mode}`, { domain, host: host.name });
    if (policy.mode === 'testing') return host.endpoints;
    if (!listed) {
      skipped.push({ server: host.name, reason: 'mta-sts-stranger', detail: '' });
      return [];
    }
    // RFC 8461 §4.1: the certificate has to name the MX host.
    return under({ kind: 'require-verified', names: [host.name] }, host);
  });
  return { endpoints, skipped };
}

const under = (tls: TlsPolicy, { endpoints }: MailHost): Endpoint[] =>
  endpoints.map((endpoint) => ({ ...endpoint, tls }));

function tell({ name }: MailHost, dane: Dane, transcript: Transcript): void {
  if (dane.kind === 'records')
    transcript.note('dane-records', { count: dane.records.length, base: dane.base });
  else if (dane.kind === 'unusable') transcript.note('dane-unusable', { base: dane.base });
  else if (dane.kind === 'failed') transcript.trouble('dane-failed', { name, why: dane.detail });
}
