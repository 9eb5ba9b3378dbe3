/** Whose word each part of a from-clause is, in the dialects of the servers at large. */
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../src/core/trace/client.ts';
import { parseReceived } from '../../../src/core/trace/received.ts';

type Row = readonly [name: string, line: string, client: Client];

const client = (line: string): Client =>
  Object.fromEntries(Object.entries(parseReceived(line)).filter(([key]) => key.startsWith('from')));

const check = (rows: readonly Row[]) =>
  test.each(rows)('%s', (_, line, expected) => expect(client(line)).toEqual(expected));

describe('HELO stands in a comment: in front is what the server looked up', () =>
  check([
    [
      'qmail, no looked-up name',
      'from unknown (HELO me.test) (198.51.100.1) by dest.test with SMTP',
      { from: 'me.test', fromAddress: '198.51.100.1' },
    ],
    [
      'qmail and qpsmtpd',
      'from host.isp.test (HELO me.test) (198.51.100.1) by dest.test (qpsmtpd/0.96) with SMTP',
      { from: 'me.test', fromName: 'host.isp.test', fromAddress: '198.51.100.1' },
    ],
    [
      'qmail with an ident user, who can call himself what he likes',
      'from unknown (HELO me.test) (a@192.0.2.11@203.0.113.66) by dest.test with SMTP',
      { from: 'me.test', fromAddress: '203.0.113.66' },
    ],
    [
      'qmail-ldap',
      'from unknown (HELO me.test) (me@[198.51.100.1]) (envelope-sender <me@[192.0.2.11]>) by dest.test (qmail-ldap-1.03) with SMTP',
      { from: 'me.test', fromAddress: '198.51.100.1' },
    ],
    [
      'qmail, HELO a literal',
      'from unknown (HELO [192.0.2.11]) (203.0.113.66) by mx.dest.test with SMTP',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'qmail, HELO an address',
      'from unknown (HELO 192.0.2.11) (203.0.113.66) by mx.dest.test with SMTP',
      { from: '192.0.2.11', fromAddress: '203.0.113.66' },
    ],
    [
      'IronPort',
      'from s1.test (HELO out7.s1.test) ([192.0.2.21]) by esa1.dest.test with ESMTP/TLS/ECDHE',
      { from: 'out7.s1.test', fromName: 's1.test', fromAddress: '192.0.2.21' },
    ],
    [
      'IronPort, HELO a literal',
      'from unknown (HELO [192.0.2.11]) ([203.0.113.66]) by esa1.dest.test with ESMTP/TLS/X',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'James, HELO a literal',
      'from 203.0.113.66 (EHLO [192.0.2.11]) ([203.0.113.66]) by dest.test (JAMES SMTP Server ) with ESMTP ID 1',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'Yahoo, nothing behind EHLO',
      'from 203.0.113.66  (EHLO ) (203.0.113.66) by mta232.mail.yahoo.com with SMTP',
      { fromAddress: '203.0.113.66' },
    ],
    [
      'LMTP of Zimbra',
      'from mail.dest.test (LHLO mail.dest.test) (10.2.2.20) by mail.dest.test with LMTP',
      { from: 'mail.dest.test', fromName: 'mail.dest.test', fromAddress: '10.2.2.20' },
    ],
    [
      'no address at all',
      'from s1.test (HELO [192.0.2.11]) by dest.test with SMTP',
      { from: '[192.0.2.11]', fromUnread: true },
    ],
    [
      'HELO like a socket',
      'from s1.test (HELO [local]) by dest.test with SMTP',
      { from: '[local]', fromUnread: true },
    ],
  ]));

describe('the address stands in front', () =>
  check([
    [
      'CommuniGate, HELO a literal',
      'from [203.0.113.66] (HELO [192.0.2.11]) by dest.test (CommuniGate Pro SMTP 6.2.15) with ESMTPS id 1 for user@dest.test',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'CommuniGate, authenticated: the account is no host',
      'from [203.0.113.66] (account bob@s1.test [203.0.113.66] verified) by dest.test (CommuniGate Pro SMTP 4.0.3) with ESMTP-TLS id 5',
      { from: '[203.0.113.66]', fromAddress: '203.0.113.66' },
    ],
    [
      'chasquid, HELO a literal',
      'from [203.0.113.66] ([192.0.2.11]) by dest.test (chasquid) with ESMTPS id 1 (over TLS) (envelope from "me@client.test")',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'chasquid, authenticated: HELO alone',
      'from [192.0.2.11] by dest.test (chasquid) with ESMTPSA id 1',
      { from: '[192.0.2.11]' },
    ],
    [
      'Exim, HELO a literal',
      'from [203.0.113.66] (port=4711 helo=[192.0.2.11]) by dest.test with esmtp (Exim 4.96) id 1',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'Exim, HELO a literal, no port',
      'from [203.0.113.66] (helo=[192.0.2.11]) by dest.test with esmtp (Exim 4.96) id 1',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'who writes as Exim does, but does not say that it is',
      'from x.test (helo=a@[192.0.2.11]) by dest.test with esmtp id 1',
      { from: 'a@[192.0.2.11]', fromUnread: true },
    ],
    [
      'Exim, whose ident user is of two words',
      'from [203.0.113.66] (helo=x ident=a [192.0.2.11]) by dest.test with esmtp (Exim 4.96) id 1',
      { from: 'x', fromUnread: true },
    ],
    [
      'a client that says it is Exim',
      'from [192.0.2.11] (Exim 4.96) (unknown [203.0.113.66]) by dest.test with SMTP',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
  ]));

describe('the address stands in front, for there is no HELO or it stands behind', () =>
  check([
    [
      'Yahoo',
      'from 192.0.2.7 (EHLO s1.test) by 10.197.40.73 with SMTPs (version=TLS1_3)',
      { from: 's1.test', fromAddress: '192.0.2.7' },
    ],
    [
      'a webmail',
      'from 198.51.100.5 by web.test (64.12.168.82) with HTTP (WebMailUI)',
      { from: '198.51.100.5', fromAddress: '198.51.100.5' },
    ],
  ]));

describe('how the address is written', () =>
  check([
    [
      'with a port: XMail',
      'from s1.test (203.0.113.66:23198) by dest.test with [XMail 1.20 ESMTP Server] id <S72E>',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'without a comment: MDaemon, IMail',
      'from s1.test [203.0.113.66] by dest.test [192.0.2.14] with SMTP (MDaemon.PRO.v5.0.6.R)',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'behind an ident user: Sendmail, no looked-up name',
      'from s1.test (kgbxn@[203.0.113.66]) by dest.test (8.11.6/8.11.6) with SMTP id h8B',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'behind an ident user, HELO a literal',
      'from [192.0.2.11] (root@[203.0.113.66]) by dest.test (8.11.6/8.11.6) with SMTP id h8B',
      { from: '[192.0.2.11]', fromAddress: '203.0.113.66' },
    ],
    [
      'at the name',
      'from me.test (host.isp.test[198.51.100.1]) by dest.test',
      { from: 'me.test', fromName: 'host.isp.test', fromAddress: '198.51.100.1' },
    ],
    [
      'behind a PTR record that is an address',
      'from x.test (192.0.2.11 [203.0.113.66]) by dest.test (OpenSMTPD) with ESMTP id 1',
      { from: 'x.test', fromAddress: '203.0.113.66' },
    ],
    [
      'behind what stands for no name: Courier',
      'from s1.test (softdnserr [::ffff:203.0.113.66]) by dest.test with esmtp',
      { from: 's1.test', fromAddress: '::ffff:203.0.113.66' },
    ],
    [
      'behind what stands for no name: SurgeMail',
      'from s1.test (unverified [203.0.113.66]) by dest.test (SurgeMail 7.3) with ESMTP id 1',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'twice, and not the same',
      'from s1.test ([192.0.2.11]) ([203.0.113.66]) by dest.test with SMTP',
      { from: 's1.test', fromUnread: true },
    ],
    [
      'behind a PTR record that brings one: Haraka',
      'from x.test (s1.test [192.0.2.11] [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      { from: 'x.test', fromUnread: true },
    ],
    [
      'behind a PTR record that begins with one',
      'from x.test ([192.0.2.11] a [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      { from: 'x.test', fromUnread: true },
    ],
    [
      'behind a PTR record that has one at its name',
      'from x.test (s1.test[192.0.2.11] [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      { from: 'x.test', fromUnread: true },
    ],
    [
      'twice and without a comment',
      'from s1.test [192.0.2.11] [203.0.113.66] by dest.test with SMTP (MDaemon.PRO.v5.0.6.R)',
      { from: 's1.test', fromUnread: true },
    ],
    ...(
      [
        ['HELO', '[203.0.113.66]'],
        ['a EHLO', 'x'],
        ['192.0.2.11 HELO', 'x'],
        ['EHLO a', 'a'],
        ['helo=a', 'a'],
        ['ident=a', 'x'],
        ['account', 'x'],
        ['account a', 'x'],
      ] as const
    ).map(
      ([ptr, from]): Row => [
        `in a HELO name, before a PTR record that says ${ptr}`,
        `from x ([192.0.2.11]) (${ptr} [203.0.113.66]) by dest.test with ESMTP id 1`,
        { from, fromUnread: true },
      ],
    ),
    [
      'behind what is no name',
      'from s1.test (TLS: [192.0.2.11]) by dest.test with SMTP',
      { from: 's1.test', fromUnread: true },
    ],
    [
      'behind no name: OpenSMTPD',
      'from s1.test (<unknown> [203.0.113.66]) by dest.test (OpenSMTPD) with ESMTP id 1',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'in a comment of something else',
      'from s1.test (certificate of [192.0.2.11]) by dest.test with SMTP',
      { from: 's1.test', fromUnread: true },
    ],
    [
      'with a zone: Exchange',
      'from s1.test ([fe80::66%3]) by dest.test with Microsoft SMTP Server id 1',
      { from: 's1.test', fromAddress: 'fe80::66' },
    ],
    ['not at all', 'from s1.test by dest.test with SMTP', { from: 's1.test' }],
    [
      'not at all, for nobody connected: Cyrus',
      'from dest.test ([unix socket]) by dest.test (Cyrus 3.6) with LMTPA',
      { from: 'dest.test', fromHere: true },
    ],
    [
      'with what is no zone',
      'from s1.test ([192.0.2.11%3]) by dest.test with SMTP',
      { from: 's1.test', fromUnread: true },
    ],
  ]));

const lookedUp = (name: string, by: string) => `from x.test (${name} [203.0.113.66]) by dest.test ${by} id 1`;
const seen: Client = { from: 'x.test', fromName: 's1.test', fromAddress: '203.0.113.66' };

describe('whether a looked-up name leads back to its address', () =>
  check([
    ['Postfix', lookedUp('s1.test', '(Postfix) with ESMTPS'), { ...seen, fromNameChecked: true }],
    ['Sendmail', lookedUp('s1.test', '(8.18.1.2/8.18.1.2) with ESMTP'), { ...seen, fromNameChecked: true }],
    [
      'Exim',
      'from s1.test ([203.0.113.66]:4711 helo=x.test) by dest.test with esmtps (TLS1.3) tls X (Exim 4.96) id 1',
      { ...seen, fromNameChecked: true },
    ],
    ['OpenSMTPD', lookedUp('s1.test', '(OpenSMTPD) with ESMTP'), seen],
    ['Haraka', lookedUp('s1.test', '(Haraka/3.0.3) with ESMTP'), seen],
    ['Google', lookedUp('s1.test.', 'with ESMTPS'), { ...seen, fromName: 's1.test.' }],
    ['qmail', 'from s1.test (HELO x.test) (203.0.113.66) by dest.test with SMTP', seen],
    ['who does not say what it is', lookedUp('s1.test', 'with (cipher Postfix) ESMTP'), seen],
    [
      'a client that says what the server were',
      'from x.test (Postfix) (s1.test [203.0.113.66]) by dest.test with ESMTP id 1',
      seen,
    ],
    [
      'a certificate, or a user, that says HELO',
      'from s1.test (unknown [203.0.113.66]) (Client CN "a" HELO x "b") (Authenticated sender: HELO) by dest.test (Postfix) with ESMTPSA id 1',
      { from: 's1.test', fromAddress: '203.0.113.66' },
    ],
    [
      'a recipient that says what the server were',
      `${lookedUp('s1.test', '(OpenSMTPD) with ESMTP')} for <user@dest.test> (Postfix)`,
      seen,
    ],
  ]));
