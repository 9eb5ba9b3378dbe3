/** From a connected socket to a server that is ready for mail: greeting, EHLO, STARTTLS when offered, EHLO again. */
import type { Socket } from 'node:net';
import type { Secured } from './answer.ts';
import { authenticate } from './auth.ts';
import { Connection } from './connection.ts';
import { addressText, dial, type Endpoint } from './dial.ts';
import { type HostMemory, rememberedAs } from './host-memory.ts';
import { isPositive, type Reply } from './reply.ts';
import type { Session, Stop } from './state.ts';
import type { Timeouts } from './timeouts.ts';
import type { Expected } from './tls.ts';
import type { TlsPolicy } from './tls-policy.ts';
import type { Transcript } from './transcript.ts';

export interface SessionOptions {
  /** Our own name: a domain, or an address literal in brackets. */
  readonly ehlo: string;
  readonly timeouts: Timeouts;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
  readonly hosts?: HostMemory;
}

export type Opened =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly stop: Stop };

/**
 * Opens a session under the endpoint's TLS policy. Where TLS is only wanted and can't be had although it was offered, once more on a new
 * connection in clear, and says so; but not to a server that was seen to encrypt: somebody may have taken that away, and only a person
 * can decide to go on. `socket` is connected to the endpoint; without one, the endpoint is dialled.
 */
export async function openSession(
  endpoint: Endpoint,
  options: SessionOptions,
  socket?: Socket,
): Promise<Opened> {
  const policy = endpoint.tls ?? { kind: endpoint.auth ? 'require-verified' : 'opportunistic' };
  const opened = socket
    ? await greet(socket, endpoint, policy, options)
    : await redial(endpoint, policy, options);
  if (opened.ok || policy.kind !== 'opportunistic' || endpoint.implicitTls || !lacksTls(opened.stop))
    return opened;
  if (options.hosts?.knows(rememberedAs(endpoint), 'encrypts')) return { ok: false, stop: gone(options) };
  options.transcript.trouble('tls-in-clear');
  return redial(endpoint, { kind: 'none' }, options);
}

/** STARTTLS was refused, or the handshake failed. RFC 5321 §3.8: 421 announces the end of the connection, whatever was asked. */
const lacksTls = ({ step, reply, trouble }: Stop): boolean =>
  step === 'STARTTLS' && (reply ? reply.code !== 421 : trouble.code === 'tls-failed');

function gone({ transcript }: SessionOptions): Stop {
  transcript.trouble('tls-gone');
  return { step: 'STARTTLS', trouble: { code: 'tls-gone', detail: '' } };
}

async function redial(endpoint: Endpoint, policy: TlsPolicy, options: SessionOptions): Promise<Opened> {
  const { transcript, timeouts, signal } = options;
  transcript.note('connecting', { name: endpoint.name, address: addressText(endpoint) });
  const dialled = await dial(endpoint, timeouts.connect, signal);
  if (dialled.ok) return greet(dialled.socket, endpoint, policy, options);
  transcript.trouble('no-connection', { detail: dialled.detail });
  return { ok: false, stop: noConnection(dialled.detail) };
}

/** `detail`: the system's code. */
export const noConnection = (detail: string): Stop => ({
  step: 'connect',
  trouble: { code: 'no-connection', detail },
});

async function greet(
  socket: Socket,
  endpoint: Endpoint,
  policy: TlsPolicy,
  options: SessionOptions,
): Promise<Opened> {
  const { transcript, timeouts, signal, ehlo } = options;
  const connection = new Connection(socket, transcript, timeouts, signal);
  const stopped = (stop: Stop): Opened => {
    if (stop.trouble) transcript.trouble(stop.trouble.code, { detail: stop.trouble.detail });
    connection.quit();
    return { ok: false, stop };
  };
  /** What stops the session, if anything: a handshake that failed, or a certificate that does not suffice. */
  const judged = (secured: Secured): Stop | undefined => {
    if (!secured.ok)
      return 'trouble' in secured
        ? { step: 'STARTTLS', trouble: secured.trouble }
        : { step: 'STARTTLS', reply: secured.reply };
    const { verified, why = '', ...report } = secured.report;
    options.hosts?.note(rememberedAs(endpoint), 'encrypts');
    transcript.note(verified ? 'certificate-verified' : 'certificate-unverified', {
      ...report,
      name: endpoint.name,
      why,
    });
    return verified || policy.kind !== 'require-verified'
      ? undefined
      : { step: 'STARTTLS', trouble: { code: 'tls-unverified', detail: why } };
  };
  const expected: Expected = {
    // A certificate for an address literal names the address without its brackets.
    host: endpoint.name.startsWith('[') ? endpoint.address : endpoint.name,
    ...(policy.kind === 'require-verified' ? policy : {}),
    ...(options.authorities ? { authorities: options.authorities } : {}),
  };

  if (endpoint.implicitTls) {
    const stop = judged(await connection.encrypt(expected));
    if (stop) return stopped(stop);
  }
  const greeting = await connection.greeting();
  if (!greeting.ok) return stopped({ step: 'greeting', trouble: greeting.trouble });
  if (!isPositive(greeting.reply)) return stopped({ step: 'greeting', reply: greeting.reply });

  /** All that EHLO offered last; whoever is to be known there says so now. */
  const ready = async (extensions: Session['extensions']): Promise<Opened> => {
    const session: Session = { connection, extensions, transactions: 0 };
    const stop = endpoint.auth ? await authenticate(session, endpoint.auth) : undefined;
    return stop ? stopped(stop) : { ok: true, session };
  };
  const first = await hello(connection, ehlo);
  if ('stop' in first) return stopped(first.stop);
  if (connection.secure || policy.kind === 'none') return ready(first.extensions);
  if (!first.extensions.has('STARTTLS')) {
    if (policy.kind !== 'opportunistic')
      return stopped({ step: 'STARTTLS', trouble: { code: 'tls-missing', detail: '' } });
    if (options.hosts?.knows(rememberedAs(endpoint), 'encrypts')) {
      connection.quit();
      return { ok: false, stop: gone(options) };
    }
    return ready(first.extensions);
  }
  const stop = judged(await connection.startTls(expected));
  if (stop) return stopped(stop);
  // RFC 3207 §4.2: everything learned before is forgotten.
  const second = await hello(connection, ehlo);
  if ('stop' in second) return stopped(second.stop);
  return ready(second.extensions);
}

async function hello(
  connection: Connection,
  name: string,
): Promise<Pick<Session, 'extensions'> | { stop: Stop }> {
  const ehlo = await connection.command(`EHLO ${name}`);
  if (!ehlo.ok) return { stop: { step: 'EHLO', trouble: ehlo.trouble } };
  if (isPositive(ehlo.reply)) return { extensions: extensionsOf(ehlo.reply) };
  // RFC 5321 §4.1.4 and §3.2: only a server that does not know the command is asked with HELO.
  if (ehlo.reply.code !== 500 && ehlo.reply.code !== 502)
    return { stop: { step: 'EHLO', reply: ehlo.reply } };
  const helo = await connection.command(`HELO ${name}`);
  if (!helo.ok) return { stop: { step: 'EHLO', trouble: helo.trouble } };
  return isPositive(helo.reply) ? { extensions: new Map() } : { stop: { step: 'EHLO', reply: helo.reply } };
}

/** RFC 5321 §4.1.1.1 ehlo-line; the first line is the server's name and greeting. */
export function extensionsOf(reply: Reply): ReadonlyMap<string, string> {
  return new Map(
    reply.lines.slice(1).map((line) => {
      const [keyword = '', ...parameters] = line.trim().split(' ');
      return [keyword.toUpperCase(), parameters.join(' ')];
    }),
  );
}
