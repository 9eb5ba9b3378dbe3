/** Lines in which nobody can tell what the server saw from what the client said. */
import { describe, expect, test } from 'vitest';
import { parseReceived } from '../../../src/core/trace/received.ts';

const check = (rows: readonly (readonly [name: string, line: string, from: string])[]) =>
  test.each(rows)('%s', (_, line, from) => {
    const read = parseReceived(line);
    expect(read).toMatchObject({ from, fromUnread: true });
    expect(read).not.toHaveProperty('fromName');
    expect(read).not.toHaveProperty('fromAddress');
  });

/** A name that the client gave, an ident user or a PTR record can hold all that a line holds. */
describe('nobody can tell who speaks', () =>
  check(
    [
      // Haraka: no space in HELO
      'from x([192.0.2.11])by;dest.test(Postfix) (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x(s1.test[203.0.113.66])by;dest.test(Postfix) (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x([192.0.2.11])via (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x([192.0.2.11])with;LMTP (evil.test [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x([192.0.2.11]);" (evil" [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      'from x([192.0.2.11]) (HELO [203.0.113.66]) by dest.test (Haraka/3.3.4) with ESMTP id 1',
      // hMailServer: spaces too
      'from x ([192.0.2.11]) id ([203.0.113.66]) by dest.test with ESMTP',
      'from x ([192.0.2.11]) BY dest.test ([203.0.113.66]) by dest.test with ESMTP',
      'from x ([192.0.2.11]) a ([203.0.113.66]) by dest.test with ESMTP',
      // Exim, an ident user
      'from x ([203.0.113.66] ident=a) (s1.test [192.0.2.11]) by dest.test (Postfix) by mx.dest.test with esmtp (Exim 4.96) id 1',
      // James
      'from x (EHLO x) ([192.0.2.11]) by dest.test (Postfix) ([203.0.113.66]) by dest.test (JAMES SMTP Server ) with ESMTP ID 1',
      // behind the server's own
      'by dest.test with ESMTP from x ([192.0.2.11])',
      'from x ([192.0.2.11]) with ESMTP by dest.test',
    ].map((line) => [line, `${line}; Mon, 23 Nov 2026 02:15:10 +0000`, 'x']),
  ));

describe('nobody can tell who speaks, though some server writes so', () =>
  check([
    [
      'smap: its comment begins where the name ends',
      'from host.isp.test(198.51.100.1, HELO me.test) by dest.test via smap (V1.3)',
      'host.isp.test',
    ],
    [
      'an address behind the comment: a PTR record can be the address in front',
      'from 192.0.2.11 (EHLO s1.test) [203.0.113.66] by mx.dest.test (mp004) with SMTP',
      '192.0.2.11',
    ],
    [
      'qmail-ldap, with an ident user of two words, one of which is an address',
      'from unknown (HELO me.test) (192.0.2.11 helo=@[203.0.113.66]) by dest.test (qmail-ldap-1.03) with SMTP',
      'me.test',
    ],
    [
      'qmail-ldap, with an ident user that opens what the reverse-path closes',
      'from unknown (HELO me.test) ([192.0.2.11](@[203.0.113.66]) (envelope-sender <)>) by dest.test (qmail-ldap-1.03) with SMTP',
      'me.test',
    ],
    [
      'Exim under another name, and a HELO name that brings an address',
      'from [203.0.113.66] (port=4711 helo=me.test) ([192.0.2.11]) by dest.test with esmtp id 1',
      'me.test',
    ],
    [
      'a client that calls itself "by"',
      'from by (x.test [203.0.113.66]) by dest.test (Postfix) with SMTP',
      'by',
    ],
  ]));
