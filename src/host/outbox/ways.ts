/** A message along the ways of its sender, in their order: whoever one way can't reach goes on to the next. */
import type { Outcome } from '../../core/bridge/protocol.ts';
import type { Way } from '../config.ts';
import { attempt } from '../delivery/attempt.ts';
import { type DeliverOptions, type Delivery, deliver } from '../delivery/deliver.ts';
import { endpointsOf } from '../dns/named-server.ts';
import { credentialsFor } from '../secret.ts';
import { transcriptTo } from '../smtp/transcript.ts';
import { handToLmtp } from './lmtp.ts';
import { type HandoverOptions, handToSendmail } from './sendmail.ts';

export type Journey = Delivery;

/** Ends when every path has its outcome. */
export async function sendByWays(
  journey: Journey,
  ways: readonly Way[],
  options: HandoverOptions,
): Promise<void> {
  const transcript = transcriptTo(options.onLine, options.language);
  let left = journey.paths;
  for (const [index, way] of ways.entries()) {
    const mayGoOn = index < ways.length - 1;
    const onward: string[] = [];
    if (index > 0) transcript.note('next-way', { way: nameOf(way) });
    await byWay(
      way,
      { ...journey, paths: left },
      {
        ...options,
        onOutcomes: (outcomes) => {
          const stays = (outcome: Outcome) => !mayGoOn || options.signal.aborted || !needsOtherWay(outcome);
          onward.push(...outcomes.filter((outcome) => !stays(outcome)).map(({ path }) => path));
          const settled = outcomes.filter(stays).map((outcome) => owned(outcome, way));
          if (settled.length > 0) options.onOutcomes(settled);
        },
      },
    );
    left = onward;
    if (left.length === 0) return;
  }
}

const commandOf = ({ command }: Extract<Way, { by: 'sendmail' }>): string => command ?? '/usr/sbin/sendmail';

/** As the transcript names it. */
function nameOf(way: Way): string {
  if (way.by === 'direct') return 'direct';
  return way.by === 'sendmail' ? commandOf(way) : `${way.by} ${way.server}`;
}

/** What a mail system of the person's own took is in its queue now: not yet with the recipient's server. */
function owned(outcome: Outcome, way: Way): Outcome {
  const state = way.by !== 'direct' && outcome.state === 'sent' ? 'handed-over' : outcome.state;
  return { ...outcome, state, way: way.by };
}

/** Refusals of this host, its name or its network rather than of the message: another way has another host. */
const ofThisHost: readonly (string | undefined)[] = [
  'port-blocked',
  'blocklisted',
  'no-ptr',
  'ipv6-guidelines',
  'ehlo-name',
  'not-authenticated',
];
const beforeMail: readonly (string | undefined)[] = [
  'DNS',
  'connect',
  'greeting',
  'EHLO',
  'STARTTLS',
  'AUTH',
  'handover',
];

/**
 * Whether this way can't, where another may: it did not come as far as the message, or this host is what was refused. A refusal of
 * the recipient, greylisting, and whatever may have been accepted stay with the way that met it.
 */
export function needsOtherWay({ state, step, reason }: Outcome): boolean {
  if (state !== 'deferred' && state !== 'failed') return false;
  return ofThisHost.includes(reason) || (state === 'deferred' && beforeMail.includes(step));
}

function byWay(way: Way, journey: Journey, options: HandoverOptions): Promise<void> {
  switch (way.by) {
    case 'direct':
      return deliver(journey, options);
    case 'relay':
      return byRelay(way, journey, options);
    case 'sendmail':
      return handToSendmail(commandOf(way), journey, options);
    case 'lmtp':
      return handToLmtp(way.server, journey, options);
  }
}

async function byRelay(
  { server, login }: Extract<Way, { by: 'relay' }>,
  { from, ehlo, paths: wanted, octets, apart }: Journey,
  options: DeliverOptions,
): Promise<void> {
  const { timeouts, signal, language, onLine, hosts, sessions } = options;
  const transcript = transcriptTo(onLine, language);
  const paths = await options.onStart(wanted);
  if (paths.length === 0) return;
  const found = await endpointsOf(server);
  if (!found.ok) {
    transcript.trouble('lookup-failed', { domain: server, why: found.detail });
    options.onOutcomes(
      paths.map((path) => ({ path, state: 'deferred', reason: 'dns-failed', server, step: 'connect' })),
    );
    return;
  }
  const auth = login && credentialsFor(login);
  const endpoints = found.endpoints.map((endpoint) => (auth ? { ...endpoint, auth } : endpoint));
  await attempt(endpoints, { from, paths: [...new Set(paths)] }, octets, {
    ehlo,
    timeouts,
    transcript,
    signal,
    apart: new Set(apart),
    release: options.onRelease,
    onOutcomes: options.onOutcomes,
    ...(hosts ? { hosts } : {}),
    ...(sessions ? { sessions } : {}),
  });
}
