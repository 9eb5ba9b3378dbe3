/** All that is said to one address: sessions and transactions, until every recipient has a result or the address can't be talked to. */
import type { Socket } from 'node:net';
import type { Endpoint } from '../smtp/dial.ts';
import type { Envelope } from '../smtp/envelope.ts';
import { rememberedAs } from '../smtp/host-memory.ts';
import { limitsOf, nextTransaction } from '../smtp/limits.ts';
import type { Result } from '../smtp/result.ts';
import type { TransactionOptions } from '../smtp/sending.ts';
import { type Opened, openSession, type SessionOptions } from '../smtp/session.ts';
import type { Session, Stop } from '../smtp/state.ts';
import { transact } from '../smtp/transaction.ts';

export interface ConversationOptions extends SessionOptions, Pick<TransactionOptions, 'together'> {
  /** Waited for before the write that holds the last octet for these paths; false forbids it. */
  readonly release: (paths: readonly string[]) => boolean | Promise<boolean>;
  /** Those who share a transaction with nobody: blind copies, of whom a server might tell the others. */
  readonly apart?: ReadonlySet<string>;
  /** As soon as they are known: what was accepted is on record before the next transaction is released. */
  readonly onResults: (results: readonly Result[]) => void;
  /** Takes the session for another message, or ends it; without this it ends here. */
  readonly leave?: (session: Session) => void;
}

/** Where a conversation begins: connected, or with the session that an earlier message left open. */
export type Start = { readonly socket: Socket; readonly session?: never } | { readonly session: Session };

/** Undefined once everybody has a result; else what stopped us, and who is left without one. */
export type Left = { readonly stop: Stop; readonly paths: readonly string[] } | undefined;

/** `start`: with the endpoint. Never throws. */
export async function converse(
  endpoint: Endpoint,
  envelope: Envelope,
  octets: Buffer,
  options: ConversationOptions,
  start: Start,
): Promise<Left> {
  const { transcript, signal, hosts } = options;
  let begin: Start | undefined = start;
  let paths = envelope.paths;
  let plainData = hosts?.knows(rememberedAs(endpoint), 'breaks-chunking') ?? false;
  while (paths.length > 0) {
    const rested = begin?.session !== undefined;
    if (begin?.session) begin.session.connection.serve(transcript, signal);
    const opened: Opened = begin?.session
      ? { ok: true, session: begin.session }
      : await openSession(endpoint, options, begin?.socket);
    begin = undefined;
    if (!opened.ok) return { stop: opened.stop, paths };
    const { session } = opened;
    const { connection, extensions } = session;
    if (envelope.requireTls && !extensions.has('REQUIRETLS')) {
      transcript.trouble('requiretls-missing');
      connection.quit();
      return { stop: { step: 'EHLO', trouble: { code: 'requiretls-missing', detail: '' } }, paths };
    }
    const given = { ...envelope, paths };
    const { left, brokeChunking, unanswered } = await talk(session, given, octets, {
      ...options,
      plainData,
      rested,
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
    paths = left;
    if (paths.length === 0 && options.leave) options.leave(session);
    else connection.quit();
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
  options: ConversationOptions & { readonly plainData: boolean; readonly rested: boolean },
): Promise<Talked> {
  const { connection, extensions } = session;
  const { transcript, timeouts, plainData, rested, together, apart = new Set<string>() } = options;
  const limits = limitsOf(extensions.get('LIMITS'));
  let left = envelope.paths;
  let unanswered = false;
  for (let first = true; left.length > 0 && !connection.trouble; first = false) {
    if (session.transactions >= limits.transactions) break;
    const before = session.transactions++;
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
      rested: rested && first,
      release: async () => {
        released = await options.release(paths);
        return released;
      },
      ...(together && { together }),
    });
    unanswered ||= results.some(({ reply }) => !reply);
    // The server had enough of this connection, not of these recipients: they come first on the next one.
    if (before > 0 && !released && hasClosed(results)) return { left, unanswered };
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
