/** `waypost send` as a program of its own, and every octet that a server gets from it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { notations } from '../../../src/core/route/itinerary.ts';
import { render } from '../../../src/core/route/render.ts';
import { routedRows } from '../../core/address/routed.ts';
import { fakeServer } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { program } from '../native-client.ts';

/** All that came by the one connection, and how the program ended. */
async function wire(extensions: readonly string[], to: readonly string[], message: string) {
  await using server = await fakeServer({ extensions });
  using home = temporaryHome();
  const child = spawn(
    process.execPath,
    [
      ...[program, 'send', '--from', 'a@client.test', '--ehlo', 'client.test', '--file', '-'],
      ...['--server', `127.0.0.1:${server.port}`, ...to.flatMap((path) => ['--to', `<${path}>`])],
    ],
    { env: { ...process.env, WAYPOST_HOME: home.path, LANG: 'C' }, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  child.stdin.end(Buffer.from(message));
  const [code] = await once(child, 'close');
  return { code, complaint, octets: Buffer.from(server.chunks.join(''), 'latin1').toString() };
}

const byNotation = (hops: readonly string[], localPart: string, domain: string): string[] =>
  notations.flatMap((notation) => {
    const written = render({ hops, localPart, domain }, notation);
    return written.ok ? [written.value] : [];
  });

const ways = [[], ['s1.test'], ['s1.test', 's2.test', 's3.test'], ['[192.0.2.1]', 's2.test']];
const localParts = ['user', 'a b', 'a"b\\c', '.a.', '', 'a@b', 'a,b:c>d', 'a%b', 'a!b', "!#$&'*+-/=?^_`{|}~"];
const rendered = ways.flatMap((hops) =>
  localParts.flatMap((localPart) => [
    ...byNotation(hops, localPart, 'dest.test'),
    ...(localPart === 'user' ? byNotation(hops, localPart, '[IPv6:2001:db8::1]') : []),
  ]),
);
/** Every address of the table that an envelope may hold, and every notation that Waypost writes. */
const inTable = routedRows
  .filter(({ validIn }) => validIn === 'envelope')
  .map(({ address }) => address.replace(/^<|>$/g, ''));
const paths = [...new Set([...inTable, ...rendered])];
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const header =
  'From: a@client.test\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <x@client.test>\r\n';
const transports: Readonly<Record<string, readonly string[]>> = {
  'DATA, one command after the other': [],
  'DATA, in a batch': ['PIPELINING'],
  'BDAT, one command after the other': ['CHUNKING'],
  'BDAT, all in one write': ['PIPELINING', 'CHUNKING'],
};

/** What the server has to get, from the first octet to the last; `message` in CRLF, complete. */
function expected(
  offered: readonly string[],
  mail: string,
  rcpt: readonly string[],
  message: string,
): string {
  const chunking = offered.includes('CHUNKING');
  return [
    'EHLO client.test',
    `MAIL FROM:<a@client.test>${mail}`,
    ...rcpt.map((path) => `RCPT TO:<${path}>`),
    chunking ? `BDAT ${Buffer.byteLength(message)} LAST` : 'DATA',
    // RFC 5321 §4.5.2
    `${chunking ? message : `${message.replace(/^\./gm, '..')}.\r\n`}QUIT\r\n`,
  ].join('\r\n');
}

describe.each(Object.entries(transports))('%s', (_, offered) => {
  test('every path stands in RCPT TO as it was given', async () => {
    const ascii = paths.filter(isAscii);
    expect(ascii.length).toBeGreaterThan(50);
    const message = `${header}\r\nHello.\r\n`;
    const { code, complaint, octets } = await wire(offered, ascii, message);
    expect(complaint).toBe('');
    expect(octets).toBe(expected(offered, '', ascii, message));
    expect(code).toBe(0);
  });

  test('and those with a local part beyond ASCII, in UTF-8', async () => {
    const beyond = ['дед@dest.test', '@s1.test,@s2.test:"дед и я"@dest.test', 'дед%dest.test@s1.test'];
    const message = `${header}\r\nHello.\r\n`;
    const { code, octets } = await wire([...offered, 'SMTPUTF8', '8BITMIME'], beyond, message);
    expect(octets).toBe(expected(offered, ' SMTPUTF8', beyond, message));
    expect(code).toBe(0);
  });
});

const batched = Object.entries(transports).filter(([, offered]) => offered.includes('PIPELINING'));
describe.each(batched)('%s', (_, offered) => {
  test.each([
    ['lines that begin with dots', '.a\n..\n.\n...b\n', '.a\r\n..\r\n.\r\n...b\r\n'],
    ['no line end behind the last', 'a\n.', 'a\r\n.\r\n'],
    ['nothing', '', ''],
    ['a lone line end', '\n', '\r\n'],
    ['CRLF and LF mixed', 'a\r\nb\n\r\n.c', 'a\r\nb\r\n\r\n.c\r\n'],
    ['what looks like the end and a command', '.\nMAIL FROM:<x@y.test>\n', '.\r\nMAIL FROM:<x@y.test>\r\n'],
    ['octets beyond ASCII', 'Привет\n', 'Привет\r\n'],
  ])('a body of %s', async (_name, body, sent) => {
    const eightBit = !isAscii(body);
    const extensions = [...offered, ...(eightBit ? ['8BITMIME'] : [])];
    const { code, octets } = await wire(extensions, ['@s1.test:user@dest.test'], `${header}\r\n${body}`);
    expect(octets).toBe(
      expected(
        offered,
        eightBit ? ' BODY=8BITMIME' : '',
        ['@s1.test:user@dest.test'],
        `${header}\r\n${sent}`,
      ),
    );
    expect(code).toBe(0);
  });
});

test('where DSN is offered, the final mailbox stands in ORCPT', async () => {
  const original = {
    '@s1.test:user@dest.test': 'rfc822;user@dest.test',
    '@s1.test,@s2.test:"a b"@dest.test': 'rfc822;"a+20b"@dest.test',
    '@s1.test:a+b=c@dest.test': 'rfc822;a+2Bb+3Dc@dest.test',
  };
  const { octets } = await wire(['DSN'], Object.keys(original), `${header}\r\nHello.\r\n`);
  expect(octets.match(/^RCPT.*(?=\r)/gm)).toEqual(
    Object.entries(original).map(([path, orcpt]) => `RCPT TO:<${path}> ORCPT=${orcpt}`),
  );
});
