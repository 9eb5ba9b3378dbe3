import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { a, dnsServer, mx } from '../dns/server.ts';
import { fakeServer, type Script } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { waypost } from '../run-cli.ts';

const path = '@s1.test,@s2.test:user@dest.test';
const stdin = 'From: a@client.test\nBcc: secret@x.test\nSubject: x\n\n.hello\n';

async function send(
  script: Script,
  args: readonly string[] = [],
  options: Parameters<typeof waypost>[1] = {},
) {
  await using server = await fakeServer(script);
  using home = temporaryHome();
  const to = args.includes('--to') ? [] : ['--to', `<${path}>`];
  const line = [
    'send',
    '--from',
    'a@client.test',
    ...to,
    '--server',
    `127.0.0.1:${server.port}`,
    '--file',
    '-',
    ...args,
  ];
  const said = await waypost(line, { env: { WAYPOST_HOME: home.path }, stdin, ...options });
  return { ...said, server };
}

describe('waypost send --server', () => {
  test('sends exactly this RCPT TO, prints the dialogue with elapsed times, exits 0', async () => {
    const { code, out, server } = await send({ extensions: ['PIPELINING'] });
    expect(code).toBe(0);
    // The identity's own EHLO name.
    expect(server.commands).toEqual([
      'EHLO client.test',
      'MAIL FROM:<a@client.test>',
      `RCPT TO:<${path}>`,
      'DATA',
      'QUIT',
    ]);
    expect(server.messages[0]).toMatch(
      /^From: a@client\.test\r\nSubject: x\r\nDate: .*\r\nMessage-ID: <.*@client\.test>\r\n\r\n\.\.hello\r\n$/,
    );
    expect(out).toMatch(/^ *\d+ ms {11}=== Connecting to 127\.0\.0\.1 \(127\.0\.0\.1:\d+\)$/m);
    expect(out).toMatch(/^ *\d+ ms {12}-> RCPT TO:<@s1\.test,@s2\.test:user@dest\.test>$/m);
    expect(out).toMatch(/^ *\d+ ms +\+\d+ ms {2}<- 250 2\.0\.0 queued as FAKE1$/m);
    expect(out).toContain(`<${path}>: accepted by 127.0.0.1:${server.port}`);
  });

  test.each<[string, readonly string[], readonly string[], Script]>([
    [
      'a domain beyond ASCII goes as A-labels, without SMTPUTF8',
      ['--to', '@bücher.test:user@дом.test'],
      ['MAIL FROM:<a@client.test>', 'RCPT TO:<@xn--bcher-kva.test:user@xn--d1aqf.test>'],
      {},
    ],
    [
      'blind copies apart',
      ['--to', 'a@x.test', '--bcc', 'b@x.test'],
      [
        'MAIL FROM:<a@client.test>',
        'RCPT TO:<a@x.test>',
        'DATA',
        'MAIL FROM:<a@client.test>',
        'RCPT TO:<b@x.test>',
        'DATA',
      ],
      {},
    ],
    [
      'reports',
      ['--to', 'a@x.test', '--notify', 'success,delay'],
      ['MAIL FROM:<a@client.test>', 'RCPT TO:<a@x.test> NOTIFY=SUCCESS,DELAY', 'DATA'],
      { extensions: ['DSN'] },
    ],
    ['no TLS asked for', ['--tls', 'none'], ['MAIL FROM:<a@client.test>'], { extensions: ['STARTTLS'] }],
  ])('%s', async (_, args, commands, script) => {
    const { code, server } = await send(script, args);
    expect(code).toBe(0);
    expect(server.commands.slice(1, 1 + commands.length)).toEqual(commands);
  });

  test.each<[string, readonly string[], Script, number, string]>([
    ['verified TLS or nothing', ['--tls', 'verified'], {}, 75, 'tls-missing'],
    ['REQUIRETLS wants verified TLS', ['--require-tls'], { extensions: ['REQUIRETLS'] }, 75, 'tls-missing'],
    [
      'all or none',
      ['--all-or-none', '--to', 'a@x.test', '--to', 'no@x.test'],
      { on: (line) => (line.includes('<no@') ? '550 5.1.1 no' : 'polite') },
      1,
      'not-all-accepted',
    ],
    [
      'a password without encryption',
      ['--user', 'jo', '--password-command', 'echo geheim', '--tls', 'none'],
      { extensions: ['AUTH PLAIN'] },
      75,
      'auth-in-clear',
    ],
  ])('%s', async (_, args, script, code, reason) => {
    const said = await send(script, [...args, '--json']);
    expect(said.code).toBe(code);
    expect(JSON.parse(said.out).outcomes[0].reason).toBe(reason);
    expect(said.server.messages).toEqual([]);
    expect(said.out).not.toContain('geheim');
  });

  test.each([
    ['--bcc', 'b@x.test'],
    ['--require-tls'],
    ['--tls', 'none'],
    ['--all-or-none'],
    ['--notify', 'never'],
  ])('what the outbox does not take is not queued without it: %s', async (...args) => {
    using home = temporaryHome();
    const line = ['send', '--from', 'a@client.test', '--to', 'a@x.test', '--file', '-', '--queue', ...args];
    const { code, err } = await waypost(line, { env: { WAYPOST_HOME: home.path }, stdin });
    expect(code).toBe(64);
    expect(err).toContain('--queue');
  });

  test.each([
    [['--user', 'jo']],
    [['--notify', 'sometimes']],
    [['--tls', 'perhaps']],
    [['--password-command', 'x', '--password-file', 'y', '--user', 'jo']],
  ])('wrong usage: %j', async (args) => {
    const { code, server } = await send({}, args);
    expect([code, server.commands]).toEqual([64, []]);
  });

  const on = (replies: Record<string, string>): Script => ({
    on: (line) => Object.entries(replies).find(([part]) => line.includes(part))?.[1] ?? 'polite',
  });
  const end = (peer: { end(): void }) => peer.end();
  test.each<[string, Script, string[], number]>([
    ['refused', on({ RCPT: '550 5.1.1 no' }), ['x@y.test'], 1],
    ['deferred', on({ RCPT: '450 later' }), ['x@y.test'], 75],
    ['no connection in the middle', on({}), ['x@y.test'], 0],
    ['maybe sent', { onMessage: () => end }, ['x@y.test'], 76],
    ['one accepted, one refused', on({ '<no@': '550 no' }), ['yes@y.test', 'no@y.test'], 1],
    [
      'one refused, one deferred',
      on({ '<no@': '550 no', '<wait@': '450 wait' }),
      ['no@y.test', 'wait@y.test'],
      75,
    ],
    [
      'one maybe, one refused',
      { ...on({ '<no@': '550 no' }), onMessage: () => end },
      ['no@y.test', 'yes@y.test'],
      76,
    ],
  ])('%s', async (_, script, to, code) => {
    expect(
      (
        await send(
          script,
          to.flatMap((each) => ['--to', each]),
        )
      ).code,
    ).toBe(code);
  });

  test('--json is one object', async () => {
    const { out, code } = await send({}, ['--json', '--ehlo', 'me.test']);
    const said = JSON.parse(out);
    expect(said).toMatchObject({ ehlo: 'me.test', exit: 0, outcomes: [{ path, state: 'sent' }] });
    expect(said.transcript.length).toBeGreaterThan(8);
    expect(code).toBe(0);
  });

  test('a refusal is explained beside the server’s own words, in the person’s language', async () => {
    const { out } = await send(on({ RCPT: '550 5.7.1 <a@b>... Relaying denied' }), [], { language: 'ru' });
    expect(out).toContain('ОТКАЗ');
    expect(out).toContain('550 5.7.1 <a@b>... Relaying denied');
    expect(out).toContain('не пересылает вашу почту');
  });

  test.each<[string, string[], RegExp]>([
    ['a path that is none', ['--to', '<no at sign>'], /not a valid path/],
    ['a route that is torn', ['--to', '<@s1.test,user@dest.test>'], /not a valid path/],
    ['a sender that is none', ['--from', 'x y'], /not a valid path/],
    ['an empty sender', ['--from', ''], /not a valid path/],
    ['an EHLO name that smuggles a command', ['--ehlo', 'me.test\r\nQUIT'], /cannot be used: --ehlo/],
    ['an EHLO name of two words', ['--ehlo', 'me test'], /cannot be used: --ehlo/],
    ['a server that is none', ['--server', 'a:b:c'], /No server/],
    ['no such file', ['--file', '/nonexistent/message'], /cannot be read/],
    ['an unknown option', ['--frobnicate'], /no option --frobnicate/],
  ])('wrong usage: %s', async (_, args, words) => {
    const { code, err, server } = await send({}, args);
    expect(code).toBe(64);
    expect(err).toMatch(words);
    expect(server.commands).toEqual([]);
  });

  test('the null reverse-path; an EHLO name in letters of its own', async () => {
    const { code, server } = await send({}, ['--from', '<>', '--ehlo', 'пример.рф']);
    expect(code).toBe(0);
    expect(server.commands.slice(0, 2)).toEqual(['EHLO xn--e1afmkfd.xn--p1ai', 'MAIL FROM:<>']);
  });

  test('a server whose name is not in the DNS is no wrong usage', async () => {
    const { code, out } = await send({}, ['--json', '--server', 'nowhere.invalid:25']);
    const { outcomes, exit } = JSON.parse(out);
    expect(outcomes).toEqual([expect.objectContaining({ path, step: 'DNS' })]);
    expect([1, 75]).toContain(code);
    expect(exit).toBe(code);
  });

  test.each([
    ['no From', 'Subject: x\n\ny\n', /no From/],
    ['a bare CR', 'From: a@b.test\n\nx\ry\n', /Line 3 holds a CR/],
  ])('refused before connecting: %s', async (_, text, words) => {
    const { code, err, server } = await send({}, [], { stdin: text });
    expect(code).toBe(64);
    expect(err).toMatch(words);
    expect(server.commands).toEqual([]);
  });
});

test('without --server: to the first hop, found in the DNS, on the port of the configuration', async () => {
  await using server = await fakeServer();
  await using dns = await dnsServer({
    's1.test': [mx('s1.test', 'mx.s1.test')],
    'mx.s1.test': [a('mx.s1.test', '127.0.0.1')],
  });
  using home = temporaryHome();
  const config = {
    identities: [],
    dns: dns.address,
    ports: { 'mx.s1.test': server.port },
    networks: ['127.0.0.0/8'],
  };
  writeFileSync(home.places.config, JSON.stringify(config));
  const line = [
    'send',
    '--from',
    'a@client.test',
    '--to',
    `<${path}>`,
    '--ehlo',
    'client.test',
    '--file',
    '-',
  ];
  const { code, out } = await waypost(line, { env: { WAYPOST_HOME: home.path }, stdin });
  expect(out).toContain('=== MX of s1.test: mx.s1.test');
  expect(code).toBe(0);
  expect(server.commands).toContain(`RCPT TO:<${path}>`);

  // The later stations are not this command's business.
  expect(dns.asked.filter((question) => !question.includes('s1.test'))).toEqual([]);

  writeFileSync(home.places.config, JSON.stringify({ ...config, networks: [] }));
  const refused = await waypost(line, { env: { WAYPOST_HOME: home.path }, stdin });
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('private or loopback');
  expect(server.messages).toHaveLength(1);
});
