/** Address literals, RFC 5321 §4.1.3. */
import { describe } from 'vitest';
import { rows } from './table.ts';

describe('IPv4-address-literal', () => {
  rows([
    ['smtp', 'u@[192.0.2.1]', [], ['u@[192.0.2.1]']],
    ['smtp', 'u@[127.000.000.001]', [], ['u@[127.0.0.1]']],
    ['smtp', 'u@[300.1.1.1]', ['!literal-ipv4 2-13'], []],
    ['header', 'u@[300.1.1.1]', ['literal-ipv4 2-13'], ['u@[300.1.1.1]']],
    ['input', 'u@[300.1.1.1]', ['!literal-ipv4 2-13'], []],
    ['smtp', 'u@[1.2.3]', ['!literal-ipv4 2-9'], []],
    ['smtp', 'u@[1.2.3.4.5]', ['!literal-ipv4 2-13'], []],
    ['smtp', 'u@[1.2.3.]', ['!literal-ipv4 2-10'], []],
    ['smtp', 'u@[.1.2.3]', ['!literal-ipv4 2-10'], []],
    ['smtp', 'u@[1..2.3]', ['!literal-ipv4 2-10'], []],
    ['smtp', 'u@[1.2.3.256]', ['!literal-ipv4 2-13'], []],
    ['smtp', 'u@[1.2.3.0004]', ['!literal-ipv4 2-14'], []],
    ['smtp', 'u@[01.2.3.4]', [], ['u@[1.2.3.4]']],
    ['smtp', 'u@[1x2.3.4]', ['!literal-form 2-11'], []],
    ['smtp', 'u@[1.2.3.4x]', ['!literal-form 2-12'], []],
    ['smtp', 'u@[1.2.3.4', ['!literal-unclosed 2-10'], []],
    ['smtp', 'u@[]', ['!literal-form 2-4'], []],
    ['smtp', 'u@[1.2.3.4]x', ['!text-after-address 11-12'], []],
  ]);
});

describe('IPv6-address-literal', () => {
  rows([
    ['smtp', 'u@[IPv6:2001:db8::1]', [], ['u@[IPv6:2001:db8::1]']],
    ['smtp', 'u@[ipv6:::1]', [], ['u@[IPv6:::1]']],
    ['smtp', 'u@[IPv6:::]', [], ['u@[IPv6:::]']],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6:7:8]', [], ['u@[IPv6:1:2:3:4:5:6:7:8]']],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6::]', [], ['u@[IPv6:1:2:3:4:5:6::]']],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6:7::]', ['!literal-ipv6 2-24'], []],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6:192.0.2.1]', [], ['u@[IPv6:1:2:3:4:5:6:192.0.2.1]']],
    ['smtp', 'u@[IPv6:::ffff:192.0.2.1]', [], ['u@[IPv6:::ffff:192.0.2.1]']],
    ['smtp', 'u@[IPv6:1:2:3:4::192.0.2.1]', [], ['u@[IPv6:1:2:3:4::192.0.2.1]']],
    ['smtp', 'u@[IPv6:1:2:3:4:5::192.0.2.1]', ['!literal-ipv6 2-29'], []],
    ['smtp', 'u@[IPv6:1::2::3]', ['!literal-ipv6 2-16'], []],
    ['smtp', 'u@[IPv6:12345::]', ['!literal-ipv6 2-16'], []],
    ['smtp', 'u@[IPv6::1]', ['!literal-ipv6 2-11'], []],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6:7]', ['!literal-ipv6 2-22'], []],
    ['smtp', 'u@[IPv6:1:2:3:4:5:6:7:]', ['!literal-ipv6 2-23'], []],
    ['smtp', 'u@[IPv6::1:2:3:4:5:6:7]', ['!literal-ipv6 2-23'], []],
    ['smtp', 'u@[IPv6::::]', ['!literal-ipv6 2-12'], []],
    ['smtp', 'u@[IPv6:]', ['!literal-ipv6 2-9'], []],
    ['smtp', 'u@[IPv6:g::]', ['!literal-ipv6 2-12'], []],
    ['smtp', 'u@[IPv6:@::]', ['!literal-ipv6 2-12'], []],
    ['smtp', 'u@[IPv6:A::F]', [], ['u@[IPv6:a::f]']],
    ['smtp', 'u@[IPv6:::300.1.1.1]', ['!literal-ipv6 2-20'], []],
    ['smtp', 'u@[IPv6:::1.2.3]', ['!literal-ipv6 2-16'], []],
    ['smtp', 'u@[IPv6x:::1]', ['literal-tag 2-13'], ['u@[IPv6x:::1]']],
    ['smtp', 'u@[2001:db8::1]', ['!literal-ipv6-untagged 2-15'], []],
    ['header', 'u@[2001:db8::1]', ['literal-ipv6-untagged 2-15'], ['u@[2001:db8::1]']],
    ['input', 'u@[2001:db8::1]', ['!literal-ipv6-untagged 2-15'], []],
    ['smtp', 'u@[IPv6:fe80::1%eth0]', ['!literal-zone 2-21'], []],
    ['header', 'u@[IPv6:fe80::1%eth0]', ['literal-zone 2-21'], ['u@[IPv6:fe80::1%eth0]']],
    ['input', 'u@[IPv6:fe80::1%eth0]', ['!literal-zone 2-21'], []],
  ]);
});

describe('General-address-literal, and what only a header has', () => {
  rows([
    ['smtp', 'u@[tag:content]', ['literal-tag 2-15'], ['u@[tag:content]']],
    ['smtp', 'u@[t-g:x]', ['literal-tag 2-9'], ['u@[t-g:x]']],
    ['smtp', 'u@[tag-:content]', ['!literal-form 2-16'], []],
    ['smtp', 'u@[t_g:x]', ['!literal-form 2-9'], []],
    ['smtp', 'u@[tag:]', ['!literal-form 2-8'], []],
    ['smtp', 'u@[:x]', ['!literal-form 2-6'], []],
    ['smtp', 'u@[a[b]', ['!literal-unclosed 2-4'], []],
    ['smtp', 'u@[a>b]', ['!literal-unclosed 2-4'], []],
    ['header', 'u@[a\r\nb]', ['!literal-unclosed 2-4'], []],
    ['header', 'u@[a\nb]', ['!literal-unclosed 2-4'], []],
    ['smtp', 'u@[a\r\n b]', ['!literal-unclosed 2-4'], []],
    ['smtp', 'u@[text]', ['!literal-form 2-8'], []],
    ['header', 'u@[text]', ['literal-form 2-8'], ['u@[text]']],
    ['input', 'u@[text]', ['!literal-form 2-8'], []],
    ['smtp', 'u@[a b]', ['!literal-form 2-7'], []],
    ['header', 'u@[a b]', ['literal-form 2-7'], ['u@[a b]']],
    ['smtp', 'u@[a\\]b]', ['!literal-form 2-8'], []],
    ['header', 'u@[a\\]b]', ['literal-form 2-8'], ['u@[a\\]b]']],
    ['header', 'u@[a\\\0b]', ['literal-form 2-8', '!control-character 4-6'], []],
    ['smtp', 'u@[X:é]', ['!literal-form 2-7'], []],
    ['header', 'u@[a\r\n b]', ['literal-form 2-9'], ['u@[a b]']],
    ['smtp', 'u@[a\r\n b]', ['!literal-unclosed 2-4'], []],
    ['header', 'u@[a\u0001b]', ['literal-form 2-7', 'literal-character 4-5'], ['u@[a\u0001b]']],
    ['smtp', 'u@[a\u0001b]', ['!literal-form 2-7', '!literal-character 4-5'], []],
  ]);
});
