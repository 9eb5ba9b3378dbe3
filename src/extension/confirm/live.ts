/** What is known of one message while it is sent, grown from the host's messages one by one. Plain data, no clock. */
import type { DeliveryState, MessageStatus, Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import type { FromHostPort } from '../background/api.ts';
import type { HostProblem } from '../ui/host-answer.ts';
import type { Station, StationState } from '../ui/stations.ts';

export interface Live {
  /** The request whose answers these are: a new one tells everything from the beginning. */
  readonly request: string;
  readonly status?: MessageStatus;
  readonly lines: readonly TranscriptLine[];
  /** Nothing more will come by itself. */
  readonly done: boolean;
  readonly problem?: HostProblem;
}

export function beginLive(request: string): Live {
  return { request, lines: [], done: false };
}

/** One message of the port more. What answers another request changes nothing. */
export function heard(live: Live, message: FromHostPort): Live {
  if (message.type === 'trouble') {
    const { trouble, detail } = message;
    // A host that goes after its last word leaves nothing open.
    if (live.done && live.problem === undefined && trouble === 'exited') return live;
    return { ...live, problem: { kind: 'trouble', trouble, ...(detail !== undefined && { detail }) } };
  }
  // An error that names no request came before the host could read which it was: it answers us, for we ask one at a time.
  const nameless = message.type === 'error' && message.request === undefined;
  if (message.request !== live.request && !nameless) return live;
  // Whatever was in the way is no more once the host answers.
  const { problem: _before, ...well } = live;
  switch (message.type) {
    case 'status':
      return { ...well, status: message.status };
    case 'transcript':
      return { ...well, lines: [...live.lines, ...message.lines] };
    case 'done':
      return { ...live, done: true };
    case 'error': {
      const { code, detail } = message;
      return {
        ...live,
        done: true,
        problem: { kind: 'error', code, ...(detail !== undefined && { detail }) },
      };
    }
    default:
      return live;
  }
}

/**
 * Of all recipients together. `partly`: some are sent, some are not and none is in doubt. `not-taken`: the message never reached the
 * outbox, so that sending it once more is safe. `unknown`: nobody could be asked.
 */
export type Overall =
  | 'sending'
  | 'sent'
  | 'partly'
  | 'deferred'
  | 'failed'
  | 'maybe-sent'
  | 'not-taken'
  | 'unknown';

/** Of the whole message, as far as it is known now. */
export function stateOf({ status, problem }: Live): Overall {
  if (status !== undefined && status.outcomes.length > 0) return overall(status.outcomes);
  if (problem === undefined) return 'sending';
  return neverTaken(problem) ? 'not-taken' : 'unknown';
}

/** What says that the host did not take the message: it was not there, or it refused before it wrote anything. */
function neverTaken(problem: HostProblem): boolean {
  if (problem.kind === 'trouble') return problem.trouble !== 'exited' && problem.trouble !== 'garbled';
  // A front that the browser ended may still hand the message over, so an outbox without it proves nothing for some seconds.
  const unsure = ['runner-unreachable', 'unknown-message'];
  return !(problem.kind === 'error' && unsure.includes(problem.code));
}

export function overall(outcomes: readonly Outcome[]): Overall {
  // For the person both mean: it is on its way, and out of our hands.
  const states = new Set<DeliveryState>(
    outcomes.map(({ state }) => (state === 'handed-over' ? 'sent' : state)),
  );
  if (states.size === 0 || states.has('queued') || states.has('sending')) return 'sending';
  if (states.has('maybe-sent')) return 'maybe-sent';
  if (states.has('sent')) return states.size === 1 ? 'sent' : 'partly';
  return states.has('deferred') ? 'deferred' : 'failed';
}

const firstStation: Readonly<Record<DeliveryState, StationState>> = {
  queued: 'plain',
  sending: 'speaking',
  sent: 'passed',
  'handed-over': 'passed',
  deferred: 'failed',
  failed: 'failed',
  cancelled: 'missing',
  // Dashed: something may have gone over this leg.
  'maybe-sent': 'claimed',
};

/**
 * The line while it is sent: only the first station speaks with us, and what we heard from it ourselves is proven.
 * Nothing is known of those behind it. `note` is put beneath the first station.
 */
export function liveStations(
  sender: string,
  stations: readonly string[],
  state: DeliveryState,
  note: string,
): readonly Station[] {
  return [
    { name: sender, role: 'origin', state: 'plain' },
    ...stations.map(
      (name, at): Station => ({
        name,
        role: at === stations.length - 1 ? 'destination' : 'hop',
        state: at === 0 ? firstStation[state] : 'plain',
        ...(at === 0 && state !== 'queued' && { note }),
      }),
    ),
  ];
}

/** Milliseconds as a transcript shows them: `0.042`, seconds to the thousandth. */
export function elapsed(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3);
}
