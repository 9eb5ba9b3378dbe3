/** When two ways to write a host mean the same one: letter case, a trailing dot and the spelling of an address don't count. */

/** Four octets of `192.0.2.1`, or undefined. */
function ipv4(text: string): readonly number[] | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts?.every((part) => part < 256) ? parts : undefined;
}

/** Eight groups of an IPv6 address, RFC 4291 §2.2, or undefined. */
function ipv6(text: string): readonly number[] | undefined {
  if (text.length > 45 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half): readonly number[] | undefined => {
    if (half === '') return [];
    const pieces = half.split(':');
    const tail = ipv4(pieces.at(-1) ?? '');
    if (tail) pieces.pop();
    if (!pieces.every((piece) => /^[0-9a-f]{1,4}$/i.test(piece))) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = tail ?? [];
    return [
      ...pieces.map((piece) => Number.parseInt(piece, 16)),
      ...(tail ? [a * 256 + b, c * 256 + d] : []),
    ];
  });
  const [head, tail = []] = groups;
  if (!head || (halves.length === 2 && !groups[1])) return undefined;
  const gap = 8 - head.length - tail.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  return [...head, ...Array<number>(gap).fill(0), ...tail];
}

/**
 * An IP address out of `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3) or the bare address; undefined for anything else.
 * Without the zone that Exchange adds, `fe80::1%3` (RFC 4007 §11): it is a number of its own machine's.
 */
export function addressIn(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/s, '$1').replace(/^IPv6:/i, '');
  const address = bare.includes(':') ? bare.replace(/%[\w.-]+$/, '') : bare;
  return ipv4(address) || ipv6(address) ? address.toLowerCase() : undefined;
}

/** A text that is equal for two spellings of one host, a name as well as an address. */
export function hostKey(host: string): string {
  const address = addressIn(host);
  if (address === undefined) return host.toLowerCase().replace(/\.$/, '');
  const groups = ipv6(address);
  // An IPv4 client of a dual-stack server is the same machine: RFC 4291 §2.5.5.2.
  const mapped = groups?.slice(0, 6).join() === '0,0,0,0,0,65535' ? groups.slice(6) : undefined;
  if (mapped) return mapped.flatMap((group) => [group >> 8, group & 255]).join('.');
  return groups?.map((group) => group.toString(16)).join(':') ?? ipv4(address)?.join('.') ?? address;
}

/** Whether this names the machine that speaks, and so tells it from no other: `localhost`, 127.0.0.0/8, ::1. */
export function isLoopback(host: string): boolean {
  const key = hostKey(host);
  return /^(localhost(\..*)?|.*\.localhost|0:0:0:0:0:0:0:1)$/.test(key) || ipv4(key)?.[0] === 127;
}

/** Whether no one beyond a network of one's own has this address: RFC 1918 §3, RFC 3927 §2.1; RFC 4193 §3.1, RFC 4291 §2.5.6. */
export function isPrivate(address: string): boolean {
  const key = hostKey(address);
  const [a = 0, b = 0] = ipv4(key) ?? [];
  const [group = 0] = ipv6(key) ?? [];
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (group & 0xfe00) === 0xfc00 ||
    (group & 0xffc0) === 0xfe80
  );
}

/** Whether `host` is `domain` or stands below it. */
export function isWithin(host: string, domain: string): boolean {
  const [inner, outer] = [hostKey(host), hostKey(domain)];
  return inner === outer || (addressIn(outer) === undefined && inner.endsWith(`.${outer}`));
}
