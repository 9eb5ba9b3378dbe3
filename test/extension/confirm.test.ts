/** The confirmation's attention span, and what is known while a message is sent. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeliveryState, MessageStatus, Outcome } from '../../src/core/bridge/protocol.ts';
import type { FromHostPort } from '../../src/extension/background/api.ts';
import { attentionSpan, watchAttention } from '../../src/extension/confirm/attention.ts';
import { excerpt, measure } from '../../src/extension/confirm/excerpt.ts';
import {
  beginLive,
  elapsed,
  heard,
  liveStations,
  type Overall,
  overall,
  stateOf,
} from '../../src/extension/confirm/live.ts';
import { routesOf, routesOfOutcomes } from '../../src/extension/confirm/routes.ts';
import { sentBefore } from '../../src/extension/confirm/sent-before.ts';
import { browserIdna } from '../../src/extension/idna.ts';

describe('attention', () => {
  class Page extends EventTarget {
    focused = true;
    activeElement: { localName: string } | null = null;
    visibilityState = 'visible';
    hasFocus(): boolean {
      return this.focused;
    }
  }
  let page: Page;
  let window: EventTarget;
  let changes: boolean[];
  let ending: AbortController;
  const start = () =>
    watchAttention(
      { window, document: page, now: () => Date.now() },
      (held) => changes.push(held),
      ending.signal,
    );

  beforeEach(() => {
    vi.useFakeTimers();
    page = new Page();
    window = new EventTarget();
    changes = [];
    ending = new AbortController();
  });
  afterEach(() => {
    ending.abort();
    vi.useRealTimers();
  });

  test('is held after the span, not a millisecond before', () => {
    const attention = start();
    vi.advanceTimersByTime(attentionSpan - 1);
    expect(attention.held()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(attention.held()).toBe(true);
    expect(changes).toEqual([true]);
  });

  test('a blur in between begins it anew', () => {
    const attention = start();
    vi.advanceTimersByTime(400);
    window.dispatchEvent(new Event('blur'));
    window.dispatchEvent(new Event('focus'));
    vi.advanceTimersByTime(400);
    expect(attention.held()).toBe(false);
    vi.advanceTimersByTime(100);
    expect(attention.held()).toBe(true);
  });

  test('a hidden page loses it at once, whatever the events say', () => {
    const attention = start();
    vi.advanceTimersByTime(attentionSpan);
    page.visibilityState = 'hidden';
    expect(attention.held()).toBe(false);
    page.dispatchEvent(new Event('visibilitychange'));
    page.visibilityState = 'visible';
    expect(attention.held()).toBe(false);
    page.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(attentionSpan);
    expect(attention.held()).toBe(true);
  });

  test('a window that opens behind another waits for its focus', () => {
    page.focused = false;
    const attention = start();
    vi.advanceTimersByTime(5000);
    expect(attention.held()).toBe(false);
    page.focused = true;
    window.dispatchEvent(new Event('focus'));
    vi.advanceTimersByTime(attentionSpan);
    expect(attention.held()).toBe(true);
  });

  test('the frame that shows the message belongs to the window; who leaves from there has left it', () => {
    const attention = start();
    vi.advanceTimersByTime(attentionSpan);
    window.dispatchEvent(new Event('blur'));
    expect(attention.held()).toBe(false);
    page.activeElement = { localName: 'iframe' };
    vi.advanceTimersByTime(0);
    expect(attention.held()).toBe(true);
    // Away, with no event here, and back by a click on Send.
    page.focused = false;
    vi.advanceTimersByTime(100);
    page.focused = true;
    page.activeElement = { localName: 'button' };
    window.dispatchEvent(new Event('focus'));
    expect(attention.held()).toBe(false);
    vi.advanceTimersByTime(attentionSpan);
    expect(attention.held()).toBe(true);
  });

  test('the signal ends it', () => {
    start();
    window.dispatchEvent(new Event('blur'));
    page.activeElement = { localName: 'iframe' };
    vi.advanceTimersByTime(50);
    changes = [];
    ending.abort();
    vi.advanceTimersByTime(5000);
    expect(changes).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

const message = '123e4567-e89b-42d3-a456-426614174000';
const request = '223e4567-e89b-42d3-a456-426614174000';
const path = '@s1.test,@s2.test:user@dest.test';
const outcome = (state: DeliveryState): Outcome => ({ path, state });
const status: MessageStatus = {
  message,
  subject: 'S',
  created: '2026-11-23T04:13:42Z',
  messageId: '<x@client.test>',
  outcomes: [outcome('sending')],
  aliases: {},
};

describe('live', () => {
  const line = { at: 1, mark: '->' as const, text: 'EHLO client.test' };
  test('grows by what answers its own request, and by nothing else', () => {
    let live = beginLive(request);
    live = heard(live, { type: 'status', request, status });
    live = heard(live, { type: 'transcript', request, message, lines: [line] });
    live = heard(live, { type: 'transcript', request: message, message, lines: [line] });
    live = heard(live, { type: 'hello', request, version: 3, program: '0', identities: [] });
    expect(live).toEqual({ request, status, lines: [line], done: false });
    expect(heard(live, { type: 'done', request, message }).done).toBe(true);
  });
  test('an error that names no request answers too, and the next answer takes a trouble away', () => {
    const refused = heard(beginLive(request), { type: 'error', code: 'too-large', detail: 'x' });
    expect(refused).toMatchObject({ done: true, problem: { kind: 'error', code: 'too-large' } });
    const broken = heard(beginLive(request), { type: 'trouble', trouble: 'exited' });
    expect(heard(broken, { type: 'status', request, status }).problem).toBeUndefined();
  });
  test('a host that goes when all is done takes nothing with it', () => {
    const done = heard(beginLive(request), { type: 'done', request, message });
    expect(heard(done, { type: 'trouble', trouble: 'exited' })).toBe(done);
  });
  test('an error and a trouble are kept beside what is known', () => {
    const live = heard(beginLive(request), { type: 'status', request, status });
    expect(heard(live, { type: 'error', request, code: 'store-failed' })).toMatchObject({
      status,
      done: true,
      problem: { kind: 'error', code: 'store-failed' },
    });
    expect(heard(live, { type: 'trouble', trouble: 'exited' })).toMatchObject({
      status,
      done: false,
      problem: { kind: 'trouble', trouble: 'exited' },
    });
  });
});

test.each<[states: DeliveryState[], whole: Overall]>([
  [[], 'sending'],
  [['queued'], 'sending'],
  [['sent', 'sending'], 'sending'],
  [['sent'], 'sent'],
  [['sent', 'sent'], 'sent'],
  [['sent', 'failed'], 'partly'],
  [['sent', 'deferred'], 'partly'],
  [['failed', 'deferred'], 'deferred'],
  [['failed'], 'failed'],
  [['sent', 'maybe-sent'], 'maybe-sent'],
])('%j together are %s', (states, whole) => expect(overall(states.map(outcome))).toBe(whole));

test.each<[what: string, said: FromHostPort[], state: Overall]>([
  ['nothing yet', [], 'sending'],
  ['no host', [{ type: 'trouble', trouble: 'no-host' }], 'not-taken'],
  ['no permission', [{ type: 'trouble', trouble: 'not-permitted' }], 'not-taken'],
  ['the outbox is full', [{ type: 'error', request, code: 'store-failed' }], 'not-taken'],
  // The message may have reached the runner before that.
  ['the host went', [{ type: 'trouble', trouble: 'exited' }], 'unknown'],
  ['the runner went', [{ type: 'error', request, code: 'runner-unreachable' }], 'unknown'],
  ['not in the outbox', [{ type: 'error', request, code: 'unknown-message' }], 'unknown'],
  [
    'known, then the host went',
    [
      { type: 'status', request, status },
      { type: 'trouble', trouble: 'exited' },
    ],
    'sending',
  ],
])('%s', (_what, said, state) => expect(stateOf(said.reduce(heard, beginLive(request)))).toBe(state));

test.each<[DeliveryState, string]>([
  ['queued', 'plain'],
  ['sending', 'speaking'],
  ['sent', 'passed'],
  ['failed', 'failed'],
  ['deferred', 'failed'],
  ['maybe-sent', 'claimed'],
])('while %s the first station is %s and nothing is said of the others', (state, shown) => {
  const stations = liveStations('sender', ['s1.test', 's2.test', 'dest.test'], state, 'note');
  expect(stations.map((station) => station.state)).toEqual(['plain', shown, 'plain', 'plain']);
  expect(stations.map((station) => station.role)).toEqual(['origin', 'hop', 'hop', 'destination']);
});

test('recipients that go the same way share a line', () => {
  const stations = { a: ['s1.test', 'dest.test'], b: ['s1.test', 'dest.test'], c: ['dest.test'] };
  const recipients = ['a', 'b', 'c'].map((one) => ({ field: 'to' as const, path: one }));
  const draft = {
    id: message,
    identity: 'me@client.test',
    recipients,
    subject: '',
    text: '',
    thisHosts: [],
  };
  expect(routesOf({ draft, stations, files: [] })).toEqual([
    { stations: ['s1.test', 'dest.test'], paths: ['a', 'b'] },
    { stations: ['dest.test'], paths: ['c'] },
  ]);
});

test.each<[string, readonly { at: string; paths: readonly string[] }[], readonly string[] | undefined]>([
  ['nothing was', [], undefined],
  [
    'to the same mailbox by another way',
    [{ at: '2026-11-25T10:00:00Z', paths: ['b@x.test', 'user%dest.test@s9.test'] }],
    [path],
  ],
  [
    'to somebody else',
    [{ at: '2026-11-25T10:00:00Z', paths: ['other@dest.test', 'USER@dest.test'] }],
    undefined,
  ],
  ['with the host in capitals', [{ at: '2026-11-25T10:00:00Z', paths: ['user@DEST.test'] }], [path]],
])('sent before: %s', (_, earlier, paths) => {
  const draft = {
    id: message,
    identity: 'me@client.test',
    recipients: [
      { field: 'to' as const, path },
      { field: 'cc' as const, path: 'second@dest.test' },
    ],
    subject: '',
    text: '',
    thisHosts: [],
  };
  expect(sentBefore({ draft, stations: {}, files: [] }, earlier, browserIdna)?.paths).toEqual(paths);
});

test.each<[path: string, stations: string[]]>([
  [path, ['s1.test', 's2.test', 'dest.test']],
  ['user%dest.test%s2.test@s1.test', ['s1.test', 's2.test', 'dest.test']],
  ['s2.test!dest.test!user@s1.test', ['s1.test', 's2.test', 'dest.test']],
  ['user@dest.test', ['dest.test']],
])('without the draft, %j itself says its way', (one, stations) => {
  expect(routesOfOutcomes([{ path: one, state: 'sent' }], browserIdna)[0]?.stations).toEqual(stations);
});

test('the excerpt is the beginning, and never half a character', () => {
  expect(excerpt('a\nb\nc', 2, 99)).toBe('a\nb');
  expect(excerpt('abc', 9, 2)).toBe('ab');
  expect(excerpt('a😀', 9, 2)).toBe('a');
  expect(excerpt('abc', 9, 9)).toBe('abc');
  expect(measure('é\n')).toEqual({ octets: 3, lines: 1 });
  expect(measure('a\n\nb')).toEqual({ octets: 4, lines: 3 });
  expect(measure('\n')).toEqual({ octets: 1, lines: 1 });
  expect(measure('')).toEqual({ octets: 0, lines: 0 });
});

test.each([
  [0, '0.000'],
  [42, '0.042'],
  [61_234, '61.234'],
  [-3, '0.000'],
])('%d ms are %s', (milliseconds, text) => expect(elapsed(milliseconds)).toBe(text));
