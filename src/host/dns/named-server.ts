/** A server that the person named: permission enough to connect to it, wherever it is. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Endpoint } from '../smtp/dial.ts';

export type NamedServer =
  | { readonly ok: true; readonly endpoints: readonly Endpoint[] }
  /** `not-a-server`: the text is none. Else what looking up its name gave. */
  | {
      readonly ok: false;
      readonly reason: 'not-a-server' | 'no-such-domain' | 'dns-failed';
      readonly detail: string;
    };

/** RFC 8314 §7.3: on this port TLS comes first. */
const submissions = 465;

/** `host`, `host:port`, `192.0.2.1:port`, `[2001:db8::1]:port`; the port is 25 unless given. */
export async function endpointsOf(server: string): Promise<NamedServer> {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/.exec(server);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? 25);
  if (host === undefined || port < 1 || port > 65535)
    return { ok: false, reason: 'not-a-server', detail: 'host:port' };
  const at = { name: host, port, ...(port === submissions ? ({ implicitTls: true } as const) : {}) };
  if (isIP(host)) return { ok: true, endpoints: [{ ...at, address: host }] };
  try {
    const addresses = await lookup(host, { all: true });
    return { ok: true, endpoints: addresses.map(({ address }) => ({ ...at, address })) };
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? String(error);
    return { ok: false, reason: detail === 'ENOTFOUND' ? 'no-such-domain' : 'dns-failed', detail };
  }
}
