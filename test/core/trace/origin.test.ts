/** Which servers in front of the first hop are the sender’s own, where the lines tell. */
import { describe } from 'vitest';
import { check, type Row, to } from './ways.ts';

const behind = 'mail.client.test > s1.test > dest.test';
const own = 'mail.client.test -> s1.test -> dest.test';

/** Lines of mail.client.test, the oldest of the message. */
const submitted: readonly (readonly [name: string, line: string])[] = [
  [
    'from a webmail beside it',
    'from webmail.client.test (localhost [127.0.0.1]) by mail.client.test (Postfix) with ESMTPA id 1',
  ],
  [
    'from a webmail beside it, without authentication',
    'from webmail.client.test (localhost [127.0.0.1]) by mail.client.test (Postfix) with ESMTP id 1',
  ],
  [
    'from a webmail beside it, no lookup',
    'from [127.0.0.1] (helo=webmail.client.test) by mail.client.test with esmtp (Exim 4.96) id 1',
  ],
  [
    'from a mail program',
    'from [10.0.0.5] (dsl7.isp.test [198.51.100.5]) by mail.client.test (Postfix) with ESMTPSA id 1',
  ],
  [
    'with an address beyond ASCII',
    'from laptop (dsl7.isp.test [198.51.100.5]) by mail.client.test (Postfix) with UTF8SMTPSA id 1',
  ],
  [
    'Exim',
    'from dsl7.isp.test ([198.51.100.5] helo=laptop) by mail.client.test with esmtpsa (TLS1.3) tls X (Exim 4.96) id 1',
  ],
  ['Exim, on its command line', 'from me by mail.client.test with local (Exim 4.96) id 1'],
  [
    'OpenSMTPD, by its own sendmail',
    'from localhost (mail.client.test [local]) by mail.client.test (OpenSMTPD) with ESMTP id 1',
  ],
  ['Exchange', 'from mail.client.test ([fe80::1]) by mail.client.test ([fe80::1%3]) with mapi id 15.01.2507'],
  ['by a browser', 'from 198.51.100.5 by mail.client.test (198.51.100.9) with HTTP (WebMailUI)'],
  ['by an interface', 'from 1045 named unknown by mail.client.test with HTTPREST'],
];

const elsewhere = 'from laptop (dsl7.isp.test [198.51.100.5]) by x.test (Postfix) with ESMTPSA id 1';

describe('the message was submitted', () => {
  check(submitted.map(([name, line]): Row => [name, to('s1.test'), [line, behind], 'followed', own]));
  check([
    [
      'by the origin that is known',
      to('s1.test'),
      [
        'from me.client.test (dsl7.isp.test [198.51.100.5]) by mail.provider.test (Postfix) with ESMTPSA id 1',
        'mail.provider.test > s1.test > dest.test',
      ],
      'followed',
      'mail.provider.test -> s1.test -> dest.test',
      { origin: 'me.client.test' },
    ],
    [
      'by a webmail that writes a line of its own',
      to('s1.test'),
      [
        'from 198.51.100.5 (SquirrelMail authenticated user bob) by webmail.client.test with HTTP',
        'from webmail.client.test (localhost [127.0.0.1]) by mail.client.test (Postfix) with ESMTPA id 1',
        behind,
      ],
      'followed',
      own,
    ],
    [
      'by a webmail that gave it to a stranger',
      to('s1.test'),
      [
        'from 198.51.100.5 (SquirrelMail authenticated user bob) by webmail.client.test with HTTP',
        'webmail.client.test > x.test > s1.test > dest.test',
      ],
      'detoured',
      'webmail.client.test -> *x.test -> s1.test -> dest.test',
    ],
    [
      'and then by a server to another',
      to('s1.test'),
      [
        'from dsl7.isp.test ([198.51.100.5] helo=laptop) by mail.client.test with esmtpsa (TLS1.3) tls X (Exim 4.96) id 1',
        'from mail.client.test (mail.client.test [192.0.2.7]) by x.test (Postfix) with ESMTPSA id 2',
        'x.test > s1.test > dest.test',
      ],
      'detoured',
      'mail.client.test -> *x.test -> s1.test -> dest.test',
    ],
    [
      'by another than the origin that is known',
      to('s1.test'),
      [elsewhere, 'x.test > s1.test > dest.test'],
      'detoured',
      'laptop -> *x.test -> s1.test -> dest.test',
      { origin: 'me.client.test' },
    ],
    [
      'later, to a server on the way',
      to('s1.test'),
      ['client.test > y.test', elsewhere, 'x.test > s1.test > dest.test'],
      'detoured',
      'client.test -> *y.test? -> *x.test -> s1.test -> dest.test',
    ],
    [
      'to the first hop itself',
      to('s1.test'),
      [
        'from laptop (dsl7.isp.test [198.51.100.5]) by s1.test (Postfix) with ESMTPSA id 1',
        's1.test > dest.test',
      ],
      'followed',
      'laptop -> s1.test -> dest.test',
    ],
    [
      'to the recipient’s own server, and so to no hop',
      to('s1.test'),
      'from laptop (dsl7.isp.test [198.51.100.5]) by dest.test (Postfix) with ESMTPSA id 1',
      'skipped',
      'laptop -> (s1.test) -> dest.test',
    ],
  ]);
});

/** By a person at the address of a hop, who is not that hop. */
describe('a hop is not whoever wrote or submitted from there', () => {
  const known = { aliases: { 's1.test': ['192.0.2.11'] } };
  check(
    (
      [
        ['192.0.2.11', 'from 192.0.2.11 (SquirrelMail authenticated user bob) by dest.test with HTTP'],
        ['laptop', 'from laptop ([192.0.2.11]) by dest.test with HTTPS'],
        ['laptop', 'from laptop ([192.0.2.11]) by dest.test with HTTPREST'],
        ['laptop', 'from laptop ([192.0.2.11]) by dest.test with mapi id 15.01.2507'],
        ['laptop', 'from laptop (s1.test [192.0.2.11]) by dest.test (Postfix) with ESMTPSA id 2'],
        ['laptop', 'from s1.test ([192.0.2.11] helo=laptop) by dest.test with esmtpa (Exim 4.96) id 2'],
      ] as const
    ).map(
      ([client, line]): Row => [
        line,
        to('s1.test'),
        line,
        'skipped',
        `${client} -> (s1.test) -> dest.test`,
        known,
      ],
    ),
  );
  check([
    [
      'but a server that signs on at the next one',
      to('s1.test', 's2.test'),
      [
        'client.test > s1.test',
        'from s2.test (s2.test [192.0.2.12]) by dest.test (Postfix) with ESMTPSA id 2',
      ],
      'followed',
      'client.test -> s1.test? -> s2.test -> dest.test',
      known,
    ],
  ]);
});
