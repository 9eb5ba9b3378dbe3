import { describe, expect, test } from 'vitest';
import type { Outcome, TranscriptLine } from '../../../src/core/bridge/protocol.ts';
import { attempt } from '../../../src/host/delivery/attempt.ts';
import type { Endpoint } from '../../../src/host/smtp/dial.ts';
import { standardTimeouts, type Timeouts } from '../../../src/host/smtp/timeouts.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { selfSigned } from '../certificate.ts';
import { type FakeServer, fakeServer, type Script } from '../fake-server.ts';

const path = '@s1.test,@s2.test:user@dest.test';
const message = Buffer.from('From: a@client.test\r\nSubject: x\r\n\r\n.hello\r\n');
const pipelining = { extensions: ['PIPELINING', '8BITMIME', 'SIZE 100000'] };

interface Tried {
  readonly outcomes: Outcome[];
  readonly lines: TranscriptLine[];
  readonly released: number;
  readonly server: FakeServer;
}

async function tryAt(
  script: Script,
  options: {
    paths?: string[];
    octets?: Buffer;
    from?: string;
    timeouts?: Partial<Timeouts>;
    release?: () => boolean;
    before?: Endpoint[];
    signal?: AbortSignal;
  } = {},
): Promise<Tried> {
  await using server = await fakeServer(script);
  const lines: TranscriptLine[] = [];
  let released = 0;
  const outcomes = await attempt(
    [...(options.before ?? []), { name: 's1.test', address: '127.0.0.1', port: server.port }],
    { from: options.from ?? 'a@client.test', paths: options.paths ?? [path] },
    options.octets ?? message,
    {
      ehlo: 'client.test',
      timeouts: { ...standardTimeouts, ...options.timeouts },
      transcript: transcriptTo((line) => lines.push(line), 'en'),
      signal: options.signal ?? AbortSignal.timeout(20_000),
      release: () => {
        released++;
        return options.release?.() ?? true;
      },
    },
  );
  return { outcomes, lines, released, server };
}

const one = async (...args: Parameters<typeof tryAt>) => {
  const tried = await tryAt(...args);
  return { ...tried, outcome: tried.outcomes[0] };
};
/** `on` for one verb. */
const at = (verb: string, say: ReturnType<NonNullable<Script['on']>>): Pick<Script, 'on'> => ({
  on: (line) => (line.startsWith(verb) ? say : 'polite'),
});

describe('on the wire', () => {
  test.each([
    ['one by one', {}],
    ['pipelined', pipelining],
  ])('the routed path octet for octet, %s', async (_, script) => {
    const { outcome, server, released } = await one(script);
    expect(outcome).toMatchObject({
      path,
      state: 'sent',
      step: 'end of data',
      reply: '250 2.0.0 queued as FAKE1',
    });
    expect(server.commands).toContain(`RCPT TO:<${path}>`);
    expect(server.messages).toEqual(['From: a@client.test\r\nSubject: x\r\n\r\n..hello\r\n']);
    expect(released).toBe(1);
  });

  test('MAIL, RCPT and DATA are one write when the server pipelines', async () => {
    const { server } = await one(pipelining, { paths: ['a@b.test', 'c@d.test'] });
    expect(server.chunks[1]).toBe(
      `MAIL FROM:<a@client.test> SIZE=${message.length}\r\nRCPT TO:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n`,
    );
  });

  test('a large message arrives whole', async () => {
    const octets = Buffer.concat([
      Buffer.from('From: a@b.test\r\n\r\n'),
      Buffer.from(`${'.x'.repeat(400)}\r\n`.repeat(3000)),
    ]);
    const { outcome, server } = await one({}, { octets });
    expect(outcome?.state).toBe('sent');
    expect(server.messages[0]?.length).toBe(octets.length + 3000);
  });

  test('replies that come octet by octet', async () => {
    const drip = (text: string) => (peer: { write(text: string): void }) => {
      [...`${text}\r\n`].forEach((octet, index) => {
        setTimeout(() => peer.write(octet), index * 2);
      });
    };
    const { outcome } = await one({
      greeting: drip('220 slow'),
      ...at('MAIL', drip('250-2.1.0 a\r\n250 2.1.0 b')),
    });
    expect(outcome?.state).toBe('sent');
  });

  test.each([
    [
      'EHLO 502, then HELO',
      '502 what?',
      ['EHLO client.test', 'HELO client.test', 'MAIL FROM:<a@client.test>'],
      'sent',
    ],
    ['EHLO 550 is a refusal', '550 no', ['EHLO client.test', 'QUIT'], 'failed'],
  ])('%s', async (_, reply, commands, state) => {
    const { outcome, server } = await one(at('EHLO', reply));
    expect(server.commands.slice(0, commands.length)).toEqual(commands);
    expect(outcome?.state).toBe(state);
  });

  test.each([
    [
      'SMTPUTF8 is asked for when a path needs it',
      ['SMTPUTF8', '8BITMIME'],
      'дед@dest.test',
      'MAIL FROM:<a@client.test> SMTPUTF8',
      'sent',
    ],
    ['and not otherwise', ['SMTPUTF8', '8BITMIME'], 'user@dest.test', 'MAIL FROM:<a@client.test>', 'sent'],
    ['without it nothing is tried', ['8BITMIME'], 'дед@dest.test', 'QUIT', 'failed'],
  ])('%s', async (_, extensions, to, command, state) => {
    const { outcome, server } = await one({ extensions }, { paths: [to] });
    expect(server.commands[1]).toBe(command);
    expect(outcome?.state).toBe(state);
  });

  test('8-bit octets want 8BITMIME', async () => {
    const octets = Buffer.from('From: a@b.test\r\n\r\nпривет\r\n');
    expect((await one({ extensions: ['8BITMIME'] }, { octets })).server.commands[1]).toBe(
      'MAIL FROM:<a@client.test> BODY=8BITMIME',
    );
    expect((await one({}, { octets })).outcome).toMatchObject({
      state: 'failed',
      reason: 'eight-bit-not-offered',
    });
  });

  test('a message over the declared size stays here', async () => {
    const { outcome, server } = await one({ extensions: ['SIZE 10'] });
    expect(outcome).toMatchObject({ state: 'failed', reason: 'too-large-for-server' });
    expect(server.commands).toEqual(['EHLO client.test', 'QUIT']);
  });

  test.each(['a@b.test>\r\nRCPT TO:<evil@x.test', 'a@b.test\n', 'a\0@b.test'])(
    'nothing is sent for %j',
    async (evil) => {
      for (const script of [{}, pipelining]) {
        const { outcome, server, released, lines } = await one(script, { paths: [evil] });
        expect(lines.at(-1)).toMatchObject({ mark: '***', text: expect.stringContaining('CR, LF or NUL') });
        expect(outcome).toMatchObject({ state: 'failed', reason: 'unsafe-command' });
        expect(server.commands.join()).not.toContain('RCPT');
        expect(released).toBe(0);
      }
    },
  );
});

describe('the four results', () => {
  const fate = (state: string, reason?: string, step?: string) => ({
    state,
    ...(reason ? { reason } : {}),
    ...(step ? { step } : {}),
  });
  const fin = (peer: { end(): void }) => peer.end();
  const rst = (peer: { reset(): void }) => peer.reset();

  test.each<[string, Script, object]>([
    ['greeting 554', { greeting: '554 no mail here' }, fate('failed', 'no-mail-service', 'greeting')],
    ['greeting 421', { greeting: '421 busy' }, fate('deferred', 'try-later', 'greeting')],
    ['greeting is no SMTP', { greeting: 'SSH-2.0-x' }, fate('deferred', 'malformed-reply', 'greeting')],
    ['closed before the greeting', { greeting: fin }, fate('deferred', 'connection-lost', 'greeting')],
    [
      'EHLO 421',
      at('EHLO', '421 4.7.0 Try again later, closing connection. (EHLO)'),
      fate('deferred', 'ehlo-name', 'EHLO'),
    ],
    ['MAIL 451', at('MAIL', '451 later'), fate('deferred', 'try-later', 'MAIL')],
    ['MAIL 550 5.7.25', at('MAIL', '550 5.7.25 no PTR'), fate('failed', 'no-ptr', 'MAIL')],
    ['RCPT 550', at('RCPT', '550 5.1.1 User unknown'), fate('failed', 'no-such-user', 'RCPT')],
    [
      'RCPT 552 too many',
      at('RCPT', '552 too many recipients'),
      fate('deferred', 'too-many-recipients', 'RCPT'),
    ],
    ['RCPT 552 mailbox full', at('RCPT', '552 5.2.2 full'), fate('failed', 'mailbox-full', 'RCPT')],
    [
      'RCPT greylisted',
      at('RCPT', '450 4.2.0 Greylisted, see http://x.test'),
      fate('deferred', 'greylisted', 'RCPT'),
    ],
    [
      'relaying denied',
      at('RCPT', '550 5.7.1 <a@b>... Relaying denied'),
      fate('failed', 'relaying-denied', 'RCPT'),
    ],
    ['DATA 554', at('DATA', '554 no'), fate('failed', 'refused', 'DATA')],
    ['DATA 250 is confusion', at('DATA', '250 what'), fate('deferred', 'unexpected-reply', 'DATA')],
    ['FIN at RCPT', at('RCPT', fin), fate('deferred', 'connection-lost', 'RCPT')],
    ['RST at RCPT', at('RCPT', rst), fate('deferred', 'connection-lost', 'RCPT')],
    ['FIN at DATA', at('DATA', fin), fate('deferred', 'connection-lost', 'DATA')],
    [
      '550 after the dot',
      { onMessage: () => '550 5.7.1 spam' },
      fate('failed', 'looks-like-spam', 'end of data'),
    ],
    [
      '451 after the dot',
      { onMessage: () => '451 4.3.0 later' },
      fate('deferred', 'try-later', 'end of data'),
    ],
    [
      'FIN after the dot',
      { onMessage: () => fin },
      fate('maybe-sent', 'no-answer-after-data', 'end of data'),
    ],
    [
      'RST after the dot',
      { onMessage: () => rst },
      fate('maybe-sent', 'no-answer-after-data', 'end of data'),
    ],
    [
      'nonsense after the dot',
      { onMessage: () => '2500 hm' },
      fate('maybe-sent', 'no-answer-after-data', 'end of data'),
    ],
    [
      '354 after the dot',
      { onMessage: () => '354 hm' },
      fate('maybe-sent', 'no-answer-after-data', 'end of data'),
    ],
    [
      'an extra reply at MAIL',
      at('MAIL', '250 ok\r\n250 ok\r\n250 ok\r\n250 ok\r\n250 ok'),
      fate('deferred', 'unexpected-reply'),
    ],
    ['lines that disagree', at('MAIL', '250-ok\r\n550 no'), fate('deferred', 'malformed-reply', 'MAIL')],
    ['1 MiB of reply', at('MAIL', `250 ${'x'.repeat(1 << 20)}`), fate('deferred', 'reply-too-large', 'MAIL')],
  ])('%s', async (_, script, expected) => {
    expect((await one(script)).outcome).toMatchObject(expected);
  });

  test.each<[string, Script, object]>([
    [
      'MAIL refused and hung up: the refusal stands',
      at('MAIL', (peer) => {
        peer.write('550 5.7.1 go away\r\n');
        peer.end();
      }),
      fate('failed', 'against-policy', 'MAIL'),
    ],
    ['RCPT refused', at('RCPT', '550 5.1.1 no'), fate('failed', 'no-such-user', 'RCPT')],
    [
      'FIN after the dot',
      { onMessage: () => fin },
      fate('maybe-sent', 'no-answer-after-data', 'end of data'),
    ],
  ])('pipelined: %s', async (_, script, expected) => {
    expect((await one({ ...pipelining, ...script })).outcome).toMatchObject(expected);
  });

  test.each([{}, pipelining])('the first digit of a reply decides', async (script) => {
    const on: Script['on'] = (line) =>
      line.startsWith('MAIL') ? '299 ok' : line.startsWith('RCPT') ? '252 perhaps' : 'polite';
    const { outcome } = await one({ ...script, on, onMessage: () => '200 ok' });
    expect(outcome).toMatchObject({ state: 'sent', reply: '200 ok' });
  });

  test('pipelined: a connection that closes among the RCPT replies: each keeps what was said of it', async () => {
    const on: Script['on'] = (line) =>
      line.includes('<no@')
        ? '550 5.1.1 no'
        : line.includes('<cut@')
          ? (peer) => {
              peer.write('421 4.3.2 closing\r\n');
              peer.end();
            }
          : line === 'DATA'
            ? undefined
            : 'polite';
    const { outcomes, released } = await tryAt(
      { ...pipelining, on },
      { paths: ['yes@b.test', 'no@b.test', 'cut@b.test', 'late@b.test'] },
    );
    expect(outcomes.map(({ state, reply }) => [state, reply])).toEqual([
      ['deferred', undefined],
      ['failed', '550 5.1.1 no'],
      ['deferred', '421 4.3.2 closing'],
      ['deferred', undefined],
    ]);
    expect(released).toBe(0);
  });

  test('354 with nobody accepted gets an empty message, and the refusal stands', async () => {
    const { outcome, server, released } = await one({ ...pipelining, ...at('RCPT', '550 5.1.1 no') });
    expect(outcome).toMatchObject({ state: 'failed', step: 'RCPT' });
    expect(server.messages).toEqual(['']);
    expect(released).toBe(0);
  });

  test.each([{}, pipelining])('three recipients, one refused, one greylisted', async (script) => {
    const on: Script['on'] = (line) =>
      line.includes('<no@') ? '550 5.1.1 no' : line.includes('<grey@') ? '450 greylisted' : 'polite';
    const { outcomes } = await tryAt(
      { ...script, on },
      { paths: ['yes@b.test', 'no@b.test', 'grey@b.test'] },
    );
    expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'failed', 'deferred']);
  });

  test('a refused recipient is never "maybe sent"', async () => {
    const on: Script['on'] = (line) => (line.includes('<no@') ? '550 5.1.1 no' : 'polite');
    const { outcomes } = await tryAt({ on, onMessage: () => fin }, { paths: ['yes@b.test', 'no@b.test'] });
    expect(outcomes.map(({ state }) => state)).toEqual(['maybe-sent', 'failed']);
  });

  const large = Buffer.concat([
    Buffer.from('From: a@b.test\r\n\r\n'),
    Buffer.alloc(8 << 20, 'line of a message\r\n'),
  ]);

  test('lost in the middle of the message: deferred, and never released', async () => {
    const onBody: Script['onBody'] = (_, peer) => {
      peer.reset();
      return true;
    };
    const { outcome, released } = await one({ onBody }, { octets: large });
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'connection-lost' });
    expect(released).toBe(0);
  });

  test('refused in the middle of the message: its words are kept', async () => {
    let said = false;
    const onBody: Script['onBody'] = (_, peer) => {
      if (!said) peer.write('552 5.3.4 too big\r\n');
      said = true;
      return true;
    };
    const { outcome, released } = await one({ onBody }, { octets: large });
    expect(outcome).toMatchObject({
      state: 'failed',
      reason: 'too-large-for-server',
      reply: '552 5.3.4 too big',
    });
    expect(released).toBe(0);
  });

  test.each<[string, Script, Partial<Timeouts>, object]>([
    ['no greeting', { greeting: undefined }, { greeting: 50 }, fate('deferred', 'timeout', 'greeting')],
    ['no answer to MAIL', at('MAIL', undefined), { command: 50 }, fate('deferred', 'timeout', 'MAIL')],
    ['no 354', at('DATA', undefined), { data: 50 }, fate('deferred', 'timeout', 'DATA')],
    [
      'no answer after the dot',
      { onMessage: () => undefined },
      { end: 50 },
      fate('maybe-sent', 'no-answer-after-data'),
    ],
  ])('timeout: %s', async (_, script, timeouts, expected) => {
    expect((await one(script, { timeouts })).outcome).toMatchObject(expected);
  });

  test('a release that cannot be recorded sends nothing', async () => {
    const { outcome, server } = await one({}, { release: () => false });
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'stopped' });
    expect(server.messages).toEqual([]);
  });

  test('stopped before and after the last octet', async () => {
    const before = new AbortController();
    const early = await one(
      at('MAIL', () => before.abort()),
      { signal: before.signal },
    );
    expect(early.outcome).toMatchObject({ state: 'deferred', reason: 'stopped' });
    const after = new AbortController();
    const late = await one({ onMessage: () => () => after.abort() }, { signal: after.signal });
    expect(late.outcome).toMatchObject({ state: 'maybe-sent' });
  });
});

test('what is shown of a command hides and turns nothing', async () => {
  const { lines, server } = await one({ extensions: ['SMTPUTF8'] }, { paths: ['a\u202eb@dest.test'] });
  expect(lines.map(({ text }) => text)).toContain('RCPT TO:<a\ufffdb@dest.test>');
  expect(Buffer.from(server.commands[2] ?? '', 'latin1').toString()).toBe('RCPT TO:<a\u202eb@dest.test>');
});

test('each reply tells how long it took, on its last line', async () => {
  const late = (peer: { write(text: string): void }) => {
    setTimeout(() => peer.write('250-2.1.0 a\r\n250 2.1.0 b\r\n'), 60);
  };
  for (const extensions of [[], ['PIPELINING'], ['PIPELINING', 'CHUNKING']]) {
    const { lines } = await one({ extensions, ...at('MAIL', late) });
    const replies = lines.filter(({ mark }) => mark === '<-');
    expect(replies.map(({ text, took }) => [text.slice(0, 4), took !== undefined])).toEqual(
      replies.map(({ text }) => [text.slice(0, 4), text[3] !== '-']),
    );
    const mail = replies.find(({ text }) => text === '250 2.1.0 b');
    expect(mail?.took).toBeGreaterThanOrEqual(55);
    expect(lines.filter(({ mark, took }) => mark !== '<-' && took !== undefined)).toEqual([]);
  }
});

test('ended by ourselves is not told as a loss', async () => {
  const { outcome, lines } = await one({ onMessage: () => '354 hm' });
  expect(outcome?.state).toBe('maybe-sent');
  expect(lines.filter(({ mark }) => mark === '***')).toEqual([]);
});

describe('addresses in turn', () => {
  test('the next address is taken after no connection; each keeps its reason', async () => {
    const closed = await fakeServer();
    await closed[Symbol.asyncDispose]();
    const { outcome, lines } = await one(
      {},
      { before: [{ name: 'mx1.test', address: '127.0.0.1', port: closed.port }] },
    );
    expect(outcome).toMatchObject({ state: 'sent', server: expect.stringContaining('s1.test (127.0.0.1:') });
    expect(lines).toContainEqual(
      expect.objectContaining({ mark: '***', text: 'No connection: ECONNREFUSED', server: 'mx1.test' }),
    );
  });

  test('nobody there: deferred', async () => {
    const closed = await fakeServer();
    await closed[Symbol.asyncDispose]();
    const { outcome } = await one(
      { greeting: '554 no' },
      { before: [{ name: 'mx1.test', address: '127.0.0.1', port: closed.port }] },
    );
    expect(outcome).toMatchObject({ state: 'deferred', step: 'greeting', reply: '554 no' });
  });
});

describe('STARTTLS', () => {
  const tls = selfSigned('s1.test');
  const offered = { extensions: ['STARTTLS', 'PIPELINING'], tls };

  test('is used when offered; EHLO is repeated; the certificate is reported', async () => {
    const { outcome, server, lines } = await one(offered);
    expect(outcome?.state).toBe('sent');
    expect(server.commands.slice(0, 4)).toEqual([
      'EHLO client.test',
      'STARTTLS',
      'EHLO client.test',
      'MAIL FROM:<a@client.test>',
    ]);
    const report = lines.find(({ text }) => text.startsWith('TLSv1.3'));
    expect(report?.text).toMatch(
      /certificate of s1\.test from s1\.test, NOT verified for s1\.test: DEPTH_ZERO_SELF_SIGNED_CERT$/,
    );
    expect(lines.filter(({ mark }) => mark === '~>').map(({ text }) => text)).toContain(`RCPT TO:<${path}>`);
  });

  test('octets behind the 220 end the session', async () => {
    const inject = at('STARTTLS', (peer) => peer.write('220 go\r\n250-fake\r\n250 PIPELINING\r\n'));
    const { outcome, server } = await one({ ...offered, ...inject });
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'starttls-injection', step: 'STARTTLS' });
    expect(server.commands).toEqual(['EHLO client.test', 'STARTTLS']);
  });

  test('so does the beginning of a line', async () => {
    const { outcome } = await one({ ...offered, ...at('STARTTLS', (peer) => peer.write('220 go\r\n25')) });
    expect(outcome).toMatchObject({ reason: 'starttls-injection' });
  });

  test('421 is no refusal of TLS but the end: its words are kept, and nothing is sent', async () => {
    const { outcome, server } = await one({ ...offered, ...at('STARTTLS', '421 4.3.2 going down') });
    expect(outcome).toMatchObject({ state: 'deferred', step: 'STARTTLS', reply: '421 4.3.2 going down' });
    expect(server.commands).toEqual(['EHLO client.test', 'STARTTLS', 'QUIT']);
  });

  test('a handshake that fails: a new connection in clear, and it says so', async () => {
    const garbage = at('STARTTLS', (peer) => {
      peer.write('220 go\r\n');
      setTimeout(() => peer.write('this is no TLS at all, sorry\r\n'), 30);
    });
    const { outcome, lines } = await one({ ...offered, ...garbage });
    expect(outcome?.state).toBe('sent');
    expect(lines.map(({ text }) => text)).toContain('Encryption failed; connecting once more, in clear');
  });
});
