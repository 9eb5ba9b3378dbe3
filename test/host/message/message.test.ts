import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/core/bridge/protocol.ts';
import { composeMessage } from '../../../src/host/message/compose.ts';
import { prepareFile } from '../../../src/host/message/file.ts';

const date = new Date('2026-11-23T10:00:00Z');
const stamp = { date, unique: 'u-1' };

describe('a draft becomes a message', () => {
  const identity = { address: 'me@client.test', name: 'Анна', ehlo: 'client.test' };
  const base: Draft = {
    id: '00000000-0000-4000-8000-000000000001',
    identity: 'me@client.test',
    recipients: [{ field: 'to', path: '@s1.test:user@dest.test', name: 'User, A.' }],
    subject: 'Hello',
    text: 'one\n.two\n',
    thisHosts: [],
  };
  const compose = async (draft: Partial<Draft>, mailboxes = ['user@dest.test']) => {
    const whole = { draft: { ...base, ...draft }, mailboxes, contents: [], identity };
    const { octets } = await composeMessage(whole, stamp);
    const text = octets.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    return {
      octets,
      text,
      header: text
        .slice(0, end)
        .replace(/\r\n[ \t]/g, ' ')
        .split('\r\n'),
      body: text.slice(end + 4),
    };
  };

  test('the header names the mailbox, not the route', async () => {
    const { header, body } = await compose({});
    expect(header).toEqual(
      expect.arrayContaining([
        'From: =?UTF-8?B?0JDQvdC90LA=?= <me@client.test>',
        'To: "User, A." <user@dest.test>',
        'Subject: Hello',
        'Date: Mon, 23 Nov 2026 10:00:00 +0000',
        'Message-ID: <u-1@client.test>',
        'MIME-Version: 1.0',
      ]),
    );
    expect(body).toBe('one\r\n.two\r\n');
    expect(header.join()).not.toMatch(/s1\.test|X-Mailer|User-Agent|nodemailer/i);
  });

  test('Bcc stands nowhere', async () => {
    const recipients: Draft['recipients'] = [
      { field: 'cc', path: 'c@dest.test' },
      { field: 'bcc', path: 'secret@dest.test' },
    ];
    const { text, header } = await compose({ recipients }, ['c@dest.test', 'secret@dest.test']);
    expect(text).not.toContain('secret');
    expect(header).toContain('Cc: c@dest.test');
    const only = await compose({ recipients: [{ field: 'bcc', path: 'secret@dest.test' }] }, [
      'secret@dest.test',
    ]);
    expect(only.header).toContain('To: undisclosed-recipients:;');
  });

  test('a quoted local part is kept', async () => {
    const { header } = await compose({ recipients: [{ field: 'to', path: '"a b"@dest.test' }] }, [
      '"a b"@dest.test',
    ]);
    expect(header).toContain('To: "a b"@dest.test');
  });

  test('references', async () => {
    const { header } = await compose({ inReplyTo: '<1@x.test>', references: '<0@x.test> <1@x.test>' });
    expect(header).toEqual(
      expect.arrayContaining(['In-Reply-To: <1@x.test>', 'References: <0@x.test> <1@x.test>']),
    );
  });

  test('an answer whose parent is all that is known refers to it', async () => {
    const { header } = await compose({ inReplyTo: '<1@x.test>' });
    expect(header).toContain('References: <1@x.test>');
  });

  test.each([
    ['a word of any length', 'x'.repeat(1990), /^Subject: =\?UTF-8\?B\?/],
    ['what looks like an encoded word', '=?UTF-8?B?QQ==?= x', /^Subject: =\?UTF-8\?B\?PT9V/],
    ['many words', 'word '.repeat(390), /^Subject: word word/],
    ['spaces', '  a   b  ', /^Subject: a {3}b$/],
    ['control characters', 'a\x1b\x0bb', /^Subject: a b$/],
  ])('subject: %s', async (_, subject, expected) => {
    const { text, header } = await compose({ subject });
    expect(header.find((line) => line.startsWith('Subject'))).toMatch(expected);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  // RFC 2047 §2.
  test('no line with an encoded word passes 76 columns, and every word can be read', async () => {
    const read = (field = '') =>
      field.replaceAll(/\?= =\?UTF-8\?B\?/g, ' ').replace(/=\?UTF-8\?B\?(.*)\?=/, (_, words: string) =>
        words
          .split(' ')
          .map((word) => Buffer.from(word, 'base64').toString())
          .join(''),
      );
    for (let length = 0; length < 60; length++) {
      const words = `${'a'.repeat(length)}${'Ж'.repeat(length + 1)}`;
      const path = `${'u'.repeat((length % 40) + 1)}@department.example.test`;
      const recipients: Draft['recipients'] = [
        { field: 'to', path, name: words },
        { field: 'to', path, name: words },
      ];
      const { text, header } = await compose({ subject: words, recipients }, [path, path]);
      const lines = text.split('\r\n');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(line.includes('=?') ? 76 : 78);
      expect(header.map(read)).toContain(`Subject: ${words}`);
      expect(header.find((line) => line.startsWith('To: '))?.match(/<[^>]*>/g)).toEqual([
        `<${path}>`,
        `<${path}>`,
      ]);
    }
  });
  test('a name in ASCII parts from an address that does not fit beside it', async () => {
    const path = `${'u'.repeat(40)}@department.example.test`;
    const recipients: Draft['recipients'] = [{ field: 'to', path, name: 'Konstantin Konstantinopolsky' }];
    const { text } = await compose({ recipients }, [path]);
    expect(text).toContain(`\r\nTo: Konstantin Konstantinopolsky\r\n <${path}>\r\n`);
  });
  test('no subject, no field', async () => {
    expect((await compose({ subject: ' ' })).header.join()).not.toContain('Subject');
  });

  test.each([
    ['привет', undefined],
    [`<${'a'.repeat(900)}@x.test>`, undefined],
    [' ', undefined],
    ['1@x.test', '<1@x.test>'],
    ['<1@x.test><2@x.test> \u2028Bcc: evil', '<1@x.test> <2@x.test>'],
  ])('references from %j', async (references, expected) => {
    const { header, octets } = await compose({ references, inReplyTo: references });
    for (const field of ['References', 'In-Reply-To'])
      expect(header.find((line) => line.startsWith(field))).toBe(expected && `${field}: ${expected}`);
    expect(octets.every((octet) => octet < 0x80)).toBe(true);
  });

  test.each([
    [' ', 'To: user@dest.test'],
    ['=?utf-8?q?boss?=', 'To: =?UTF-8?B?PT91dGYtOD9xP2Jvc3M/PQ==?= <user@dest.test>'],
    ['a"\\, <evil@x.test>', 'To: "a\\"\\\\, <evil@x.test>" <user@dest.test>'],
    ['a\u0085b', 'To: =?UTF-8?B?YcKFYg==?= <user@dest.test>'],
  ])('the name %j', async (name, expected) => {
    const { header } = await compose({ recipients: [{ field: 'to', path: 'user@dest.test', name }] });
    expect(header).toContain(expected);
  });

  test.each([
    ['plain', 'a\nb', '7bit'],
    ['bare CR', 'a\rb\r\nc', '7bit'],
    ['a long line', 'x'.repeat(5000), 'quoted-printable'],
    ['some letters', `${'plain text '.repeat(5)}é`, 'quoted-printable'],
    ['many letters', 'Привет, мир', 'base64'],
    ['control characters', 'a\0b\x1b', 'quoted-printable'],
    ['nothing', '', undefined],
  ])('%s: 7-bit, CRLF only, short lines', async (_, text, encoding) => {
    const { octets, header } = await compose({ text, subject: 'Ж'.repeat(600) });
    if (encoding) expect(header).toContain(`Content-Transfer-Encoding: ${encoding}`);
    expect(octets.every((octet) => octet < 0x80)).toBe(true);
    expect(octets.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
    expect(
      Math.max(
        ...octets
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(78);
    expect(octets.toString('latin1').endsWith('\r\n')).toBe(true);
  });
});

describe('a file', () => {
  const prepare = (text: string | Buffer) => prepareFile(Buffer.from(text as string), stamp);
  const octets = (text: string | Buffer) => {
    const prepared = prepare(text);
    return prepared.ok ? prepared.octets.toString('latin1') : prepared;
  };
  const added = 'Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <u-1@b.test>\r\n';

  test.each([
    ['LF', 'From: a@b.test\n\nx\n', `From: a@b.test\r\n${added}\r\nx\r\n`],
    ['CRLF', 'From: a@b.test\r\n\r\nx\r\n', `From: a@b.test\r\n${added}\r\nx\r\n`],
    ['no final line end', 'From: a@b.test\n\nx', `From: a@b.test\r\n${added}\r\nx\r\n`],
    ['header only', 'From: a@b.test\n', `From: a@b.test\r\n${added}\r\n`],
    ['empty lines at the end stay', 'From: a@b.test\n\nx\n\n', `From: a@b.test\r\n${added}\r\nx\r\n\r\n`],
    [
      'Bcc goes, folded too',
      'From: a@b.test\nBCC: x@y.test,\n z@y.test\nTo: c@d.test\n\n',
      `From: a@b.test\r\nTo: c@d.test\r\n${added}\r\n`,
    ],
    [
      'what is there stays',
      'Date: d\nFrom: a@b.test\nMessage-Id: <m>\n\n',
      'Date: d\r\nFrom: a@b.test\r\nMessage-Id: <m>\r\n\r\n',
    ],
    [
      'an empty Date or Message-ID is a missing one',
      'Date:\nFrom: a@b.test\nMessage-ID: \n\n',
      `From: a@b.test\r\n${added}\r\n`,
    ],
    [
      'octets stay octets',
      Buffer.from('From: a@b.test\nDate: d\nMessage-ID: <m>\n\n\xe9\xff', 'latin1'),
      'From: a@b.test\r\nDate: d\r\nMessage-ID: <m>\r\n\r\n\xe9\xff\r\n',
    ],
  ])('%s', (_, before, after) => {
    expect(octets(before)).toBe(after);
  });

  test.each([
    ['no From', 'To: a@b.test\n\nx', 'no-from', 1],
    ['bare CR', 'From: a@b.test\n\nx\ry\n', 'bare-cr', 3],
    ['NUL', 'From: a@b.test\n\nx\0y\n', 'nul', 3],
    ['a line of 999', `From: a@b.test\n\n${'x'.repeat(999)}\n`, 'long-line', 3],
    ['no header', 'hello\n\nworld', 'no-header', 1],
    ['mbox line', 'From a@b.test Mon\nFrom: a@b.test\n\n', 'no-header', 1],
    ['nothing', '', 'no-from', 1],
  ])('refused: %s', (_, text, fault, line) => {
    expect(prepare(text)).toEqual({ ok: false, fault, line });
  });
});
