/** A server's certificates against the TLSA records of its host: RFC 6698 §2.1, RFC 7671, RFC 7672 §3. */
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateJudge } from '../smtp/tls-policy.ts';
import { pathLimits } from './certificate-extensions.ts';
import type { TlsaRecord } from './resolver.ts';

const usages = { ta: 2, ee: 3 } as const;
const selectors = { certificate: 0, publicKey: 1 } as const;
const digests = [undefined, 'sha256', 'sha512'] as const;
const digestLength = [undefined, 32, 64] as const;

/** RFC 5280 §4.2.1.12: anyExtendedKeyUsage and id-kp-serverAuth */
const servesTls = ['2.5.29.37.0', '1.3.6.1.5.5.7.3.1'];

/**
 * Whether the record says anything that mail can use. RFC 7672 §3.1.3: PKIX-TA(0) and PKIX-EE(1) have no authorities to be checked
 * against; RFC 7671 §10.2: a value that we don't know, or data that could never match, is passed over.
 */
export function isUsable({ usage, selector, matching, data }: TlsaRecord): boolean {
  if ((usage !== usages.ta && usage !== usages.ee) || selector > 1 || matching > 2) return false;
  if (matching !== 0) return data.length === digestLength[matching];
  return selector === selectors.certificate ? certificateOf(data) !== undefined : keyOf(data) !== undefined;
}

/**
 * A judge over those records of a host that are usable; there is at least one.
 *
 * @param names that the certificate may carry below a trust anchor: RFC 7672 §3.2.2, the TLSA base domain and the next hop
 */
export function daneJudge(
  records: readonly TlsaRecord[],
  names: readonly string[],
  now: Date = new Date(),
): CertificateJudge {
  const strongest = withoutWeaker(records.filter(isUsable));
  const ee = strongest.filter(({ usage }) => usage === usages.ee);
  const ta = strongest.filter(({ usage }) => usage === usages.ta);
  return (chain) => {
    const [leaf, ...sent] = chain;
    if (!leaf) return 'no certificate';
    // RFC 7672 §3.1.1: neither its names nor its dates matter, the record vouches for both.
    if (ee.some((record) => matches(record, leaf))) return undefined;
    if (ta.length === 0) return 'no TLSA record matches';
    // RFC 7672 §3.1.2: an anchor whose whole certificate stands in the DNS need not be sent.
    const anchors = ta.flatMap(({ selector, matching, data }) =>
      matching === 0 && selector === selectors.certificate ? (certificateOf(data) ?? []) : [],
    );
    const path = pathTo(ta, leaf, [...sent, ...anchors]);
    if (!path) return 'no TLSA record matches';
    return faultOf(leaf, path, names, now);
  };
}

/** RFC 7671 §9: among digests of the same thing only the strongest counts, so that a weak one can't be used to get in. */
function withoutWeaker(records: readonly TlsaRecord[]): TlsaRecord[] {
  return records.filter(
    (record) =>
      record.matching === 0 ||
      !records.some(
        ({ usage, selector, matching }) =>
          usage === record.usage && selector === record.selector && matching > record.matching,
      ),
  );
}

/** RFC 6698 §2.1.2 and §2.1.3 */
function matches({ selector, matching, data }: TlsaRecord, certificate: X509Certificate): boolean {
  const octets =
    selector === selectors.certificate
      ? certificate.raw
      : certificate.publicKey.export({ type: 'spki', format: 'der' });
  const digest = digests[matching];
  return data.equals(digest ? createHash(digest).update(octets).digest() : octets);
}

/**
 * From the leaf by signatures to something that a record names: the issuers, the nearest first. The anchor may be a bare key (`2 1 0`,
 * RFC 7671 §5.2.2); then it signed the last of them. No certificate is looked at twice: a server may send many that sign each other.
 */
function pathTo(
  records: readonly TlsaRecord[],
  leaf: X509Certificate,
  pool: readonly X509Certificate[],
): X509Certificate[] | undefined {
  const keys = records.flatMap(({ selector, matching, data }) =>
    selector === selectors.publicKey && matching === 0 ? (keyOf(data) ?? []) : [],
  );
  const seen = new Set([leaf.fingerprint512]);
  let ends: X509Certificate[][] = [[leaf]];
  while (ends.length > 0) {
    const longer: X509Certificate[][] = [];
    for (const path of ends) {
      const last = path.at(-1) ?? leaf;
      if (keys.some((key) => signedBy(last, key))) return path.slice(1);
      for (const issuer of pool) {
        if (seen.has(issuer.fingerprint512)) continue;
        if (!last.checkIssued(issuer) || !signedBy(last, issuer.publicKey)) continue;
        if (records.some((record) => matches(record, issuer))) return [...path.slice(1), issuer];
        seen.add(issuer.fingerprint512);
        longer.push([...path, issuer]);
      }
    }
    ends = longer;
  }
  return undefined;
}

/** RFC 5280 §6.1 as far as a path below a named anchor needs it; and the name, RFC 7672 §3.2.3. */
function faultOf(
  leaf: X509Certificate,
  issuers: readonly X509Certificate[],
  names: readonly string[],
  now: Date,
): string | undefined {
  for (const certificate of [leaf, ...issuers]) {
    if (now < certificate.validFromDate) return 'certificate is not yet valid';
    if (now > certificate.validToDate) return 'certificate has expired';
    const limits = pathLimits(certificate.raw);
    const [unknown] = limits ? limits.unknownCritical : ['?'];
    if (unknown !== undefined) return `unknown critical extension ${unknown}`;
    if (certificate !== leaf) {
      if (!certificate.ca) return 'issuer is no authority';
      // RFC 5280 §6.1.4 (l): certificates that an authority made for itself do not count.
      const below = issuers
        .slice(0, issuers.indexOf(certificate))
        .filter(({ subject, issuer }) => subject !== issuer);
      if (below.length > (limits?.pathLength ?? Number.POSITIVE_INFINITY)) return 'path is too long';
    }
    // SHA-1 and MD5 let anybody make a second certificate under the same signature.
    if (/md[245]|sha1\b|sha-1\b/i.test(certificate.signatureAlgorithm ?? '')) return 'signature is too weak';
  }
  if (leaf.keyUsage && !leaf.keyUsage.some((usage) => servesTls.includes(usage)))
    return 'certificate is not for servers';
  const options = { subject: 'default', wildcards: true, partialWildcards: false } as const;
  return names.some((name) => leaf.checkHost(name, options) !== undefined)
    ? undefined
    : `certificate names ${leaf.subjectAltName ?? leaf.subject}`;
}

function signedBy(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    // A key of another kind than the signature.
    return false;
  }
}

function certificateOf(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

function keyOf(der: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
