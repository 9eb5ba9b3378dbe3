import { describe } from 'vitest';
import { check, s123, to } from './ways.ts';

describe('detoured', () =>
  check([
    [
      'a stranger between',
      to('s1.test', 's2.test'),
      'client.test > s1.test > x.test > s2.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> *x.test -> s2.test -> dest.test',
    ],
    [
      'a stranger before the first hop',
      to('s1.test'),
      'client.test > x.test > s1.test > dest.test',
      'detoured',
      'client.test -> *x.test -> s1.test -> dest.test',
    ],
    [
      'a stranger before the destination',
      to('s1.test'),
      'client.test > s1.test > x.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> *x.test -> dest.test',
    ],
    [
      'a stranger on one loopback',
      to('s1.test'),
      [
        'from client.test (client.test [127.0.0.1]) by x.test',
        'from x.test (x.test [127.0.0.1]) by s1.test',
        'from s1.test (s1.test [127.0.0.1]) by dest.test',
      ],
      'detoured',
      'client.test -> *x.test -> s1.test -> dest.test',
    ],
    [
      'a stranger where no hop was meant',
      to(),
      'client.test > x.test > dest.test',
      'detoured',
      'client.test -> *x.test -> dest.test',
    ],
    [
      'a hop once more',
      to('s1.test', 's2.test'),
      'client.test > s1.test > s2.test > s1.test > dest.test',
      'detoured',
      'client.test -> s1.test -> s2.test -> *s1.test -> dest.test',
    ],
    [
      'the origin’s server in the middle',
      to('s1.test', 's2.test'),
      'client.test > s1.test > mail.client.test > s2.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> *mail.client.test -> s2.test -> dest.test',
      { origin: 'client.test' },
    ],
    [
      'the submission server, when nobody said that it is the origin’s',
      to('s1.test'),
      'laptop > mail.client.test > s1.test > dest.test',
      'detoured',
      'laptop -> *mail.client.test -> s1.test -> dest.test',
    ],
    [
      'a stranger with a content filter is one station',
      to('s1.test'),
      ['client.test > x.test', 'filter.test > x.test', 'x.test > s1.test > dest.test'],
      'detoured',
      'client.test -> *x.test? -> s1.test -> dest.test',
    ],
    [
      'a line without from-clause is a birth only where it is the oldest',
      to('s1.test'),
      ['client.test > x.test', 'by y.test with SMTP id 1', 'y.test > s1.test > dest.test'],
      'detoured',
      'client.test -> *x.test? -> *y.test -> s1.test -> dest.test',
    ],
    [
      'born elsewhere than at the origin',
      to('s1.test'),
      ['by x.test (Postfix, from userid 1000) id x', 'x.test > s1.test > dest.test'],
      'detoured',
      'client.test -> *x.test -> s1.test -> dest.test',
      { origin: 'client.test' },
    ],
    [
      'a name below a hop is another server',
      to('s1.test'),
      'client.test > s1.test > mail.s1.test > dest.test',
      'detoured',
      'client.test -> s1.test? -> *mail.s1.test -> dest.test',
    ],
    [
      'a stranger that calls itself localhost',
      to('s1.test'),
      ['client.test > s1.test > x.test', 'from localhost (x.test [192.0.2.66]) by dest.test (Postfix)'],
      'detoured',
      'client.test -> s1.test? -> *x.test -> dest.test',
    ],
  ]));

describe('reordered', () =>
  check([
    [
      'two hops the other way round',
      s123,
      'client.test > s2.test > s1.test > s3.test > dest.test',
      'reordered',
      'client.test -> s2.test -> s1.test -> s3.test -> dest.test',
    ],
    [
      'reordered goes before detoured',
      to('s1.test', 's2.test'),
      'client.test > s2.test > x.test > s1.test > dest.test',
      'reordered',
      'client.test -> s2.test? -> *x.test -> s1.test -> dest.test',
    ],
  ]));

describe('skipped', () =>
  check([
    [
      'straight to the destination',
      s123,
      'client.test > dest.test',
      'skipped',
      'client.test -> (s1.test) -> (s2.test) -> (s3.test) -> dest.test',
    ],
    [
      'a hop left out',
      s123,
      'client.test > s1.test > s3.test > dest.test',
      'skipped',
      'client.test -> s1.test -> (s2.test) -> s3.test -> dest.test',
    ],
    [
      'the destination not reached',
      to('s1.test'),
      'client.test > s1.test > x.test',
      'skipped',
      'client.test -> s1.test? -> *x.test? -> (dest.test)',
    ],
    [
      'skipped goes before reordered',
      s123,
      'client.test > s3.test > s1.test > dest.test',
      'skipped',
      'client.test -> s3.test -> s1.test -> (s2.test) -> dest.test',
    ],
    [
      'a hop to be visited twice, visited once',
      to('s1.test', 's2.test', 's1.test'),
      'client.test > s1.test > s2.test > dest.test',
      'skipped',
      'client.test -> s1.test -> s2.test -> (s1.test) -> dest.test',
    ],
    [
      'a HELO name makes no station',
      to('s1.test'),
      'from s1.test (client.test [192.0.2.7]) by dest.test (Postfix)',
      'skipped',
      's1.test -> (s1.test) -> dest.test',
    ],
    [
      'nor does it rename a server that the lookup found to be another',
      to('s1.test'),
      ['client.test > x.test', 'from s1.test (x.test [192.0.2.66]) by dest.test (Postfix)'],
      'skipped',
      'client.test -> (s1.test) -> *x.test -> dest.test',
    ],
    [
      'a loopback alias fits no HELO name',
      to('s1.test'),
      ['client.test > x.test', 'from [127.0.0.1] (unknown [192.0.2.7]) by dest.test (Postfix)'],
      'skipped',
      'client.test -> (s1.test) -> *x.test? -> dest.test',
      { aliases: { 's1.test': ['127.0.0.1'] } },
    ],
    [
      'a lookup that may be forged makes no station',
      to('s1.test'),
      'from x (s1.test [192.0.2.7] (may be forged)) by dest.test (8.17.1/8.17.1)',
      'skipped',
      'x -> (s1.test) -> dest.test',
    ],
    [
      'a name that only ends like the final domain',
      to(),
      'client.test > notdest.test',
      'skipped',
      'client.test -> *notdest.test? -> (dest.test)',
    ],
    [
      'an alias of another host',
      to('s1.test'),
      'client.test > mail.s2.test > dest.test',
      'skipped',
      'client.test -> (s1.test) -> *mail.s2.test -> dest.test',
      { aliases: { 's2.test': ['mail.s2.test'] } },
    ],
    [
      'a hop only behind the destination',
      to('s1.test'),
      'client.test > dest.test > s1.test',
      'skipped',
      'client.test -> (s1.test) -> dest.test',
    ],
  ]));

describe('unproven', () =>
  check([
    ['no line at all', to('s1.test'), [], 'unproven', 'client -> (s1.test) -> (dest.test)'],
    [
      'no line with a server',
      to(),
      ['from nowhere', ';;'],
      'unproven',
      'client.test -> (dest.test)',
      { origin: 'client.test' },
    ],
  ]));
