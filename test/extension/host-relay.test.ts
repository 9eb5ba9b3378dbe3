/** The background between a page and the host program: how long the native port is held. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Response } from '../../src/core/bridge/protocol.ts';

type Listener = (message: unknown) => void;

class Port {
  readonly posted: unknown[] = [];
  readonly listeners: Listener[] = [];
  readonly ends: (() => void)[] = [];
  closed = false;
  error: { message: string } | undefined;
  readonly onMessage = { addListener: (listener: Listener) => this.listeners.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => this.ends.push(listener) };
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  disconnect(): void {
    this.closed = true;
  }
  /** The other side speaks. */
  hear(message: unknown): void {
    for (const listener of this.listeners) listener(message);
  }
  /** The other side goes. */
  end(reason?: string): void {
    if (reason !== undefined) this.error = { message: reason };
    for (const listener of this.ends) listener();
  }
}

let native: Port;
/** Why the browser opens no port. */
let refusal: Error | undefined;
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: { contains: async () => true },
    runtime: {
      connectNative: () => {
        if (refusal) throw refusal;
        return native;
      },
    },
  },
}));
const { relayHost } = await import('../../src/extension/background/host-relay.ts');

const request = '123e4567-e89b-42d3-a456-426614174000';
const message = '223e4567-e89b-42d3-a456-426614174000';
const send = {
  type: 'send',
  request,
  version: 3,
  draft: {
    id: message,
    identity: 'me@client.test',
    recipients: [{ field: 'to', path: 'user@dest.test' }],
    subject: '',
    text: '',
    thisHosts: [],
  },
};

let page: Port;
let notTaken: string[];
beforeEach(() => {
  native = new Port();
  page = new Port();
  notTaken = [];
  relayHost(page as never, {
    onMessage: () => {},
    onResponse: () => {},
    onNotTaken: (one) => notTaken.push(one),
  });
});
const asked = async (what: object): Promise<void> => {
  page.hear(what);
  await vi.waitFor(() => expect(native.posted).toContainEqual(what));
};

test.each<[what: string, happens: () => void, surely: boolean]>([
  ['a refusal', () => native.hear({ type: 'error', request, code: 'bad-upload' }), true],
  ['no host at all', () => native.end('Specified native messaging host not found.'), true],
  ['a host that went', () => native.end('Native host has exited.'), false],
  ['a runner out of reach', () => native.hear({ type: 'error', request, code: 'runner-unreachable' }), false],
  ['an error that names no request', () => native.hear({ type: 'error', code: 'too-large' }), false],
  ['done', () => native.hear({ type: 'done', request, message }), false],
])('after %s: whether the message is surely not in the outbox', async (_what, happens, surely) => {
  await asked(send);
  happens();
  expect(notTaken).toEqual(surely ? [message] : []);
});

test('a page that only asked takes the port with it', async () => {
  await asked({ type: 'hello', request, version: 3 });
  page.end();
  expect(native.closed).toBe(true);
});

test.each<[what: string, last: Response]>([
  ['done', { type: 'done', request, message }],
  ['an error', { type: 'error', request, code: 'store-failed' }],
  ['an error that names no request', { type: 'error', code: 'too-large' }],
])('a page that sent leaves the port open until %s', async (_what, last) => {
  await asked(send);
  page.end();
  expect(native.closed).toBe(false);
  native.hear({ type: 'error', request: message, code: 'unknown-message' });
  expect(native.closed).toBe(false);
  native.hear(last);
  expect(native.closed).toBe(true);
});

test('what the browser refuses once is said, and the next request is asked as any other', async () => {
  refusal = new Error('Invalid native messaging host name specified.');
  page.hear({ type: 'hello', request, version: 3 });
  await vi.waitFor(() =>
    expect(page.posted).toContainEqual({ type: 'trouble', trouble: 'exited', detail: String(refusal) }),
  );
  refusal = undefined;
  await asked(send);
});
