/** Who shares a transaction with whom, how many connections that takes, and what happens where a server has enough. */
import { describe, expect, test } from 'vitest';
import { limitsOf, nextTransaction } from '../../../src/host/smtp/limits.ts';
import { attemptAt, hostMemory } from '../attempt-at.ts';
import type { FakeServer, Script } from '../fake-server.ts';

const chunking = ['PIPELINING', 'CHUNKING'];
const many = (count: number, domain = 'b.test') =>
  Array.from({ length: count }, (_, index) => `u${index}@${domain}`);

/** The conversation in letters: E EHLO, M MAIL, R RCPT, D DATA, B BDAT, X RSET, Q QUIT. */
const letters = ({ commands }: FakeServer) =>
  commands.map((line) => (line === 'RSET' ? 'X' : (line[0] ?? ''))).join('');

describe('RFC 9422 LIMITS', () => {
  const none = Number.POSITIVE_INFINITY;
  test.each<[string | undefined, object]>([
    [undefined, { recipients: 100, domains: none, transactions: none }],
    ['', { recipients: 100, domains: none, transactions: none }],
    ['RCPTMAX=20', { recipients: 20, domains: none, transactions: none }],
    ['MAILMAX=5 RCPTMAX=1000 RCPTDOMAINMAX=1', { recipients: 1000, domains: 1, transactions: 5 }],
    ['rcptmax=7', { recipients: 7, domains: none, transactions: none }],
    ['RCPTMAX=0 MAILMAX=-1 RCPTDOMAINMAX=x', { recipients: 100, domains: none, transactions: none }],
    ['RCPTMAX=1234567 OTHER=1', { recipients: 100, domains: none, transactions: none }],
  ])('%j', (parameters, expected) => expect(limitsOf(parameters)).toEqual(expected));

  const limits = limitsOf('RCPTMAX=3 RCPTDOMAINMAX=2');
  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [[], [], []],
    [['a@x'], [], ['a@x']],
    [['a@x', 'b@x', 'c@x', 'd@x'], [], ['a@x', 'b@x', 'c@x']],
    [['a@x', 'b@y', 'c@z', 'd@X'], [], ['a@x', 'b@y', 'd@X']],
    [['a@x', 'b@x', 'c@x'], ['b@x'], ['a@x', 'c@x']],
    [['a@x', 'b@x'], ['a@x'], ['a@x']],
    [['@h,@i:a@x', '@h:b@y', 'c@z'], [], ['@h,@i:a@x', '@h:b@y']],
  ])('%j, apart %j: %j', (waiting, apart, expected) =>
    expect(nextTransaction(waiting, limits, new Set(apart))).toEqual(expected),
  );
});

describe('transactions', () => {
  test.each<[string, Script, object, string]>([
    ['a hundred, and the rest', {}, { paths: many(103) }, `EM${'R'.repeat(100)}DMRRRDQ`],
    ['RCPTMAX', { extensions: ['LIMITS RCPTMAX=2'] }, { paths: many(5) }, 'EMRRDMRRDMRDQ'],
    [
      'RCPTMAX with BDAT',
      { extensions: [...chunking, 'LIMITS RCPTMAX=2'] },
      { paths: many(5) },
      'EMRRBMRRBMRBQ',
    ],
    [
      'RCPTDOMAINMAX',
      { extensions: ['LIMITS RCPTDOMAINMAX=1'] },
      { paths: ['a@x.test', 'b@y.test', 'c@x.test'] },
      'EMRRDMRDQ',
    ],
    [
      'MAILMAX: a new connection',
      { extensions: ['LIMITS MAILMAX=2 RCPTMAX=1'] },
      { paths: many(5) },
      'EMRDMRDQEMRDMRDQEMRDQ',
    ],
    [
      'each blind copy in its own',
      {},
      { paths: ['a@x.test', 'b@x.test', 'c@x.test'], apart: new Set(['b@x.test', 'c@x.test']) },
      'EMRDMRDMRDQ',
    ],
  ])('%s', async (_, script, given, expected) => {
    const { server, outcomes, released } = await attemptAt(script, given);
    expect(outcomes.every(({ state }) => state === 'sent')).toBe(true);
    expect(letters(server)).toBe(expected);
    // Each path is released once, and only with those of its transaction.
    expect(released.flat().sort()).toEqual(outcomes.map(({ path }) => path).sort());
    expect(released.length).toBe(server.messages.length);
  });

  test('outcomes are told as they come, each once', async () => {
    const told: string[][] = [];
    const { outcomes } = await attemptAt(
      { extensions: ['LIMITS RCPTMAX=2'] },
      { paths: many(3), onOutcomes: (some) => void told.push(some.map(({ path }) => path)) },
    );
    expect(told).toEqual([['u0@b.test', 'u1@b.test'], ['u2@b.test']]);
    expect(outcomes.length).toBe(3);
  });

  test.each<[string, Script, string, readonly string[]]>([
    [
      'one that was refused is undone before the next',
      { on: (line) => (line.includes('u0@') ? '550 5.1.1 no' : 'polite') },
      'EMRXMRDMRDQ',
      ['failed', 'sent', 'sent'],
    ],
    [
      'the same with BDAT: its answer to nobody is read over',
      {
        extensions: chunking,
        on: (line) => (line.includes('u0@') ? '550 5.1.1 no' : 'polite'),
      },
      'EMRBXMRBMRBQ',
      ['failed', 'sent', 'sent'],
    ],
    [
      'RSET refused: a new connection',
      { on: (line) => (line.includes('u0@') ? '550 5.1.1 no' : line === 'RSET' ? '502 what?' : 'polite') },
      'EMRXEMRDMRDQ',
      ['failed', 'sent', 'sent'],
    ],
  ])('%s', async (_, script, expected, states) => {
    const paths = many(3);
    const { server, outcomes } = await attemptAt(script, { paths, apart: new Set(paths) });
    expect(letters(server)).toBe(expected);
    expect(outcomes.map(({ state }) => state)).toEqual(states);
  });

  test.each<[string, (server: FakeServer) => ReturnType<NonNullable<Script['on']>>]>([
    ['421', () => '421 4.7.0 enough for one connection'],
    ['FIN', () => (peer) => peer.end()],
    ['RST', () => (peer) => peer.reset()],
  ])(
    'a server that has enough after two messages (%s): a new connection, nobody twice',
    async (_, enough) => {
      const paths = many(5);
      const { server, outcomes } = await attemptAt(
        {
          on: (line, server) =>
            line.startsWith('MAIL') &&
            server.messages.length > 0 &&
            server.messages.length % 2 === 0 &&
            server.commands.at(-2) !== 'EHLO client.test'
              ? enough(server)
              : 'polite',
        },
        { paths, apart: new Set(paths) },
      );
      expect(outcomes.map(({ state }) => state)).toEqual(paths.map(() => 'sent'));
      expect(server.messages.length).toBe(5);
      expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual(
        paths.map((path) => `RCPT TO:<${path}>`),
      );
    },
  );

  test.each(['452 4.5.3 too many', '452 too many', '552 too many recipients'])(
    'RFC 5321 §4.5.3.1.10: "%s" after two: the others in their own transaction',
    async (reply) => {
      let taken = 0;
      const { server, outcomes } = await attemptAt(
        {
          on: (line) => {
            if (line.startsWith('MAIL')) taken = 0;
            return line.startsWith('RCPT') && ++taken > 2 ? reply : 'polite';
          },
        },
        { paths: many(5) },
      );
      expect(outcomes.map(({ state }) => state)).toEqual(many(5).map(() => 'sent'));
      expect(server.messages.length).toBe(3);
    },
  );

  test('but not where nobody was taken, nor for a full mailbox', async () => {
    const { outcomes, server } = await attemptAt(
      { on: (line) => (line.includes('u1@') ? '452 4.2.2 full' : 'polite') },
      { paths: many(2) },
    );
    expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'deferred']);
    expect(server.messages.length).toBe(1);
    const none = await attemptAt({ on: (line) => (line.startsWith('RCPT') ? '452 4.5.3 x' : 'polite') });
    expect(none.outcomes).toMatchObject([{ state: 'deferred' }]);
  });
});

describe('all or none', () => {
  const together = async (accepted: boolean) => accepted;
  const refusing = (reply: string): Script => ({ on: (line) => (line.includes('u1@') ? reply : 'polite') });

  test.each([[[]], [['PIPELINING']], [chunking]])(
    'everybody accepted: it goes, after the replies (%j)',
    async (extensions) => {
      const { outcomes, server } = await attemptAt({ extensions }, { paths: many(3), together });
      expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
      const write = server.chunks.find((chunk) => chunk.includes('RCPT TO:<u2@')) ?? '';
      expect(write).not.toMatch(/DATA|BDAT/);
    },
  );

  test.each([
    ['550 5.1.1 no', ['failed', 'failed', 'failed']],
    ['450 4.2.1 later', ['deferred', 'deferred', 'deferred']],
  ])('one refused with %s: nobody gets it, and nothing of it leaves', async (reply, states) => {
    for (const extensions of [[], ['PIPELINING'], chunking]) {
      const { outcomes, server, released } = await attemptAt(
        { extensions, ...refusing(reply) },
        { paths: many(3), together },
      );
      expect(outcomes.map(({ state }) => state)).toEqual(states);
      expect(outcomes.map(({ reason }) => reason === 'not-all-accepted')).toEqual([true, false, true]);
      expect([server.messages, released]).toEqual([[], []]);
      expect(server.commands.join()).not.toMatch(/DATA|BDAT/);
    }
  });

  test('a server that takes them in turns only', async () => {
    const { outcomes, server } = await attemptAt(
      { extensions: ['LIMITS RCPTMAX=2'] },
      { paths: many(3), together },
    );
    expect(outcomes.map(({ reason }) => reason)).toEqual(many(3).map(() => 'not-all-accepted'));
    expect(server.commands).toEqual(['EHLO client.test', 'QUIT']);
  });
});

describe('what earlier attempts learned', () => {
  test('CHUNKING that does not work is remembered, and DATA used at once the next time', async () => {
    const hosts = hostMemory();
    const broken: Script = {
      extensions: chunking,
      on: (line) => (/^(EHLO|MAIL|RCPT|DATA|QUIT)/.test(line) ? 'polite' : '500 5.5.1 what?'),
    };
    const first = await attemptAt(broken, { hosts });
    expect(first.outcomes).toMatchObject([{ state: 'sent' }]);
    expect(hosts.noted).toEqual(['s1.test breaks-chunking']);
    const second = await attemptAt(broken, { hosts });
    expect(second.outcomes).toMatchObject([{ state: 'sent' }]);
    expect(letters(second.server)).toBe('EMRDQ');
  });

  test.each([
    ['501 5.5.4 syntax', 'sent', 1],
    ['503 5.5.1 order', 'sent', 1],
    ['554 5.6.0 no', 'sent', 1],
  ])('a server that answers BDAT with %s and reads the body as commands', async (reply, state, noted) => {
    const hosts = hostMemory();
    const { outcomes, server } = await attemptAt(
      {
        extensions: chunking,
        on: (line) =>
          line.startsWith('BDAT')
            ? reply
            : /^(EHLO|MAIL|RCPT|DATA|RSET|QUIT)/.test(line)
              ? 'polite'
              : '500 5.5.1 what?',
      },
      { hosts },
    );
    expect(outcomes).toMatchObject([{ state }]);
    expect(server.messages.length).toBe(1);
    expect(hosts.noted.length).toBe(noted);
  });

  test('a reply too many after BDAT: plain DATA from now on', async () => {
    const hosts = hostMemory();
    const { outcomes } = await attemptAt(
      { extensions: chunking, onMessage: () => '250 ok\r\n250 ok\r\n250 ok' },
      { hosts },
    );
    expect(outcomes).toMatchObject([{ state: 'maybe-sent' }]);
    expect(hosts.noted).toEqual(['s1.test breaks-chunking']);
  });

  test('another port is another server', async () => {
    const asked = new Set<string>();
    const hosts = { knows: (server: string) => !asked.add(server), note: () => {} };
    const first = await attemptAt({}, { hosts });
    const second = await attemptAt({}, { hosts });
    expect([...asked]).toEqual([`s1.test:${first.server.port}`, `s1.test:${second.server.port}`]);
  });

  test.each<[string, Script]>([
    ['no STARTTLS', { extensions: [] }],
    ['HELO only', { on: (line) => (line.startsWith('EHLO') ? '500 what?' : 'polite') }],
    [
      'STARTTLS refused',
      { extensions: ['STARTTLS'], on: (line) => (line === 'STARTTLS' ? '454 not now' : 'polite') },
    ],
  ])('a server that was seen to encrypt, now: %s', async (_, script) => {
    const hosts = hostMemory(['s1.test', 'encrypts']);
    const { outcomes, server, text } = await attemptAt(script, { hosts });
    expect(outcomes).toMatchObject([{ state: 'deferred', reason: 'tls-gone', step: 'STARTTLS' }]);
    expect(server.commands.join()).not.toContain('MAIL');
    expect(text).toContain('encrypted before');
    // A person who knows that may go on.
    const clear = await attemptAt(script, { hosts, endpoint: { tls: { kind: 'none' } } });
    expect(clear.outcomes).toMatchObject([{ state: 'sent' }]);
  });
});

test('Fault list 12, tarpit: one deadline for all of an attempt, not while the last answer is due', async () => {
  const timeouts = { attempt: 200 };
  const silent = await attemptAt(
    { on: (line) => (line.startsWith('RCPT') ? undefined : 'polite') },
    { timeouts },
  );
  expect(silent.outcomes).toMatchObject([{ state: 'deferred', reason: 'timeout', step: 'RCPT' }]);
  const late = await attemptAt(
    {
      onMessage: () => (peer) => {
        setTimeout(() => peer.write('250 2.0.0 at last\r\n'), 600);
      },
    },
    { timeouts },
  );
  expect(late.outcomes).toMatchObject([{ state: 'sent', reply: '250 2.0.0 at last' }]);
});

describe('what is asked of a server', () => {
  const dsn = { extensions: ['DSN'] };
  test.each<[Script, object, string, string]>([
    [
      dsn,
      { reports: { notify: ['success', 'delay'], back: 'headers', id: 'a+b c' } },
      'MAIL FROM:<a@client.test> RET=HDRS ENVID=a+2Bb+20c',
      'RCPT TO:<user@dest.test> NOTIFY=SUCCESS,DELAY',
    ],
    [
      dsn,
      { reports: { notify: [], back: 'full' } },
      'MAIL FROM:<a@client.test> RET=FULL',
      'RCPT TO:<user@dest.test> NOTIFY=NEVER',
    ],
    [
      dsn,
      { reports: { notify: ['failure'] }, paths: ['@s1.test:user@dest.test'] },
      'MAIL FROM:<a@client.test>',
      'RCPT TO:<@s1.test:user@dest.test> NOTIFY=FAILURE ORCPT=rfc822;user@dest.test',
    ],
    [
      {},
      { reports: { notify: ['success'], back: 'full', id: 'x' } },
      'MAIL FROM:<a@client.test>',
      'RCPT TO:<user@dest.test>',
    ],
  ])('reports %#', async (script, given, mail, rcpt) => {
    const { server } = await attemptAt(script, given);
    expect(server.commands.slice(1, 3)).toEqual([mail, rcpt]);
  });

  test('REQUIRETLS stands in MAIL where it is offered', async () => {
    const { server } = await attemptAt({ extensions: ['REQUIRETLS'] }, { requireTls: true });
    expect(server.commands[1]).toBe('MAIL FROM:<a@client.test> REQUIRETLS');
  });

  test('and without the offer nothing goes', async () => {
    const { outcomes, server } = await attemptAt({}, { requireTls: true });
    expect(outcomes).toMatchObject([{ state: 'failed', reason: 'requiretls-missing' }]);
    expect(server.commands).toEqual(['EHLO client.test', 'QUIT']);
  });
});
