/** A policy over HTTPS: RFC 8461 §3.3. */
import { request } from 'node:https';
import { getCACertificates } from 'node:tls';
import { mayConnect } from './networks.ts';
import type { Resolver } from './resolver.ts';

export type FetchedPolicy =
  | { readonly ok: true; readonly text: string }
  /** The HTTP status, or the system's code. */
  | { readonly ok: false; readonly detail: string };

export interface FetchOptions {
  readonly resolver: Resolver;
  /** Private networks that are allowed all the same. */
  readonly networks: readonly string[];
  /** By host name; 443 for the rest. */
  readonly ports: Readonly<Record<string, number>>;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds for all of it. RFC 8461 §3.3 gives a queue a minute; a person waits here. */
  readonly patience?: number;
}

/** RFC 8461 §3.3 */
const sizeCap = 64 * 1024;

/** Never throws. `domain`: A-labels in lower case. */
export async function fetchPolicy(domain: string, options: FetchOptions): Promise<FetchedPolicy> {
  const { resolver, networks, ports, authorities = [], patience = 15_000 } = options;
  const host = `mta-sts.${domain}`;
  const life = AbortSignal.any([options.signal, AbortSignal.timeout(patience)]);
  const found = await resolver.endpoints(host);
  if (!found.ok) return { ok: false, detail: found.detail };
  const addresses = found.values
    .map(({ address }) => address)
    .filter((address) => mayConnect(address, networks));
  if (addresses.length === 0) return { ok: false, detail: 'private address' };
  let last: FetchedPolicy = { ok: false, detail: '' };
  for (const address of addresses.slice(0, 3)) {
    last = await fetchFrom(
      address,
      host,
      Object.hasOwn(ports, host) ? (ports[host] ?? 443) : 443,
      authorities,
      life,
    );
    if (last.ok || life.aborted) return last;
  }
  return last;
}

function fetchFrom(
  address: string,
  host: string,
  port: number,
  authorities: readonly string[],
  life: AbortSignal,
): Promise<FetchedPolicy> {
  return new Promise((resolve) => {
    const settle = (fetched: FetchedPolicy) => {
      asked.destroy();
      resolve(fetched);
    };
    const failed = (detail: string) => settle({ ok: false, detail });
    const asked = request(
      {
        host: address,
        port,
        path: '/.well-known/mta-sts.txt',
        headers: { Host: port === 443 ? host : `${host}:${port}`, Accept: 'text/plain' },
        servername: host,
        ...(authorities.length > 0 ? { ca: [...getCACertificates('default'), ...authorities] } : {}),
        minVersion: 'TLSv1.2',
        agent: false,
        signal: life,
      },
      (response) => {
        const { statusCode, headers } = response;
        // RFC 8461 §3.3: "HTTP 3xx redirects MUST NOT be followed", and nothing but 200 is a policy.
        if (statusCode !== 200) return failed(`HTTP ${statusCode}`);
        // RFC 8461 §3.2: another type is a page that somebody else may have been let put there.
        const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
        if (type !== 'text/plain') return failed(`Content-Type: ${type ?? ''}`);
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > sizeCap) failed('too large');
        });
        response.on('end', () => settle({ ok: true, text: Buffer.concat(chunks).toString('utf8') }));
        response.on('error', (error: NodeJS.ErrnoException) => failed(error.code ?? error.message));
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => failed(error.code ?? error.message));
    asked.end();
  });
}
