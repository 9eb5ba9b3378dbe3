/**
 * How a demo server hands a message on: one transaction, one command at a time. Deliberately the plainest client that is
 * right; Waypost's own sender is another program, and this one shares nothing with it.
 */
import { connect } from 'node:net';

export interface Transaction {
  readonly address: string;
  readonly port: number;
  /** The name for EHLO. */
  readonly as: string;
  /** Without brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  /** RCPT TO paths without brackets. */
  readonly paths: readonly string[];
  /** CRLF, not dot-stuffed. */
  readonly octets: Buffer;
  readonly body: '7BIT' | '8BITMIME';
}

/** What became of one recipient: `250 2.0.0 ...` as the other side said it, or `451 4.4.1 ...` of our own when it said nothing. */
export interface PathOutcome {
  readonly path: string;
  readonly ok: boolean;
  readonly reply: string;
}

const silence = 30_000;

/** Never throws for what the other side does; rejects only when the signal ends it. */
export async function transact(
  transaction: Transaction,
  signal: AbortSignal,
): Promise<readonly PathOutcome[]> {
  const outcomes = new Map<string, PathOutcome>();
  const settle = (paths: readonly string[], ok: boolean, reply: string) => {
    for (const path of paths) if (!outcomes.has(path)) outcomes.set(path, { path, ok, reply });
  };
  try {
    await converse(transaction, settle, signal);
  } catch (error) {
    signal.throwIfAborted();
    settle(
      transaction.paths,
      false,
      `451 4.4.1 ${error instanceof Error ? error.message : 'connection failed'}`,
    );
  }
  return transaction.paths.map(
    (path) => outcomes.get(path) ?? { path, ok: false, reply: '451 4.4.2 no answer' },
  );
}

type Settle = (paths: readonly string[], ok: boolean, reply: string) => void;

async function converse(transaction: Transaction, settle: Settle, signal: AbortSignal): Promise<void> {
  const socket = connect({ host: transaction.address, port: transaction.port, signal });
  socket.setTimeout(silence, () => socket.destroy(new Error('no answer in time')));
  try {
    const replies = repliesOf(socket);
    const ask = async (command?: string): Promise<string> => {
      if (command !== undefined) socket.write(`${command}\r\n`, 'latin1');
      const next = await replies.next();
      if (next.done) throw new Error('connection closed');
      return next.value;
    };
    const { paths, body } = transaction;

    const greeting = await ask();
    if (!good(greeting)) return settle(paths, false, flat(greeting));
    const hello = await ask(`EHLO ${transaction.as}`);
    if (!good(hello)) return settle(paths, false, flat(hello));
    const eightBit = /^250[ -]8BITMIME\s*$/im.test(hello);
    if (body === '8BITMIME' && !eightBit)
      return settle(paths, false, '554 5.6.3 the next server takes no 8-bit text');

    const sender = await ask(`MAIL FROM:<${transaction.reversePath}>${eightBit ? ` BODY=${body}` : ''}`);
    if (!good(sender)) return settle(paths, false, flat(sender));
    const taken: string[] = [];
    for (const path of paths) {
      const reply = await ask(`RCPT TO:<${path}>`);
      if (good(reply)) taken.push(path);
      else settle([path], false, flat(reply));
    }
    if (taken.length > 0) {
      const goAhead = await ask('DATA');
      if (!goAhead.startsWith('354')) return settle(taken, false, flat(goAhead));
      // RFC 5321 §4.5.2. The message ends with CRLF: the server that took it made sure.
      const stuffed = transaction.octets.toString('latin1').replace(/(^|\r\n)\./g, '$1..');
      const reply = await ask(`${stuffed}${stuffed.endsWith('\r\n') || stuffed === '' ? '' : '\r\n'}.`);
      settle(taken, good(reply), flat(reply));
    }
    await ask('QUIT').catch(() => '');
  } finally {
    socket.destroy();
  }
}

function good(reply: string): boolean {
  return reply.startsWith('2');
}

/** All lines of a reply on one. */
function flat(reply: string): string {
  return reply
    .trimEnd()
    .split('\r\n')
    .map((line, index) => (index === 0 ? line.replace(/^(\d{3})-/, '$1 ') : line.slice(4)))
    .join(' ');
}

/** Whole replies, all their lines, RFC 5321 §4.2. */
async function* repliesOf(octets: AsyncIterable<Buffer>): AsyncGenerator<string, undefined, undefined> {
  let pending = '';
  for await (const chunk of octets) {
    pending += chunk.toString('latin1');
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(pending)?.[0];
      if (whole === undefined) break;
      pending = pending.slice(whole.length);
      yield whole;
    }
  }
}
