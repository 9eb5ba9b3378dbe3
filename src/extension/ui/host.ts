/** The host program as a page meets it: is it there, does it speak our version, and whom may it send for. */
import { protocolVersion } from '../../core/bridge/protocol.ts';
import { openHost } from '../background/api.ts';
import { type Host, hostFrom } from './host-answer.ts';

/** Asks the host who it is, on a port of its own that is closed again. */
export function askHost(signal: AbortSignal): Promise<Host> {
  return new Promise((resolve) => {
    const request = crypto.randomUUID();
    const ending = new AbortController();
    const port = openHost(
      (message) => {
        const host = hostFrom(message, request);
        if (host === undefined) return;
        resolve(host);
        ending.abort();
      },
      AbortSignal.any([signal, ending.signal]),
    );
    port.request({ type: 'hello', request, version: protocolVersion });
  });
}
