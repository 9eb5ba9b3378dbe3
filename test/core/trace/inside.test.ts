/** What the recipient's own servers hand to each other, in the words of each kind. */
import { describe } from 'vitest';
import { check, type Row, to } from './ways.ts';

const aliases = { 's1.test': ['mx.s1.test', '192.0.2.11'], 'dest.test': ['mx.dest.test', '203.0.113.14'] };
const below = 'from client.test (client.test [198.51.100.1]) by s1.test (Postfix) with ESMTP id 1';
const proven = 'client.test -> s1.test -> dest.test';
const claimed = 'client.test -> s1.test? -> dest.test?';

type Server = readonly [name: string, ...lines: string[]];

const rows = (picture: string, servers: readonly Server[]): readonly Row[] =>
  servers.map(([name, ...lines]) => [
    name,
    to('s1.test'),
    [below, ...lines],
    'followed',
    picture,
    { aliases },
  ]);

describe('inside', () =>
  check(
    rows(proven, [
      [
        'Exchange: from itself, by its own address',
        'from s1.test (192.0.2.11) by EX01.dest.test (10.0.0.5) with Microsoft SMTP Server (version=TLS1_2) id 15.1.2507.39 via Frontend Transport',
        'from EX01.dest.test (10.0.0.5) by EX01.dest.test (10.0.0.5) with Microsoft SMTP Server (version=TLS1_2) id 15.1.2507.39',
      ],
      [
        'Exchange, with a zone',
        'from s1.test (192.0.2.11) by EX01.dest.test (10.0.0.5) with Microsoft SMTP Server id 15.1.2507.39 via Frontend Transport',
        'from EX01.dest.test ([fe80::1]) by EX01.dest.test ([fe80::1%3]) with mapi id 15.01.2507.039',
      ],
      [
        'mailcow: LMTP between containers',
        'from s1.test (s1.test [192.0.2.11]) by mail.dest.test (Postcow) with ESMTPS id 2',
        'from mail.dest.test ([172.22.1.253]) by 6a9d3a2e9d3a with LMTP id 8ABC',
      ],
      [
        'Zimbra: LMTP behind NAT',
        'from s1.test (s1.test [192.0.2.11]) by mail.dest.test (Postfix) with ESMTPS id 2',
        'from mail.dest.test ([127.0.0.1]) by localhost (mail.dest.test [127.0.0.1]) (amavisd-new, port 10032) with ESMTP id 3',
        'from localhost (localhost [127.0.0.1]) by mail.dest.test (Postfix) with ESMTP id 4',
        'from mail.dest.test (LHLO mail.dest.test) (10.2.2.20) by mail.dest.test with LMTP',
      ],
      ...['[10.0.0.5]', '[192.168.1.5]', '[169.254.7.7]', '[fd77::5]', '[fe80::5]', '[::ffff:10.0.0.5]'].map(
        (address): Server => [
          `LMTP to another machine, from ${address}`,
          'from s1.test (s1.test [192.0.2.11]) by mx1.dest.test (Postfix) with ESMTPS id 2',
          `from mx1.dest.test (${address}) by store.dest.test with LMTP id 3`,
        ],
      ),
    ]),
  ));

describe('from outside, for all that the lines tell', () =>
  check(
    rows(claimed, [
      [
        'Exchange: from another machine',
        'from s1.test (192.0.2.11) by EDGE.dest.test (10.0.0.6) with Microsoft SMTP Server id 15.1.2507.39',
        'from EDGE.dest.test (10.0.0.6) by EX01.dest.test (10.0.0.5) with Microsoft SMTP Server id 15.1.2507.39',
      ],
      [
        'SMTP from a private address',
        'from s1.test (s1.test [192.0.2.11]) by mx1.dest.test (Postfix) with ESMTPS id 2',
        'from mx1.dest.test (unknown [10.0.0.5]) by store.dest.test (Postfix) with ESMTP id 3',
      ],
      ...['172.32.0.5', '192.169.1.5', '11.0.0.5', '2001:db8::5', 'fec0::5'].map(
        (address): Server => [
          `LMTP from ${address}`,
          'from s1.test (s1.test [192.0.2.11]) by mx1.dest.test (Postfix) with ESMTPS id 2',
          `from mx1.dest.test ([${address}]) by store.dest.test with LMTP id 3`,
        ],
      ),
      [
        'its own address, but another name',
        'from s1.test (192.0.2.11) by mx1.dest.test (203.0.113.20) with ESMTPS id 2',
        'from x.test (203.0.113.20) by mx2.dest.test (203.0.113.20) with ESMTPS id 3',
      ],
      [
        'its own address, which is a loopback: of a tunnel',
        'from s1.test (192.0.2.11) by mx1.dest.test (127.0.0.1) with ESMTPS id 2',
        'from x.test (127.0.0.1) by mx2.dest.test (127.0.0.1) with ESMTPS id 3',
      ],
      [
        'by another address than its own, which the client said in HELO',
        'from s1.test (s1.test [192.0.2.11]) by mx1.dest.test (Postfix) with ESMTPS id 2',
        'from unknown (HELO [10.0.0.5]) (203.0.113.66) by mx1.dest.test (10.0.0.5) with SMTP',
      ],
    ]),
  ));
