/** What the DNS says. Every answer tells whether it was authentic (validated by DNSSEC); node:dns cannot tell, so it says no. */
import { Resolver as NodeResolver } from 'node:dns/promises';
import type { Endpoint } from '../smtp/dial.ts';

export interface MxRecord {
  /** A host name without the final dot; empty for a null MX, RFC 7505. */
  readonly host: string;
  readonly preference: number;
}

/** `none`: the name exists without such records. `no-such-domain`: NXDOMAIN. `failed`: no answer to rely on, ask again later. */
export type Lookup<T> =
  | { readonly ok: true; readonly values: readonly T[]; readonly authentic: boolean }
  | { readonly ok: false; readonly why: 'none' | 'no-such-domain' | 'failed'; readonly detail: string };

export interface Resolver {
  mx(domain: string): Promise<Lookup<MxRecord>>;
  /** All A and AAAA records of a host, each with the port on which its SMTP server listens. */
  endpoints(host: string): Promise<Lookup<Endpoint>>;
}

export interface ResolverOptions {
  /** `127.0.0.1:5353`; the system's servers if absent. */
  readonly server?: string | undefined;
  /** SMTP port by host name; 25 for the rest. */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  readonly signal: AbortSignal;
}

export function nodeResolver({ server, ports = {}, signal }: ResolverOptions): Resolver {
  const dns = new NodeResolver({ timeout: 4000, tries: 3 });
  if (server !== undefined) dns.setServers([server]);
  signal.addEventListener('abort', () => dns.cancel(), { once: true });

  const ask = async <T, U>(question: Promise<readonly T[]>, read: (value: T) => U): Promise<Lookup<U>> => {
    try {
      const values = (await question).map(read);
      return values.length > 0
        ? { ok: true, values, authentic: false }
        : { ok: false, why: 'none', detail: 'ENODATA' };
    } catch (error) {
      const detail = (error as NodeJS.ErrnoException).code ?? String(error);
      return {
        ok: false,
        why: detail === 'ENODATA' ? 'none' : detail === 'ENOTFOUND' ? 'no-such-domain' : 'failed',
        detail,
      };
    }
  };

  return {
    mx: (domain) =>
      ask(dns.resolveMx(domain), ({ exchange, priority }) => ({
        host: exchange.replace(/\.$/, '').toLowerCase(),
        preference: priority,
      })),
    async endpoints(host) {
      const at = (address: string): Endpoint => ({ name: host, address, port: portOf(host, ports) });
      const [four, six] = await Promise.all([ask(dns.resolve4(host), at), ask(dns.resolve6(host), at)]);
      if (!four.ok && !six.ok) return four.why === 'failed' || six.why !== 'failed' ? four : six;
      // One family that fails does not hide the other (a broken AAAA must not cost the delivery).
      const values = alternate(six.ok ? six.values : [], four.ok ? four.values : []);
      return { ok: true, values, authentic: (!four.ok || four.authentic) && (!six.ok || six.authentic) };
    },
  };
}

/** `127.0.0.1`, `127.0.0.1:5353`, `[::1]:53`, `::1`. */
export function isDnsServer(text: string): boolean {
  try {
    new NodeResolver().setServers([text]);
    return true;
  } catch {
    return false;
  }
}

/** The SMTP port of a host. Only what the configuration itself says: a host may be called `constructor`. */
export function portOf(host: string, ports: Readonly<Record<string, number>>): number {
  return (Object.hasOwn(ports, host) ? ports[host] : undefined) ?? 25;
}

/** RFC 8305 §4: families alternate, so that a dead one costs a single try. */
function alternate<T>(first: readonly T[], second: readonly T[]): T[] {
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((value) => value !== undefined);
}
