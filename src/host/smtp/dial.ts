/** A TCP connection to one address. */
import { connect, type Socket } from 'node:net';
import type { Credentials } from './auth.ts';
import type { TlsPolicy } from './tls-policy.ts';

/** Where to connect, and under which name the server is known (the MX host, or what the person wrote). */
export interface Endpoint {
  readonly name: string;
  /** IPv4 or IPv6, without brackets. */
  readonly address: string;
  readonly port: number;
  /** Opportunistic where nobody found out, or asked for, more. */
  readonly tls?: TlsPolicy;
  /** RFC 8314 §3.3: TLS from the first octet on, as on port 465. */
  readonly implicitTls?: true;
  /** Who we are there. It makes verified TLS the least that is asked for. */
  readonly auth?: Credentials;
}

/** `detail` is the system's code: ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH... */
export type Dialled =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly detail: string };

/** Octets. */
const readAtOnce = 16 * 1024;

/** The socket is paused: who listens resumes it. */
export function dial(endpoint: Endpoint, timeout: number, signal: AbortSignal): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket: Socket = connect({
      host: endpoint.address,
      port: endpoint.port,
      noDelay: true,
      // Replies are short and read at once: they need no queue of a stream before they are told.
      onread: {
        buffer: Buffer.alloc(readAtOnce),
        callback(count, octets) {
          socket.emit('data', Buffer.copyBytesFrom(octets, 0, count));
          return true;
        },
      },
    });
    // What is told to nobody would be lost.
    socket.pause();
    const settle = (result: Dialled) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners();
      if (!result.ok) socket.on('error', () => {}).destroy();
      resolve(result);
    };
    const stop = () => settle({ ok: false, detail: 'stopped' });
    const timer = setTimeout(() => settle({ ok: false, detail: 'ETIMEDOUT' }), timeout);
    signal.addEventListener('abort', stop);
    socket.once('connect', () => settle({ ok: true, socket }));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle({ ok: false, detail: error.code ?? error.message }),
    );
    if (signal.aborted) stop();
  });
}

/** `127.0.0.1:25`, `[::1]:25`. */
export function addressText({ address, port }: Pick<Endpoint, 'address' | 'port'>): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
