/** The demo's servers with their DNS, over real sockets. */
import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../src/demo/world.ts';
import { dial } from './smtp.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.stop();
  await expect(stat(world.directory)).rejects.toMatchObject({ code: 'ENOENT' });
});

const port = (name: string): number => world.ports[name] ?? 0;

/** One message to s1; gives all replies. */
async function send(paths: readonly string[], text: string, server = 's1.test'): Promise<readonly string[]> {
  const smtp = await dial(port(server));
  const replies = await smtp.say('EHLO client.test\r\nMAIL FROM:<me@client.test>\r\n', 2);
  const taken = await smtp.say(paths.map((path) => `RCPT TO:<${path}>\r\n`).join(''), paths.length);
  const data = await smtp.say('DATA\r\n');
  const end = data[0]?.startsWith('354') ? await smtp.say(`${text}\r\n.\r\n`) : [];
  smtp.close();
  return [...replies.slice(1), ...taken, ...data, ...end];
}

describe('a routed message reaches its mailbox by every hop', () => {
  test.each([
    [
      'source route',
      '@s1.test,@s2.test,@s3.test:user@dest.test',
      '@s2.test,@s3.test:user@dest.test',
      '@s3.test:user@dest.test',
    ],
    [
      'percent',
      'user%dest.test%s3.test%s2.test@s1.test',
      'user%dest.test%s3.test@s2.test',
      'user%dest.test@s3.test',
    ],
    [
      'bang',
      's2.test!s3.test!dest.test!user@s1.test',
      's3.test!dest.test!user@s2.test',
      'dest.test!user@s3.test',
    ],
  ])('%s', async (mark, first, second, third) => {
    const before = world.heard.length;
    const replies = await send([first], `Subject: ${mark}\r\n\r\n..a dot\r\nend`);
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '354', '250']);
    const { octets } = await world.inbox.waitFor(`Subject: ${mark}`, AbortSignal.timeout(10_000));

    expect(world.heard.slice(before).map(({ station, path }) => [station, path])).toEqual([
      ['s1.test', first],
      ['s2.test', second],
      ['s3.test', third],
      ['dest.test', 'user@dest.test'],
    ]);
    const text = octets.toString('latin1');
    expect(
      text.startsWith(
        'Return-Path: <me@client.test>\r\nReceived: from s3.test (s3.test [127.0.0.1])\r\n\tby dest.test ',
      ),
    ).toBe(true);
    const received = [
      ...text.matchAll(/^Received: from (\S+) .*\r\n\tby (\S+) .*\r\n\tfor <(.*)>; .*\+0000\r$/gm),
    ];
    expect(received.map(([, from, by, path]) => [from, by, path])).toEqual([
      ['s3.test', 'dest.test', 'user@dest.test'],
      ['s2.test', 's3.test', third],
      ['s1.test', 's2.test', second],
      ['client.test', 's1.test', first],
    ]);
    expect(text.endsWith(`Subject: ${mark}\r\n\r\n.a dot\r\nend\r\n`)).toBe(true);
  });
});

test('several recipients: one transaction for each next hop, and no FOR', async () => {
  const text = 'Subject: for two\r\n\r\ntext';
  await send(['@s1.test:user@dest.test', '@s1.test,@s2.test:user@dest.test'], text);
  await world.inbox.waitFor('Subject: for two', AbortSignal.timeout(10_000));
  await world.settled();
  const copies = (await world.inbox.list()).filter(({ octets }) => octets.includes('Subject: for two'));
  expect(copies).toHaveLength(2);
  for (const { octets } of copies) expect(octets.toString()).not.toMatch(/by s1\.test[^;]*for </);
});

test('what cannot go on is reported to the sender', async () => {
  await send(
    ['@s1.test,@s2.test:nobody@dest.test', '@s1.test,@nowhere.test:user@dest.test'],
    'Subject: lost\r\n\r\ntext',
  );
  await world.settled();
  const reports = (await world.reports.list()).map(({ octets }) => octets.toString());
  expect(
    reports.filter((text) => text.startsWith('Return-Path: <>\r\n') && text.includes('Subject: lost')),
  ).toHaveLength(2);
  expect(reports.join('')).toContain(
    'Diagnostic-Code: smtp; 550 5.1.1 <nobody@dest.test> no such mailbox here',
  );
  expect(reports.join('')).toContain(
    "Diagnostic-Code: smtp; 550 5.1.2 nowhere.test is not in the demo's DNS",
  );
});

describe('strictness', () => {
  test('the greeting and its extensions', async () => {
    const smtp = await dial(port('s1.test'));
    expect(smtp.banner).toBe('220 s1.test ESMTP Waypost demo');
    expect(await smtp.say('EHLO client.test\r\n')).toEqual([
      '250-s1.test greets client.test\n250-PIPELINING\n250-8BITMIME\n250-SIZE 10485760\n250-ENHANCEDSTATUSCODES\n250 HELP',
    ]);
    smtp.close();
  });

  test.each([
    ['MAIL FROM:<a@client.test>\r\n', '503'],
    ['EHLO\r\n', '501'],
    ['EHLO under_score.test\r\n', '501'],
    ['EHLO [127.0.0.1]\r\nMAIL FROM:<>\r\n', '250 250'],
    ['EHLO c.test\r\nMAIL FROM:<a@client.test>\r\nMAIL FROM:<a@client.test>\r\n', '250 250 503'],
    ['EHLO c.test\r\nMAIL FROM:<@s1.test:a@client.test>\r\n', '250 250'],
    ['EHLO c.test\r\nMAIL FROM:a@client.test\r\n', '250 501'],
    ['EHLO c.test\r\nMAIL FROM: <a@client.test>\r\n', '250 501'],
    ['EHLO c.test\r\nMAIL FROM:<a b@client.test>\r\n', '250 501'],
    ['EHLO c.test\r\nMAIL FROM:<a@client.test> SIZE=99999999 BODY=7BIT\r\n', '250 552'],
    ['EHLO c.test\r\nMAIL FROM:<a@client.test> SMTPUTF8\r\n', '250 555'],
    ['EHLO c.test\r\nRCPT TO:<user@dest.test>\r\n', '250 503'],
    ['EHLO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<@s1.test,@s2.test: user@dest.test>\r\n', '250 250 501'],
    ['EHLO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<@s1.test:user@dest.test> NOTIFY=NEVER\r\n', '250 250 555'],
    ['EHLO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<@s1.test:"a>b"@dest.test>\r\n', '250 250 250'],
    ['EHLO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<user@dest.test>\r\nDATA\r\n', '250 250 550 554'],
    ['EHLO c.test\r\nMAIL FROM:<>\r\nRSET\r\nDATA\r\n', '250 250 250 503'],
    ['HELO c.test\r\nVRFY user\r\nNOOP\r\nHELP\r\nTURN\r\nQUIT\r\n', '250 252 250 214 500 221'],
    ['NOOP\nNOOP\r\n', '500 250'],
    ['NO\rOP\r\n', '500'],
    ['EHLO \u00e9.test\r\n', '500'],
    [`NOOP ${'x'.repeat(600)}\r\nNOOP\r\n`, '500 250'],
  ])('%j', async (octets, codes) => {
    const smtp = await dial(port('s1.test'));
    const replies = await smtp.say(octets, codes.split(' ').length);
    expect(replies.map((reply) => reply.slice(0, 3)).join(' ')).toBe(codes);
    smtp.close();
  });

  test.each([
    ['a bare LF', 'a\nb', '554 5.6.0'],
    ['a bare CR', 'a\rb', '554 5.6.0'],
    ['a smuggled end of data', 'a\n.\r\nMAIL FROM:<evil@client.test>', '554 5.6.0'],
    ['a long line', 'x'.repeat(999), '554 5.6.0'],
    ['8-bit text without BODY', '\u00e9', '554 5.6.1'],
    ['a loop', `${'Received: by s1.test; now\r\n'.repeat(51)}\r\n`, '554 5.4.6'],
  ])('%s is refused after the data', async (_, text, code) => {
    const replies = await send(['@s1.test:user@dest.test'], text);
    expect(replies.at(-1)?.slice(0, 9)).toBe(code);
  });
});
