/** Who speaks for the recipient: its known servers, not whoever has a name below the final domain. */
import { describe } from 'vitest';
import { at, check, to } from './ways.ts';

const aliases = { 's1.test': ['mx.s1.test', '192.0.2.11'] };
const known = { ...aliases, 'dest.test': ['mx.dest.test', '203.0.113.14'] };
const several = { ...aliases, 'dest.test': ['mx1.dest.test', 'mx2.dest.test'] };
const below = 'from client.test (client.test [198.51.100.1]) by s1.test (Postfix) with ESMTP id 1';
const forged = (by: string) => `from s1.test (s1.test [192.0.2.11]) by ${by} (Postfix) with ESMTP id 2`;

const proven = 'client.test -> s1.test -> dest.test';

describe('a customer’s machine below the final domain', () =>
  check([
    [
      'makes up a line of the recipient’s',
      to('s1.test'),
      [
        below,
        forged('mx2.dest.test'),
        'from x (c-73-1-2-3.hsd1.dest.test [73.1.2.3]) by mx1.dest.test (Postfix) with ESMTP id 3',
      ],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases: several },
    ],
    [
      'makes up what its own server had',
      to('s1.test'),
      [
        below,
        forged('dorm12.campus.dest.test'),
        'from dorm12.campus.dest.test ([203.0.113.66] helo=x) by mx.dest.test with esmtp (Exim 4.96) id 3',
      ],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases: known },
    ],
    [
      'of another domain',
      to('s1.test'),
      [
        below,
        forged('mx2.dest.test'),
        'from x (c-73.isp.test [73.1.2.3]) by mx1.dest.test (Postfix) with ESMTP id 3',
      ],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases: several },
    ],
    [
      'of the operator’s',
      at('firm.test', 's1.test'),
      [
        below,
        'from s1.test (s1.test. [192.0.2.11]) by mx.google.com with ESMTPS id 2',
        'from mail-sor-f41.google.com (mail-sor-f41.google.com [209.85.220.41]) by store.firm.test (Postfix) with ESMTPS id 3',
      ],
      'followed',
      'client.test -> s1.test? -> firm.test?',
      { aliases: { ...aliases, 'firm.test': ['aspmx.l.google.com'] } },
    ],
    [
      'between, where a hop is a server of the recipient’s',
      to('s1.test', 'gate.dest.test'),
      [
        below,
        forged('c-73.hsd1.dest.test'),
        'from x (c-73.hsd1.dest.test [73.1.2.3]) by gate.dest.test (Postfix) with ESMTP id 3',
        'gate.dest.test > dest.test',
      ],
      'detoured',
      'client.test -> s1.test? -> *c-73.hsd1.dest.test -> gate.dest.test -> dest.test',
      { aliases },
    ],
  ]));

describe('the recipient’s own servers', () =>
  check([
    [
      'by the address of a gateway: IronPort',
      to('s1.test'),
      [
        below,
        'from s1.test ([192.0.2.11]) by esa1.dest.test with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384',
        'from esa1.dest.test ([203.0.113.14]) by mail.dest.test (Postfix) with ESMTP id 4',
      ],
      'followed',
      proven,
      { aliases: known },
    ],
    [
      'by the address of a gateway that has a filter: Proofpoint',
      to('s1.test'),
      [
        below,
        'from s1.test (s1.test [192.0.2.11]) by mx0a.dest.test (PPS) with ESMTPS id 3',
        'from pps.filterd (mx0a.dest.test [127.0.0.1]) by mx0a.dest.test (8.18.1.2/8.18.1.2) with ESMTP id 2',
        'from mx0a.dest.test (mx0a.dest.test [203.0.113.14]) by mail.dest.test (Postfix) with ESMTPS id 4',
      ],
      'followed',
      proven,
      { aliases: known },
    ],
    [
      'by the name of a gateway that others have too',
      to('s1.test'),
      [
        below,
        'from s1.test (s1.test [192.0.2.11]) by mx0a-0012.pphosted.com (PPS) with ESMTPS id 3',
        'from m0098419.ppops.net (m0098419.ppops.net [127.0.0.1]) by mx0a-0012.pphosted.com (8.18.1.2/8.18.1.2) with ESMTP id 2',
        'from mx0a-0012.pphosted.com (mx0a-0012.pphosted.com [148.163.1.1]) by mail.dest.test (Postfix) with ESMTPS id 4',
      ],
      'followed',
      proven,
      { aliases: { ...aliases, 'dest.test': ['mx0a-0012.pphosted.com'] } },
    ],
    [
      'by their names',
      to('s1.test'),
      [below, forged('mx1.dest.test'), 'mx1.dest.test > store.dest.test'],
      'followed',
      proven,
      { aliases: several },
    ],
    [
      'which nobody told',
      to('s1.test'),
      [below, forged('mx1.dest.test'), 'mx1.dest.test > store.dest.test'],
      'followed',
      'client.test -> s1.test? -> dest.test?',
      { aliases },
    ],
    [
      'through a filter of one, which nobody told either',
      to('s1.test'),
      [
        below,
        forged('mail.dest.test'),
        'from mail.dest.test ([127.0.0.1]) by localhost (mail.dest.test [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id 3',
        'from localhost (localhost [127.0.0.1]) by mail.dest.test (Postfix) with ESMTP id 4',
      ],
      'followed',
      proven,
      { aliases },
    ],
  ]));

describe('a hop known by its address', () =>
  check([
    [
      'vouches for what is below',
      to('s1.test', 's2.test'),
      [
        below,
        'from s1.test (s1.test [192.0.2.11]) by out7.cloud.test (Postfix) with ESMTP id 2',
        'from out7.cloud.test (out7.cloud.test [192.0.2.12]) by dest.test (Postfix) with ESMTP id 3',
      ],
      'followed',
      'client.test -> s1.test -> s2.test -> dest.test',
      { aliases: { ...aliases, 's2.test': ['192.0.2.12'] } },
    ],
  ]));
