import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Handling } from '../../../src/core/mta/behaviour.ts';
import { serverBehaviour, servers } from '../../../src/core/mta/measured.ts';
import { recogniseServer } from '../../../src/core/mta/recognise.ts';

const route = '@s1.test,@s2.test,@s3.test:user@dest.test';
const percent = 'user%dest.test%s3.test%s2.test@s1.test';
const bang = 's2.test!dest.test!user@s1.test';

/** What s1 answered, and the recipient that the next server then got; `-` where none did. */
type Row = readonly [server: string, configuration: string, given: string, code: number, next: string];
const seen: readonly Row[] = [
  ['postfix', 'default', route, 454, '-'],
  ['postfix', 'default', percent, 454, '-'],
  ['postfix', 'default', bang, 454, '-'],
  ['postfix', 'relay', route, 250, 'user@dest.test'],
  ['postfix', 'relay', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['postfix', 'relay', bang, 250, 'dest.test!user@s2.test'],
  ['postfix', 'no-percent-no-bang', route, 250, 'user@dest.test'],
  ['postfix', 'no-percent-no-bang', percent, 550, '-'],
  ['postfix', 'no-percent-no-bang', bang, 550, '-'],
  ['postfix', 'source-route', route, 250, '@s2.test,@s3.test:user@dest.test'],
  ['postfix', 'source-route', percent, 250, '@s2.test,@s3.test:user@dest.test'],
  ['exim', 'default', route, 550, '-'],
  ['exim', 'default', percent, 550, '-'],
  ['exim', 'default', bang, 550, '-'],
  ['exim', 'relay', route, 250, 'user@dest.test'],
  ['exim', 'relay', percent, 550, '-'],
  ['exim', 'relay', bang, 550, '-'],
  ['exim', 'open-acl', route, 250, 'user@dest.test'],
  ['exim', 'open-acl', percent, 250, '-'],
  ['exim', 'open-acl', bang, 250, '-'],
  ['exim', 'percent-hack', route, 250, 'user@dest.test'],
  ['exim', 'percent-hack', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['exim', 's-rewrite', route, 250, 'user%dest.test%s3.test@s2.test'],
  ['exim', 's-rewrite', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['exim', 's-rewrite', bang, 250, 'dest.test!user@s2.test'],
  ['sendmail', 'default', route, 550, '-'],
  ['sendmail', 'default', percent, 550, '-'],
  ['sendmail', 'default', bang, 550, '-'],
  ['sendmail', 'relay', route, 250, 'user@dest.test'],
  ['sendmail', 'relay', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['sendmail', 'relay', bang, 250, 'dest.test!user@s2.test'],
  ['sendmail', 'route-addr', route, 250, '@s2.test,@s3.test:user@dest.test'],
  ['sendmail', 'route-addr', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['sendmail', 'route-addr', bang, 250, 'dest.test!user@s2.test'],
  ['sendmail', 'nouucp', route, 250, 'user@dest.test'],
  ['sendmail', 'nouucp', percent, 250, 'user%dest.test@s2.test'],
  ['sendmail', 'nouucp', bang, 550, '-'],
  ['sendmail', 'nopercenthack', route, 250, 'user@dest.test'],
  ['sendmail', 'nopercenthack', percent, 550, '-'],
  ['sendmail', 'nopercenthack', bang, 250, 'dest.test!user@s2.test'],
  ['opensmtpd', 'default', route, 550, '-'],
  ['opensmtpd', 'default', percent, 550, '-'],
  ['opensmtpd', 'default', bang, 550, '-'],
  ['opensmtpd', 'relay', route, 250, 'user@dest.test'],
  ['opensmtpd', 'relay', percent, 550, '-'],
  ['opensmtpd', 'relay', bang, 550, '-'],
  ['courier', 'relay', route, 500, '-'],
  ['courier', 'relay', percent, 550, '-'],
  ['courier', 'relay', bang, 550, '-'],
  ['courier', 'percent-relay', percent, 250, 'user%dest.test%s3.test@s2.test'],
  ['haraka', 'default', route, 550, '-'],
  ['haraka', 'default', percent, 250, percent],
  ['haraka', 'default', bang, 250, bang],
  ['haraka', 'relay', route, 250, 'user@dest.test'],
  ['haraka', 'relay', percent, 250, '-'],
  ['haraka', 'relay', bang, 250, '-'],
  ['chasquid', 'default', route, 501, '-'],
];

const handlingOf = (code: number, next: string): Handling => {
  if (code >= 400) return 'refuses';
  if (next === 'user@dest.test') return 'drops-route';
  return /^@s2\.test,|@s2\.test$/.test(next) ? 'follows' : 'opaque';
};

describe('the data say what was seen', () => {
  test.each(seen)('%s %s <%s>', (server, configuration, given, code, next) => {
    const notation = given === route ? 'source-route' : given === percent ? 'percent' : 'bang';
    const row = servers.find((one) => one.server === server && one.configuration === configuration);
    expect(row?.[notation]).toBe(handlingOf(code, next));
  });

  test('nothing beyond what was seen, but for Courier with its percent list, which refuses as without it', () => {
    const told = servers.flatMap((row) =>
      [row['source-route'], row.percent, row.bang].filter((one) => one !== undefined),
    );
    expect(told).toHaveLength(seen.length + 2);
  });

  test('one row for a server in a configuration', () => {
    expect(new Set(servers.map(({ server, configuration }) => `${server}/${configuration}`)).size).toBe(
      servers.length,
    );
    expect(serverBehaviour('sendmail', 'route-addr')?.['source-route']).toBe('follows');
    expect(serverBehaviour('sendmail', 'no-such')).toBeUndefined();
  });
});

const fingerprints = [
  [
    'postfix',
    '220 s1.test ESMTP Postfix (Debian/GNU)',
    [
      's1.test',
      'PIPELINING',
      'SIZE 10240000',
      'VRFY',
      'ETRN',
      'STARTTLS',
      'ENHANCEDSTATUSCODES',
      '8BITMIME',
      'DSN',
      'SMTPUTF8',
      'CHUNKING',
    ],
  ],
  [
    'exim',
    '220 s1.test ESMTP Exim 4.96 Mon, 23 Nov 2026 02:15:10 +0000',
    [
      's1.test Hello client.test [10.77.0.100]',
      'SIZE 52428800',
      '8BITMIME',
      'PIPELINING',
      'PIPECONNECT',
      'CHUNKING',
      'STARTTLS',
      'PRDR',
      'HELP',
    ],
  ],
  [
    'sendmail',
    '220 s1.test ESMTP Sendmail 8.17.1.9/8.17.1.9/Debian-2+deb12u2; Mon, 23 Nov 2026 02:15:10 GMT; (No UCE/UBE)',
    [
      's1.test Hello client.test [10.77.0.100], pleased to meet you',
      'ENHANCEDSTATUSCODES',
      'PIPELINING',
      'EXPN',
      'VERB',
      '8BITMIME',
      'SIZE',
      'DSN',
      'ETRN',
      'DELIVERBY',
      'HELP',
    ],
  ],
  [
    'opensmtpd',
    '220 s1.test ESMTP OpenSMTPD',
    [
      's1.test Hello client.test [10.77.0.100], pleased to meet you',
      '8BITMIME',
      'ENHANCEDSTATUSCODES',
      'SIZE 36700160',
      'DSN',
      'HELP',
    ],
  ],
  [
    'courier',
    '220 s1.test ESMTP',
    [
      's1.test Ok.',
      'STARTTLS',
      'XVERP=Courier',
      'XEXDATA',
      'XSECURITY=NONE,STARTTLS',
      'PIPELINING',
      '8BITMIME',
      'SMTPUTF8',
      'SIZE',
      'DSN',
    ],
  ],
  [
    'haraka',
    '220 s1.test ESMTP Haraka/3.3.4 ready (C60FAC)',
    [
      's1.test Hello host [10.77.0.100], Haraka is at your service.',
      'PIPELINING',
      '8BITMIME',
      'SMTPUTF8',
      'SIZE 26214400',
    ],
  ],
  [
    'smtp-server',
    '220 s1.test ESMTP',
    ['s1.test Nice to meet you, client.test', 'PIPELINING', '8BITMIME', 'SMTPUTF8'],
  ],
  [
    'chasquid',
    '220 s1.test ESMTP chasquid',
    [
      's1.test - Your hour of destiny has come.',
      '8BITMIME',
      'PIPELINING',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      'SIZE 52428800',
      'STARTTLS',
      'HELP',
    ],
  ],
  ['aiosmtpd', '220 s1.test Python SMTP 1.4.3', ['s1.test', '8BITMIME', 'HELP']],
] as const;

describe('recogniseServer', () => {
  test.each(fingerprints)('%s by its greeting', (kind, banner, ehlo) => {
    expect(recogniseServer(banner, ehlo)).toBe(kind);
    if (banner !== '220 s1.test ESMTP') expect(recogniseServer(banner)).toBe(kind);
  });

  // aiosmtpd says too little there to be told.
  test.each(fingerprints.filter(([kind]) => kind !== 'aiosmtpd'))(
    '%s by its EHLO answer',
    (kind, _, ehlo) => {
      expect(recogniseServer('220 s1.test ESMTP', ehlo)).toBe(kind);
      expect(
        recogniseServer(
          '220 s1.test ESMTP',
          ehlo.map((line) => `250-${line}`),
        ),
      ).toBe(kind);
    },
  );

  test.each([['220 mx.test ESMTP'], ['220 postfix.test ESMTP'], ['220 sendmail.test ESMTP ready'], ['']])(
    '%j tells nothing',
    (banner) => {
      expect(recogniseServer(banner)).toBeUndefined();
    },
  );

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string()),
        (banner, lines) => recogniseServer(banner, lines) !== null,
      ),
    );
  });
});
