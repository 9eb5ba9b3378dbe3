/**
 * Carries requests of a page to the host program and its answers back, and lets nothing else through. The native port is opened by the
 * first request. It outlives the page while a send of that page is not done: the sender runs detached in any case, but only so can the
 * background say beside the composer that the message went.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { hostName } from '../../core/bridge/names.ts';
import { type Response, requestSchema, responseSchema } from '../../core/bridge/protocol.ts';
import type { FromHostPort, HostTrouble } from './api.ts';

export interface RelayWatch {
  /** A message is sent, or watched. */
  onMessage(message: string, asked: 'send' | 'watch'): void;
  /** A message that was sent is surely not in the outbox: the host refused it, or there is no host. */
  onNotTaken(message: string): void;
  /** What the host said, checked. */
  onResponse(response: Response): void;
}

export function relayHost(page: browser.Runtime.Port, watch: RelayWatch): void {
  let native: browser.Runtime.Port | undefined;
  let open = true;
  /** Messages that were given to the host and are not done, each with the request that gave it. */
  const unfinished = new Map<string, string>();
  /** Requests go one after the other, also while the first of them still opens the port. */
  let queue: Promise<void> = Promise.resolve();

  page.onMessage.addListener((message) => {
    // Whatever the browser refuses is the answer to this request, and not the end of those that follow.
    queue = queue.then(() => forward(message)).catch((error) => trouble('exited', String(error)));
  });
  page.onDisconnect.addListener(() => {
    open = false;
    closeIfDone();
  });

  async function forward(message: unknown): Promise<void> {
    const request = v.safeParse(requestSchema, message);
    if (!request.success) return trouble('bad-request', v.summarize(request.issues));
    native ??= await connect();
    if (native === undefined) return trouble('not-permitted');
    if (request.output.type === 'send') {
      unfinished.set(request.output.draft.id, request.output.request);
      watch.onMessage(request.output.draft.id, 'send');
    } else if (request.output.type === 'watch') {
      watch.onMessage(request.output.message, 'watch');
    }
    try {
      native.postMessage(request.output);
    } catch (error) {
      trouble('exited', String(error));
    }
  }

  async function connect(): Promise<browser.Runtime.Port | undefined> {
    if (!(await browser.permissions.contains({ permissions: ['nativeMessaging'] }))) return undefined;
    const port = browser.runtime.connectNative(hostName);
    port.onMessage.addListener(answer);
    port.onDisconnect.addListener(() => {
      // Chromium says why in lastError, Firefox at the port.
      const reason = browser.runtime.lastError?.message ?? port.error?.message ?? '';
      if (native === port) native = undefined;
      const code = troubleOf(reason);
      if (code === 'no-host' || code === 'forbidden')
        for (const message of unfinished.keys()) watch.onNotTaken(message);
      unfinished.clear();
      trouble(code, reason);
    });
    return port;
  }

  function answer(message: unknown): void {
    const response = v.safeParse(responseSchema, message);
    if (!response.success) {
      trouble('garbled', v.summarize(response.issues));
      return;
    }
    watch.onResponse(response.output);
    tell(response.output);
    const said = response.output;
    if (said.type === 'done') finished((message) => message === said.message);
    if (said.type !== 'error') return;
    for (const [message, request] of unfinished) {
      // A runner that could not be reached may still be given it.
      if (said.request === request && said.code !== 'runner-unreachable') watch.onNotTaken(message);
    }
    // An error ends the request that it answers; one that names none may be the answer to any.
    finished((_message, request) => said.request === undefined || said.request === request);
  }

  function finished(which: (message: string, request: string) => boolean): void {
    for (const [message, request] of unfinished) if (which(message, request)) unfinished.delete(message);
    closeIfDone();
  }

  function closeIfDone(): void {
    if (open || unfinished.size > 0) return;
    native?.disconnect();
    native = undefined;
  }

  function trouble(code: HostTrouble, detail?: string): void {
    tell({ type: 'trouble', trouble: code, ...(detail ? { detail } : {}) });
  }

  function tell(message: FromHostPort): void {
    if (!open) return;
    try {
      page.postMessage(message);
    } catch {
      open = false;
    }
  }
}

/** The browsers' own words for it (Chromium 156, Firefox 153), since they give no codes. */
export function troubleOf(reason: string): HostTrouble {
  if (/not found|No such native application/i.test(reason)) return 'no-host';
  if (/forbidden|not allowed|permission to use/i.test(reason)) return 'forbidden';
  if (/communicating with|exceeds the limit|invalid (message|JSON)/i.test(reason)) return 'garbled';
  return 'exited';
}
