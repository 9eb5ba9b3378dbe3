import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReceived, type Received } from '../../../src/core/trace/received.ts';

type Fields = Omit<Received, 'raw'>;

/** One line of every kind of server, as delivered; what differs between them is what the name says. */
const lines: readonly (readonly [name: string, line: string, fields: Fields])[] = [
  [
    'Sendmail',
    'from s1.test (s1.test [10.77.0.11])\r\n\tby s2.test (8.17.1.9/8.17.1.9/Debian-2+deb12u2) with ESMTP id 6AN2FAII000066\r\n\tfor <@s2.test,@s3.test:user@dest.test>; Mon, 23 Nov 2026 02:15:10 GMT',
    {
      from: 's1.test',
      fromName: 's1.test',
      fromNameChecked: true,
      fromAddress: '10.77.0.11',
      by: 's2.test',
      with: 'ESMTP',
      id: '6AN2FAII000066',
      for: '@s2.test,@s3.test:user@dest.test',
      date: '2026-11-23T02:15:10Z',
    },
  ],
  [
    'Sendmail, lookup may be forged',
    'from s1.test (evil.test [192.0.2.66] (may be forged)) (authenticated bits=0) by s2.test (8.17.1/8.17.1) with ESMTPSA id x (version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 verify=NOT); Mon, 23 Nov 2026 05:15:10 +0300',
    {
      from: 's1.test',
      fromAddress: '192.0.2.66',
      by: 's2.test',
      with: 'ESMTPSA',
      id: 'x',
      date: '2026-11-23T02:15:10Z',
    },
  ],
  [
    'Sendmail, local submission',
    '(from root@localhost)\n\tby s1.test (8.17.1.9/8.17.1.9/Submit) id 6AN2FA4h000066; Mon, 23 Nov 2026 02:15:10 GMT',
    { by: 's1.test', id: '6AN2FA4h000066', date: '2026-11-23T02:15:10Z' },
  ],
  [
    'Postfix',
    'from s1.test (s1.test [10.77.0.11])\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n\t key-exchange X25519 server-signature RSA-PSS (2048 bits))\n\t(No client certificate requested)\n\tby s2.test (Postfix) with ESMTPS id 937702AE2BE\n\tfor <user%dest.test%s3.test@s2.test>; Mon, 23 Nov 2026 02:36:06 +0000 (UTC)',
    {
      from: 's1.test',
      fromName: 's1.test',
      fromNameChecked: true,
      fromAddress: '10.77.0.11',
      by: 's2.test',
      with: 'ESMTPS',
      id: '937702AE2BE',
      for: 'user%dest.test%s3.test@s2.test',
      date: '2026-11-23T02:36:06Z',
    },
  ],
  [
    'Postfix, client without a name, IPv6',
    'from [IPv6:fd77::100] (unknown [IPv6:fd77::100]) by s1.test (Postfix) with ESMTPA id A1; 23 Nov 26 02:36 EST',
    {
      from: '[IPv6:fd77::100]',
      fromAddress: 'fd77::100',
      by: 's1.test',
      with: 'ESMTPA',
      id: 'A1',
      date: '2026-11-23T07:36:00Z',
    },
  ],
  [
    'Postfix, local submission',
    'by s1.test (Postfix, from userid 1000)\n\tid 7D1F12AE2BE; Mon, 23 Nov 2026 02:36:06 +0000 (UTC)',
    { by: 's1.test', id: '7D1F12AE2BE', date: '2026-11-23T02:36:06Z' },
  ],
  [
    'Exim: the name in front is the looked-up one',
    'from s2.test ([10.77.0.12]) by s3.test with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.96)\n\t(envelope-from <mx-pct3@client.test>)\n\tid 1xVJuY-00004k-2I\n\tfor user%dest.test@s3.test;\n\tMon, 23 Nov 2026 02:36:06 +0000',
    {
      from: 's2.test',
      fromName: 's2.test',
      fromNameChecked: true,
      fromAddress: '10.77.0.12',
      by: 's3.test',
      with: 'esmtps',
      id: '1xVJuY-00004k-2I',
      for: 'user%dest.test@s3.test',
      date: '2026-11-23T02:36:06Z',
    },
  ],
  [
    'Exim, HELO differs from the looked-up name',
    'from mail.evil.test ([192.0.2.66]:4711 helo=s2.test) by s3.test with esmtp (Exim 4.96) id 1xVJuY-00004k-2I; Mon, 23 Nov 2026 02:36:06 +0000',
    {
      from: 's2.test',
      fromName: 'mail.evil.test',
      fromNameChecked: true,
      fromAddress: '192.0.2.66',
      by: 's3.test',
      with: 'esmtp',
      id: '1xVJuY-00004k-2I',
      date: '2026-11-23T02:36:06Z',
    },
  ],
  [
    'Exim, no looked-up name',
    'from [192.0.2.66] (helo=s2.test) by s3.test with esmtp (Exim 4.96) id 1; Mon, 23 Nov 2026 02:36:06 +0000',
    {
      from: 's2.test',
      fromAddress: '192.0.2.66',
      by: 's3.test',
      with: 'esmtp',
      id: '1',
      date: '2026-11-23T02:36:06Z',
    },
  ],
  [
    'OpenSMTPD',
    'from s3.test (s3.test [10.77.0.13])\n\tby dest.test (OpenSMTPD) with ESMTP id 76914bf1\n\tfor <user@dest.test>;\n\tMon, 23 Nov 2026 02:36:07 +0000 (UTC)',
    {
      from: 's3.test',
      fromName: 's3.test',
      fromAddress: '10.77.0.13',
      by: 'dest.test',
      with: 'ESMTP',
      id: '76914bf1',
      for: 'user@dest.test',
      date: '2026-11-23T02:36:07Z',
    },
  ],
  [
    'OpenSMTPD, enqueued on the machine',
    'from localhost (s1.test [local])\n\tby s1.test (OpenSMTPD) with ESMTPA id 1;\n\tMon, 23 Nov 2026 02:36:07 +0000 (UTC)',
    {
      from: 'localhost',
      fromHere: true,
      by: 's1.test',
      with: 'ESMTPA',
      id: '1',
      date: '2026-11-23T02:36:07Z',
    },
  ],
  [
    'Dovecot LMTP',
    'from dest.test ([127.0.0.1])\n\tby mail.dest.test with LMTP\n\tid 8JHXKm1kYmoVBAAAkOqsbg\n\t(envelope-from <me@client.test>)\n\tfor <user@dest.test>; Mon, 23 Nov 2026 02:36:08 +0000',
    {
      from: 'dest.test',
      fromAddress: '127.0.0.1',
      by: 'mail.dest.test',
      with: 'LMTP',
      id: '8JHXKm1kYmoVBAAAkOqsbg',
      for: 'user@dest.test',
      date: '2026-11-23T02:36:08Z',
    },
  ],
  [
    'demo relay',
    'from client.test (client.test [127.0.0.1])\r\n\tby s1.test (Waypost demo) with ESMTP id 1\r\n\tfor <@s1.test,@s2.test:user@dest.test>; Mon, 23 Nov 2026 02:36:08 +0000',
    {
      from: 'client.test',
      fromName: 'client.test',
      fromAddress: '127.0.0.1',
      by: 's1.test',
      with: 'ESMTP',
      id: '1',
      for: '@s1.test,@s2.test:user@dest.test',
      date: '2026-11-23T02:36:08Z',
    },
  ],
  [
    'naked address, words in the protocol, no FOR',
    'from A.test (192.0.2.1) by B.test (192.0.2.2) with Microsoft SMTP Server (version=TLS1_2) id 15.20.1; Mon, 23 Nov 2026 02:36:08 +0000',
    {
      from: 'A.test',
      fromAddress: '192.0.2.1',
      by: 'B.test',
      byAddress: '192.0.2.2',
      with: 'Microsoft SMTP Server',
      id: '15.20.1',
      date: '2026-11-23T02:36:08Z',
    },
  ],
  [
    'quoted local-part with all that could mislead',
    'from a by b for <"a;> (by x"@dest.test> id 1; Mon, 23 Nov 2026 02:36:08 -0000',
    { from: 'a', by: 'b', for: '"a;> (by x"@dest.test', id: '1', date: '2026-11-23T02:36:08Z' },
  ],
  [
    'a client that calls itself "by"',
    'from by (x.test [192.0.2.1]) by b; x',
    { from: 'by', fromUnread: true, by: 'b' },
  ],
  [
    'a client that said nothing',
    'from (x.test [192.0.2.1]) by b',
    { fromName: 'x.test', fromAddress: '192.0.2.1', by: 'b' },
  ],
  [
    'of two by-clauses the first',
    'from a by b by c; Mon, 23 Nov 2026 02:36:08 +0000',
    { from: 'a', fromUnread: true, by: 'b', date: '2026-11-23T02:36:08Z' },
  ],
  [
    'the last semicolon',
    'from a by b; id 7; Mon, 23 Nov 2026 02:36:08 +0000',
    { from: 'a', by: 'b', id: '7', date: '2026-11-23T02:36:08Z' },
  ],
  [
    'nested comment with quoted pair',
    'from a (x (\\) y) [192.0.2.1]) by b',
    { from: 'a', fromName: 'x', fromAddress: '192.0.2.1', by: 'b' },
  ],
  [
    'an unclosed comment runs to the end',
    'from a (x by b; Mon, 23 Nov 2026 02:36:08 +0000',
    { from: 'a', fromUnread: true },
  ],
  ['no such address', 'from a (x [10.77.0.999]) by b', { from: 'a', fromUnread: true, by: 'b' }],
  ['no such day', 'by b; Tue, 31 Nov 2026 02:36:08 +0000', { by: 'b' }],
  ['garbage', ')))(((;;;"', {}],
  ['nothing', '', {}],
];

describe('parseReceived', () => {
  test.each(lines)('%s', (_, line, fields) => {
    expect(parseReceived(line)).toEqual({ ...fields, raw: line });
  });

  test('never throws, and keeps the text', () => {
    const piece = fc.constantFrom(
      'from ',
      'by ',
      'for ',
      'id ',
      '(',
      ')',
      '<',
      '>',
      '"',
      '\\',
      ';',
      '[',
      ']',
      '[192.0.2.1]',
      'helo=',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join('')),
    );
    fc.assert(fc.property(text, (line) => parseReceived(line).raw === line));
  });

  test.each(['(', '<', '"', '[', '(\\', '<"', '(a)', ';', 'by ', 'from (', '\\', '[1', '1.', ':', 'helo='])(
    'a megabyte of %j comes to an end',
    (piece) => {
      const line = `from ${piece.repeat(1_000_000 / piece.length)}`;
      expect(parseReceived(line).raw).toBe(line);
    },
  );
});
