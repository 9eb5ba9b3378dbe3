/** BDAT, RFC 3030: what is written when, and what becomes of each recipient. */
import { describe, expect, test } from 'vitest';
import type { TranscriptLine } from '../../../src/core/bridge/protocol.ts';
import { attempt } from '../../../src/host/delivery/attempt.ts';
import { openSession } from '../../../src/host/smtp/session.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { transact } from '../../../src/host/smtp/transaction.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { type FakeServer, fakeServer, type Peer, type Script } from '../fake-server.ts';

const message = Buffer.from('From: a@client.test\r\nSubject: x\r\n\r\n.hello\r\n.\r\nno line end');
const chunking = { extensions: ['PIPELINING', 'CHUNKING', '8BITMIME', 'DSN'] };
const slow = { extensions: ['CHUNKING'] };
const long = Buffer.concat([message, Buffer.alloc(64 * 1024, 'x'.repeat(76).concat('\r\n'))]);

interface Given {
  readonly paths?: readonly string[];
  readonly octets?: Buffer;
  readonly release?: () => boolean;
}

async function send(script: Script, { paths = ['user@dest.test'], octets = message, release }: Given = {}) {
  await using server = await fakeServer(script);
  const lines: TranscriptLine[] = [];
  let released = 0;
  const outcomes = await attempt(
    [{ name: 's1.test', address: '127.0.0.1', port: server.port }],
    { from: 'a@client.test', paths },
    octets,
    {
      ehlo: 'client.test',
      timeouts: standardTimeouts,
      transcript: transcriptTo((line) => lines.push(line), 'en'),
      signal: AbortSignal.timeout(20_000),
      release: () => {
        released++;
        return release?.() ?? true;
      },
    },
  );
  return { outcomes, lines, released, server };
}

/** Each RCPT by the words in its path; the rest politely. */
const by =
  (says: Readonly<Record<string, string | ((peer: Peer) => void)>>): NonNullable<Script['on']> =>
  (line) =>
    Object.entries(says).find(([part]) => line.includes(part))?.[1] ?? 'polite';
const fin = (peer: Peer) => peer.end();

describe('on the wire', () => {
  test('MAIL, RCPT, BDAT and the message are one write, octet for octet', async () => {
    const { outcomes, server, released } = await send(chunking, { paths: ['a@b.test', 'c@d.test'] });
    expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(server.chunks[1]).toBe(
      `MAIL FROM:<a@client.test>\r\nRCPT TO:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nBDAT ${message.length} LAST\r\n${message}`,
    );
    // No dot is doubled and no line end added: the count says where the message ends.
    expect(server.messages).toEqual([message.toString('latin1')]);
    expect(released).toBe(1);
  });

  test('a conversation has as few turns as there can be: EHLO, and all the rest', async () => {
    const { server } = await send(chunking);
    expect(server.chunks.map((chunk) => chunk.slice(0, 4))).toEqual(['EHLO', 'MAIL', 'QUIT']);
    const data = await send({ extensions: ['PIPELINING'] });
    expect(data.server.chunks.map((chunk) => chunk.slice(0, 4))).toEqual(['EHLO', 'MAIL', 'From', 'QUIT']);
  });

  test('the next message on the open connection is one more turn', async () => {
    await using server = await fakeServer(chunking);
    const transcript = transcriptTo(() => {}, 'en');
    const signal = AbortSignal.timeout(20_000);
    const opened = await openSession(
      { name: 's1.test', address: '127.0.0.1', port: server.port },
      { ehlo: 'client.test', timeouts: standardTimeouts, transcript, signal },
    );
    if (!opened.ok) throw new Error('no session');
    const options = { transcript, release: () => true, dataTimeout: 1000 };
    for (const path of ['a@b.test', 'c@d.test']) {
      const results = await transact(
        opened.session,
        { from: 'a@client.test', paths: [path] },
        message,
        options,
      );
      expect(results).toMatchObject([{ path, state: 'sent' }]);
    }
    opened.session.connection.quit();
    expect(server.chunks.map((chunk) => chunk.slice(0, 4))).toEqual(['EHLO', 'MAIL', 'MAIL']);
  });

  test.each<[string, Script, Given]>([
    ['a long one waits until somebody is accepted', chunking, { octets: long }],
    ['one by one where the server does not pipeline', slow, {}],
  ])('%s', async (_, script, given) => {
    const { outcomes, server, released } = await send(script, given);
    expect(outcomes[0]?.state).toBe('sent');
    expect(server.chunks[1]).not.toContain('BDAT');
    expect(server.messages).toEqual([(given.octets ?? message).toString('latin1')]);
    expect(released).toBe(1);
  });

  test.each<[string, Script, Given]>([
    ['a long one', chunking, { octets: long }],
    ['without pipelining', slow, {}],
  ])('nothing is sent where nobody was accepted: %s', async (_, script, given) => {
    const { outcomes, server, released } = await send({ ...script, on: by({ RCPT: '550 5.1.1 no' }) }, given);
    expect(outcomes).toMatchObject([{ state: 'failed', reason: 'no-such-user', step: 'RCPT' }]);
    expect([server.messages, released]).toEqual([[], 0]);
  });

  test('a release that cannot be recorded sends nothing at all', async () => {
    const { outcomes, server } = await send(chunking, { release: () => false });
    expect(outcomes).toMatchObject([{ state: 'deferred', reason: 'stopped' }]);
    expect(server.commands).toEqual(['EHLO client.test']);
  });

  test.each(['a@b.test>\r\nRCPT TO:<evil@x.test', 'a\0@b.test'])('nothing is sent for %j', async (evil) => {
    const { outcomes, server, released } = await send(chunking, { paths: [evil] });
    expect(outcomes).toMatchObject([{ state: 'failed', reason: 'unsafe-command' }]);
    expect([server.commands, released]).toEqual([['EHLO client.test'], 0]);
  });
});

describe('what becomes of each recipient', () => {
  const three = ['yes@b.test', 'no@b.test', 'grey@b.test'];
  const two = { '<no@': '550 5.1.1 no', '<grey@': '450 greylisted' };

  test.each<[string, Script, Given, readonly string[]]>([
    ['each its own result', { on: by(two) }, { paths: three }, ['sent', 'failed', 'deferred']],
    [
      'each its own result, a long one',
      { on: by(two) },
      { paths: three, octets: long },
      ['sent', 'failed', 'deferred'],
    ],
    [
      'MAIL refused, whatever BDAT is answered',
      { on: by({ MAIL: '550 no' }) },
      { paths: three },
      ['failed', 'failed', 'failed'],
    ],
    [
      'MAIL refused for now',
      { on: by({ MAIL: '451 no' }) },
      { paths: three },
      ['deferred', 'deferred', 'deferred'],
    ],
    [
      'MAIL refused and hung up',
      {
        on: by({
          MAIL: (peer) => {
            peer.write('550 no\r\n');
            peer.end();
          },
        }),
      },
      {},
      ['failed'],
    ],
    ['nobody accepted, and BDAT says 250', { on: by({ RCPT: '550 no' }) }, {}, ['failed']],
    [
      '550 to BDAT',
      { onMessage: () => '550 5.7.1 spam' },
      { paths: ['a@b.test', 'c@d.test'] },
      ['failed', 'failed'],
    ],
    ['451 to BDAT', { onMessage: () => '451 4.3.0 later' }, {}, ['deferred']],
    ['closed before BDAT is answered', { onMessage: () => fin }, {}, ['maybe-sent']],
    ['the same, a long one', { onMessage: () => fin }, { octets: long }, ['maybe-sent']],
    [
      'a refused recipient is never maybe sent',
      { on: by(two), onMessage: () => fin },
      { paths: three },
      ['maybe-sent', 'failed', 'deferred'],
    ],
    ['closed at MAIL: all of it may have been read', { on: by({ MAIL: fin }) }, {}, ['maybe-sent']],
    ['closed at RCPT: all of it may have been read', { on: by({ RCPT: fin }) }, {}, ['maybe-sent']],
    ['closed at RCPT, a long one: nothing left', { on: by({ RCPT: fin }) }, { octets: long }, ['deferred']],
    ['nonsense to BDAT', { onMessage: () => '2500 hm' }, {}, ['maybe-sent']],
    ['354 to BDAT', { onMessage: () => '354 hm' }, {}, ['maybe-sent']],
    [
      'replies too many: which one was it',
      { onMessage: () => '250 ok\r\n250 ok\r\n250 ok' },
      {},
      ['maybe-sent'],
    ],
    [
      'replies too many, a long one: nothing else was asked',
      { onMessage: () => '250 ok\r\n250 ok\r\n250 ok' },
      { octets: long },
      ['sent'],
    ],
  ])('%s', async (_, script, given, states) => {
    const { outcomes } = await send({ ...chunking, ...script }, given);
    expect(outcomes.map(({ state }) => state)).toEqual(states);
  });

  test('a server that does not know BDAT reads the message as commands: away, and once more by DATA', async () => {
    const on = (line: string, server: FakeServer) =>
      line.startsWith('BDAT') ? '500 5.5.1 what?' : server.messages.length > 0 ? '500 5.5.1 what?' : 'polite';
    const { outcomes, server, lines } = await send({ ...chunking, on });
    expect(outcomes).toMatchObject([{ state: 'sent' }]);
    expect(server.commands.filter((line) => line.startsWith('EHLO') || line === 'DATA')).toEqual([
      'EHLO client.test',
      'EHLO client.test',
      'DATA',
    ]);
    expect(lines.map(({ mark }) => mark)).toContain('***');
  });
});

describe('RFC 3461 ORCPT, where DSN is offered', () => {
  test.each([
    ['user@dest.test', ''],
    ['@s1.test,@s2.test:user@dest.test', ' ORCPT=rfc822;user@dest.test'],
    ['@s1.test:a+b=c@dest.test', ' ORCPT=rfc822;a+2Bb+3Dc@dest.test'],
    ['@s1.test:"a b"@dest.test', ' ORCPT=rfc822;"a+20b"@dest.test'],
    ['user%dest.test@s1.test', ''],
    ['dest.test!user@s1.test', ''],
  ])('%s', async (path, parameter) => {
    const { server } = await send(chunking, { paths: [path] });
    expect(server.commands).toContain(`RCPT TO:<${path}>${parameter}`);
    const without = await send({ extensions: ['PIPELINING'] }, { paths: [path] });
    expect(without.server.commands).toContain(`RCPT TO:<${path}>`);
  });

  test('beyond ASCII', async () => {
    const { server } = await send(
      { extensions: ['DSN', 'SMTPUTF8', '8BITMIME'] },
      { paths: ['@s1.test:дед=1@dest.test'] },
    );
    expect(server.commands.map((line) => Buffer.from(line, 'latin1').toString())).toContain(
      'RCPT TO:<@s1.test:дед=1@dest.test> ORCPT=utf-8;дед\\x{3D}1@dest.test',
    );
  });
});
