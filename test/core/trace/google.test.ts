/** Recipients whose mail Google takes in under names of its own: what the sender knows of them are the MX names. */
import { describe } from 'vitest';
import { at, check } from './ways.ts';

const s1 = { 's1.test': ['mx.s1.test', '192.0.2.11'] };
const hop = 'from client.test (client.test [198.51.100.1]) by s1.test (Postfix) with ESMTPS id 1';

const google = { ...s1, 'firm.test': ['aspmx.l.google.com', 'aspmx2.googlemail.com', '142.250.27.26'] };
const toGoogle = (host: string, address: string) => [
  `from ${host} (${host}. [${address}]) by mx.google.com with ESMTPS id x for <user@firm.test> (version=TLS1_3)`,
  'by 2002:a05:6a10:410a:b0:2e9:1234:5678 with SMTP id gw10csp1',
];

describe('Google', () =>
  check([
    [
      'by way of a hop',
      at('firm.test', 's1.test'),
      [hop, ...toGoogle('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> firm.test',
      { aliases: google },
    ],
    [
      'straight',
      at('firm.test'),
      toGoogle('client.test', '198.51.100.1'),
      'followed',
      'client.test -> firm.test',
      { aliases: google },
    ],
    [
      'its own domain, of which nothing was looked up',
      at('gmail.com', 's1.test'),
      [hop, ...toGoogle('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> gmail.com',
      { aliases: s1 },
    ],
    [
      'a forged line of the hop',
      at('firm.test', 's1.test'),
      [hop, ...toGoogle('s1.test', '203.0.113.66')],
      'followed',
      'client.test -> s1.test? -> firm.test',
      { aliases: google },
    ],
    [
      'a stranger before it',
      at('firm.test', 's1.test'),
      [hop, 's1.test > x.test', ...toGoogle('x.test', '192.0.2.66')],
      'detoured',
      'client.test -> s1.test? -> *x.test? -> firm.test',
      { aliases: google },
    ],
    [
      'handed on inside: a group, a forwarding',
      at('firm.test', 's1.test'),
      [
        hop,
        ...toGoogle('s1.test', '192.0.2.11'),
        'from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS id y (Google Transport Security)',
        'by 2002:a05:6a10:410a:b0:2e9:1234:5679 with SMTP id gw10csp2',
      ],
      'followed',
      'client.test -> s1.test? -> firm.test?',
      { aliases: google },
    ],
    [
      'and from there to a server of the domain: so can every other customer',
      at('firm.test', 's1.test'),
      [
        hop,
        ...toGoogle('s1.test', '192.0.2.11'),
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by store.firm.test (Postfix) with ESMTPS id 3',
      ],
      'followed',
      'client.test -> s1.test? -> firm.test?',
      { aliases: google },
    ],
    [
      'forged by another customer, who hands it to the domain’s server himself',
      at('firm.test', 's1.test'),
      [
        hop,
        ...toGoogle('s1.test', '192.0.2.11'),
        'from evil.test (evil.test. [203.0.113.66]) by smtp.gmail.com with ESMTPSA id y',
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by store.firm.test (Postfix) with ESMTPS id 3',
      ],
      'detoured',
      'client.test -> s1.test? -> *mx.google.com? -> *smtp.gmail.com? -> firm.test',
      { aliases: google },
    ],
    [
      'forged by another customer, through its interface',
      at('firm.test', 's1.test'),
      [
        hop,
        ...toGoogle('s1.test', '192.0.2.11'),
        'from 1045 named unknown by gmailapi.google.com with HTTPREST',
        'by mail-wm1-f54.google.com with SMTP id z',
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by store.firm.test (Postfix) with ESMTPS id 3',
      ],
      'followed',
      'client.test -> s1.test? -> firm.test?',
      { aliases: google },
    ],
    [
      'from one customer to another, by way of a hop',
      at('firm.test', 's1.test'),
      [
        'by mail-wm1-f54.google.com with SMTP id x for <@s1.test:user@firm.test>',
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by s1.test (Postfix) with ESMTPS id 1',
        ...toGoogle('s1.test', '192.0.2.11'),
      ],
      'followed',
      'mail-wm1-f54.google.com -> s1.test -> firm.test',
      { aliases: google },
    ],
    [
      'from a customer to elsewhere, written in its webmail',
      at('dest.test', 's1.test'),
      [
        'by 2002:a05:6214:2f8a:b0:4bb:6e86:8303 with HTTP',
        'by mail-qv1-f65.google.com with SMTP id x for <@s1.test:user@dest.test>',
        'from mail-qv1-f65.google.com (mail-qv1-f65.google.com [209.85.219.65]) by s1.test (Postfix) with ESMTPS id 1',
        's1.test > dest.test',
      ],
      'followed',
      'mail-qv1-f65.google.com -> s1.test -> dest.test',
      { aliases: s1 },
    ],
    [
      'from a customer to elsewhere, written in his mail program',
      at('dest.test', 's1.test'),
      [
        'from [192.168.1.5] (dsl7.isp.test. [198.51.100.5]) by smtp.gmail.com with ESMTPSA id x',
        'by mail-wm1-f54.google.com with SMTP id 5b1f17b1804b1',
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by s1.test (Postfix) with ESMTPS id 2',
        's1.test > dest.test',
      ],
      'followed',
      'mail-wm1-f54.google.com -> s1.test -> dest.test',
      { aliases: s1 },
    ],
    [
      'its submission server is no server of the recipient’s',
      at('firm.test', 's1.test'),
      [
        hop,
        's1.test > smtp.gmail.com',
        'from mail-wm1-f54.google.com (mail-wm1-f54.google.com [209.85.128.54]) by store.firm.test (Postfix) with ESMTPS id 3',
      ],
      'detoured',
      'client.test -> s1.test? -> *smtp.gmail.com? -> firm.test',
      { aliases: google },
    ],
    [
      'from one customer to another, straight',
      at('firm.test'),
      [
        'by mail-wm1-f54.google.com with SMTP id x for <user@firm.test>',
        ...toGoogle('mail-wm1-f54.google.com', '209.85.128.54'),
      ],
      'followed',
      'mail-wm1-f54.google.com -> firm.test',
      { aliases: google },
    ],
    [
      'from one customer to another, by way of a stranger',
      at('firm.test'),
      [
        'by mail-wm1-f54.google.com with SMTP id x for <user@firm.test>',
        'mail-wm1-f54.google.com > x.test',
        ...toGoogle('x.test', '192.0.2.66'),
      ],
      'detoured',
      'mail-wm1-f54.google.com -> *x.test? -> firm.test',
      { aliases: google },
    ],
    [
      'a hop that is one of its servers',
      at('firm.test', 'mx.google.com'),
      toGoogle('client.test', '198.51.100.1'),
      'followed',
      'client.test -> mx.google.com? -> firm.test',
      { aliases: google },
    ],
    [
      'an operator that doesn’t serve the recipient',
      at('firm.test', 's1.test'),
      [hop, ...toGoogle('s1.test', '192.0.2.11')],
      'skipped',
      'client.test -> s1.test? -> *mx.google.com? -> *2002:a05:6a10:410a:b0:2e9:1234:5678? -> (firm.test)',
      { aliases: { ...s1, 'firm.test': ['mx.firm.test'], 'other.test': ['aspmx.l.google.com'] } },
    ],
  ]));
