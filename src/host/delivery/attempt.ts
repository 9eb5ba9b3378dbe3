/** One attempt to hand a message to one next hop: its addresses in turn, until one takes the conversation as far as MAIL. */
import type { Socket } from 'node:net';
import type { Outcome } from '../../core/bridge/protocol.ts';
import type { DeliveryReason } from '../../core/words/delivery.ts';
import { serverText } from '../dns/next-hop.ts';
import { addressText, dial, type Endpoint } from '../smtp/dial.ts';
import type { Envelope } from '../smtp/envelope.ts';
import { race } from '../smtp/race.ts';
import { fateOf, type Result } from '../smtp/result.ts';
import { noConnection, openSession, type Stop } from '../smtp/session.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import { transact } from '../smtp/transaction.ts';
import type { Transcript } from '../smtp/transcript.ts';
import { explainReply } from './explain.ts';

/** UTF-16 units of a reply that are kept: a hundred of them must fit into one message to the browser. */
const replyCap = 1000;

export interface AttemptOptions {
  readonly ehlo: string;
  readonly timeouts: Timeouts;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
  /** Runs synchronously before the write that holds the last octet: from now on a server may accept the message. False forbids it. */
  readonly release: () => boolean;
  /** The first of the endpoints, where no other may win a race against it: it asked us to come again. */
  readonly alone?: Endpoint;
  /** Certificates of authorities, in PEM, that are believed beside the public ones. */
  readonly authorities?: readonly string[];
}

/** `octets` are final. One outcome for each path of the envelope, in order. Never throws. */
export async function attempt(
  endpoints: readonly Endpoint[],
  envelope: Envelope,
  octets: Buffer,
  options: AttemptOptions,
): Promise<Outcome[]> {
  const { transcript, timeouts, signal } = options;
  const stops: { endpoint: Endpoint; stop: Stop }[] = [];
  let left = endpoints;
  while (left.length > 0 && !signal.aborted) {
    if (stops.length > 0) transcript.of(left[0]?.name ?? '').note('next-address');
    // RFC 5321 §5.1: hosts in the order of their preference; only the addresses of one host race.
    const [next] = left;
    const host = next && next === options.alone ? [next] : left.filter(({ name }) => name === next?.name);
    const { won, lost } = await race(
      host,
      (endpoint, life) => {
        const words = { name: endpoint.name, address: addressText(endpoint) };
        transcript.of(endpoint.name).note('connecting', words);
        return dial(endpoint, timeouts.connect, life);
      },
      signal,
    );
    for (const { endpoint, detail } of lost) {
      transcript.of(endpoint.name).trouble('no-connection', { detail });
      stops.push({ endpoint, stop: noConnection(detail) });
    }
    if (won) {
      const { endpoint, socket } = won;
      const own = { ...options, transcript: transcript.of(endpoint.name) };
      const tried = await converse(endpoint, envelope, octets, own, socket);
      if ('results' in tried) return tried.results.map((result) => outcomeOf(result, endpoint));
      stops.push({ endpoint, stop: tried.stop });
    }
    const tried = new Set(stops.map(({ endpoint }) => endpoint));
    left = left.filter((endpoint) => !tried.has(endpoint));
  }
  return unreached(envelope.paths, stops);
}

type Tried = { readonly results: readonly Result[] } | { readonly stop: Stop };

/** One address: a session and a transaction; and both once more, by DATA, where the server offers CHUNKING and can't. */
async function converse(
  endpoint: Endpoint,
  envelope: Envelope,
  octets: Buffer,
  options: AttemptOptions,
  socket: Socket | undefined,
  plainData = false,
): Promise<Tried> {
  const { transcript, release, timeouts } = options;
  const opened = await openSession(endpoint, options, socket);
  if (!opened.ok) return { stop: opened.stop };
  const { connection } = opened.session;
  const results = await transact(opened.session, envelope, octets, {
    transcript,
    release,
    dataTimeout: timeouts.data,
    plainData,
  });
  if (!plainData && results.some(({ reason }) => reason === 'chunking-broken')) {
    transcript.trouble('chunking-broken');
    return converse(endpoint, envelope, octets, options, undefined, true);
  }
  const { trouble } = connection;
  // A connection that we ended ourselves is no trouble.
  if (trouble && trouble.detail !== 'QUIT' && results.some(({ reply }) => !reply))
    transcript.trouble(trouble.code, { detail: trouble.detail });
  connection.quit();
  return { results };
}

/** No address let us as far as MAIL. What a server said counts more than silence, and a refusal for now more than one for good: it may change. */
function unreached(
  paths: readonly string[],
  stops: readonly { endpoint: Endpoint; stop: Stop }[],
): Outcome[] {
  const spoken = stops.filter(({ stop }) => stop.reply);
  const telling = spoken.find(({ stop }) => stop.reply && stop.reply.code < 500) ?? spoken[0] ?? stops.at(-1);
  if (!telling)
    return paths.map((path) => ({ path, state: 'deferred', reason: 'no-connection', step: 'connect' }));
  const { endpoint, stop } = telling;
  // An address that gave no answer at all may be the one that would have taken it, so one refusal among silences is not final.
  const final = stops.every((each) => each.stop.reply);
  if (stop.reply) {
    const fate = fateOf(stop.step, { ok: true, reply: stop.reply });
    return paths.map((path) =>
      outcomeOf({ path, ...fate, state: final ? fate.state : 'deferred' }, endpoint),
    );
  }
  const reason = portBlocked(stops) ? 'port-blocked' : stop.trouble.code;
  return paths.map((path) => ({
    path,
    state: 'deferred',
    reason,
    step: stop.step,
    server: serverText(endpoint),
  }));
}

/** Two different addresses that swallow every packet to port 25 tell of the own network rather than of the servers. */
function portBlocked(stops: readonly { endpoint: Endpoint; stop: Stop }[]): boolean {
  const timedOut = stops.filter(
    ({ endpoint, stop }) => endpoint.port === 25 && stop.trouble?.detail === 'ETIMEDOUT',
  );
  return (
    timedOut.length === stops.length && new Set(timedOut.map(({ endpoint }) => endpoint.address)).size >= 2
  );
}

/** As the bridge knows it, with the reason that the reply's words tell. */
export function outcomeOf({ path, state, reason, step, reply }: Result, endpoint: Endpoint): Outcome {
  const explained: DeliveryReason | undefined =
    reply && state !== 'sent' ? (explainReply(step, reply) ?? reason) : reason;
  return {
    path,
    state,
    ...(explained ? { reason: explained } : {}),
    server: serverText(endpoint),
    ...(reply ? { reply: reply.text.slice(0, replyCap) } : {}),
    step,
  };
}
