/** Which open session another message may use: none on which it would go under another name, login or kind of TLS. */
import { expect, test } from 'vitest';
import type { Connection } from '../../../src/host/smtp/connection.ts';
import type { Endpoint } from '../../../src/host/smtp/dial.ts';
import { Sessions } from '../../../src/host/smtp/sessions.ts';
import type { TlsPolicy } from '../../../src/host/smtp/tls-policy.ts';

const plain: Endpoint = { name: 'mx.s1.test', address: '192.0.2.1', port: 25 };
const verified = (...names: string[]): TlsPolicy => ({ kind: 'require-verified', names });
const judged: TlsPolicy = { kind: 'require-verified', judge: () => undefined };
const login = (user: string, kind: 'password' | 'token' = 'password') => ({
  user,
  kind,
  secret: async () => ({ ok: true, value: 'x' }) as const,
});

/** Whether a message to `next` gets the session that one to `left` leaves. */
async function shares(left: Endpoint, next: Endpoint, ehlo = 'client.test'): Promise<boolean> {
  const { signal } = new AbortController();
  const sessions = new Sessions({ most: 10, wanted: () => true, signal });
  const connection = { trouble: undefined, serve() {}, quit() {} } as unknown as Connection;
  const session = { connection, extensions: new Map<string, string>(), transactions: 1 };
  const first = await sessions.enter([left], 'client.test', signal);
  first.leave({ endpoint: left, session });
  const second = await sessions.enter([next], ehlo, signal);
  sessions.quit();
  return second.open?.session === session;
}

test.each<[what: string, left: Endpoint, next: Endpoint]>([
  ['the same server', plain, { ...plain }],
  ['the same TLS', { ...plain, tls: verified('a.test') }, { ...plain, tls: verified('a.test') }],
  ['the same login', { ...plain, auth: login('a') }, { ...plain, auth: login('a') }],
])('%s: shared', async (_, left, next) => {
  expect(await shares(left, next)).toBe(true);
});

test.each<[what: string, left: Endpoint, next: Endpoint, ehlo?: string]>([
  ['another EHLO name', plain, plain, 'other.test'],
  ['another host', plain, { ...plain, name: 'mx.s2.test' }],
  ['another address', plain, { ...plain, address: '192.0.2.2' }],
  ['another port', plain, { ...plain, port: 26 }],
  ['TLS from the first octet', plain, { ...plain, implicitTls: true }],
  ['TLS that is asked for', plain, { ...plain, tls: { kind: 'require-encrypted' } }],
  ['TLS that is not', { ...plain, tls: verified('a.test') }, plain],
  [
    'another name in the certificate',
    { ...plain, tls: verified('a.test') },
    { ...plain, tls: verified('b.test') },
  ],
  ['a certificate that is judged each time', { ...plain, tls: judged }, { ...plain, tls: judged }],
  ['another user', { ...plain, auth: login('a') }, { ...plain, auth: login('b') }],
  ['another kind of secret', { ...plain, auth: login('a') }, { ...plain, auth: login('a', 'token') }],
  ['nobody, after somebody', { ...plain, auth: login('a') }, plain],
])('%s: not shared', async (_, left, next, ehlo) => {
  expect(await shares(left, next, ehlo)).toBe(false);
});
