/** The TLS handshake on a connected socket, opportunistic: the certificate is judged and reported, not enforced. */
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Trouble } from './trouble.ts';

/** What the certificate was worth. Opportunistic TLS goes on in any case and says so (RFC 7435). */
export interface TlsReport {
  readonly protocol: string;
  readonly cipher: string;
  readonly verified: boolean;
  readonly why?: string;
}

export type Handshake =
  | { readonly ok: true; readonly socket: TLSSocket; readonly report: TlsReport }
  | { readonly ok: false; readonly trouble: Trouble };

/** `host`: the name, or the address, that the certificate should have. Nobody else may read from `socket` any more. */
export async function handshake(
  socket: Socket,
  host: string,
  timeout: number,
  signal: AbortSignal,
): Promise<Handshake> {
  const secured = connect({
    socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    // Without DANE or MTA-STS nobody has promised a name to check (RFC 7435 §3).
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
  secured.setNoDelay(true);
  const trouble = await outcomeOf(secured, timeout, signal);
  if (trouble) {
    secured.destroy();
    return { ok: false, trouble };
  }
  const { standardName, name } = secured.getCipher();
  const report: TlsReport = {
    protocol: secured.getProtocol() ?? 'TLS',
    cipher: standardName ?? name,
    verified: secured.authorized,
    ...(secured.authorized ? {} : { why: String(secured.authorizationError ?? '') }),
  };
  return { ok: true, socket: secured, report };
}

/** Undefined once the handshake is complete. */
function outcomeOf(secured: TLSSocket, timeout: number, signal: AbortSignal): Promise<Trouble | undefined> {
  return new Promise((resolve) => {
    const settle = (trouble?: Trouble) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(trouble);
    };
    const stop = () => settle({ code: 'stopped', detail: '' });
    const timer = setTimeout(() => settle({ code: 'timeout', detail: 'TLS' }), timeout);
    signal.addEventListener('abort', stop);
    secured.once('secureConnect', () => settle());
    // Stays: an error after the handshake is the connection's to report, and must not end the process here.
    secured.on('error', (error: NodeJS.ErrnoException) =>
      settle({ code: 'tls-failed', detail: error.code ?? error.message }),
    );
    secured.once('close', () => settle({ code: 'tls-failed', detail: 'close' }));
    if (signal.aborted) stop();
  });
}
