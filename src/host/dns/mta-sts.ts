/** The MTA-STS policy that holds for a domain now: announced in the DNS, fetched over HTTPS, kept as long as it says. RFC 8461 §3 and §5.1. */

import type { KeptPolicy, StsCache } from './mta-sts-cache.ts';
import { type FetchOptions, fetchPolicy } from './mta-sts-fetch.ts';
import { readStsPolicy, type StsPolicy, stsId } from './mta-sts-policy.ts';

export interface FoundPolicy {
  /** Absent where none holds. */
  readonly policy?: StsPolicy;
  /** Why a policy that is announced could not be had; a kept one may hold all the same. */
  readonly trouble?: string;
}

export interface FindPolicyOptions extends FetchOptions {
  readonly cache: StsCache;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** `domain`: the next hop's, A-labels in lower case; not an address literal. Never throws. */
export async function findStsPolicy(domain: string, options: FindPolicyOptions): Promise<FoundPolicy> {
  const { resolver, cache, now = Date.now } = options;
  const kept = cache.get(domain);
  const valid = kept && isValid(kept, now()) ? kept : undefined;
  const announced = await resolver.txt(`_mta-sts.${domain}`);
  const id = announced.ok ? stsId(announced.values) : undefined;
  // RFC 8461 §5.1: silence, or a DNS that was made silent, does not undo a policy that is kept.
  if (id === undefined) return valid ? { policy: valid } : {};
  // RFC 8461 §10.2: fetched anew in time, so that nobody gains by waiting for its end.
  if (valid?.id === id && now() - valid.fetched < (valid.maxAge * 1000) / 2) return { policy: valid };

  const fetched = await fetchPolicy(domain, options);
  const policy = fetched.ok ? readStsPolicy(fetched.text) : undefined;
  if (!policy) {
    const trouble = fetched.ok ? 'syntax' : fetched.detail;
    return valid ? { policy: valid, trouble } : { trouble };
  }
  cache.keep(domain, { ...policy, id, fetched: now() });
  return { policy };
}

/** A clock that was set back does not make an old policy young. */
function isValid({ fetched, maxAge }: KeptPolicy, now: number): boolean {
  return now >= fetched && now < fetched + maxAge * 1000;
}
