/** Each TLS policy against each thing that a server does with TLS: what is sent, over how many connections, and what is said of it. */
import { describe, expect, test } from 'vitest';
import type { TranscriptLine } from '../../../src/core/bridge/protocol.ts';
import { attempt } from '../../../src/host/delivery/attempt.ts';
import type { Endpoint } from '../../../src/host/smtp/dial.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import type { CertificateJudge, TlsPolicy } from '../../../src/host/smtp/tls-policy.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { selfSigned } from '../certificate.ts';
import { fakeServer, type Peer, type Script } from '../fake-server.ts';

/** `patience`: milliseconds for the handshake. */
type Given = Script & { readonly patience?: number };

const tls = selfSigned('mx.test');
const message = Buffer.from('From: a@client.test\r\n\r\nx\r\n');

async function send(script: Given, endpoint: Partial<Endpoint>, authorities: readonly string[] = []) {
  await using server = await fakeServer({ tls, ...script });
  const lines: TranscriptLine[] = [];
  const [outcome] = await attempt(
    [{ name: 'mx.test', address: '127.0.0.1', port: server.port, ...endpoint }],
    { from: 'a@client.test', paths: ['user@dest.test'] },
    message,
    {
      ehlo: 'client.test',
      timeouts: { ...standardTimeouts, handshake: script.patience ?? standardTimeouts.handshake },
      transcript: transcriptTo((line) => lines.push(line), 'en'),
      signal: AbortSignal.timeout(20_000),
      release: () => true,
      authorities,
    },
  );
  const mail = lines.find(({ text }) => text.startsWith('MAIL'));
  return { outcome, lines, server, mail: mail?.mark, text: lines.map((line) => line.text).join('\n') };
}

const starttls = { extensions: ['STARTTLS', 'PIPELINING', 'CHUNKING'] };
const at = (verb: string, say: string | ((peer: Peer) => void) | undefined): Pick<Script, 'on'> => ({
  on: (line) => (line.startsWith(verb) ? say : 'polite'),
});
const garbage = (peer: Peer) => {
  peer.write('220 go\r\n');
  setTimeout(() => peer.write('this is no TLS at all, sorry\r\n'), 30);
};
const silence = (peer: Peer) => peer.write('220 go\r\n');
const cut = (peer: Peer) => {
  peer.write('220 go\r\n');
  setTimeout(() => peer.reset(), 10);
};
const inject = (peer: Peer) => peer.write('220 go\r\n250-fake\r\n250 PIPELINING\r\n');

const verified: TlsPolicy = { kind: 'require-verified' };
const opportunistic: TlsPolicy = { kind: 'opportunistic' };
const none: TlsPolicy = { kind: 'none' };

/** The server's behaviour, and per policy: the state, the mark of MAIL (`~>` under TLS, `->` in clear), the reason. */
type Expected = readonly [state: string, mail?: string | undefined, reason?: string];
type Row = readonly [
  what: string,
  script: Given,
  verified: Expected,
  opportunistic: Expected,
  none: Expected,
];
const rows: readonly Row[] = [
  ['STARTTLS, a good certificate', starttls, ['sent', '~>'], ['sent', '~>'], ['sent', '->']],
  [
    'STARTTLS, a certificate for another name',
    { ...starttls, tls: selfSigned('other.test') },
    ['deferred', undefined, 'tls-unverified'],
    ['sent', '~>'],
    ['sent', '->'],
  ],
  [
    'no STARTTLS',
    { extensions: ['PIPELINING'] },
    ['deferred', undefined, 'tls-missing'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'HELO only',
    at('EHLO', '502 what?'),
    ['deferred', undefined, 'tls-missing'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'STARTTLS refused for now',
    { ...starttls, ...at('STARTTLS', '454 4.3.3 not now') },
    ['deferred', undefined, 'starttls-unavailable'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'STARTTLS refused for good',
    { ...starttls, ...at('STARTTLS', '502 5.5.1 what?') },
    ['deferred', undefined, 'starttls-middlebox'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'STARTTLS 421',
    { ...starttls, ...at('STARTTLS', '421 4.3.2 closing') },
    ['deferred', undefined, 'out-of-service'],
    ['deferred', undefined, 'out-of-service'],
    ['sent', '->'],
  ],
  [
    'no TLS behind the 220',
    { ...starttls, ...at('STARTTLS', garbage) },
    ['deferred', undefined, 'tls-failed'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'silence behind the 220',
    { ...starttls, ...at('STARTTLS', silence), patience: 100 },
    ['deferred', undefined, 'tls-failed'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'reset behind the 220',
    { ...starttls, ...at('STARTTLS', cut) },
    ['deferred', undefined, 'tls-failed'],
    ['sent', '->'],
    ['sent', '->'],
  ],
  [
    'octets behind the 220',
    { ...starttls, ...at('STARTTLS', inject) },
    ['deferred', undefined, 'starttls-injection'],
    ['deferred', undefined, 'starttls-injection'],
    ['sent', '->'],
  ],
];

describe.each(rows)('%s', (_, script, ...expected) => {
  test.each([
    ['require-verified', verified, expected[0]],
    ['opportunistic', opportunistic, expected[1]],
    ['none', none, expected[2]],
  ] as const)('%s', async (_, policy, [state, mark, reason]) => {
    const { outcome, mail, server } = await send(script, { tls: policy }, [tls.cert]);
    expect([outcome?.state, mail, outcome?.reason]).toEqual([state, mark, reason]);
    expect(server.messages.length).toBe(state === 'sent' ? 1 : 0);
  });
});

test('in clear only on a new connection, and it says so', async () => {
  const { server, text } = await send({ ...starttls, ...at('STARTTLS', '454 not now') }, {});
  expect(server.commands.filter((line) => !line.startsWith('BDAT'))).toEqual([
    'EHLO client.test',
    'STARTTLS',
    'QUIT',
    'EHLO client.test',
    'MAIL FROM:<a@client.test>',
    'RCPT TO:<user@dest.test>',
    'QUIT',
  ]);
  expect(text).toContain('Encryption failed; connecting once more, in clear');
});

test('what was offered before STARTTLS counts for nothing after it', async () => {
  let hellos = 0;
  const { server } = await send(
    {
      extensions: ['STARTTLS', 'SIZE 1', 'DSN'],
      on: (line) => (line.startsWith('EHLO') && hellos++ > 0 ? '250 fake.test' : 'polite'),
    },
    {},
  );
  expect(server.commands).toContain('MAIL FROM:<a@client.test>');
  expect(server.commands).toContain('DATA');
});

describe('a certificate', () => {
  test.each<[string, TlsPolicy, readonly string[], string]>([
    [
      'is reported whatever it is worth',
      opportunistic,
      [],
      'certificate of mx.test from mx.test, NOT verified',
    ],
    [
      'is verified by an authority of our own',
      opportunistic,
      [tls.cert],
      'certificate of mx.test from mx.test, verified for mx.test',
    ],
    [
      'may carry another of the names',
      { kind: 'require-verified', names: ['dest.test', 'mx.test'] },
      [tls.cert],
      'verified for mx.test',
    ],
  ])('%s', async (_, policy, authorities, said) => {
    const { outcome, text } = await send(starttls, { tls: policy }, authorities);
    expect(outcome?.state).toBe('sent');
    expect(text).toContain(said);
  });

  test('of none of the names', async () => {
    const policy: TlsPolicy = { kind: 'require-verified', names: ['dest.test'] };
    const { outcome, text, server } = await send(starttls, { tls: policy }, [tls.cert]);
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'tls-unverified', step: 'STARTTLS' });
    expect(text).toContain('NOT verified for mx.test: ERR_TLS_CERT_ALTNAME_INVALID');
    expect(server.commands).toEqual(['EHLO client.test', 'STARTTLS', 'QUIT']);
  });

  test.each([
    ['its yes is enough, without any authority', undefined, 'sent'],
    ['its no is final, whatever the authorities say', 'no TLSA record matches', 'deferred'],
  ])('the judge: %s', async (_, why, state) => {
    const seen: string[][] = [];
    const judge: CertificateJudge = (chain) => {
      seen.push(chain.map(({ subject }) => subject));
      return why;
    };
    const policy: TlsPolicy = { kind: 'require-verified', names: ['nobody.test'], judge };
    const { outcome, text } = await send(starttls, { tls: policy }, why ? [tls.cert] : []);
    expect(outcome?.state).toBe(state);
    expect(seen).toEqual([['CN=mx.test']]);
    if (why) expect(text).toContain(`NOT verified for mx.test: ${why}`);
  });
});

describe('implicit TLS', () => {
  const implicit: Script = { ...starttls, implicitTls: true };
  test('from the first octet on; STARTTLS is not asked for again', async () => {
    const endpoint = { implicitTls: true, tls: verified } as const;
    const { outcome, server, lines } = await send(implicit, endpoint, [tls.cert]);
    expect(outcome?.state).toBe('sent');
    expect(server.commands).not.toContain('STARTTLS');
    expect(lines.filter(({ mark }) => mark === '->' || mark === '<-')).toEqual([]);
  });
  test('a server that speaks in clear there: nothing is said to it', async () => {
    const { outcome, server } = await send(starttls, { implicitTls: true });
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'tls-failed' });
    expect(server.commands.filter((line) => /^(EHLO|MAIL)/.test(line))).toEqual([]);
  });
});
