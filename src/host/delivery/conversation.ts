/** All that is said to one address: sessions and transactions, until every recipient has a result or the address can't be talked to. */
import type { Socket } from 'node:net';
import type { Endpoint } from '../smtp/dial.ts';
import type { Envelope } from '../smtp/envelope.ts';
import { rememberedAs } from '../smtp/host-memory.ts';
import { limitsOf, nextTransaction } from '../smtp/limits.ts';
import type { Result } from '../smtp/result.ts';
import type { TransactionOptions } from '../smtp/sending.ts';
import { openSession, type SessionOptions } from '../smtp/session.ts';
import type { Session, Stop } from '../smtp/state.ts';
import { transact } from '../smtp/transaction.ts';

export interface ConversationOptions extends SessionOptions, Pick<TransactionOptions, 'together'> {
  /** Runs synchronously before the write that holds the last octet for these paths; false forbids it. */
  readonly release: (paths: readonly string[]) => boolean;
  /** Those who share a transaction with nobody: blind copies, of whom a server might tell the others. */
  readonly apart?: ReadonlySet<string>;
  /** As soon as they are known: what was accepted must be on record before the next transaction can fail. */
  readonly onResults: (results: readonly Result[]) => void;
}

/** Undefined once everybody has a result; else what stopped us, and who is left without one. */
export type Left = { readonly stop: Stop; readonly paths: readonly string[] } | undefined;

/** `socket` is connected to the endpoint. Never throws. */
export async function converse(
  endpoint: Endpoint,
  envelope: Envelope,
  octets: Buffer,
  options: ConversationOptions,
  socket: Socket,
): Promise<Left> {
  const { transcript, hosts } = options;
  let connected: Socket | undefined = socket;
  let paths = envelope.paths;
  let plainData = hosts?.knows(rememberedAs(endpoint), 'breaks-chunking') ?? false;
  while (paths.length > 0) {
    const opened = await openSession(endpoint, options, connected);
    connected = undefined;
    if (!opened.ok) return { stop: opened.stop, paths };
    const { connection, extensions } = opened.session;
    if (envelope.requireTls && !extensions.has('REQUIRETLS')) {
      transcript.trouble('requiretls-missing');
      connection.quit();
      return { stop: { step: 'EHLO', trouble: { code: 'requiretls-missing', detail: '' } }, paths };
    }
    const given = { ...envelope, paths };
    const { left, brokeChunking, unanswered } = await talk(opened.session, given, octets, {
      ...options,
      plainData,
    });
    const { trouble } = connection;
    if (brokeChunking) {
      hosts?.note(rememberedAs(endpoint), 'breaks-chunking');
      transcript.trouble('chunking-broken');
      plainData = true;
    }
    // A connection that we ended ourselves is no trouble, nor one that ended when all was said.
    else if (trouble && trouble.detail !== 'ours' && unanswered)
      transcript.trouble(trouble.code, { detail: trouble.detail });
    // A reply too many: perhaps it read the message as commands.
    if (trouble?.code === 'unexpected-reply' && extensions.has('CHUNKING') && !plainData)
      hosts?.note(rememberedAs(endpoint), 'breaks-chunking');
    connection.quit();
    paths = left;
  }
  return undefined;
}

interface Talked {
  /** Without a result yet. */
  readonly left: readonly string[];
  readonly brokeChunking?: true;
  /** Somebody's result is that there was no reply. */
  readonly unanswered: boolean;
}

/**
 * One session: a transaction for each group of recipients, as many as the server takes. Whoever is left deserves a new connection: a first
 * transaction settles somebody, except where a message has to go once more by DATA.
 */
async function talk(
  session: Session,
  envelope: Envelope,
  octets: Buffer,
  options: ConversationOptions & { readonly plainData: boolean },
): Promise<Talked> {
  const { connection, extensions } = session;
  const { transcript, timeouts, plainData, together, apart = new Set<string>() } = options;
  const limits = limitsOf(extensions.get('LIMITS'));
  let left = envelope.paths;
  let unanswered = false;
  for (let count = 0; left.length > 0 && count < limits.transactions && !connection.trouble; count++) {
    const paths = nextTransaction(left, limits, apart);
    if (together && paths.length < left.length) {
      // All or none can't be asked of a server that takes them in turns.
      await together(false);
      options.onResults(
        left.map((path) => ({ path, state: 'failed', reason: 'not-all-accepted', step: 'RCPT' })),
      );
      return { left: [], unanswered };
    }
    let released = false;
    const results = await transact(session, { ...envelope, paths }, octets, {
      transcript,
      dataTimeout: timeouts.data,
      plainData,
      ...(together ? { together } : {}),
      release: () => {
        released = options.release(paths);
        return released;
      },
    });
    unanswered ||= results.some(({ reply }) => !reply);
    // The server had enough of this connection, not of these recipients: they come first on the next one.
    if (count > 0 && !released && hasClosed(results)) return { left, unanswered };
    const broken = plainData ? [] : results.filter(({ reason }) => reason === 'chunking-broken');
    // RFC 5321 §4.5.3.1.10: too many at once; the others go in a transaction of their own, as long as there is progress.
    const tooMany = results.some(({ state }) => state === 'sent') ? results.filter(isTooMany) : [];
    const again = [...broken, ...tooMany];
    const settled = results.filter((result) => !again.includes(result));
    options.onResults(settled);
    const done = new Set(settled.map(({ path }) => path));
    left = left.filter((path) => !done.has(path));
    if (broken.length > 0) return { left, brokeChunking: true, unanswered };
  }
  return { left, unanswered };
}

/** 421 to MAIL, or the end of the connection. */
const hasClosed = (results: readonly Result[]): boolean =>
  results.every(
    ({ step, reply, state }) => step === 'MAIL' && state === 'deferred' && (!reply || reply.code === 421),
  );

const isTooMany = ({ step, reply }: Result): boolean =>
  step === 'RCPT' &&
  reply !== undefined &&
  (reply.code === 452 || reply.code === 552) &&
  (reply.enhanced?.slice(1) ?? '.5.3') === '.5.3';
