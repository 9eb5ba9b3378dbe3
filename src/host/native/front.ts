/**
 * The native messaging front: the thin process that a browser starts. It checks who calls, frames and validates, and hands everything
 * that takes longer than a moment to the runner. The browser kills it 2 to 3 seconds after its port closes; that ends nothing.
 */
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { checkRequest, checkResponse } from '../../core/bridge/check.ts';
import { limits } from '../../core/bridge/limits.ts';
import { chromiumExtensionId, geckoExtensionId } from '../../core/bridge/names.ts';
import { protocolVersion, type Request, type Response } from '../../core/bridge/protocol.ts';
import type { ReadConfig } from '../config.ts';
import { configIn } from '../config-file.ts';
import { type RunnerAccess, reachRunner } from '../outbox/client.ts';
import { jsonLine, readLines } from '../outbox/lines.ts';
import { version } from '../version.ts';
import { frame, readFrames } from './frames.ts';

export interface FrontOptions extends RunnerAccess {
  readonly input: Readable;
  readonly output: Writable;
  /** The configuration file. */
  readonly config: string;
}

/**
 * Whether the browser's arguments name our own extension: Chromium gives `chrome-extension://ID/` (and on Windows a parent window),
 * Firefox the path of the manifest and the add-on's id.
 */
export function callerAdmitted(args: readonly string[]): boolean {
  return args[0] === `chrome-extension://${chromiumExtensionId}/` || args[1] === geckoExtensionId;
}

/** How long a closing front still waits for the runner to take what was asked, in milliseconds. */
const handOver = 8000;
/** How often one request is asked again when the runner ends under it. */
const askCap = 4;

/** After one of these nothing more answers a request. */
const lastWords: readonly Response['type'][] = ['uploaded', 'done', 'list', 'acted', 'error'];

/** Resolves when the browser closed its side and every message it gave was handed over. */
export async function front({ input, output, config, ...access }: FrontOptions): Promise<void> {
  const write = (response: Response) => {
    const framed = frame(response, limits.fromHost) ?? frame(tooLarge(response), limits.fromHost);
    if (framed) output.write(framed);
  };
  // A browser that is gone breaks the pipe; nothing is left to say then.
  output.on('error', () => {});
  const runner = new RunnerLink(access, write);
  const configuration = configIn(config);

  readFrames(input, limits.toHost, (received) => {
    if (!received.ok) {
      const code = received.fault === 'too-large' ? 'too-large' : 'bad-request';
      write({ type: 'error', code, detail: `${received.fault}, ${received.size}` });
      return;
    }
    const checked = checkRequest(received.message);
    if (!checked.ok) write(checked.error);
    else if (checked.request.type === 'hello') write(hello(checked.request.request, configuration()));
    else runner.ask(checked.request);
  });
  await new Promise<void>((resolve) =>
    input
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve()),
  );
  await runner.close();
}

function tooLarge({ request, type }: Response): Response {
  return { type: 'error', ...(request === undefined ? {} : { request }), code: 'too-large', detail: type };
}

function hello(request: string, read: ReadConfig): Response {
  if (!read.ok)
    return {
      type: 'error',
      request,
      code: 'config-broken',
      detail: `config.json: ${read.detail}`.slice(0, 1000),
    };
  // Only what the page may show: no EHLO name, resolver or target crosses the bridge.
  const identities = read.config.identities.map(({ address, name }) => ({
    address,
    ...(name === undefined ? {} : { name }),
  }));
  return { type: 'hello', request, version: protocolVersion, program: version, identities };
}

interface Open {
  readonly request: Request;
  asked: number;
}

/**
 * Requests to the runner over one connection. Should the runner end in between, what is still open is asked again of the next one:
 * a draft's id makes that safe.
 */
class RunnerLink {
  readonly #access: RunnerAccess;
  readonly #write: (response: Response) => void;
  /** Asked and not finished. */
  readonly #open = new Map<string, Open>();
  /** Drafts that the runner has not taken yet. */
  readonly #unsent = new Set<string>();
  #allTaken = (): void => {};
  #socket: Promise<Socket | undefined> | undefined;
  #closed = false;
  #trouble = '';

  constructor(access: RunnerAccess, write: (response: Response) => void) {
    this.#access = access;
    this.#write = write;
  }

  ask(request: Request): void {
    this.#open.set(request.request, { request, asked: 0 });
    if (request.type === 'send') this.#unsent.add(request.request);
    void this.#say(request.request);
  }

  /** The person may close the window right after the click: the draft still reaches the runner. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#unsent.size > 0) {
      const taken = Promise.withResolvers<void>();
      this.#allTaken = taken.resolve;
      const timer = setTimeout(taken.resolve, handOver);
      await taken.promise;
      clearTimeout(timer);
    }
    this.#open.clear();
    (await this.#socket)?.end();
  }

  async #say(id: string): Promise<void> {
    this.#socket ??= this.#dial();
    const socket = await this.#socket;
    const open = this.#open.get(id);
    if (!open) return;
    if (!socket || ++open.asked > askCap) {
      this.#take({ type: 'error', request: id, code: 'runner-unreachable', detail: this.#trouble });
      return;
    }
    socket.write(jsonLine(open.request));
  }

  async #dial(): Promise<Socket | undefined> {
    const reached = await reachRunner(this.#access);
    if (!reached.ok) {
      this.#socket = undefined;
      this.#trouble = reached.detail;
      return undefined;
    }
    const { socket } = reached;
    socket.on('error', (error) => {
      this.#trouble = error.message;
    });
    socket.on('close', () => {
      this.#socket = undefined;
      if (this.#closed && this.#unsent.size === 0) return;
      for (const id of this.#open.keys()) void this.#say(id);
    });
    readLines(socket, limits.fromHost, (message) => {
      const checked = checkResponse(message);
      if (checked.ok) this.#take(checked.response);
    });
    return socket;
  }

  #take(response: Response): void {
    const { request, type } = response;
    if (request !== undefined) {
      this.#unsent.delete(request);
      if (this.#unsent.size === 0) this.#allTaken();
      if (lastWords.includes(type)) this.#open.delete(request);
    }
    this.#write(response);
  }
}
