/**
 * The runner: a process of its own that makes every attempt, one for each store. Whoever wants something speaks the messages of
 * core/bridge with it, one JSON object a line, over a socket in the user's own directory. It ends by itself when nothing is under way
 * and nobody has spoken with it for a while.
 */
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { checkRequest } from '../../core/bridge/check.ts';
import type { Request, Response } from '../../core/bridge/protocol.ts';
import { languageFor } from '../../core/words/phrase.ts';
import { configIn } from '../config-file.ts';
import { hostMemoryIn } from '../delivery/hosts.ts';
import { policiesIn } from '../dns/mta-sts-cache.ts';
import type { Places } from '../places.ts';
import { standardTimeouts, type Timeouts } from '../smtp/timeouts.ts';
import { type Clock, systemClock } from './clock.ts';
import { takeLease } from './lease.ts';
import { jsonLine, readLines } from './lines.ts';
import { type LocalRequest, localCap, localRequest, queuedMessage } from './local.ts';
import { desktopNotify } from './notify.ts';
import { Outbox } from './outbox.ts';
import { leaveSocket, socketPath } from './socket.ts';
import { Store } from './store.ts';
import { Uploads } from './uploads.ts';
import type { News } from './watchers.ts';

export interface RunnerOptions {
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly timeouts?: Timeouts;
  /** Milliseconds without work and clients before it ends; Infinity never. */
  readonly idle?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly openStore?: (directory: string) => Store;
}

/** Resolves with false at once when another runner has the store, with true when this one has ended. */
export async function run({
  places,
  env,
  signal,
  timeouts = standardTimeouts,
  idle = 10_000,
  clock = systemClock,
  random = Math.random,
  openStore = (directory) => new Store(directory),
}: RunnerOptions): Promise<boolean> {
  // A runner that is just ending needs a moment to let go.
  using lease = takeLease(places.state, 3000);
  if (!lease) return false;
  const path = socketPath(places.state);
  const store = openStore(places.state);
  const language = languageFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
  const stop = new AbortController();
  const outbox = new Outbox({
    store,
    folder: places.state,
    config: configIn(places.config),
    timeouts,
    stsCache: policiesIn(places.state),
    language,
    clock,
    random,
    notify: desktopNotify(env, language),
    hosts: hostMemoryIn(places.state),
    signal: AbortSignal.any([signal, stop.signal]),
  });

  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket)).on('error', () => {});
    serve(socket, outbox);
  });
  // Holding the lease, whatever socket lies there belongs to nobody any more.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  outbox.resume();

  // Without its socket nobody can reach it, and what it writes may lie in a folder that was deleted.
  const reachable = () => process.platform === 'win32' || existsSync(path);
  const reason = await quiet(() => outbox.hasWork || clients.size > 0, reachable, idle, signal);
  if (reason === 'unreachable') stop.abort();
  server.close();
  for (const client of clients) client.end();
  await outbox.idle();
  stop.abort();
  for (const client of clients) client.destroy();
  store.close();
  leaveSocket(places.state, path);
  return true;
}

/** Resolves when nothing was going on for `idle` milliseconds, when nobody can come any more, or at the signal. */
function quiet(
  going: () => boolean,
  reachable: () => boolean,
  idle: number,
  signal: AbortSignal,
): Promise<'idle' | 'unreachable' | 'stopped'> {
  return new Promise((resolve) => {
    let since = performance.now();
    const ended = (why: 'idle' | 'unreachable' | 'stopped') => {
      clearInterval(timer);
      signal.removeEventListener('abort', end);
      resolve(why);
    };
    const end = () => ended('stopped');
    const timer = setInterval(
      () => {
        if (!reachable()) ended('unreachable');
        else if (going()) since = performance.now();
        else if (performance.now() - since >= idle) ended('idle');
      },
      Math.min(250, idle),
    );
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

function serve(socket: Socket, outbox: Outbox): void {
  const gone = new AbortController();
  const uploads = new Uploads();
  socket.on('close', () => gone.abort());
  const answer = (response: Response) => {
    if (!socket.destroyed) socket.write(jsonLine(response));
  };
  readLines(socket, localCap, (message) => {
    const local = localRequest(message);
    const checked = local ? { ok: true as const, request: local } : checkRequest(message);
    if (!checked.ok) {
      answer(checked.error);
      return;
    }
    const { request } = checked.request;
    // What goes wrong with one request must not end the attempts of the others.
    handle(checked.request, { outbox, uploads }, answer, gone.signal).catch((error: unknown) =>
      answer({ type: 'error', request, code: 'store-failed', detail: String(error).slice(0, 1000) }),
    );
  });
}

async function handle(
  asked: Request | LocalRequest,
  { outbox, uploads }: { readonly outbox: Outbox; readonly uploads: Uploads },
  answer: (response: Response) => void,
  gone: AbortSignal,
): Promise<void> {
  const { request } = asked;
  const watch = (id: string) => {
    const known = outbox.watch(id, (news: News) => answer({ ...news, request }), gone);
    if (!known) answer({ type: 'error', request, code: 'unknown-message', detail: id });
  };
  switch (asked.type) {
    case 'send': {
      const refusal = await outbox.submit(asked.draft, () => uploads.take(asked.draft));
      if (refusal) answer({ type: 'error', request, ...refusal });
      else watch(asked.draft.id);
      return;
    }
    case 'queue': {
      const refusal = outbox.queue(queuedMessage(asked));
      if (refusal) answer({ type: 'error', request, ...refusal });
      else watch(asked.id);
      return;
    }
    case 'upload': {
      const { message, file } = asked;
      const added = uploads.add(asked);
      if (added.ok) answer({ type: 'uploaded', request, message, file, received: added.received });
      else answer({ type: 'error', request, ...added.refusal });
      return;
    }
    case 'watch':
      watch(asked.message);
      return;
    case 'list':
      answer({ type: 'list', request, ...outbox.list() });
      return;
    case 'find':
      answer({ type: 'list', request, messages: outbox.find(asked.beginning), notices: [] });
      return;
    case 'act': {
      const acted = outbox.act(asked.message, asked.action, asked.paths);
      if (acted) answer({ type: 'acted', request, ...acted });
      else answer({ type: 'error', request, code: 'unknown-message', detail: asked.message });
      return;
    }
    case 'hello':
      // The front answers it from the configuration and never asks the runner.
      answer({ type: 'error', request, code: 'bad-request', detail: 'hello' });
  }
}
