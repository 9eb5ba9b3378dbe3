/** Networks that an answer of the public DNS has no business to point to: a name must not lead a mail client into its own house. */
import { BlockList, isIPv6 } from 'node:net';

/**
 * RFC 6890 and its registry: loopback, private, link-local, shared, benchmarking, multicast, reserved, and translations into such (RFC 8215
 * local-use NAT64). IPv4-mapped addresses are checked as the IPv4 that they hold.
 */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const special = networkList([
  ...special4,
  // RFC 6052 §3.1: the well-known prefix of NAT64 must not stand before them either.
  ...special4.map((network) => {
    const [address, prefix] = network.split('/');
    return `64:ff9b::${address}/${96 + Number(prefix)}`;
  }),
  '::/96',
  '64:ff9b:1::/48',
  '100::/64',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]);

/** `127.0.0.0/8`, `fd00::/8`: an address, a slash and a prefix length. */
export function isNetwork(text: string): boolean {
  try {
    networkList([text]);
    return true;
  } catch {
    return false;
  }
}

function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    if (!/^\d+$/.test(prefix)) throw new RangeError(network);
    list.addSubnet(address, Number(prefix), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Whether an address may be connected to when a name led to it. `allowed`: networks of the host's own configuration. */
export function mayConnect(address: string, allowed: readonly string[]): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return !special.check(address, family) || networkList(allowed).check(address, family);
}
