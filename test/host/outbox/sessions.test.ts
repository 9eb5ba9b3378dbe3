/** Messages to the same server leave their session to each other: what that saves, and what it must not change. */
import { describe, expect, test } from 'vitest';
import { fakeServer, type Script } from '../fake-server.ts';
import { temporaryHome } from '../home.ts';
import { Box, stored } from './box.ts';

const chunking = ['PIPELINING', 'CHUNKING'];
const count = (commands: readonly string[], verb: string) =>
  commands.filter((line) => line.startsWith(verb)).length;

/** Sixty messages with a recipient each, and what the server and the store made of them. */
async function drain(script: Script, change: (index: number) => object = () => ({})) {
  await using server = await fakeServer(script);
  using home = temporaryHome(server.port, { outbox: { recipientsPerHour: 1000 } });
  await using box = new Box(home);
  const messages = Array.from({ length: 60 }, (_, index) =>
    stored({
      paths: [`user${index}@[127.0.0.1]`],
      octets: Buffer.from(`From: a@client.test\r\nSubject: ${index}\r\n\r\n${index}\r\n`),
      ...change(index),
    }),
  );
  for (const message of messages) box.outbox.queue(message);
  await box.settled();
  const lines = new Map(messages.map(({ id }) => [id, box.store.lines(id)]));
  return {
    messages,
    states: messages.map(({ id }) => box.state(id)),
    lines,
    server,
  };
}

describe.each([
  ['DATA', ['PIPELINING']],
  ['BDAT', chunking],
])('by %s', (_, extensions) => {
  test('at most ten sessions; each message whole, alone, once; every session ends with QUIT', async () => {
    const { messages, states, server } = await drain({ extensions });
    expect(states).toEqual(messages.map(() => ['sent']));
    expect(server.messages.toSorted()).toEqual(messages.map(({ octets }) => octets.toString()).toSorted());
    expect(count(server.commands, 'EHLO')).toBeLessThanOrEqual(10);
    expect(count(server.commands, 'MAIL')).toBe(60);
    expect(count(server.commands, 'RCPT')).toBe(60);
    expect(count(server.commands, 'RSET')).toBe(0);
    expect(count(server.commands, 'QUIT')).toBe(count(server.commands, 'EHLO'));
  });

  test.each([
    ['closes', ''],
    ['says 421 and closes', '421 4.7.0 that was enough\r\n'],
  ])(
    'the server %s after each message: the next one goes on a new connection, and nobody is maybe sent',
    async (_how, parting) => {
      const { messages, states, server } = await drain({
        extensions,
        onMessage: () => (peer) => {
          peer.write(`250 2.0.0 taken\r\n${parting}`);
          peer.end();
        },
      });
      expect(states).toEqual(messages.map(() => ['sent']));
      expect(server.messages.toSorted()).toEqual(messages.map(({ octets }) => octets.toString()).toSorted());
    },
  );

  test('a refused recipient ends nobody else: RSET, and the next message', async () => {
    const { messages, states, server } = await drain({
      extensions,
      on: (line) => (/^RCPT TO:<user\d*[05]@/.test(line) ? '550 5.1.1 no such user' : 'polite'),
    });
    expect(states.map(([state]) => state?.split(' ')[0])).toEqual(
      states.map((_each, index) => (index % 5 === 0 ? 'failed' : 'sent')),
    );
    for (const [index, { octets }] of messages.entries())
      if (index % 5 !== 0)
        expect(server.messages.filter((each) => each === octets.toString())).toHaveLength(1);
  });

  test('the transcript of each message is its own, and says on whose session it went', async () => {
    const { messages, lines } = await drain({ extensions });
    const shared = messages.filter(({ id }) => lines.get(id)?.some(({ text }) => /session with/.test(text)));
    expect(shared.length).toBeGreaterThanOrEqual(50);
    for (const { id, paths } of messages) {
      const rcpt = (lines.get(id) ?? []).filter(({ mark, text }) => mark === '->' && text.startsWith('RCPT'));
      expect(rcpt.map(({ text }) => text)).toEqual([`RCPT TO:<${paths[0]}>`]);
    }
  });
});

test('MAILMAX counts across messages', async () => {
  const { states, server } = await drain({ extensions: ['PIPELINING', 'LIMITS MAILMAX=3'] });
  expect(states.every(([state]) => state === 'sent')).toBe(true);
  expect(count(server.commands, 'EHLO')).toBeGreaterThanOrEqual(20);
});
