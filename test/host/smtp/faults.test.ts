/**
 * Everything that can go wrong on one connection, at each step, for each way to send a message: what becomes of two recipients.
 * s sent, f failed, d deferred, m maybe sent.
 */
import { createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { explainDelivery } from '../../../src/core/words/delivery.ts';
import { attemptAt, shortMessage } from '../attempt-at.ts';
import type { Peer, Say, Script } from '../fake-server.ts';

const good: Readonly<Record<string, string>> = {
  greeting: '220 fake.test',
  MAIL: '250 2.1.0 ok',
  first: '250 2.1.5 ok',
  second: '250 2.1.5 ok',
  DATA: '354 go on',
  end: '250 2.0.0 queued',
};

/** A fault: what is said instead of the good reply. */
type Fault = (reply: string) => Say;
const dripped = (text: string) => async (peer: Peer) => {
  for (const octet of Buffer.from(`${text}\r\n`)) {
    peer.write(Buffer.of(octet));
    await setImmediate();
  }
};
const faults = {
  fin: () => (peer) => peer.end(),
  rst: () => (peer) => peer.reset(),
  '4xx': () => '451 4.3.0 later',
  '5xx': () => '554 5.0.0 never',
  'closing 421': () => (peer) => {
    peer.write('421 4.3.2 closing\r\n');
    peer.end();
  },
  'no CRLF': (reply) => (peer) => {
    peer.write(reply);
    peer.end();
  },
  'four digits': (reply) => `2${reply}`,
  'no digits': () => 'HTTP/1.1 400 Bad Request',
  'codes that differ': (reply) => `${reply.replace(' ', '-')}\r\n554 5.0.0 never`,
  '1 MiB': (reply) => reply + 'x'.repeat(1 << 20),
  'without end': (reply) => `${reply.replace(' ', '-')}\r\n`.repeat(20_000),
  'octet by octet': dripped,
  'UTF-8 in pieces': (reply) => dripped(`${reply} ждите €`),
  'a reply too many': (reply) => `${reply}\r\n${reply}`,
} satisfies Readonly<Record<string, Fault>>;
type FaultName = keyof typeof faults;

/** One column for each fault, in the order of `faults`; one row for each step. */
//           fin   rst   4xx   5xx   421   crlf  4dig  0dig  diff  MiB   inf   drip  utf8  many
// biome-ignore format: a table
const plain = {
  greeting: ['dd', 'dd', 'dd', 'ff', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'ss', 'ss', 'dd'],
  MAIL:     ['dd', 'dd', 'dd', 'ff', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'ss', 'ss', 'dd'],
  first:    ['dd', 'dd', 'ds', 'fs', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'ss', 'ss', 'dd'],
  second:   ['dd', 'dd', 'sd', 'sf', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'ss', 'ss', 'dd'],
  DATA:     ['dd', 'dd', 'dd', 'ff', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'dd', 'ss', 'ss', 'dd'],
  end:      ['mm', 'mm', 'dd', 'ff', 'dd', 'mm', 'mm', 'mm', 'mm', 'mm', 'mm', 'ss', 'ss', 'ss'],
};
// biome-ignore format: a table
const chunked = {
  greeting: plain.greeting,
  // All of it is in the server's hands before it says a word.
  MAIL:     ['mm', 'mm', 'dd', 'ff', 'dd', 'mm', 'mm', 'mm', 'mm', 'mm', 'mm', 'ss', 'ss', ''],
  first:    ['mm', 'mm', 'ds', 'fs', 'dm', 'mm', 'mm', 'mm', 'mm', 'mm', 'mm', 'ss', 'ss', ''],
  second:   ['mm', 'mm', 'sd', 'sf', 'md', 'mm', 'mm', 'mm', 'mm', 'mm', 'mm', 'ss', 'ss', ''],
  end:      ['mm', 'mm', 'dd', 'ff', 'dd', 'mm', 'mm', 'mm', 'mm', 'mm', 'mm', 'ss', 'ss', 'mm'],
};

const modes: readonly [
  name: string,
  extensions: readonly string[],
  table: Readonly<Record<string, readonly string[]>>,
][] = [
  ['one by one', [], plain],
  ['pipelined', ['PIPELINING'], plain],
  ['BDAT in one write', ['PIPELINING', 'CHUNKING'], chunked],
];

/** A server that is good until that step. */
function failingAt(step: string, say: Say): Script {
  if (step === 'greeting') return { greeting: say };
  if (step === 'end') return { onMessage: () => say };
  const begins =
    { MAIL: 'MAIL', DATA: 'DATA', first: 'RCPT TO:<one@', second: 'RCPT TO:<two@' }[step] ?? step;
  return { on: (line) => (line.startsWith(begins) ? say : 'polite') };
}

const letter = { sent: 's', failed: 'f', deferred: 'd', 'maybe-sent': 'm' } as Readonly<
  Record<string, string>
>;
const paths = ['one@b.test', 'two@b.test'];
const run = async (script: Script, given: Parameters<typeof attemptAt>[1] = {}) => {
  const seen = await attemptAt(script, { paths, ...given });
  // Whatever is not sent has a reason, and the reason a sentence.
  for (const { state, reason } of seen.outcomes)
    expect(state === 'sent' || explainDelivery(reason, 'en') !== undefined).toBe(true);
  return { ...seen, states: seen.outcomes.map(({ state }) => letter[state]).join('') };
};

describe.each(modes)(
  'Fault list 2, 3 and 4, closes, refusals, malformed replies: %s',
  (_, extensions, table) => {
    const cells = Object.entries(table).flatMap(([step, states]) =>
      (Object.keys(faults) as FaultName[]).map(
        (fault, column) => [fault, step, states[column] ?? ''] as const,
      ),
    );
    test.each(cells.filter(([, , states]) => states !== ''))('%s at %s: %s', async (fault, step, states) => {
      const script = failingAt(step, faults[fault](good[step] ?? ''));
      const seen = await run({ ...script, extensions });
      expect(seen.states).toBe(states);
      // Nothing is told a second time without need, and nothing of the message leaves twice.
      expect(seen.server.messages.length).toBeLessThanOrEqual(1);
    });
  },
);

test('EHLO: as the greeting, but for a reply that asks for HELO', async () => {
  for (const [fault, states] of [
    ['fin', 'dd'],
    ['4xx', 'dd'],
    ['5xx', 'ff'],
    ['closing 421', 'dd'],
    ['1 MiB', 'dd'],
  ] as const) {
    const on: Script['on'] = (line) => (/^(EHLO|HELO)/.test(line) ? faults[fault]('250 x') : 'polite');
    expect((await run({ on })).states).toBe(states);
  }
});

test('replies that lost count are not believed', async () => {
  const replies = ['250 mail', '250 mail, again', '250 one', '250 two', '554 the message'].map(
    (line) => `${line}\r\n`,
  );
  const { states } = await run({
    extensions: ['PIPELINING', 'CHUNKING'],
    on: (line) => (/^(MAIL|RCPT)/.test(line) ? undefined : 'polite'),
    onMessage: () => (peer) => peer.write(replies.join('')),
  });
  expect(states).toBe('mm');
});

const large = Buffer.concat([shortMessage, Buffer.alloc(16 << 20, 'line of a message\r\n')]);

describe.each([
  ['DATA', ['PIPELINING']],
  ['BDAT', ['PIPELINING', 'CHUNKING']],
])(
  'Fault list 2 and 5, closes and partial writes: in the middle of a large message by %s',
  (_, extensions) => {
    const mid = (act: (peer: Peer) => void): Script => {
      let begun = false;
      return {
        extensions,
        onBody: (_, peer) => {
          if (!begun) act(peer);
          begun = true;
          return true;
        },
      };
    };
    test.each<[string, string, (peer: Peer) => void]>([
      ['fin', 'dd', (peer) => peer.end()],
      ['rst', 'dd', (peer) => peer.reset()],
      ['4xx', 'dd', (peer) => peer.write('451 4.3.0 later\r\n')],
      ['5xx', 'ff', (peer) => peer.write('554 5.0.0 never\r\n')],
      ['421', 'dd', (peer) => peer.write('421 4.3.2 closing\r\n')],
      ['250, of nothing yet', 'dd', (peer) => peer.write('250 2.0.0 what?\r\n')],
      ['four digits', 'dd', (peer) => peer.write('2500 x\r\n')],
      ['1 MiB', 'dd', (peer) => peer.write('x'.repeat(1 << 20))],
    ])('%s: %s, and never released', async (_, states, act) => {
      const seen = await run(mid(act), { octets: large });
      expect([seen.states, seen.released]).toEqual([states, []]);
    });

    test('a window that stays closed: deferred in time', async () => {
      const seen = await run(
        mid((peer) => peer.stopReading()),
        { octets: large, timeouts: { block: 100 } },
      );
      expect([seen.states, seen.released]).toEqual(['dd', []]);
      expect(seen.outcomes[0]?.reason).toBe('timeout');
    });
  },
);

test('Fault list 5, partial writes: a window that closes on a whole batch: it may arrive yet', async () => {
  const { states } = await run(
    {
      extensions: ['PIPELINING', 'CHUNKING'],
      on: (line) =>
        line.startsWith('MAIL')
          ? (peer) => peer.stopReading()
          : line.startsWith('RCPT')
            ? undefined
            : 'polite',
      onMessage: () => undefined,
    },
    { timeouts: { end: 100, command: 100 } },
  );
  expect(states).toBe('mm');
});

/** One that answers a command only when its last answer was taken, and reads nothing meanwhile. */
function stubborn(socket: Socket): void {
  const queue: string[] = [];
  let rest = '';
  let body = -1;
  const next = () => {
    for (let line = queue.shift(); line !== undefined; line = queue.shift()) {
      const reply = line.startsWith('EHLO')
        ? '250-x\r\n250-LIMITS RCPTMAX=100000\r\n250-CHUNKING\r\n250 PIPELINING\r\n'
        : `250-${'x'.repeat(1500)}\r\n250 ok\r\n`;
      if (socket.write(reply)) continue;
      socket.pause();
      socket.once('drain', () => {
        socket.resume();
        next();
      });
      return;
    }
  };
  socket
    .on('error', () => {})
    .on('data', (octets) => {
      if (body > 0) body -= octets.length;
      else {
        const lines = (rest + octets.toString('latin1')).split('\r\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (body >= 0) continue;
          queue.push(line);
          if (line.startsWith('BDAT')) body = 0;
        }
      }
      next();
    });
  socket.write('220 x\r\n');
}

test('Fault list 5, partial writes: a batch that fills both directions ends: nobody waits for the other to read', async () => {
  const server = createServer(stubborn);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const crowd = Array.from(
    { length: 4000 },
    (_, index) => `u${index}.${'x'.repeat(50)}@${'d'.repeat(60)}.test`,
  );
  const { outcomes } = await attemptAt({}, { paths: crowd, endpoint: { port } });
  expect(outcomes.filter(({ state }) => state === 'sent').length).toBe(crowd.length);
  await new Promise((resolve) => server.close(resolve));
});
