/** Networks that an answer of the public DNS has no business to point to: a name must not lead a mail client into its own house. */
import { BlockList, isIPv6 } from 'node:net';

/** RFC 6890 and its registry: loopback, private, link-local, shared, benchmarking, multicast, reserved. */
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

/**
 * The same networks as IPv6 addresses hold them. IPv4-mapped ones (`::ffff:10.0.0.1`) are checked as the IPv4 that they hold, by
 * BlockList itself.
 */
const embedded4 = special4.flatMap((network) => {
  const [address = '', prefix = ''] = network.split('/');
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const word = (high: number, low: number) => (high * 256 + low).toString(16);
  return [
    // RFC 6052 §3.1: the well-known prefix of NAT64
    `64:ff9b::${address}/${96 + Number(prefix)}`,
    // RFC 3056 §2: 6to4 holds it in front
    `2002:${word(a, b)}:${word(c, d)}::/${16 + Number(prefix)}`,
    // RFC 7915 §1.2 (RFC 2765 §2.1): IPv4-translated
    `::ffff:0:${address}/${96 + Number(prefix)}`,
  ];
});

const special: readonly string[] = [
  ...special4,
  ...embedded4,
  // Unspecified, loopback, and IPv4-compatible (RFC 4291 §2.5.5.1, deprecated)
  '::/96',
  // RFC 8215: NAT64 of the network's own
  '64:ff9b:1::/48',
  '100::/64',
  // RFC 4380 §4: Teredo, whose addresses hide an IPv4 address behind a mask; no mail host is there
  '2001::/32',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

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

/** Each list of networks, read once. */
const known = new WeakMap<readonly string[], BlockList>();

function listOf(networks: readonly string[]): BlockList {
  const list = known.get(networks) ?? networkList(networks);
  known.set(networks, list);
  return list;
}

/** Whether an address may be connected to when a name led to it. `allowed`: networks of the host's own configuration. */
export function mayConnect(address: string, allowed: readonly string[]): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return !listOf(special).check(address, family) || listOf(allowed).check(address, family);
}
