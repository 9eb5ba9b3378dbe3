/** The outbox as the popup shows it: what asks for a decision first, then what is under way, then the rest. Plain data. */
import type { Action, MessageStatus } from '../../core/bridge/protocol.ts';

export type OutboxGroup = 'attention' | 'under-way' | 'settled';
export const outboxGroups: readonly OutboxGroup[] = ['attention', 'under-way', 'settled'];

/** By the recipient that asks most of the person. */
export function groupOf({ outcomes }: MessageStatus): OutboxGroup {
  const undecided = outcomes.some(({ state, decided }) => state === 'maybe-sent' && decided !== true);
  if (undecided || outcomes.some(({ state }) => state === 'failed')) return 'attention';
  const open = outcomes.some(
    ({ state }) => state === 'queued' || state === 'sending' || state === 'deferred',
  );
  return open ? 'under-way' : 'settled';
}

/** What can be done with a message now. `retry` is never offered for what may have been sent: that is `resend`, with its warning. */
export function actionsFor({ outcomes, purged }: MessageStatus): readonly Action[] {
  const any = (...states: readonly string[]) => outcomes.some(({ state }) => states.includes(state));
  const undecided = outcomes.some(({ state, decided }) => state === 'maybe-sent' && decided !== true);
  return [
    ...(any('deferred', 'failed', 'cancelled') && !purged ? (['retry'] as const) : []),
    ...(any('queued', 'deferred') ? (['cancel'] as const) : []),
    ...(undecided && !purged ? (['resend'] as const) : []),
    ...(undecided ? (['leave'] as const) : []),
  ];
}

/** The list with one message as it stands now. */
export function withStatus(messages: readonly MessageStatus[], status: MessageStatus): MessageStatus[] {
  return messages.map((each) => (each.message === status.message ? status : each));
}
