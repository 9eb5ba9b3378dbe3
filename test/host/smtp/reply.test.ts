import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReplyReader } from '../../../src/host/smtp/reply.ts';
import { extensionsOf } from '../../../src/host/smtp/session.ts';

function read(...chunks: (string | Buffer)[]) {
  const reader = new ReplyReader();
  for (const chunk of chunks) reader.push(Buffer.from(chunk as string));
  return { got: reader.next(), reader };
}

const replies: [
  name: string,
  octets: string | Buffer,
  code: number,
  enhanced: string | undefined,
  lines: string[],
][] = [
  ['one line', '250 ok\r\n', 250, undefined, ['ok']],
  ['no text', '250\r\n', 250, undefined, ['']],
  ['no text but its space', '354 \r\n', 354, undefined, ['']],
  ['several lines', '250-a\r\n250-b\r\n250 c\r\n', 250, undefined, ['a', 'b', 'c']],
  ['LF alone', '220 hello\n', 220, undefined, ['hello']],
  ['enhanced code', '550 5.1.1 no such user\r\n', 550, '5.1.1', ['5.1.1 no such user']],
  ['enhanced code of the last line', '550-5.7.1 a\r\n550 5.7.1 b\r\n', 550, '5.7.1', ['5.7.1 a', '5.7.1 b']],
  ['enhanced code of another class', '250 5.1.1 odd\r\n', 250, undefined, ['5.1.1 odd']],
  ['a number that is none', '550 5.1.1.1 x\r\n', 550, undefined, ['5.1.1.1 x']],
  ['UTF-8', '250 привет\r\n', 250, undefined, ['привет']],
  ['Latin-1', Buffer.from('250 caf\xe9\r\n', 'latin1'), 250, undefined, ['café']],
  ['escape sequences made visible', '250 \x1b[2J\x07\r\n', 250, undefined, ['␛[2J␇']],
  ['turned writing direction', '250 a\u202eb\r\n', 250, undefined, ['a\ufffdb']],
];

describe('a reply', () => {
  test.each(replies)('%s', (_, octets, code, enhanced, lines) => {
    expect(read(octets).got).toMatchObject({ ok: true, reply: { code, lines } });
    const { got } = read(octets);
    expect(got?.ok && got.reply.enhanced).toBe(enhanced);
  });

  test.each(replies)('%s, one octet at a time', (_, octets, code, __, lines) => {
    const each = [...Buffer.from(octets as string)].map((octet) => Buffer.from([octet]));
    expect(read(...each).got).toMatchObject({ ok: true, reply: { code, lines } });
  });

  test.each([
    ['four digits', '2500 ok\r\n', 'malformed-reply'],
    ['no digits', 'SSH-2.0-OpenSSH\r\n', 'malformed-reply'],
    ['a code of no class', '150 ok\r\n', 'malformed-reply'],
    ['differing codes', '250-a\r\n550 b\r\n', 'malformed-reply'],
    ['an empty line', '\r\n', 'malformed-reply'],
    ['a line of 1 MiB', `250 ${'x'.repeat(1024 * 1024)}\r\n`, 'reply-too-large'],
    ['lines without end', '250-x\r\n'.repeat(20_000), 'reply-too-large'],
  ])('refused: %s', (_, octets, fault) => {
    expect(read(octets).got).toMatchObject({ ok: false, fault });
  });

  test('several in one chunk stay apart', () => {
    const { got, reader } = read('250 a\r\n550 b\r\n35');
    expect(got).toMatchObject({ reply: { code: 250 } });
    expect(reader.next()).toMatchObject({ reply: { code: 550 } });
    expect(reader.next()).toBeUndefined();
    expect(reader.pending).toBe(true);
  });

  test('any octets in any pieces: the same answer, and never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (octets, size) => {
        const pieces = Array.from({ length: Math.ceil(octets.length / size) }, (_, index) =>
          Buffer.from(octets.subarray(index * size, (index + 1) * size)),
        );
        expect(read(...pieces).got).toEqual(read(Buffer.from(octets)).got);
      }),
    );
  });

  test('EHLO lines', () => {
    const { got } = read(
      '250-s1.test Hello client\r\n250-size 1000\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n',
    );
    expect(got?.ok && [...extensionsOf(got.reply)]).toEqual([
      ['SIZE', '1000'],
      ['PIPELINING', ''],
      ['AUTH', 'PLAIN LOGIN'],
    ]);
  });
});
