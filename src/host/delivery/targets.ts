/** Where a next hop is met: its addresses in order, each with the TLS that it is owed. */
import type { DeliveryReason } from '../../core/words/delivery.ts';
import { findStsPolicy } from '../dns/mta-sts.ts';
import type { StsCache } from '../dns/mta-sts-cache.ts';
import { findNextHop, literalAddress, type NextHopOptions, type Skipped } from '../dns/next-hop.ts';
import type { Endpoint } from '../smtp/dial.ts';
import { protect } from './protect.ts';

export type Targets =
  | {
      readonly ok: true;
      readonly endpoints: readonly Endpoint[];
      /** As in `NextHop`. */
      readonly aliases: readonly string[];
      readonly skipped: readonly Skipped[];
    }
  | {
      readonly ok: false;
      readonly state: 'failed' | 'deferred';
      readonly reason: DeliveryReason;
      readonly skipped: readonly Skipped[];
    };

export interface TargetOptions extends NextHopOptions {
  readonly stsCache: StsCache;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
  readonly signal: AbortSignal;
}

/** `domain`: A-labels in lower case, or an address literal with its brackets. Never throws. */
export async function findTargets(domain: string, options: TargetOptions): Promise<Targets> {
  const { resolver, stsCache: cache, thisHost } = options;
  // RFC 8461 §3: a policy is about the MX of a domain. A host that was named itself has no say in who its MX is.
  const named = thisHost === true || literalAddress(domain) !== undefined;
  const [hop, sts] = await Promise.all([
    findNextHop(domain, options),
    named ? {} : findStsPolicy(domain, { ...options, cache }),
  ]);
  if (!hop.ok) return hop;
  const { endpoints, skipped } = await protect(domain, hop, sts, resolver, options.transcript);
  if (endpoints.length > 0) return { ok: true, endpoints, aliases: hop.aliases, skipped };
  // RFC 8461 §5 and RFC 7672 §2.1.2: what may be an attack may also pass; the mail waits.
  return { ok: false, state: 'deferred', reason: skipped.at(-1)?.reason ?? 'no-address', skipped };
}
