/** Taking the routes out of a local-part: what percent and bang mean to the servers that read them. */
import type { Idna } from '../address/idna.ts';
import { hostName } from './host.ts';

/** A mailbox with servers before it, all that a local-part can hold. */
export interface Unpacked {
  /** In the order of travel. */
  readonly hops: readonly string[];
  readonly localPart: string;
  readonly domain: string;
}

/**
 * The percent hack, RFC 1123 §5.2.16: each server splits at the rightmost "%" and sends to what stands behind it.
 * Undefined when there is no "%", or something between two of them is no host name.
 */
export function unpackPercent(localPart: string, domain: string, idna?: Idna): Unpacked | undefined {
  const parts = localPart.split('%');
  return unpack(parts[0] ?? '', parts.slice(1).reverse(), domain, idna);
}

/** A bang path in a local-part: each server splits at the leftmost "!" and sends to what stands before it. */
export function unpackBang(localPart: string, domain: string, idna?: Idna): Unpacked | undefined {
  const parts = localPart.split('!');
  return unpack(parts.at(-1) ?? '', parts.slice(0, -1), domain, idna);
}

function unpack(user: string, inner: readonly string[], domain: string, idna?: Idna): Unpacked | undefined {
  if (user === '' || inner.length === 0) return undefined;
  const hosts: string[] = [domain];
  for (const name of inner) {
    const host = hostName(name, idna);
    if (host === undefined) return undefined;
    hosts.push(host);
  }
  return { hops: hosts.slice(0, -1), localPart: user, domain: hosts.at(-1) as string };
}
