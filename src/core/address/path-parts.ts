/** What stands in a path, and how long it may be. */
import { octets } from './chars.ts';
import { type Reader, report } from './reader.ts';
import type { Domain, LocalPart } from './recipient.ts';

/** Where a function gives undefined instead, it has reported why. */
export interface PathParts {
  readonly hops: readonly Domain[];
  readonly localPart: LocalPart;
  readonly domain?: Domain;
  /** The hops were parted by "!", not a source route. */
  readonly isBang?: true;
}

const pathLimit = 256;

/** RFC 5321 §4.5.3.1.3: 256 octets, with the brackets and the route. Domains count as the A-labels that are sent. */
export function judgePathLength(
  reader: Reader,
  start: number,
  hops: readonly Domain[],
  local: LocalPart,
  host: Domain,
): void {
  // One unit is at most three octets.
  let count = local.raw.length * 3 + host.ascii.length + 3;
  for (const hop of hops) count += hop.ascii.length + 2;
  if (count <= pathLimit) return;
  count += octets(local.raw) - local.raw.length * 3;
  if (count <= pathLimit) return;
  report(reader, 'path-too-long', start, Math.max(local.end, host.end), undefined, {
    octets: String(count),
    limit: String(pathLimit),
  });
}
