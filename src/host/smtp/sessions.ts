/**
 * Sessions that messages leave to each other, and how many there are with one server at once. The second message on an open session costs
 * neither connection nor handshake; RFC 5321 §4.5.4.1 allows several transactions at the same time, within some limit.
 */
import type { Endpoint } from './dial.ts';
import { rememberedAs } from './host-memory.ts';
import type { Session } from './state.ts';
import { silent } from './transcript.ts';

/** Milliseconds for which an open session waits for somebody, as Postfix keeps it (smtp_connection_cache_time_limit). */
const patience = 2000;
/** Messages on one session at most; many servers end it there by themselves. */
const messagesMost = 100;

export interface SessionsOptions {
  /** Connections to one server at most. */
  readonly most: number;
  /** Whether a message waits that may want a session. */
  readonly wanted: () => boolean;
  /** Ends those that wait. */
  readonly signal: AbortSignal;
}

/** Leave to speak with one server. */
export interface Place {
  /** What an earlier message left. */
  readonly open?: { readonly endpoint: Endpoint; readonly session: Session };
  /** Ends the place, once. `open`: a session on which another message may go. */
  leave(open?: { readonly endpoint: Endpoint; readonly session: Session }): void;
}

interface Idle {
  readonly endpoint: Endpoint;
  readonly ehlo: string;
  readonly session: Session;
  readonly timer: NodeJS.Timeout;
}

interface Waiter {
  readonly endpoints: readonly Endpoint[];
  readonly ehlo: string;
  readonly admit: (place: Place) => void;
}

/** Everything with one server, by its name and port. */
interface Server {
  busy: number;
  readonly idle: Idle[];
  readonly waiters: Waiter[];
}

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #servers = new Map<string, Server>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /**
   * Waits for a place at the server of these endpoints, which are addresses of one host. At the signal's end it gives one that is none.
   * @param ehlo under which name; a session knows no other
   */
  enter(endpoints: readonly Endpoint[], ehlo: string, signal: AbortSignal): Promise<Place> {
    const [first] = endpoints;
    if (first === undefined || signal.aborted) return Promise.resolve({ leave() {} });
    const name = rememberedAs(first);
    const server = this.#servers.get(name) ?? { busy: 0, idle: [], waiters: [] };
    this.#servers.set(name, server);
    const { promise, resolve } = Promise.withResolvers<Place>();
    const waiter: Waiter = {
      endpoints,
      ehlo,
      admit: (place) => {
        signal.removeEventListener('abort', giveUp);
        resolve(place);
      },
    };
    const giveUp = () => {
      server.waiters.splice(server.waiters.indexOf(waiter), 1);
      resolve({ leave() {} });
    };
    server.waiters.push(waiter);
    this.#admit(name, server);
    if (server.waiters.includes(waiter)) signal.addEventListener('abort', giveUp, { once: true });
    return promise;
  }

  /** Ends what waits for nobody. */
  quit(): void {
    for (const { idle } of this.#servers.values()) for (const each of idle.splice(0)) end(each);
  }

  #admit(name: string, server: Server): void {
    for (let [waiter] = server.waiters; waiter; [waiter] = server.waiters) {
      const open = take(server, waiter);
      if (!open && server.busy + server.idle.length >= this.#options.most) {
        const [oldest] = server.idle.splice(0, 1);
        if (!oldest) return;
        end(oldest);
      }
      server.waiters.shift();
      server.busy++;
      waiter.admit(this.#place(name, server, waiter.ehlo, open));
    }
    if (server.busy + server.idle.length === 0) this.#servers.delete(name);
  }

  #place(name: string, server: Server, ehlo: string, open: Place['open']): Place {
    return {
      ...(open ? { open } : {}),
      leave: (left) => {
        server.busy--;
        if (left) this.#keep(server, ehlo, left);
        this.#admit(name, server);
      },
    };
  }

  #keep(server: Server, ehlo: string, { endpoint, session }: NonNullable<Place['open']>): void {
    const { connection, transactions } = session;
    if (connection.trouble) return;
    const wanted = server.waiters.length > 0 || this.#options.wanted();
    if (isForOne(endpoint) || !wanted || transactions >= messagesMost) {
      connection.quit();
      return;
    }
    connection.serve(silent, this.#options.signal);
    const timer = setTimeout(() => {
      server.idle.splice(server.idle.indexOf(idle), 1);
      connection.quit();
    }, patience);
    const idle: Idle = { endpoint, ehlo, session, timer };
    server.idle.push(idle);
  }
}

function take({ idle }: Server, { endpoints, ehlo }: Waiter): Place['open'] {
  for (const endpoint of endpoints) {
    if (isForOne(endpoint)) continue;
    const suits = (each: Idle) => each.ehlo === ehlo && isSame(each.endpoint, endpoint);
    for (let at = idle.findIndex(suits); at >= 0; at = idle.findIndex(suits)) {
      const [found] = idle.splice(at, 1);
      clearTimeout(found?.timer);
      // The server may have ended it meanwhile.
      if (found && !found.session.connection.trouble) return { endpoint, session: found.session };
    }
  }
  return undefined;
}

function end({ session, timer }: Idle): void {
  clearTimeout(timer);
  session.connection.quit();
}

/** A certificate that DANE judged is judged each time. */
const isForOne = ({ tls }: Endpoint): boolean => tls?.kind === 'require-verified' && tls.judge !== undefined;

/** Whether they agree in all that a session depends on. */
function isSame(one: Endpoint, other: Endpoint): boolean {
  return (
    one.name === other.name &&
    one.address === other.address &&
    one.port === other.port &&
    one.implicitTls === other.implicitTls &&
    one.auth?.user === other.auth?.user &&
    one.auth?.kind === other.auth?.kind &&
    JSON.stringify(one.tls) === JSON.stringify(other.tls)
  );
}
