/** What leaves us, octet for octet: each notation and quoting of a path, and each end of a line, by DATA and by BDAT. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Itinerary, Notation } from '../../../src/core/route/itinerary.ts';
import { render } from '../../../src/core/route/render.ts';
import { mailData } from '../../../src/host/smtp/data.ts';
import { attemptAt } from '../attempt-at.ts';

const smtputf8 = ['SMTPUTF8', '8BITMIME'];
const byData = ['PIPELINING', ...smtputf8];
const byChunk = [...byData, 'CHUNKING'];
const header = 'From: a@client.test\r\n\r\n';

/** Everything that a server reads from us, as it came. */
async function octetsFor(path: string, message: string, extensions: readonly string[]): Promise<Buffer> {
  const { server, outcomes } = await attemptAt(
    { extensions },
    { paths: [path], octets: Buffer.from(message) },
  );
  expect(outcomes).toMatchObject([{ path, state: 'sent' }]);
  return Buffer.from(server.chunks.join(''), 'latin1');
}

const utf8 = (path: string) => (/[^\x00-\x7f]/.test(path) ? ' SMTPUTF8' : '');
const expectedByData = (path: string, wire: string) =>
  `EHLO client.test\r\nMAIL FROM:<a@client.test>${utf8(path)}\r\nRCPT TO:<${path}>\r\nDATA\r\n${wire}.\r\nQUIT\r\n`;
const expectedByChunk = (path: string, message: string) =>
  `EHLO client.test\r\nMAIL FROM:<a@client.test>${utf8(path)}\r\nRCPT TO:<${path}>\r\nBDAT ${Buffer.byteLength(message)} LAST\r\n${message}QUIT\r\n`;

async function isExact(path: string): Promise<void> {
  const message = `${header}x\r\n`;
  expect(await octetsFor(path, message, byData)).toEqual(Buffer.from(expectedByData(path, message)));
  expect(await octetsFor(path, message, byChunk)).toEqual(Buffer.from(expectedByChunk(path, message)));
}

const notations: readonly Notation[] = ['source-route', 'percent', 'bang'];
const localParts = [
  'user',
  "o'brien+tag=1",
  'a.b',
  'a b',
  'a"b',
  'a\\b',
  'a@b',
  '.a',
  'a..b',
  'x!y',
  'x%y',
  'дед',
  'u'.repeat(64),
];
const ways: readonly Pick<Itinerary, 'hops' | 'domain'>[] = [
  { hops: [], domain: 'dest.test' },
  { hops: ['s1.test'], domain: 'dest.test' },
  { hops: ['s1.test', 's2.test', 's3.test'], domain: 'dest.test' },
  { hops: ['xn--bcher-kva.test'], domain: 'xn--e1afmkfd.test' },
  { hops: ['s1.test'], domain: '[192.0.2.1]' },
  { hops: ['s1.test'], domain: '[IPv6:2001:db8::1]' },
];

describe.each(notations)('as the confirmation shows it, %s', (notation) => {
  const paths = new Set(
    ways.flatMap((way) =>
      localParts.flatMap((localPart) => {
        const rendered = render({ ...way, localPart }, notation);
        return rendered.ok ? [rendered.value] : [];
      }),
    ),
  );
  test('there is enough of it', () => expect(paths.size).toBeGreaterThanOrEqual(20));
  test.each([...paths])('<%s>', isExact);
});

describe('as a person may have written it', () => {
  test.each([
    '@s1.test,@s2.test:user@dest.test',
    '@S1.Test:User@Dest.TEST',
    'user%dest.test@s1.test',
    'user%dest.test%s2.test@s1.test',
    's2.test!dest.test!user@s1.test',
    's1.test!dest.test!user',
    '"@s1.test,@s2.test:user"@dest.test',
    '"user%dest.test"@s1.test',
    '"a\\"b\\\\c d"@dest.test',
    '""@dest.test',
    '@s1.test:"a,b:c@d"@dest.test',
    'user@[192.0.2.1]',
    '@[192.0.2.1]:user@[IPv6:2001:db8::1]',
    'user@xn--bcher-kva.test',
    'дед@xn--bcher-kva.test',
    `@${'h'.repeat(63)}.test,@${'i'.repeat(63)}.test:user@${'d'.repeat(63)}.test`,
    'Postmaster',
  ])('<%s>', isExact);
});

describe('the message', () => {
  test.each([
    ['.\r\n', '..\r\n'],
    ['.', '..\r\n'],
    ['..\r\n.\r\n...', '...\r\n..\r\n....\r\n'],
    ['no line end', 'no line end\r\n'],
    ['\r\n\r\n', '\r\n\r\n'],
    ['', ''],
    ['a.\r\n.b\r\n', 'a.\r\n..b\r\n'],
    ['MAIL FROM:<x@y>\r\n.\r\nMAIL FROM:<evil@x>\r\n', 'MAIL FROM:<x@y>\r\n..\r\nMAIL FROM:<evil@x>\r\n'],
    ['QUIT\r\n', 'QUIT\r\n'],
  ])('%j', async (body, stuffed) => {
    const path = '@s1.test:user@dest.test';
    expect(await octetsFor(path, header + body, byData)).toEqual(
      Buffer.from(expectedByData(path, header + stuffed)),
    );
    expect(await octetsFor(path, header + body, byChunk)).toEqual(
      Buffer.from(expectedByChunk(path, header + body)),
    );
  });

  /** RFC 5321 §4.5.2, the receiver's half, line by line. */
  function received(wire: string): string {
    const lines: string[] = [];
    for (const line of wire.split('\r\n')) {
      if (line === '.') return lines.map((each) => `${each}\r\n`).join('');
      lines.push(line.startsWith('.') ? line.slice(1) : line);
    }
    return 'no end';
  }

  test('whatever its lines, a receiver gets them back, and no end but the end', () => {
    const line = fc.constantFrom('', '.', '..', '.a', 'a', 'a.', ' .', 'QUIT');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), (lines, ended) => {
        const message = lines.join('\r\n') + (ended && lines.length > 0 ? '\r\n' : '');
        const wire = mailData(Buffer.from(message)).toString();
        const whole = message === '' || message.endsWith('\r\n') ? message : `${message}\r\n`;
        expect(received(wire)).toBe(whole);
        expect(wire.indexOf('\r\n.\r\n')).toBe(wire === '.\r\n' ? -1 : wire.length - 5);
      }),
      { numRuns: 2000 },
    );
  });
});
