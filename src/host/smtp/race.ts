/**
 * Connecting to one of several addresses of the same host, RFC 8305: while one does not answer, the next is tried beside it. Only the
 * connections race. Nobody is greeted twice: what comes second is dropped before a word was said.
 */
import type { Socket } from 'node:net';
import type { Dialled, Endpoint } from './dial.ts';

/** RFC 8305 §5 Connection Attempt Delay, in milliseconds. */
const headStart = 250;

export interface Race {
  /** The first to connect; absent where none did. */
  readonly won?: { readonly endpoint: Endpoint; readonly socket: Socket };
  /** Those that gave an answer, and none to talk to, in the order of their answers. */
  readonly lost: readonly { readonly endpoint: Endpoint; readonly detail: string }[];
}

/**
 * @param endpoints in the order of preference; each begins when the one before it failed, or had its head start
 * @param dial connects to one of them, until its signal ends
 */
export async function race(
  endpoints: readonly Endpoint[],
  dial: (endpoint: Endpoint, signal: AbortSignal) => Promise<Dialled>,
  signal: AbortSignal,
): Promise<Race> {
  const over = new AbortController();
  const life = AbortSignal.any([signal, over.signal]);
  const lost: { endpoint: Endpoint; detail: string }[] = [];
  const { promise, resolve } = Promise.withResolvers<Race['won']>();
  let begun = 0;
  let timer: NodeJS.Timeout | undefined;

  const begin = (): void => {
    clearTimeout(timer);
    const endpoint = endpoints[begun];
    if (endpoint === undefined || life.aborted) return;
    begun++;
    if (begun < endpoints.length) timer = setTimeout(begin, headStart);
    void dial(endpoint, life).then((dialled) => {
      if (dialled.ok && over.signal.aborted) dialled.socket.destroy();
      else if (dialled.ok) resolve({ endpoint, socket: dialled.socket });
      else if (!over.signal.aborted) {
        lost.push({ endpoint, detail: dialled.detail });
        if (lost.length === begun) begin();
        if (lost.length === begun) resolve(undefined);
      }
    });
  };
  begin();
  const won = begun > 0 ? await promise : undefined;
  clearTimeout(timer);
  over.abort('won');
  return won ? { won, lost } : { lost };
}
