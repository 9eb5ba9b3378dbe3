/** One attempt to hand a message to one next hop: its addresses in turn, until one takes the conversation as far as MAIL. */
import type { Outcome, Tried } from '../../core/bridge/protocol.ts';
import type { DeliveryReason } from '../../core/words/delivery.ts';
import { serverText } from '../dns/next-hop.ts';
import { Deadline } from '../smtp/deadline.ts';
import { addressText, dial, type Endpoint } from '../smtp/dial.ts';
import type { Envelope } from '../smtp/envelope.ts';
import { type Race, race } from '../smtp/race.ts';
import { fateOf, type Result } from '../smtp/result.ts';
import { noConnection } from '../smtp/session.ts';
import type { Sessions } from '../smtp/sessions.ts';
import type { Session } from '../smtp/state.ts';
import { type ConversationOptions, converse } from './conversation.ts';
import { explainReply } from './explain.ts';
import { after, type StopAt, triedOf } from './tried.ts';

/** UTF-16 units of a reply that are kept: a hundred of them must fit into one message to the browser. */
const replyCap = 1000;

export interface AttemptOptions extends Omit<ConversationOptions, 'onResults' | 'leave'> {
  /** Where sessions are shared with other messages. Without it every attempt has its own. */
  readonly sessions?: Pick<Sessions, 'enter'>;
  /** Outcomes as soon as they are known, each once; the attempt's own answer has all of them. */
  readonly onOutcomes?: (outcomes: readonly Outcome[]) => void;
  /** The first of the endpoints, where no other may win a race against it: it asked us to come again. */
  readonly alone?: Endpoint;
}

/** `octets` are final. One outcome for each path of the envelope, in order. Never throws. */
export async function attempt(
  endpoints: readonly Endpoint[],
  envelope: Envelope,
  octets: Buffer,
  options: AttemptOptions,
): Promise<Outcome[]> {
  const { sessions } = options;
  using deadline = new Deadline(options.timeouts.attempt, options.signal);
  const { signal } = deadline;
  const outcomes = new Map<string, Outcome>();
  const settle = (some: readonly Outcome[]) => {
    for (const outcome of some) outcomes.set(outcome.path, outcome);
    if (some.length > 0) options.onOutcomes?.(some);
  };
  deadline.run();
  const own: Omit<AttemptOptions, 'onOutcomes'> = {
    ...options,
    signal,
    release(paths) {
      deadline.pause();
      return options.release(paths);
    },
    ...(sessions && {
      sessions: {
        // Whoever waits for others has not begun.
        async enter(host, ehlo, life) {
          deadline.pause();
          const place = await sessions.enter(host, ehlo, life);
          deadline.run();
          return place;
        },
      },
    }),
  };
  const rest = await alongAddresses(endpoints, envelope, octets, own, (results, endpoint, before) => {
    settle(
      after(
        before,
        results.map((result) => outcomeOf(result, endpoint)),
      ),
    );
    // What follows is another message to wait for.
    deadline.run();
  });
  settle(rest);
  return envelope.paths.flatMap((path) => outcomes.get(path) ?? []);
}

/** The outcomes of those whom no address took as far as MAIL. */
async function alongAddresses(
  endpoints: readonly Endpoint[],
  envelope: Envelope,
  octets: Buffer,
  options: Omit<AttemptOptions, 'onOutcomes'>,
  onResults: (results: readonly Result[], endpoint: Endpoint, before: readonly Tried[]) => void,
): Promise<Outcome[]> {
  const { transcript, signal, sessions, ehlo } = options;
  const stops: StopAt[] = [];
  let { paths } = envelope;
  let left = endpoints;
  while (left.length > 0 && !signal.aborted) {
    if (stops.length > 0) transcript.of(left[0]?.name ?? '').note('next-address');
    // RFC 5321 §5.1: hosts in the order of their preference; only the addresses of one host race.
    const [next] = left;
    const host = next && next === options.alone ? [next] : left.filter(({ name }) => name === next?.name);
    const place = await sessions?.enter(host, ehlo, signal);
    const { won, lost } = place?.open ? { won: place.open, lost: [] } : await connectTo(host, options);
    for (const { endpoint, detail } of lost) {
      transcript.of(endpoint.name).trouble('no-connection', { detail });
      stops.push({ endpoint, stop: noConnection(detail) });
    }
    let kept: Session | undefined;
    if (won) {
      const { endpoint } = won;
      if ('session' in won) {
        const words = { name: endpoint.name, address: addressText(endpoint) };
        transcript.of(endpoint.name).note('session-shared', words);
      }
      const own: ConversationOptions = {
        ...options,
        transcript: transcript.of(endpoint.name),
        onResults: (results) => onResults(results, endpoint, stops.map(triedOf)),
        ...(place && {
          leave: (session) => {
            kept = session;
          },
        }),
      };
      const rest = await converse(endpoint, { ...envelope, paths }, octets, own, won);
      place?.leave(kept && { endpoint, session: kept });
      if (!rest) return [];
      paths = rest.paths;
      stops.push({ endpoint, stop: rest.stop });
    } else place?.leave();
    const tried = new Set(stops.map(({ endpoint }) => endpoint));
    left = left.filter((endpoint) => !tried.has(endpoint));
  }
  return after(stops.map(triedOf), unreached(paths, stops));
}

function connectTo(
  host: readonly Endpoint[],
  { transcript, timeouts, signal }: Omit<AttemptOptions, 'onOutcomes'>,
): Promise<Race> {
  return race(
    host,
    (endpoint, life) => {
      const words = { name: endpoint.name, address: addressText(endpoint) };
      transcript.of(endpoint.name).note('connecting', words);
      return dial(endpoint, timeouts.connect, life);
    },
    signal,
  );
}

/** No address let us as far as MAIL. What a server said counts more than silence, and a refusal for now more than one for good: it may change. */
function unreached(paths: readonly string[], stops: readonly StopAt[]): Outcome[] {
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
  // RFC 8689 §4.2.1: no host of the next hop can keep the promise; the sender is to be told.
  const unable = stops.every((each) => each.stop.trouble?.code === 'requiretls-missing');
  return paths.map((path) => ({
    path,
    state: unable ? 'failed' : 'deferred',
    reason,
    step: stop.step,
    server: serverText(endpoint),
  }));
}

/** Two different addresses that swallow every packet to port 25 tell of the own network rather than of the servers. */
function portBlocked(stops: readonly StopAt[]): boolean {
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
    server: serverText(endpoint),
    step,
    ...(explained && { reason: explained }),
    ...(reply && { reply: reply.text.slice(0, replyCap) }),
  };
}
