/** From a connected socket to a server that is ready for mail: greeting, EHLO, STARTTLS when offered, EHLO again. */
import type { Socket } from 'node:net';
import { Connection } from './connection.ts';
import { addressText, dial, type Endpoint } from './dial.ts';
import { isPositive, type Reply } from './reply.ts';
import type { Timeouts } from './timeouts.ts';
import type { Transcript } from './transcript.ts';
import type { Trouble } from './trouble.ts';

/** The steps of a delivery by the names that a person knows. */
export type Step = 'connect' | 'greeting' | 'EHLO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'DATA' | 'end of data';

/** What stopped a step: the server's refusal, or the connection's trouble. */
export type Stop = { readonly step: Step } & (
  | { readonly reply: Reply; readonly trouble?: never }
  | {
      readonly trouble: Trouble | { readonly code: 'no-connection'; readonly detail: string };
      readonly reply?: never;
    }
);

export interface Session {
  readonly connection: Connection;
  /** Keyword in upper case -> its parameters as written, RFC 5321 §4.1.1.1. Empty after HELO. */
  readonly extensions: ReadonlyMap<string, string>;
}

export interface SessionOptions {
  /** Our own name: a domain, or an address literal in brackets. */
  readonly ehlo: string;
  readonly timeouts: Timeouts;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

type Opened = { readonly ok: true; readonly session: Session } | { readonly ok: false; readonly stop: Stop };

/**
 * Opens a session under opportunistic TLS (RFC 7435): with STARTTLS where it is offered; where the handshake fails, once more on a
 * new connection in clear, and says so. `socket` is connected to the endpoint; without one, the endpoint is dialled.
 */
export async function openSession(
  endpoint: Endpoint,
  options: SessionOptions,
  socket?: Socket,
): Promise<Opened> {
  const opened = socket
    ? await greet(socket, endpoint, options, true)
    : await redial(endpoint, options, true);
  if (opened.ok || opened.stop.trouble?.code !== 'tls-failed') return opened;
  options.transcript.trouble('tls-in-clear');
  return redial(endpoint, options, false);
}

async function redial(endpoint: Endpoint, options: SessionOptions, mayTls: boolean): Promise<Opened> {
  const { transcript, timeouts, signal } = options;
  transcript.note('connecting', { name: endpoint.name, address: addressText(endpoint) });
  const dialled = await dial(endpoint, timeouts.connect, signal);
  if (dialled.ok) return greet(dialled.socket, endpoint, options, mayTls);
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
  options: SessionOptions,
  mayTls: boolean,
): Promise<Opened> {
  const { transcript, timeouts, signal, ehlo } = options;
  const connection = new Connection(socket, transcript, timeouts, signal);
  const stopped = (stop: Stop): Opened => {
    if (stop.trouble) transcript.trouble(stop.trouble.code, { detail: stop.trouble.detail });
    connection.quit();
    return { ok: false, stop };
  };

  const greeting = await connection.greeting();
  if (!greeting.ok) return stopped({ step: 'greeting', trouble: greeting.trouble });
  if (!isPositive(greeting.reply)) return stopped({ step: 'greeting', reply: greeting.reply });

  const first = await hello(connection, ehlo);
  if ('stop' in first) return stopped(first.stop);
  if (!mayTls || !first.extensions.has('STARTTLS')) return { ok: true, session: { connection, ...first } };

  // A certificate for an address literal names the address without its brackets.
  const secured = await connection.startTls(endpoint.name.startsWith('[') ? endpoint.address : endpoint.name);
  if (!secured.ok) {
    if ('trouble' in secured) return stopped({ step: 'STARTTLS', trouble: secured.trouble });
    // RFC 5321 §3.8: 421 announces the end of the connection, whatever was asked.
    if (secured.reply.code === 421) return stopped({ step: 'STARTTLS', reply: secured.reply });
    // RFC 3207 §4: refused, the session stands as it was.
    transcript.trouble('tls-refused');
    return { ok: true, session: { connection, ...first } };
  }
  const { protocol, cipher, verified, why } = secured.report;
  if (verified) transcript.note('tls-verified', { protocol, cipher, name: endpoint.name });
  else transcript.note('tls-unverified', { protocol, cipher, name: endpoint.name, why: why ?? '' });
  // RFC 3207 §4.2: everything learned before is forgotten.
  const second = await hello(connection, ehlo);
  if ('stop' in second) return stopped(second.stop);
  return { ok: true, session: { connection, ...second } };
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
