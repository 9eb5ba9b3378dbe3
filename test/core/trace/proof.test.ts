import { describe } from 'vitest';
import { check, s123, to } from './ways.ts';

describe('proof', () =>
  check([
    [
      'forged below the sender’s own connection',
      s123,
      [
        'client.test > s1.test > s2.test > s3.test',
        'from evil.test (evil.test [192.0.2.66]) by dest.test (Postfix)',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> dest.test',
    ],
    [
      'forged to the end',
      s123,
      [
        'client.test > s1.test > s2.test > s3.test > dest.test',
        'from evil.test (evil.test [192.0.2.66]) by dest.test (Postfix)',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> dest.test?',
    ],
    [
      'forged with the right HELO name',
      s123,
      [
        'client.test > s1.test > s2.test > s3.test',
        'from s3.test (evil.test [192.0.2.66]) by dest.test (Postfix)',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> dest.test',
    ],
    [
      'forged with the right HELO name and no lookup',
      s123,
      [
        'client.test > s1.test > s2.test > s3.test',
        'from s3.test (unknown [192.0.2.66]) by dest.test (Postfix)',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> dest.test',
    ],
    [
      'a client on the machine itself has no name but its HELO name',
      to('s1.test'),
      ['client.test > s1.test', 'from s1.test ([127.0.0.1]) by dest.test'],
      'followed',
      'client.test -> s1.test -> dest.test',
    ],
    [
      'nor has one at the recipient’s own socket',
      to('s1.test'),
      [
        'client.test > s1.test > dest.test',
        'from s1.test ([unix socket]) by dest.test (Cyrus 3.6) with LMTPA',
        'from mx.dest.test by store.dest.test with LMTP id 1',
      ],
      'followed',
      'client.test -> s1.test -> dest.test',
    ],
    [
      'a filter on the machine of a hop may have any name: Proofpoint',
      to('s1.test'),
      [
        'from client.test (client.test [198.51.100.1]) by s1.test (PPS) with ESMTPS id 1',
        'from pps.filterd (m0098419.ppops.net [127.0.0.1]) by s1.test (8.18.1.2/8.18.1.2) with ESMTP id 2',
        's1.test > dest.test',
      ],
      'followed',
      'client.test -> s1.test -> dest.test',
    ],
    [
      'but not on another machine',
      to('s1.test'),
      [
        'from client.test (client.test [198.51.100.1]) by s1.test (PPS) with ESMTPS id 1',
        'from pps.filterd (m0098419.ppops.net [192.0.2.66]) by s1.test (8.18.1.2/8.18.1.2) with ESMTP id 2',
        's1.test > dest.test',
      ],
      'followed',
      'client.test -> s1.test? -> dest.test',
    ],
    [
      'a server that had it from nobody proves nothing below',
      to(),
      ['client.test > x.test', 'by y.test with SMTP id 1', 'y.test > dest.test'],
      'detoured',
      'client.test -> *x.test? -> *y.test -> dest.test',
      { trusted: ['y.test'] },
    ],
    [
      'below a stranger’s line all is its word',
      s123,
      'client.test > s1.test > s2.test > s3.test > evil.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> *evil.test -> dest.test',
    ],
    [
      'also a line of a trusted server',
      s123,
      'client.test > s1.test > s2.test > s3.test > evil.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> s2.test? -> s3.test? -> *evil.test -> dest.test',
      { trusted: ['s1.test', 's3.test'] },
    ],
    [
      'unless the stranger is trusted',
      to('s1.test'),
      'client.test > s1.test > x.test > dest.test',
      'detoured',
      'client.test -> s1.test -> *x.test -> dest.test',
      { trusted: ['X.test'] },
    ],
    [
      'a trusted server behind a client without lookup',
      s123,
      [
        'client.test > s1.test',
        'from s1.test (unknown [192.0.2.7]) by s2.test (Postfix)',
        's2.test > s3.test > dest.test',
      ],
      'followed',
      'client.test -> s1.test -> s2.test -> s3.test -> dest.test',
      { trusted: ['s1.test'] },
    ],
    [
      'the same without trust',
      s123,
      [
        'client.test > s1.test',
        'from s1.test (unknown [192.0.2.7]) by s2.test (Postfix)',
        's2.test > s3.test > dest.test',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test -> s3.test -> dest.test',
    ],
    [
      'trust by an alias',
      s123,
      [
        'client.test > mail.s1.test',
        'from s1.test (unknown [192.0.2.7]) by s2.test (Postfix)',
        's2.test > s3.test > dest.test',
      ],
      'followed',
      'client.test -> s1.test -> s2.test -> s3.test -> dest.test',
      { trusted: ['s1.test'], aliases: { 's1.test': ['mail.s1.test'] } },
    ],
    [
      'a destination not reached proves nothing',
      to('s1.test'),
      'client.test > s1.test > x.test',
      'skipped',
      'client.test -> s1.test -> *x.test -> (dest.test)',
      { trusted: ['x.test'] },
    ],
  ]));
