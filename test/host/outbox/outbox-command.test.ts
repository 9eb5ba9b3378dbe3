/** `waypost outbox`: what its parts print and change, and how they end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DeliveryState, Response } from '../../../src/core/bridge/protocol.ts';
import { jsonLine, readLines } from '../../../src/host/outbox/lines.ts';
import { socketPath } from '../../../src/host/outbox/socket.ts';
import { Store } from '../../../src/host/outbox/store.ts';
import { fakeServer } from '../fake-server.ts';
import { type Home, temporaryHome } from '../home.ts';
import { program } from '../native-client.ts';
import { waypost } from '../run-cli.ts';
import { Box, stored } from './box.ts';

vi.setConfig({ testTimeout: 60_000 });

async function ran(home: Home, ...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, WAYPOST_HOME: home.path, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([buffer(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

/** The id of a message that stands so. */
function standing(home: Home, state: DeliveryState, octets?: Buffer): string {
  const store = new Store(home.places.state);
  const message = stored({ ...(octets && { octets }) });
  store.add(message);
  const later = { attempts: 1, nextAt: Date.now() + 3_600_000, age: 0 };
  const plans = state === 'deferred' ? message.paths.map((path) => ({ path, ...later })) : [];
  store.settle(
    message.id,
    message.paths.map((path) => ({ path, state })),
    plans,
    [],
    Date.now(),
  );
  store.close();
  return message.id;
}

test('export writes the octets as they are, not as text', async () => {
  using home = temporaryHome();
  const octets = Buffer.from(
    'Content-Transfer-Encoding: 8bit\r\n\r\n\xe4\xf6\xfc \xd0\xb9\xff\r\n',
    'latin1',
  );
  const { code, out } = await ran(home, 'outbox', 'export', standing(home, 'sent', octets));
  expect({ code, out }).toEqual({ code: 0, out: octets });
});

test.each<[DeliveryState, string[], number]>([
  ['deferred', ['cancel'], 0],
  ['deferred', ['cancel', '--to', 'nobody@x.test'], 1],
  ['sent', ['cancel'], 1],
  ['sent', ['retry'], 1],
  ['maybe-sent', ['retry'], 1],
  ['deferred', ['retry', '--resend'], 1],
  ['maybe-sent', ['leave'], 0],
  ['sent', ['leave'], 1],
])(
  '%s, then %j: exit %d, and it is said where that applied to nobody',
  async (state, [action = '', ...more], code) => {
    using home = temporaryHome(1);
    const said = await ran(home, 'outbox', action, standing(home, state), ...more);
    expect(said.code).toBe(code);
    expect(said.err).toMatch(code === 0 ? /^$/ : /applies to none of the recipients/);
  },
);

describe('show', () => {
  const message = crypto.randomUUID();
  const line = { at: 1, mark: '<-', text: '220 s1.test' } as const;
  const status = (state: DeliveryState, request: string): Response => ({
    type: 'status',
    request,
    status: {
      message,
      subject: 'Hello',
      created: '2026-11-29T12:00:00.000Z',
      messageId: '<m@client.test>',
      outcomes: [{ path: 'u@d.test', state }],
      aliases: {},
      origin: 'client.test',
    },
  });

  test.each<[string, (request: string) => readonly Response[]]>([
    [
      'under way',
      (request) => [
        status('sending', request),
        { type: 'transcript', request, message, lines: [line] },
        status('sending', request),
      ],
    ],
    [
      'ended',
      (request) => [
        status('sent', request),
        { type: 'transcript', request, message, lines: [line] },
        { type: 'done', request, message },
      ],
    ],
  ])('%s: the transcript, in however many pieces it comes', async (_, responses) => {
    using home = temporaryHome();
    const server = createServer((socket) => {
      readLines(
        socket.on('error', () => {}),
        1e6,
        async (asked) => {
          for (const response of responses((asked as { request: string }).request)) {
            socket.write(jsonLine(response));
            await pause(50);
          }
        },
      );
    });
    await new Promise<void>((resolve) => server.listen(socketPath(home.places.state), resolve));
    onTestFinished(() => void server.close());
    const { out } = await waypost(['outbox', 'show', message], { env: { WAYPOST_HOME: home.path } });
    expect(out).toContain('<- 220 s1.test');
  });

  test('of a message under way everything so far stands between two states', async () => {
    const reached = Promise.withResolvers<void>();
    await using server = await fakeServer({
      on: (command) => (command.startsWith('MAIL') ? () => reached.resolve() : 'polite'),
    });
    using home = temporaryHome(server.port);
    await using box = new Box(home);
    const sending = stored();
    box.outbox.queue(sending);
    await reached.promise;
    const told: string[] = [];
    box.outbox.watch(sending.id, ({ type }) => told.push(type), new AbortController().signal);
    expect(told.join(' ')).toMatch(/^status( transcript)+ status$/);
  });
});
