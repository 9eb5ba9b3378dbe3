/**
 * Addresses with a route, and some that only look so: what an envelope and a header say to each, and which mailbox is reached by which
 * hops. The tests judge Waypost by it, the bench its peers.
 */

export interface RoutedRow {
  readonly address: string;
  /** By whose grammar it is right: RFC 5321 with 6531 (then the header takes it too), RFC 5322 with 6532 only, or nobody's. */
  readonly validIn: 'envelope' | 'header only' | 'neither';
  /** A-labels, in the order of travel. */
  readonly hops: readonly string[];
  /** Decoded local-part and domain in A-labels; undefined where nobody takes the address. */
  readonly mailbox: readonly [localPart: string, domain: string] | undefined;
}

const row =
  (validIn: RoutedRow['validIn']) =>
  (address: string, hops: readonly string[], localPart = 'user', domain = 'dest.test'): RoutedRow => ({
    address,
    validIn,
    hops,
    mailbox: [localPart, domain],
  });
const envelope = row('envelope');
const headerOnly = row('header only');
const neither = (address: string): RoutedRow => ({
  address,
  validIn: 'neither',
  hops: [],
  mailbox: undefined,
});

export const routedRows: readonly RoutedRow[] = [
  // RFC 5321 §4.1.2 Path
  envelope('<@s1.test:user@dest.test>', ['s1.test']),
  envelope('<@s1.test,@s2.test:user@dest.test>', ['s1.test', 's2.test']),
  envelope('<@s1.test,@s2.test,@s3.test:user@dest.test>', ['s1.test', 's2.test', 's3.test']),
  envelope('<@S1.Test:User@Dest.Test>', ['s1.test'], 'User'),
  envelope('<@s1.test:"a b"@dest.test>', ['s1.test'], 'a b'),
  envelope('<@s1.test:"user@other.test"@dest.test>', ['s1.test'], 'user@other.test'),
  envelope('<@s1.test:"a:b,c>d"@dest.test>', ['s1.test'], 'a:b,c>d'),
  envelope('<@s1.test:user@[192.0.2.1]>', ['s1.test'], 'user', '[192.0.2.1]'),
  envelope('<@s1.test:user@[IPv6:2001:db8::1]>', ['s1.test'], 'user', '[IPv6:2001:db8::1]'),
  envelope('<@bücher.example:user@dest.test>', ['xn--bcher-kva.example']),
  envelope('<@s1.test:用户@例え.テスト>', ['s1.test'], '用户', 'xn--r8jz45g.xn--zckzah'),
  envelope('<@s1.test:user%inner.test@dest.test>', ['s1.test'], 'user%inner.test'),
  // A local-part belongs to its domain, whatever it looks like: RFC 5321 §2.3.11
  envelope('user@dest.test', []),
  envelope('<user@dest.test>', []),
  envelope('user%dest.test@s1.test', [], 'user%dest.test', 's1.test'),
  envelope('"user%dest.test"@s1.test', [], 'user%dest.test', 's1.test'),
  envelope('dest.test!user@s1.test', [], 'dest.test!user', 's1.test'),
  envelope('s2.test!dest.test!user@s1.test', [], 's2.test!dest.test!user', 's1.test'),
  envelope('a!b%c@s1.test', [], 'a!b%c', 's1.test'),
  envelope('"@s1.test:user"@dest.test', [], '@s1.test:user'),

  // RFC 5322 §4.4 obs-route, §3.4 name-addr
  headerOnly('<@s1.test, @s2.test:user@dest.test>', ['s1.test', 's2.test']),
  headerOnly('<@s1.test ,@s2.test : user@dest.test>', ['s1.test', 's2.test']),
  headerOnly('<@s1.test,\r\n @s2.test:user@dest.test>', ['s1.test', 's2.test']),
  headerOnly('<@s1.test,,@s2.test:user@dest.test>', ['s1.test', 's2.test']),
  headerOnly('<,@s1.test:user@dest.test>', ['s1.test']),
  headerOnly('<@s1.test,:user@dest.test>', ['s1.test']),
  headerOnly('<@(c)s1.test:user@dest.test>', ['s1.test']),
  headerOnly('<@s1.test(c),@s2.test:user@dest.test>', ['s1.test', 's2.test']),
  headerOnly('<@[192.0.2.1]:user@dest.test>', ['[192.0.2.1]']),
  headerOnly('Bob <@s1.test:user@dest.test>', ['s1.test']),
  headerOnly('Bob (by s1) <user%dest.test@s1.test>', [], 'user%dest.test', 's1.test'),

  // A route stands in angle brackets
  neither('@s1.test:user@dest.test'),
  neither('@s1.test,@s2.test:user@dest.test'),
  neither('<@s1.test:user@dest.test'),
  neither('@s1.test:user@dest.test>'),
  // "@" before each hop, "," between them, ":" behind the last, once
  neither('<@s1.test@s2.test:user@dest.test>'),
  neither('<@s1.test,s2.test:user@dest.test>'),
  neither('<s1.test,@s2.test:user@dest.test>'),
  neither('<@s1.test user@dest.test>'),
  neither('<@s1.test,user@dest.test>'),
  neither('<@s1.test:@s2.test:user@dest.test>'),
  neither('<@:user@dest.test>'),
  neither('<@s1..test:user@dest.test>'),
  // and a mailbox behind it
  neither('<@s1.test:>'),
  neither('<@s1.test:user>'),
  neither('<@s1.test:user@@dest.test>'),
  neither('<@s1.test:.user@dest.test>'),
];
