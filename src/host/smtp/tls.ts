/** The TLS handshake on a connected socket. The certificate is judged and reported in any case; what follows from it is the caller's. */
import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, getCACertificates, type TLSSocket } from 'node:tls';
import type { CertificateJudge } from './tls-policy.ts';
import type { Trouble } from './trouble.ts';

/** Whom we expect to meet. */
export interface Expected {
  /** The name, or the address without brackets, under which the server was found. */
  readonly host: string;
  /** The name asked for (SNI, RFC 6066 §3); `host` where none is given. */
  readonly serverName?: string;
  /** Names that the certificate may carry instead. */
  readonly names?: readonly string[];
  readonly judge?: CertificateJudge;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
}

/** What the certificate was worth. */
export interface TlsReport {
  readonly protocol: string;
  readonly cipher: string;
  readonly verified: boolean;
  /** Why it was not verified: a code of the TLS library, or the judge's words. */
  readonly why?: string;
  /** Whom the certificate names, and who signed it; empty where it says nothing. */
  readonly subject: string;
  readonly issuer: string;
}

export type Handshake =
  | { readonly ok: true; readonly socket: TLSSocket; readonly report: TlsReport }
  | { readonly ok: false; readonly trouble: Trouble };

/** Nobody else may read from `socket` any more. */
export async function handshake(
  socket: Socket,
  expected: Expected,
  timeout: number,
  signal: AbortSignal,
): Promise<Handshake> {
  const { host, serverName = host, names = [host], judge, authorities = [] } = expected;
  const secured = connect({
    socket,
    host,
    ...(isIP(serverName) ? {} : { servername: serverName }),
    ...(authorities.length > 0 ? { ca: [...getCACertificates('default'), ...authorities] } : {}),
    // What a certificate is worth is said in the report, and the policy of the attempt decides.
    rejectUnauthorized: false,
    checkServerIdentity(_, certificate) {
      const faults = names.map((name) => checkServerIdentity(name, certificate));
      return faults.includes(undefined) ? undefined : faults[0];
    },
    minVersion: 'TLSv1.2',
  });
  secured.setNoDelay(true);
  const trouble = await outcomeOf(secured, timeout, signal);
  if (trouble) {
    secured.destroy();
    return { ok: false, trouble };
  }
  return { ok: true, socket: secured, report: reportOn(secured, judge) };
}

function reportOn(secured: TLSSocket, judge: CertificateJudge | undefined): TlsReport {
  const { standardName, name } = secured.getCipher();
  const leaf = secured.getPeerX509Certificate();
  const why = judge
    ? judge(chainOf(leaf))
    : secured.authorized
      ? undefined
      : String(secured.authorizationError ?? 'no certificate');
  return {
    protocol: secured.getProtocol() ?? 'TLS',
    cipher: standardName ?? name,
    verified: why === undefined,
    ...(why === undefined ? {} : { why }),
    subject: commonName(leaf?.subject) ?? leaf?.subjectAltName ?? '',
    issuer: commonName(leaf?.issuer) ?? '',
  };
}

function chainOf(leaf: X509Certificate | undefined): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let each = leaf; each && chain.length < 20; each = each.issuerCertificate) chain.push(each);
  return chain;
}

/** The most telling line of a distinguished name. */
function commonName(name: string | undefined): string | undefined {
  const lines = name?.split('\n') ?? [];
  return (
    lines.find((line) => line.startsWith('CN=')) ?? lines.find((line) => line.startsWith('O='))
  )?.replace(/^\w+=/, '');
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
    const timer = setTimeout(() => settle({ code: 'tls-failed', detail: 'ETIMEDOUT' }), timeout);
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
