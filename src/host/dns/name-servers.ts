/** The name servers to ask, and whose word on DNSSEC counts. */
import { getServers } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';

export interface NameServer {
  readonly address: string;
  readonly port: number;
  /**
   * Whether its AD counts. RFC 7672 §2.2: between a validating resolver and us nobody may change an answer, so it runs on this very
   * host, or the configuration says that the way to it is safe.
   */
  readonly trusted: boolean;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** `127.0.0.1`, `127.0.0.1:5353`, `::1`, `[::1]:53`; undefined for anything else. `trusted`: the configuration says so. */
export function nameServer(text: string, trusted = false): NameServer | undefined {
  const match = isIPv6(text) ? [text, text] : /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text);
  const address = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3] ?? 53);
  if (!isIP(address) || port < 1 || port > 65535) return undefined;
  const own = loopback.check(address.replace(/%.*/, ''), isIPv6(address) ? 'ipv6' : 'ipv4');
  return { address, port, trusted: trusted || own };
}

/** The configured one, or those of the system (`/etc/resolv.conf`, or what Windows and macOS have in its place). */
export function nameServers({
  dns,
  trustDns,
}: {
  readonly dns?: string | undefined;
  readonly trustDns?: boolean | undefined;
}): NameServer[] {
  return (dns === undefined ? getServers() : [dns])
    .map((text) => nameServer(text, trustDns))
    .filter((server) => server !== undefined);
}

/** `127.0.0.1:53`, `[::1]:53`. */
export const nameServerText = ({ address, port }: NameServer): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
