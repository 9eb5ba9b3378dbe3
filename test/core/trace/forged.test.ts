/** What a client can make up, nobody calls proven: HELO, an ident user, the PTR record of its own address, all lines below. */
import { describe } from 'vitest';
import { check, to } from './ways.ts';

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
