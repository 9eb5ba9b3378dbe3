/** AUTH, RFC 4954: which mechanism, what goes over the wire, what the transcript hides, and that nothing is said in clear. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TranscriptLine } from '../../../src/core/bridge/protocol.ts';
import { attempt } from '../../../src/host/delivery/attempt.ts';
import type { Credentials } from '../../../src/host/smtp/auth.ts';
import type { Endpoint } from '../../../src/host/smtp/dial.ts';
import { prepared, scramClient } from '../../../src/host/smtp/scram.ts';
import { standardTimeouts } from '../../../src/host/smtp/timeouts.ts';
import { transcriptTo } from '../../../src/host/smtp/transcript.ts';
import { selfSigned } from '../certificate.ts';
import { fakeServer, type Script } from '../fake-server.ts';

const tls = selfSigned('mx.test');
const user = 'jo@client.test';
const password = 'pässwörd, "=x';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = (text: string) => Buffer.from(text, 'base64').toString();

async function send(
  script: Script,
  credentials: Partial<Credentials> = {},
  endpoint: Partial<Endpoint> = {},
) {
  await using server = await fakeServer({ tls, ...script });
  const lines: TranscriptLine[] = [];
  let asked = 0;
  const [outcome] = await attempt(
    [
      {
        name: 'mx.test',
        address: '127.0.0.1',
        port: server.port,
        auth: {
          user,
          kind: 'password',
          secret: async () => {
            asked++;
            return { ok: true, value: password };
          },
          ...credentials,
        },
        ...endpoint,
      },
    ],
    { from: 'a@client.test', paths: ['user@dest.test'] },
    Buffer.from('From: a@client.test\r\n\r\nx\r\n'),
    {
      ehlo: 'client.test',
      timeouts: standardTimeouts,
      transcript: transcriptTo((line) => lines.push(line), 'en'),
      signal: AbortSignal.timeout(20_000),
      release: () => true,
      authorities: [tls.cert],
    },
  );
  const text = lines.map((line) => line.text).join('\n');
  return {
    outcome,
    server,
    text,
    asked,
    said: server.commands.slice(server.commands.lastIndexOf('EHLO client.test') + 1),
  };
}

/** A server that offers these mechanisms under TLS and answers the lines of the exchange one after another. */
function offering(mechanisms: string, ...answers: readonly (string | ((line: string) => string))[]): Script {
  let turn = -1;
  return {
    extensions: ['STARTTLS', `AUTH ${mechanisms}`],
    on(line) {
      if (line.startsWith('AUTH')) turn = 0;
      if (turn < 0 || turn >= answers.length) return 'polite';
      const answer = answers[turn++] ?? '';
      return typeof answer === 'string' ? answer : answer(line);
    },
  };
}

/** The server's half of SCRAM-SHA-256; `lie`: it does not know the password and says 235 all the same. */
function scramServer(lie: 'nothing' | 'signature' | 'skipped' | 'nonce' | 'iterations' = 'nothing'): Script {
  const salt = Buffer.from('0123456789abcdef');
  const rounds = lie === 'iterations' ? 1 : 4096;
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  let bare = '';
  let first = '';
  return offering(
    'PLAIN SCRAM-SHA-256',
    (line) => {
      bare = plain(line.split(' ')[2] ?? '').slice(3);
      const nonce = lie === 'nonce' ? 'other' : /r=(.*)$/.exec(bare)?.[1];
      first = `r=${nonce}server,s=${salt.toString('base64')},i=${rounds}`;
      return `334 ${base64(first)}`;
    },
    (line) => {
      const [, withoutProof = '', proof = ''] = /^(.*),p=(.*)$/.exec(plain(line)) ?? [];
      const said = `${bare},${first},${withoutProof}`;
      const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
      const signature = hmac(stored, said);
      const key = Buffer.from(Buffer.from(proof, 'base64').map((octet, at) => octet ^ (signature[at] ?? 0)));
      if (!createHash('sha256').update(key).digest().equals(stored)) return '535 5.7.8 no';
      const wanted = hmac(hmac(salted, lie === 'signature' ? 'Other Key' : 'Server Key'), said);
      return lie === 'skipped' ? '235 2.7.0 welcome' : `334 ${base64(`v=${wanted.toString('base64')}`)}`;
    },
    '235 2.7.0 welcome',
  );
}

describe('mechanisms', () => {
  test.each<[string, Script, Partial<Credentials>, readonly string[]]>([
    [
      'PLAIN in one turn',
      offering('LOGIN PLAIN', '235 2.7.0 ok'),
      {},
      [`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`],
    ],
    [
      'LOGIN where there is nothing better',
      offering('LOGIN', '334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 2.7.0 ok'),
      {},
      ['AUTH LOGIN', base64(user), base64(password)],
    ],
    [
      'XOAUTH2 for a token',
      offering('PLAIN XOAUTH2', '235 2.7.0 ok'),
      { kind: 'token' },
      [`AUTH XOAUTH2 ${base64(`user=${user}\x01auth=Bearer ${password}\x01\x01`)}`],
    ],
    [
      'a response that is too long for the command waits for its 334',
      offering('PLAIN', '334 ', '235 2.7.0 ok'),
      { secret: async () => ({ ok: true, value: 'x'.repeat(400) }) },
      ['AUTH PLAIN', base64(`\0${user}\0${'x'.repeat(400)}`)],
    ],
  ])('%s', async (_, script, credentials, commands) => {
    const { outcome, said } = await send(script, credentials);
    expect(outcome?.state).toBe('sent');
    expect(said.slice(0, commands.length)).toEqual(commands);
    expect(said[commands.length]).toMatch(/^MAIL/);
  });

  test('SCRAM-SHA-256 before PLAIN: the password does not leave', async () => {
    const { outcome, said, text } = await send(scramServer());
    expect(outcome?.state).toBe('sent');
    expect(said[0]).toMatch(/^AUTH SCRAM-SHA-256 /);
    expect(plain(said[0]?.split(' ')[2] ?? '')).toMatch(/^n,,n=jo@client\.test,r=/);
    expect(said[2]).toBe('');
    expect(text).toContain('AUTH SCRAM-SHA-256 […]');
  });

  test('the example of RFC 7677 §3', async () => {
    const client = scramClient('user', 'pencil', 'rOprNGfwEbeRWgbNEkqO');
    expect(client.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    const step = await client.answer(
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    );
    if (!step.ok) throw new Error('refused');
    expect(step.text).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    );
    expect(step.proves('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(true);
    expect(step.proves('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(false);
    expect(step.proves('e=other-error')).toBe(false);
  });

  test.each([
    ['I\u00adX', 'IX'],
    ['a\u00a0b', 'a b'],
    ['\u2168', 'IX'],
    ['user', 'user'],
  ])('RFC 4013: %j is %j', (text, expected) => expect(prepared(text)).toBe(expected));
});

describe('what ends it', () => {
  test.each<[string, Script, string, string | undefined]>([
    ['a wrong password', offering('PLAIN', '535 5.7.8 no'), 'auth-refused', '535 5.7.8 no'],
    ['not now', offering('PLAIN', '454 4.7.0 later'), 'try-later', '454 4.7.0 later'],
    ['no mechanism that we know', offering('GSSAPI CRAM-MD5'), 'auth-not-offered', undefined],
    ['no AUTH at all', { extensions: ['STARTTLS'] }, 'auth-not-offered', undefined],
    ['a wrong proof of the server', scramServer('signature'), 'auth-unproven', undefined],
    ['no proof of the server', scramServer('skipped'), 'auth-unproven', undefined],
    ["somebody else's nonce", scramServer('nonce'), 'auth-unproven', undefined],
    ['too few iterations', scramServer('iterations'), 'auth-unproven', undefined],
    ['no TLS', { extensions: ['AUTH PLAIN'] }, 'tls-missing', undefined],
    [
      'a certificate of another',
      { ...offering('PLAIN', '235 ok'), tls: selfSigned('other.test') },
      'tls-unverified',
      undefined,
    ],
  ])('%s', async (_, script, reason, reply) => {
    const { outcome, server } = await send(script);
    expect(outcome).toMatchObject({ state: 'deferred', reason });
    expect(outcome?.reply).toBe(reply);
    expect(server.messages).toEqual([]);
    expect(server.commands.join('\n')).not.toContain('MAIL');
  });

  test('XOAUTH2 says what is wrong in a 334, and is refused after an empty response', async () => {
    const error = base64('{"status":"401"}');
    const { outcome, said } = await send(offering('XOAUTH2', `334 ${error}`, '535 5.7.8 no'), {
      kind: 'token',
    });
    expect(outcome).toMatchObject({ reason: 'auth-refused', step: 'AUTH', reply: '535 5.7.8 no' });
    expect(said[1]).toBe('');
  });

  test('in clear, although somebody asked for it: no secret is even read', async () => {
    const { outcome, asked, server } = await send(
      { extensions: ['AUTH PLAIN'] },
      {},
      { tls: { kind: 'none' } },
    );
    expect(outcome).toMatchObject({ state: 'deferred', reason: 'auth-in-clear', step: 'AUTH' });
    expect(asked).toBe(0);
    expect(server.commands).toEqual(['EHLO client.test', 'QUIT']);
  });

  test('a secret that cannot be had', async () => {
    const secret = async () => ({ ok: false, detail: 'passwordCommand: 1' }) as const;
    const { outcome, text } = await send(offering('PLAIN'), { secret });
    expect(outcome).toMatchObject({ reason: 'auth-no-secret' });
    expect(text).toContain('No password to give: passwordCommand: 1');
  });
});

test.each<[string, Script, Partial<Credentials>]>([
  ['PLAIN', offering('PLAIN', '235 ok'), {}],
  ['LOGIN', offering('LOGIN', '334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 ok'), {}],
  ['SCRAM-SHA-256', scramServer(), {}],
  ['XOAUTH2', offering('XOAUTH2', '235 ok'), { kind: 'token' }],
])('nothing of the secret stands in the transcript: %s', async (mechanism, script, credentials) => {
  const { text, server } = await send(script, credentials);
  expect(text).toContain(`AUTH ${mechanism}`);
  expect(text).not.toContain(password);
  for (const line of server.commands) {
    const [response] = /[A-Za-z0-9+/=]{12,}$/.exec(line) ?? [];
    if (response && /^(AUTH|[A-Za-z0-9+/=]+$)/.test(line)) expect(text).not.toContain(response);
  }
});
