/** Handing a message to a mail store or MTA by LMTP (RFC 2033), over TCP or a socket of this machine. */
import { connect, type Socket } from 'node:net';
import type { Outcome } from '../../core/bridge/protocol.ts';
import { outcomeOf } from '../delivery/attempt.ts';
import type { DeliverOptions, Delivery } from '../delivery/deliver.ts';
import { endpointsOf } from '../dns/named-server.ts';
import { Connection } from '../smtp/connection.ts';
import { dial, type Endpoint } from '../smtp/dial.ts';
import { isPositive } from '../smtp/reply.ts';
import { extensionsOf } from '../smtp/session.ts';
import type { Session } from '../smtp/state.ts';
import { transact } from '../smtp/transaction.ts';
import { type Transcript, transcriptTo } from '../smtp/transcript.ts';

/** RFC 2033 §5 forbids LMTP on port 25; 24 is its private use (IANA "any private mail system"). */
const lmtpPort = 24;

/** `server`: `host:port`, or the path of a socket. One transaction for each recipient, so that each has its own reply after the message. */
export async function handToLmtp(
  server: string,
  { from, ehlo, paths: wanted, octets }: Delivery,
  options: DeliverOptions,
): Promise<void> {
  const transcript = transcriptTo(options.onLine, options.language).of(server);
  const paths = await options.onStart(wanted);
  let open: { readonly session: Session; readonly endpoint: Endpoint } | undefined;
  for (const path of new Set(paths)) {
    if (open === undefined || open.session.connection.trouble) {
      const opened = await openLmtp(server, ehlo, transcript, options);
      if ('fault' in opened) {
        options.onOutcomes([{ path, state: 'deferred', server, ...opened.fault }]);
        continue;
      }
      open = opened;
    }
    const results = await transact(open.session, { from, paths: [path] }, octets, {
      transcript,
      release: () => options.onRelease([path]),
      dataTimeout: options.timeouts.data,
      plainData: true,
    });
    const { endpoint } = open;
    options.onOutcomes(results.map((result) => outcomeOf(result, endpoint)));
  }
  open?.session.connection.quit();
}

type Opened =
  | { readonly session: Session; readonly endpoint: Endpoint }
  | { readonly fault: Pick<Outcome, 'reason' | 'step' | 'reply'> };

async function openLmtp(
  server: string,
  name: string,
  transcript: Transcript,
  { timeouts, signal }: DeliverOptions,
): Promise<Opened> {
  const dialled = await dialLmtp(server, timeouts.connect, signal);
  transcript.note('connecting', { name: server, address: 'LMTP' });
  if ('detail' in dialled) {
    transcript.trouble('no-connection', { detail: dialled.detail });
    return { fault: { reason: 'no-connection', step: 'connect' } };
  }
  const { socket, endpoint } = dialled;
  const connection = new Connection(socket, transcript, timeouts, signal);
  for (const step of ['greeting', 'EHLO'] as const) {
    const answer =
      step === 'greeting' ? await connection.greeting() : await connection.command(`LHLO ${name}`);
    if (!answer.ok) return { fault: { reason: answer.trouble.code, step } };
    if (!isPositive(answer.reply)) {
      connection.quit();
      const reason = answer.reply.code >= 500 ? 'refused' : 'try-later';
      return { fault: { reason, step, reply: answer.reply.text } };
    }
    const extensions = extensionsOf(answer.reply);
    if (step === 'EHLO') return { session: { connection, extensions, transactions: 0 }, endpoint };
  }
  return { fault: { reason: 'unexpected-reply', step: 'EHLO' } };
}

async function dialLmtp(
  server: string,
  timeout: number,
  signal: AbortSignal,
): Promise<{ readonly socket: Socket; readonly endpoint: Endpoint } | { readonly detail: string }> {
  if (server.startsWith('/')) {
    const socket = connect(server);
    const endpoint = { name: server, address: server, port: 0 };
    return new Promise((resolve) => {
      socket.once('connect', () => {
        socket.removeAllListeners('error');
        resolve({ socket, endpoint });
      });
      socket.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ detail: error.code ?? error.message }),
      );
    });
  }
  const found = await endpointsOf(/:\d+$/.test(server) ? server : `${server}:${lmtpPort}`);
  if (!found.ok) return { detail: found.detail };
  let detail = '';
  for (const endpoint of found.endpoints) {
    const dialled = await dial(endpoint, timeout, signal);
    if (dialled.ok) return { socket: dialled.socket, endpoint };
    detail = dialled.detail;
  }
  return { detail };
}
