/** A demo mail server: takes messages by SMTP, then delivers them into its mailboxes or hands them to the next station. */
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Mailbox } from './maildir.ts';
import { deliveryReport } from './report.ts';
import type { Station } from './routing.ts';
import { type PathOutcome, transact } from './smtp-client.ts';
import { type Accepted, serveSession } from './smtp-server.ts';

/** A recipient as one server heard it. */
export interface Heard {
  readonly station: string;
  /** Between the brackets of RCPT TO, octet for octet. */
  readonly path: string;
  readonly reply: string;
}

export interface RelayOptions {
  readonly station: Station;
  /** `address:port` of the demo's DNS. */
  readonly dns: string;
  /** SMTP port by host name: read at each forwarding, for the servers find their ports one after the other. */
  readonly ports: Readonly<Record<string, number>>;
  /** By local-part. */
  readonly mailboxes: Readonly<Record<string, Mailbox>>;
  readonly onRecipient?: (heard: Heard) => void;
  /** Waited for between the end of data and its 250. */
  readonly beforeAccepting?: (signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Relay {
  readonly name: string;
  readonly port: number;
  /** Settles when everything taken so far has been delivered, handed on or reported. */
  settled(): Promise<void>;
  /** Settles when the listener and every connection are closed. */
  readonly closed: Promise<void>;
}

/** Listens on 127.0.0.1, on a port of the system's choice, until the signal ends it. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { station, signal } = options;
  const names = resolver(options.dns, signal);
  const sockets = new Set<Socket>();
  const underWay = new Set<Promise<void>>();

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setTimeout(5 * 60_000, () => socket.destroy()); // RFC 5321 §4.5.3.2.7
    const session = serveSession(socket, station, {
      onRecipient: (path, reply) => options.onRecipient?.({ station: station.name, path, reply }),
      isAt: names.isAt,
      accept: async (message) => {
        await options.beforeAccepting?.(signal);
        const work = dispatch(message).finally(() => underWay.delete(work));
        underWay.add(work);
      },
    });
    // A connection that breaks is the other side's to notice; nothing taken is lost by it.
    session.catch(() => socket.destroy());
  });

  /** Delivers and forwards after the 250; what fails is reported to the sender. Rejects never. */
  async function dispatch(message: Accepted): Promise<void> {
    try {
      const failures: PathOutcome[] = [];
      const onward = new Map<string, string[]>();
      for (const { disposition } of message.recipients) {
        if (disposition.does === 'forward') {
          onward.set(disposition.nextHop, [...(onward.get(disposition.nextHop) ?? []), disposition.path]);
        } else {
          // RFC 5321 §4.4: the last server writes the reverse-path on top.
          const top = Buffer.from(`Return-Path: <${message.reversePath}>\r\n`, 'latin1');
          await options.mailboxes[disposition.mailbox]?.deliver(Buffer.concat([top, message.octets]));
        }
      }
      for (const [nextHop, paths] of onward) {
        const outcomes = await handOn(message, nextHop, paths);
        failures.push(...outcomes.filter((outcome) => !outcome.ok));
      }
      // RFC 5321 §4.5.5: a report is never answered by a report.
      if (failures.length > 0 && message.reversePath !== '') await report(message, failures);
    } catch (error) {
      if (!signal.aborted)
        process.emitWarning(`${station.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function handOn(
    message: Accepted,
    nextHop: string,
    paths: readonly string[],
  ): Promise<readonly PathOutcome[]> {
    const target = await names.endpoint(nextHop, options.ports);
    if (typeof target === 'string') return paths.map((path) => ({ path, ok: false, reply: target }));
    return transact({ ...target, as: station.name, paths, ...message }, signal);
  }

  async function report(message: Accepted, failures: readonly PathOutcome[]): Promise<void> {
    const octets = deliveryReport(station.name, message.reversePath, failures, message.octets);
    const domain = message.reversePath.slice(message.reversePath.lastIndexOf('@') + 1).toLowerCase();
    const outcomes = await handOn({ ...message, reversePath: '', octets }, domain, [message.reversePath]);
    for (const { ok, reply } of outcomes)
      if (!ok) process.emitWarning(`${station.name}: report not delivered: ${reply}`);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const closed = once(server, 'close').then(() => {});
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return {
    name: station.name,
    port: bound.port,
    closed,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Lookups through the demo's DNS only. */
function resolver(dns: string, signal: AbortSignal) {
  const lookups = new Resolver({ timeout: 2000, tries: 2 });
  lookups.setServers([dns]);
  signal.addEventListener('abort', () => lookups.cancel(), { once: true });
  return {
    async isAt(name: string, address: string): Promise<boolean> {
      const addresses: readonly string[] = await lookups.resolve4(name).catch(() => []);
      return addresses.includes(address);
    },
    /** Where a domain's mail goes, RFC 5321 §5.1; or the reply that says why it cannot. */
    async endpoint(
      domain: string,
      ports: RelayOptions['ports'],
    ): Promise<{ address: string; port: number } | string> {
      const exchangers = await lookups.resolveMx(domain).catch(() => []);
      const host = exchangers.sort((a, b) => a.priority - b.priority)[0]?.exchange ?? domain;
      const [address] = await lookups.resolve4(host).catch(() => []);
      const port = ports[host];
      // Without a port in the table the demo would leave its own world, for port 25 of somebody.
      if (!address || port === undefined) return `550 5.1.2 ${domain} is not in the demo's DNS`;
      return { address, port };
    },
  };
}
