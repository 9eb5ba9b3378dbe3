/** What a client can make up, nobody calls proven: HELO, an ident user, the PTR record of its own address, all lines below. */
import { describe, expect, test } from 'vitest';
import { chain, check, type Row, to } from './ways.ts';

const route = to('s1.test');
const aliases = { 's1.test': ['mx.s1.test', '192.0.2.11'] };
/** As the hop would have written it. */
const below = 'from client.test (client.test [198.51.100.1]) by s1.test (Postfix) with ESMTP id 1';

const made = 'client.test -> s1.test? -> dest.test';

describe('an address behind HELO', () =>
  check([
    [
      'qmail',
      route,
      [below, 'from unknown (HELO [192.0.2.11]) (203.0.113.66) by mx.dest.test with SMTP'],
      'followed',
      made,
      { aliases },
    ],
    [
      'qmail, and no line of the hop',
      route,
      'from evil.test (HELO 192.0.2.11) (203.0.113.66) by mx.dest.test with SMTP',
      'skipped',
      'evil.test -> (s1.test) -> dest.test',
      { aliases },
    ],
    [
      'CommuniGate, and no line of the hop',
      route,
      'from [203.0.113.66] (HELO [192.0.2.11]) by dest.test (CommuniGate Pro SMTP 6.2) with ESMTPS id 1',
      'skipped',
      '203.0.113.66 -> (s1.test) -> dest.test',
      { aliases },
    ],
    [
      'chasquid, and no line of the hop',
      route,
      'from [203.0.113.66] ([192.0.2.11]) by dest.test (chasquid) with ESMTPS id 1',
      'skipped',
      '203.0.113.66 -> (s1.test) -> dest.test',
      { aliases },
    ],
    [
      'as a PTR record that is an address',
      route,
      'from x.test (192.0.2.11 [203.0.113.66]) by dest.test (OpenSMTPD) with ESMTP id 1',
      'skipped',
      'x.test -> (s1.test) -> dest.test',
      { aliases },
    ],
  ]));

/** The recipient's server had it from elsewhere, in every form in which servers write that down. */
describe('a HELO name', () =>
  check(
    [
      'from s1.test (203.0.113.66:23198) by dest.test with [XMail 1.20 ESMTP Server] id <S72E>',
      'from s1.test [203.0.113.66] by dest.test [192.0.2.14] with SMTP (MDaemon.PRO.v5.0.6.R)',
      'from s1.test (s1.test@[203.0.113.66]) by dest.test (8.11.6/8.11.6) with SMTP id h8B',
      'from s1.test (unknown[203.0.113.66]) by dest.test with SMTP',
      'from s1.test ([fe80::66%3]) by dest.test with Microsoft SMTP Server id 1',
      'from s1.test (peer 203.0.113.66, port 23198) by dest.test with SMTP',
      'from unknown (HELO s1.test) (a@192.0.2.11@203.0.113.66) by dest.test with SMTP',
      'from s1.test by dest.test with SMTP',
    ].map((line) => [line, route, [below, line], 'followed', made, { aliases }]),
  ));

describe('a hand-over inside the recipient’s own', () =>
  check(
    [
      'from localhost by dest.test with SMTP',
      'from dest.test by dest.test with SMTP',
      'from localhost (peer 203.0.113.66, port 23198) by dest.test with SMTP',
      'from (peer 203.0.113.66, port 23198) by dest.test with SMTP',
      'from localhost (peer 203.0.113.66, port 23198) by dest.test with LMTP',
      'from unknown (HELO localhost) (203.0.113.66) by dest.test with SMTP',
    ].map((line) => [
      line,
      route,
      [below, 'from s1.test (s1.test [192.0.2.11]) by dest.test (Postfix) with ESMTP id 2', line],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases },
    ]),
  ));

/** Of every server that doesn't look whether the name leads back. */
const unchecked = [
  'from x.test (s1.test [203.0.113.66]) by dest.test (OpenSMTPD) with ESMTP id 1',
  'from x.test (s1.test [203.0.113.66]) by dest.test (Haraka/3.0.3) with ESMTP id 1',
  'from x.test (s1.test. [203.0.113.66]) by dest.test with ESMTPS id 1',
  'from s1.test (HELO x.test) (203.0.113.66) by dest.test with SMTP',
  'from s1.test (HELO x.test) ([203.0.113.66]) by dest.test with ESMTP/TLS/X',
  'from x.test (s1.test [203.0.113.66] (may be forged)) by dest.test (8.17.1/8.17.1) with ESMTP id 1',
];

describe('the PTR record of an address of one’s own', () => {
  check(
    unchecked.map((line) => [
      `below ${line}`,
      route,
      [below, line],
      'followed',
      'client.test -> s1.test? -> dest.test',
      { aliases },
    ]),
  );
  check(
    unchecked.map((line) => [line, route, line, 'skipped', 'x.test -> (s1.test) -> dest.test', { aliases }]),
  );
});

/** The same lines with what the client can't choose. */
describe('the hop itself', () =>
  check([
    ...unchecked.map((line): Row => {
      const real = line.replaceAll('203.0.113.66', '192.0.2.11');
      return [real, route, [below, real], 'followed', 'client.test -> s1.test -> dest.test', { aliases }];
    }),
    [
      'from an address that nobody looked up, by a name that leads back',
      route,
      [below, 'from s1.test (s1.test [192.0.2.99]) by dest.test (Postfix) with ESMTP id 2'],
      'followed',
      'client.test -> s1.test -> dest.test',
      { aliases },
    ],
    [
      'Exim, by a name that leads back',
      route,
      [below, 'from s1.test ([192.0.2.99]:33123) by dest.test with esmtps (TLS1.3) tls X (Exim 4.96) id 2'],
      'followed',
      'client.test -> s1.test -> dest.test',
      { aliases },
    ],
    [
      'Exchange, which writes the address alone',
      route,
      [below, 'from x.test (192.0.2.11) by dest.test (192.0.2.14) with Microsoft SMTP Server id 15.2'],
      'followed',
      'client.test -> s1.test -> dest.test',
      { aliases },
    ],
  ]));

/** Haraka writes HELO and the reverse-path as they came. */
describe('a HELO name that hides the server', () =>
  check(
    ['(', '(x', 'x(', '"', '<', 'x"', '(\\'].map((helo) => [
      helo,
      route,
      [
        below,
        'from s1.test (s1.test [192.0.2.11]) by dest.test (Postfix) with ESMTP id 2',
        `from ${helo} (evil.test [203.0.113.66]) by dest.test (Haraka/3.0.3) with ESMTP id 3 envelope-from <"(s1.test [192.0.2.11]) by dest.test (Postfix) x"@evil.test>`,
      ],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases },
    ]),
  ));

/** Haraka, as it wrote them to clients that called themselves so. */
const brought = [
  'from x([192.0.2.11])by;dest.test(Postfix) (runsc [127.0.0.1]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
  'from x(s1.test[203.0.113.66])by;dest.test(Postfix) (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
  'from x([192.0.2.11])via (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
].map((line) => `${line} envelope-from <m@evil.test>; Mon, 23 Nov 2026 02:15:10 +0000`);

describe('a HELO name that brings clauses of its own', () => {
  check(
    brought.map((line) => [
      `below ${line}`,
      route,
      [below, line],
      'followed',
      'client.test -> s1.test? -> dest.test',
      { aliases },
    ]),
  );
  check(brought.map((line) => [line, route, line, 'skipped', 'x -> (s1.test) -> dest.test', { aliases }]));
});

/** Haraka, for whose resolver white space and brackets are part of a name. */
describe('a PTR record that holds an address', () =>
  check(
    [
      'from x.test (s1.test [192.0.2.11] [127.0.0.2]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x.test (s1.test[192.0.2.11] [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x.test ([192.0.2.11] [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from s1.test [192.0.2.11] [203.0.113.66] by dest.test with SMTP (MDaemon.PRO.v5.0.6.R)',
      // and whose HELO may hold tabs
      'from x ([192.0.2.11]) (a" [ [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x ([192.0.2.11]) (a< [ [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x ([192.0.2.11]) (HELO [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x [192.0.2.11] " (" [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
    ].map((line) => [line, route, [below, line], 'followed', made, { aliases }]),
  ));

test.each(['with ESMTP (CommuniGate)', 'with ESMTP', ''])(
  'a mark behind the reverse-path is the client’s: %s',
  (protocol) => {
    const line = `from x.test (s1.test [203.0.113.66]) by dest.test ${protocol} (envelope-from <"a) (Postfix"@evil.test>) id 1`;
    expect(chain(line)[0]?.fromNameChecked).toBeUndefined();
  },
);

describe('an address that a browser says it has', () =>
  check([
    [
      'to a webmail, or to an interface that takes in lines too',
      route,
      [below, 'from 192.0.2.11 by dest.test with HTTP (WebMailUI)'],
      'followed',
      made,
      { aliases },
    ],
  ]));

/** The client writes its own address, or its own name, behind BY, and the name of the hop elsewhere. */
describe('a server that is known to be another', () =>
  check(
    (
      [
        ['203.0.113.66', 'from s1.test (unknown [203.0.113.66]) by dest.test (Postfix) with ESMTP id 2'],
        [
          '[203.0.113.66]',
          'from x.test (s1.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 2',
        ],
      ] as const
    ).map(([by, line]) => [
      line,
      route,
      [`from client.test (client.test [198.51.100.1]) by ${by} (Postfix) with ESMTP id 1`, line],
      'skipped',
      `client.test -> (s1.test) -> *${by} -> dest.test`,
      { aliases },
    ]),
  ));
