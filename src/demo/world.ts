/** Everything of the demo that is not the browser: DNS, servers, mailboxes, webmail and the host's configuration. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDns } from './dns.ts';
import { type Mailbox, openMailbox } from './maildir.ts';
import { type Heard, startRelay } from './relay.ts';
import { client, destination, recipientMailbox, relayNames, senderMailbox, zone } from './stations.ts';
import { startWebmail } from './webmail.ts';

export interface World {
  /** The temporary directory that holds all the demo's files. */
  readonly directory: string;
  /** For the host program: `WAYPOST_HOME`. Its config.json is written. */
  readonly home: string;
  /** Of the webmail, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** SMTP port by host name. */
  readonly ports: Readonly<Record<string, number>>;
  /** `user@dest.test`. */
  readonly inbox: Mailbox;
  /** `me@client.test`: delivery reports come here. */
  readonly reports: Mailbox;
  /** Every RCPT that a server heard, in order. */
  readonly heard: readonly Heard[];
  /** Settles when the servers have nothing left to hand on. */
  settled(): Promise<void>;
  /** Ends all servers, waits for their sockets and removes the directory unless it shall be kept. */
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly signal?: AbortSignal;
  /** Leave the directory behind. */
  readonly keep?: boolean;
  /** Held by dest.test between the end of data and its 250. */
  readonly beforeDelivery?: (signal: AbortSignal) => Promise<void>;
  /** Held by s1.test between the end of data and its 250. */
  readonly beforeFirstHop?: (signal: AbortSignal) => Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const directory = await mkdtemp(join(tmpdir(), 'waypost-demo-'));
  const closed: Promise<void>[] = [];
  const stop = async () => {
    ending.abort();
    await Promise.all(closed);
    if (!options.keep) await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };

  try {
    const dns = await startDns(zone, signal);
    closed.push(dns.closed);
    const inbox = await openMailbox(recipientMailbox, join(directory, 'mail', recipientMailbox));
    const reports = await openMailbox(senderMailbox, join(directory, 'mail', senderMailbox));
    const postmaster = await openMailbox(`postmaster@${destination}`, join(directory, 'mail', 'postmaster'));

    const ports: Record<string, number> = {};
    const heard: Heard[] = [];
    const common = {
      dns: `${dns.address}:${dns.port}`,
      ports,
      onRecipient: (one: Heard) => heard.push(one),
      signal,
    };
    const relay = (name: string, relaysAnything: boolean, first: boolean) =>
      startRelay({
        ...common,
        station: { name, mailboxes: ['postmaster'], followsRoutes: true, relaysAnything },
        mailboxes: { postmaster },
        ...(first && options.beforeFirstHop ? { beforeAccepting: options.beforeFirstHop } : {}),
      });
    const home = (name: string, localPart: string, mailbox: Mailbox) =>
      startRelay({
        ...common,
        station: { name, mailboxes: [localPart, 'postmaster'], followsRoutes: false, relaysAnything: false },
        mailboxes: { [localPart]: mailbox, postmaster },
        ...(name === destination && options.beforeDelivery
          ? { beforeAccepting: options.beforeDelivery }
          : {}),
      });

    const exchangers = await Promise.all([
      ...relayNames.map((name, index) => relay(name, false, index === 0)),
      home(destination, 'user', inbox),
      home(client, 'me', reports),
    ]);
    for (const { name, port } of exchangers) ports[name] = port;
    // The webmail's people submit to s1 on a port of its own, where it takes mail for anywhere (RFC 6409).
    const submission = await relay(relayNames[0], true, false);
    const relays = [...exchangers, submission];
    const webmail = await startWebmail({
      mailboxes: [inbox, reports],
      senders: [senderMailbox],
      submission: { port: submission.port, as: client },
      signal,
    });
    closed.push(...relays.map((one) => one.closed), webmail.closed);

    const hostHome = join(directory, 'waypost');
    await mkdir(hostHome, { mode: 0o700 });
    const configuration = {
      identities: [{ address: senderMailbox, name: 'Demo', ehlo: client }],
      dns: common.dns,
      ports,
      networks: ['127.0.0.0/8'],
    };
    await writeFile(join(hostHome, 'config.json'), `${JSON.stringify(configuration, undefined, 2)}\n`, {
      mode: 0o600,
    });

    return {
      directory,
      home: hostHome,
      origin: webmail.origin,
      ports,
      inbox,
      reports,
      heard,
      stop,
      async settled() {
        // Each server settles only after it has handed on, so one round for each station reaches the end of the line.
        for (const _ of relays) await Promise.all(relays.map((one) => one.settled()));
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
