/** Whatever a client says, in the line of each kind of server: of all addresses only the one is read from which it came. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReceived } from '../../../src/core/trace/received.ts';

/** `said`: in HELO, or to ident; `ptr`: the record of its address; `path`: in MAIL FROM. As they came: without line ends. */
type Write = (said: string, ptr: string, path: string) => string;

const servers: readonly (readonly [name: string, write: Write])[] = [
  [
    'Haraka',
    (said, ptr, path) =>
      `from ${said.replaceAll(' ', '')} (${ptr} [203.0.113.66])\tby dest.test (Haraka/3.3.4) with ESMTP id 1\tenvelope-from <${path}@evil.test>`,
  ],
  ['Google', (said, ptr) => `from ${said} (${ptr} [203.0.113.66]) by mx.google.com with ESMTPS id 1`],
  [
    'Stalwart',
    (said, ptr) =>
      `from ${said} (${ptr} [203.0.113.66] (AS1 X)) (using TLSv1_3 with cipher X) by dest.test (Stalwart SMTP) with ESMTPS id 1`,
  ],
  ['hMailServer', (said) => `from ${said} ([203.0.113.66]) by dest.test with ESMTP`],
  [
    'James',
    (said, ptr) =>
      `from ${ptr} (EHLO ${said}) ([203.0.113.66]) by dest.test (JAMES SMTP Server ) with ESMTP ID 1`,
  ],
  ['IronPort', (said, ptr) => `from ${ptr} (HELO ${said}) ([203.0.113.66]) by dest.test with ESMTP/TLS/X`],
  [
    'qmail-ldap',
    (said, _, path) =>
      `from unknown (HELO x) (${said}@[203.0.113.66]) (envelope-sender <${path}>) by dest.test (qmail-ldap-1.03) with SMTP`,
  ],
  [
    'Exim',
    (said, _, path) =>
      `from [203.0.113.66] (port=4711 helo=x ident=${said}) by dest.test with esmtp (Exim 4.96) (envelope-from <${path}>) id 1`,
  ],
  [
    'Exim under another name',
    (said, _, path) =>
      `from [203.0.113.66] (port=4711 helo=${said}) by dest.test with esmtp (envelope-from <${path}>) id 1`,
  ],
  [
    'CommuniGate',
    (said) => `from [203.0.113.66] (HELO ${said}) by dest.test (CommuniGate Pro SMTP 6.2) with ESMTPS id 1`,
  ],
  [
    'chasquid',
    (said, _, path) =>
      `from [203.0.113.66] (${said}) by dest.test (chasquid) with ESMTPS id 1 (envelope from "${path}")`,
  ],
  [
    'Courier',
    (said, ptr) => `from ${said.replaceAll(/\s/g, '_')} (${ptr} [203.0.113.66]) by dest.test with esmtp`,
  ],
  ['MDaemon', (said) => `from ${said} [203.0.113.66] by dest.test with SMTP (MDaemon.PRO.v5.0.6.R)`],
  [
    'Exchange',
    (said) => `from ${said} (203.0.113.66) by dest.test (10.0.0.5) with Microsoft SMTP Server id 15`,
  ],
  ['Yahoo', (said) => `from 203.0.113.66 (EHLO ${said}) by 10.197.40.73 with SMTPs`],
  [
    'Postfix, a certificate',
    (said, _, path) =>
      `from x (unknown [203.0.113.66]) (using TLSv1.3) (Client CN "${said}", Issuer "${path}" (not verified)) by dest.test (Postfix) with ESMTPS id 1`,
  ],
];

const pieces = [
  ...[
    'x',
    's1.test',
    '[192.0.2.11]',
    '192.0.2.11',
    's1.test[192.0.2.11]',
    '[local]',
    '[unix socket]',
    'unknown',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    '\\',
    ';',
    ',',
    '@',
    ' ',
    '\t',
    'by',
    'from',
    'via',
    'with',
    'id',
    'for',
  ],
  ...['by dest.test', 'with LMTP', '(Postfix)', '(Exim 4.96)', '8.17.1/8.17.1', 'may be forged'],
  ...['HELO', 'EHLO ', 'helo=', 'a=', 'account'],
];
const text = (between: string, maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength }).map((some) => some.join(between));

describe('whatever a client says', () => {
  test.each(servers)('%s', (_, write) => {
    const said = fc.oneof(text('', 6), text(' ', 6), text('\t', 6));
    const ptr = fc.oneof(text('', 4), text(' ', 4), fc.constant('evil.test'));
    fc.assert(
      fc.property(said, ptr, text('', 4), (...given) => {
        const read = parseReceived(`${write(...given)}; Mon, 23 Nov 2026 02:15:10 +0000`);
        // Whose line it is can't be told, nor then what stands below.
        if (read.by === undefined) return;
        expect([undefined, '203.0.113.66']).toContain(read.fromAddress);
        expect(read.fromNameChecked).toBeUndefined();
        expect(read.fromHere).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });
});
