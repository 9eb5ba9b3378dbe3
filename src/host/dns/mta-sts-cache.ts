/** Policies on disk, one small file for each domain, so that they outlive the one who could be made to withhold them: RFC 8461 §5.1 and §10.2. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { StsPolicy } from './mta-sts-policy.ts';

export interface KeptPolicy extends StsPolicy {
  /** The id under which the DNS announced it. */
  readonly id: string;
  /** Milliseconds since 1970, when it was fetched. */
  readonly fetched: number;
}

export interface StsCache {
  /** Whatever is kept and can be read, old or not. */
  get(domain: string): KeptPolicy | undefined;
  /** Never throws: a policy that can't be kept is fetched again. */
  keep(domain: string, policy: KeptPolicy): void;
}

const keptSchema = v.strictObject({
  domain: v.string(),
  id: v.string(),
  fetched: v.number(),
  mode: v.picklist(['enforce', 'testing', 'none']),
  maxAge: v.number(),
  mx: v.array(v.string()),
});

/** `state`: the folder of the outbox, `Places`. */
export const policiesIn = (state: string): StsCache => stsCacheIn(join(state, 'mta-sts'));

/** `folder` is made when it is needed, for the person alone. */
export function stsCacheIn(folder: string): StsCache {
  // A domain is text from the outside, a file name is not.
  const fileOf = (domain: string) =>
    join(folder, `${createHash('sha256').update(domain).digest('hex')}.json`);
  return {
    get(domain) {
      try {
        const { domain: of, ...policy } = v.parse(
          keptSchema,
          JSON.parse(readFileSync(fileOf(domain), 'utf8')),
        );
        return of === domain ? policy : undefined;
      } catch {
        return undefined;
      }
    },
    keep(domain, policy) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const beside = `${fileOf(domain)}.${process.pid}.new`;
        writeFileSync(beside, JSON.stringify({ domain, ...policy }), { mode: 0o600 });
        renameSync(beside, fileOf(domain));
      } catch (error) {
        console.error(error);
      }
    },
  };
}

/** For whoever has no place to keep them: as long as the process lives. */
export function stsCacheInMemory(): StsCache {
  const kept = new Map<string, KeptPolicy>();
  return {
    get: (domain) => kept.get(domain),
    keep: (domain, policy) => kept.set(domain, policy),
  };
}
