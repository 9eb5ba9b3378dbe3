/** Puts a recipient together from its parts, and says when its path is too long. */
import { code, octets } from './chars.ts';
import { pathLimit } from './limits.ts';
import { judgeLength, type Reader } from './reader.ts';
import type { Domain, LocalPart, Recipient } from './recipient.ts';

/** A recipient as it is read: a bracket behind it may still belong to it. */
export type Growing = { -readonly [Part in keyof Recipient]: Recipient[Part] };

/** Up to the cursor. `start` is where the recipient begins, its name included. */
export function build(
  reader: Reader,
  start: number,
  displayName: string | undefined,
  hops: readonly Domain[],
  localPart: LocalPart,
  domain: Domain | undefined,
  form: Recipient['form'] = hops.length > 0 ? 'source-route' : 'mailbox',
): Growing {
  return { start, end: reader.at, form, hops, localPart, domain, displayName };
}

/** RFC 5321 §4.5.3.1.3: 256 octets, with the brackets and the route. Domains count as the A-labels that are sent. */
export function judgePathLength(
  reader: Reader,
  hops: readonly Domain[],
  local: LocalPart,
  host: Domain,
): void {
  // One unit is at most three octets.
  let count = local.raw.length * 3 + host.ascii.length + 3;
  for (let i = 0; i < hops.length; i++) count += (hops[i] as Domain).ascii.length + 2;
  if (count <= pathLimit) return;
  count += octets(local.raw) - local.raw.length * 3;
  // A source route begins with the "@" of its first hop.
  const first = Math.min((hops[0] ?? host).start, local.start);
  const start = reader.text.charCodeAt(first - 1) === code.at ? first - 1 : first;
  judgeLength(reader, 'path-too-long', start, Math.max(local.end, host.end), count, pathLimit);
}
