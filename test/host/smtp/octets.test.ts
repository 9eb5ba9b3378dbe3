import { describe, expect, test } from 'vitest';
import { commandOctets } from '../../../src/host/smtp/command.ts';
import { mailData } from '../../../src/host/smtp/data.ts';

describe('dot-stuffing', () => {
  test.each([
    ['', ''],
    ['a\r\n', 'a\r\n'],
    ['a', 'a\r\n'],
    ['.', '..\r\n'],
    ['.\r\n', '..\r\n'],
    ['..\r\n', '...\r\n'],
    ['a\r\n.\r\n', 'a\r\n..\r\n'],
    ['a\r\n.\r\n.\r\n.b\r\n', 'a\r\n..\r\n..\r\n..b\r\n'],
    ['a.\r\nb.c\r\n', 'a.\r\nb.c\r\n'],
    ['\r\n\r\n.', '\r\n\r\n..\r\n'],
    ['a\r\n', 'a\r\n'],
  ])('%j becomes %j', (before, after) => {
    expect(mailData(Buffer.from(before)).toString()).toBe(`${after}.\r\n`);
  });
});

describe('a command', () => {
  test.each(['RCPT TO:<a\r\n@b>', 'EHLO a\nb', 'EHLO a\rb', 'EHLO a\0b', 'QUIT\r\nMAIL FROM:<>'])(
    '%j is refused',
    (text) => {
      expect(commandOctets(['MAIL FROM:<>', text, 'DATA'])).toEqual({ unsafe: 1 });
    },
  );
  test('everything else goes out as it is, in UTF-8', () => {
    expect(commandOctets(['MAIL FROM:<>', 'RCPT TO:<дед@dest.test>'])).toEqual({
      octets: Buffer.from('MAIL FROM:<>\r\nRCPT TO:<дед@dest.test>\r\n'),
    });
  });
});
