/** Whether a mail host asks to be met by DANE, and how: RFC 7672 §2.2. */
import type { TlsPolicy } from '../smtp/tls-policy.ts';
import { daneJudge, isUsable } from './dane-judge.ts';
import { literalAddress, type MailHost } from './next-hop.ts';
import type { Resolver, TlsaRecord } from './resolver.ts';

export type Dane =
  /** `base`: the name below which the records stood. */
  | { readonly kind: 'records'; readonly base: string; readonly records: readonly TlsaRecord[] }
  /** Records stand there, and none that we can use: TLS without knowing whom we meet. */
  | { readonly kind: 'unusable'; readonly base: string }
  | { readonly kind: 'none' }
  /** Nobody whom we may believe validates what we are told. */
  | { readonly kind: 'unknown' }
  /** Somebody may be hiding the records: this host is not to be used now. */
  | { readonly kind: 'failed'; readonly detail: string };

/** `mxAuthentic`: whether the answer that named this host was. */
export async function findDane(
  { name, endpoints, authentic, canonical }: MailHost,
  mxAuthentic: boolean,
  resolver: Resolver,
): Promise<Dane> {
  // An address literal stands in no zone: there is nothing to know.
  if (literalAddress(name) !== undefined) return { kind: 'none' };
  if (!resolver.trusted) return { kind: 'unknown' };
  // RFC 7672 §2.2.1: without an authentic MX anybody could name a host of their own, with records of their own.
  if (!mxAuthentic) return { kind: 'none' };
  // RFC 7672 §2.2.2: where the addresses are not signed, the records are not asked for: servers that choke on them are found there.
  const bases = authentic ? [...new Set([canonical, name])] : await ownBase(name, canonical, resolver);
  const port = endpoints[0]?.port ?? 25;
  for (const base of bases) {
    const found = await resolver.tlsa(`_${port}._tcp.${base}`);
    if (!found.ok && found.why === 'failed') return { kind: 'failed', detail: found.detail };
    if (!found.ok || !found.authentic) continue;
    const records = found.values.filter(isUsable);
    return records.length > 0 ? { kind: 'records', base, records } : { kind: 'unusable', base };
  }
  return { kind: 'none' };
}

/** RFC 7672 §2.2.2: an alias into an unsigned zone may be signed itself; then its own name is good enough. */
async function ownBase(name: string, canonical: string, resolver: Resolver): Promise<string[]> {
  if (name === canonical) return [];
  const alias = await resolver.alias(name);
  return alias.ok && alias.authentic ? [name] : [];
}

/** What an attempt owes to DANE. `nextHop`: the domain that the mail is for, which a certificate may name as well (RFC 7672 §3.2.2). */
export function danePolicy(
  dane: Extract<Dane, { kind: 'records' | 'unusable' }>,
  host: string,
  nextHop: string,
): TlsPolicy {
  // RFC 7672 §2.2: TLS in any case, whoever it is that answers.
  if (dane.kind === 'unusable') return { kind: 'require-encrypted' };
  const names = [...new Set([dane.base, host, nextHop])];
  // RFC 7672 §8.1: the server is asked by the TLSA base domain, so that it shows the certificate that the records are about.
  return {
    kind: 'require-verified',
    names,
    serverName: dane.base,
    judge: daneJudge(dane.records, names),
  };
}
