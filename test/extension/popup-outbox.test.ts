import { expect, test } from 'vitest';
import type { MessageStatus } from '../../src/core/bridge/protocol.ts';
import { actionsFor, groupOf, withStatus } from '../../src/extension/popup/outbox.ts';

type Outcomes = readonly Omit<MessageStatus['outcomes'][number], 'path'>[];
const message = (outcomes: Outcomes, purged = false): MessageStatus => ({
  message: '00000000-0000-4000-8000-000000000001',
  subject: 's',
  created: '2026-11-24T12:00:00Z',
  messageId: '<m@client.test>',
  outcomes: outcomes.map((outcome, index) => ({ path: `${index}@d.test`, ...outcome })),
  aliases: {},
  ...(purged && { purged: true as const }),
});

test.each<[string, Outcomes, boolean, string, readonly string[]]>([
  ['queued', [{ state: 'queued' }], false, 'under-way', ['cancel']],
  ['sending', [{ state: 'sending' }], false, 'under-way', []],
  ['deferred', [{ state: 'deferred' }], false, 'under-way', ['retry', 'cancel']],
  ['sent', [{ state: 'sent' }], false, 'settled', []],
  ['handed over', [{ state: 'handed-over' }], false, 'settled', []],
  ['cancelled', [{ state: 'cancelled' }], false, 'settled', ['retry']],
  ['failed', [{ state: 'failed' }], false, 'attention', ['retry']],
  ['failed and purged', [{ state: 'failed' }], true, 'attention', []],
  ['maybe sent', [{ state: 'maybe-sent' }], false, 'attention', ['resend', 'leave']],
  ['maybe sent and purged', [{ state: 'maybe-sent' }], true, 'attention', ['leave']],
  ['maybe sent and decided', [{ state: 'maybe-sent', decided: true }], false, 'settled', []],
  [
    'one of each',
    [{ state: 'sent' }, { state: 'deferred' }, { state: 'maybe-sent' }],
    false,
    'attention',
    ['retry', 'cancel', 'resend', 'leave'],
  ],
])('%s', (_, outcomes, purged, group, actions) => {
  expect(groupOf(message(outcomes, purged))).toBe(group);
  expect(actionsFor(message(outcomes, purged))).toEqual(actions);
});

test('a new status takes the place of the old one', () => {
  const other = { ...message([{ state: 'queued' }]), message: '00000000-0000-4000-8000-000000000002' };
  const now = message([{ state: 'cancelled' }]);
  expect(withStatus([other, message([{ state: 'queued' }])], now)).toEqual([other, now]);
});
