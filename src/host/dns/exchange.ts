/** One question and its answer: over UDP, over TCP where the answer is too long, to each name server in turn, until a deadline. */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { NameServer } from './name-servers.ts';
import { type DnsQuery, type DnsQuestion, type DnsReply, dnsQuery, readReply } from './packet.ts';

export type Exchanged =
  | { readonly ok: true; readonly reply: DnsReply; readonly server: NameServer }
  /** `detail`: the last server's rcode, or the system's code: `SERVFAIL`, `ETIMEDOUT`, `ECONNREFUSED`... */
  | { readonly ok: false; readonly detail: string };

export interface ExchangeOptions {
  readonly servers: readonly NameServer[];
  readonly signal: AbortSignal;
  /** How long each server may take in each round, in milliseconds; their number is that of the rounds. */
  readonly patience?: readonly number[];
}

const standardPatience = [1500, 3000, 5000];

/** A reply over UDP, or why there is none. `suspicious`: one came, but to another question: somebody may be guessing. */
type Heard = DnsReply | { readonly failed: string } | 'suspicious';

/** Never throws. NXDOMAIN and NOERROR are answers; every other rcode is that server's failure, and the next one is asked. */
export async function exchange(question: DnsQuestion, options: ExchangeOptions): Promise<Exchanged> {
  const { servers, signal, patience = standardPatience } = options;
  let detail = servers.length === 0 ? 'no name server' : 'ETIMEDOUT';
  // A server that can't tell would not know better a second later; one that was silent may have lost a packet.
  const failed = new Set<NameServer>();
  for (const timeout of patience) {
    for (const server of servers.filter((each) => !failed.has(each))) {
      if (signal.aborted) return { ok: false, detail: 'stopped' };
      const heard = await askServer(question, server, timeout, signal);
      if ('failed' in heard) {
        detail = heard.failed;
        continue;
      }
      if ((heard.rcode === 'NOERROR' && heard.complete) || heard.rcode === 'NXDOMAIN')
        return { ok: true, reply: heard, server };
      failed.add(server);
      detail = heard.rcode === 'NOERROR' ? 'lame' : heard.rcode;
    }
  }
  return { ok: false, detail: signal.aborted ? 'stopped' : detail };
}

async function askServer(
  question: DnsQuestion,
  server: NameServer,
  timeout: number,
  signal: AbortSignal,
): Promise<DnsReply | { readonly failed: string }> {
  for (const edns of [true, false]) {
    const query = dnsQuery(question, edns);
    if (!query) return { failed: 'EBADNAME' };
    const life = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    let heard = await overUdp(query, question, server, life);
    // RFC 7766 §5: truncated is asked again over TCP, and so is what somebody tried to answer for the server.
    if (heard === 'suspicious' || ('truncated' in heard && heard.truncated))
      heard = await overTcp(query, question, server, life);
    if ('failed' in heard) return heard;
    // RFC 6891 §7: a server that knows nothing of EDNS says FORMERR; it can't do DNSSEC either.
    if (!edns || !['FORMERR', 'NOTIMP', 'BADVERS'].includes(heard.rcode)) return heard;
  }
  return { failed: 'FORMERR' };
}

/** A socket of its own for each question, so that the system draws a new port, and connected, so that it hears only that server. */
function overUdp(
  query: DnsQuery,
  question: DnsQuestion,
  { address, port }: NameServer,
  life: AbortSignal,
): Promise<Heard> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    const settle = (heard: Heard) => {
      life.removeEventListener('abort', stop);
      socket.removeAllListeners().on('error', () => {});
      socket.close();
      resolve(heard);
    };
    const stop = () => settle({ failed: 'ETIMEDOUT' });
    life.addEventListener('abort', stop);
    socket.on('error', (error: NodeJS.ErrnoException) => settle({ failed: error.code ?? error.message }));
    socket.on('message', (octets) => settle(readReply(octets, query, question) ?? 'suspicious'));
    socket.connect(port, address, () => socket.send(query.octets));
    if (life.aborted) stop();
  });
}

/** RFC 1035 §4.2.2: each message behind its length in two octets. */
function overTcp(
  query: DnsQuery,
  question: DnsQuestion,
  { address, port }: NameServer,
  life: AbortSignal,
): Promise<Exclude<Heard, 'suspicious'>> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    let came = Buffer.alloc(0);
    const settle = (heard: Exclude<Heard, 'suspicious'>) => {
      life.removeEventListener('abort', stop);
      socket
        .removeAllListeners()
        .on('error', () => {})
        .destroy();
      resolve(heard);
    };
    const stop = () => settle({ failed: 'ETIMEDOUT' });
    life.addEventListener('abort', stop);
    socket.on('error', (error: NodeJS.ErrnoException) => settle({ failed: error.code ?? error.message }));
    socket.on('close', () => settle({ failed: 'ECONNRESET' }));
    socket.on('data', (octets: Buffer) => {
      came = Buffer.concat([came, octets]);
      if (came.length < 2 || came.length < 2 + came.readUInt16BE(0)) return;
      const whole = came.subarray(2, 2 + came.readUInt16BE(0));
      const reply = readReply(whole, query, question);
      settle(reply && !reply.truncated ? reply : { failed: 'EBADRESP' });
    });
    socket.once('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.octets.length);
      socket.write(Buffer.concat([length, query.octets]));
    });
    if (life.aborted) stop();
  });
}
