/** A request whose answer does not come: asked again where that is the same as once, and never called undone. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { protocolVersion, type Response } from '../../../src/core/bridge/protocol.ts';
import { askRunner } from '../../../src/host/outbox/ask.ts';
import { jsonLine, readLines } from '../../../src/host/outbox/lines.ts';
import { socketPath } from '../../../src/host/outbox/socket.ts';
import { type Home, temporaryHome } from '../home.ts';
import { waypost } from '../run-cli.ts';

/** Ends under the first `ends` requests; then answers, or says an error. Every request that it got. */
async function runner(home: Home, ends: number, error = false) {
  const asked: { type: string; request: string; id?: string }[] = [];
  const server = createServer((socket) => {
    readLines(
      socket.on('error', () => {}),
      1e6,
      (message) => {
        const { type, request, id } = message as (typeof asked)[number];
        asked.push({ type, request, ...(id && { id }) });
        if (asked.length <= ends) return void socket.destroy();
        const list: Response = { type: 'list', request, messages: [], notices: [] };
        const status: Response = { type: 'status', request, status: statusOf(id ?? request) };
        const refusal: Response = { type: 'error', request, code: 'store-failed', detail: 'ENOSPC' };
        return void socket.write(jsonLine(error ? refusal : type === 'list' ? list : status));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(socketPath(home.places.state), resolve));
  onTestFinished(() => void server.close());
  return asked;
}

function statusOf(message: string) {
  return {
    message,
    subject: '',
    created: '2026-11-29T12:00:00.000Z',
    messageId: '<m@client.test>',
    outcomes: [],
    aliases: {},
    origin: 'client.test',
  };
}

const queue = {
  id: crypto.randomUUID(),
  created: '',
  subject: '',
  messageId: '',
  sender: '',
  ehlo: '',
  thisHosts: [],
  paths: ['u@d.test'],
  octets: '',
};
const act = { message: crypto.randomUUID(), action: 'resend' } as const;
const base = () => ({ request: crypto.randomUUID(), version: protocolVersion }) as const;

test.each([
  ['queue', 0, false, 'status', 1],
  ['queue', 1, false, 'status', 2],
  ['queue', 3, false, 'status', 4],
  ['queue', 9, false, 'unanswered', 4],
  // Refused at the first time it was not queued; after an end it may have been.
  ['queue', 0, true, 'error', 1],
  ['queue', 1, true, 'unanswered', 2],
  ['list', 1, false, 'list', 2],
  // Twice it would be sent twice.
  ['act', 1, false, 'unanswered', 1],
] as const)(
  '%s, %d times no answer (then refused: %s): %s, asked %d times',
  async (type, ends, error, answer, times) => {
    using home = temporaryHome();
    const asked = await runner(home, ends, error);
    const request =
      type === 'queue'
        ? { ...base(), type, ...queue }
        : type === 'act'
          ? { ...base(), type, ...act }
          : { ...base(), type };
    const access = { state: home.places.state, entry: '/nowhere', env: {} };
    expect(await askRunner(access, request, () => true)).toMatchObject({ type: answer });
    expect(asked).toHaveLength(times);
    expect(new Set(asked.map(({ request, id }) => `${request} ${id}`)).size).toBe(1);
  },
);

const line = ['send', '--queue', '--from', 'a@client.test', '--file', '-'];
const stdin = 'From: a@client.test\n\nx\n';

test.each([
  [9, false, 74, /^MAYBE QUEUED.*waypost outbox show [0-9a-f]{8}-/],
  [0, true, 75, /Nothing was sent/],
  [1, false, 0, /^$/],
])('send --queue, %d times no answer (then refused: %s): exit %d', async (ends, error, code, says) => {
  using home = temporaryHome();
  const asked = await runner(home, ends, error);
  const said = await waypost([...line, '--to', 'u@d.test'], { env: { WAYPOST_HOME: home.path }, stdin });
  expect(said.code).toBe(code);
  expect(said.err).toMatch(says);
  if (code === 74) expect(said.err).toContain(asked[0]?.id);
});

test.each([
  [
    '101 recipients',
    Array.from({ length: 101 }, (_, at) => ['--to', `u${at}@d.test`]).flat(),
    stdin,
    /100.*101/,
  ],
  ['over 48 MiB', ['--to', 'u@d.test'], `${stdin}${`${'x'.repeat(900)}\n`.repeat(56_000)}`, /48 MiB/],
])('what the outbox never takes is wrong usage, and no runner is asked: %s', async (_, args, input, says) => {
  using home = temporaryHome();
  const said = await waypost([...line, ...args], { env: { WAYPOST_HOME: home.path }, stdin: input });
  expect(said).toMatchObject({ code: 64, out: '', err: expect.stringMatching(says) });
  expect(existsSync(home.places.state)).toBe(false);
});
