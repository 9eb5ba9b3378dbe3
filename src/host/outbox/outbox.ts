/** The outbox at work: takes messages in, runs their attempts, tells whoever watches. It lives in the runner and nowhere else. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Draft, MessageStatus, Outcome, Response, TranscriptLine } from '../../core/bridge/protocol.ts';
import type { Language } from '../../core/words/phrase.ts';
import { emptyConfig, identityFor, type ReadConfig } from '../config.ts';
import { deliver } from '../delivery/deliver.ts';
import { readPath } from '../delivery/plan.ts';
import { composeMessage } from '../message/compose.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import type { Store } from './store.ts';

/** What a watcher gets; the request's id is put on by whoever speaks with it. */
export type News =
  | { readonly type: 'status'; readonly status: MessageStatus }
  | { readonly type: 'transcript'; readonly message: string; readonly lines: TranscriptLine[] }
  | { readonly type: 'done'; readonly message: string };
type Refusal = Pick<Extract<Response, { type: 'error' }>, 'code' | 'detail'>;

export interface OutboxOptions {
  readonly store: Store;
  /** Read anew for each message, so that a changed configuration counts at once. */
  readonly config: () => ReadConfig;
  readonly timeouts: Timeouts;
  readonly language: Language;
  /** Ends every attempt; what it leaves behind is stored. */
  readonly signal: AbortSignal;
}

/** Lines of the transcript in one piece of news. */
const linesAtOnce = 50;
/** How long transcript lines wait for a commit of their own when no change of state takes them along, in milliseconds. */
const linePatience = 250;

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #watchers = new Map<string, Set<(news: News) => void>>();
  /** Lines that are told already and not yet on the disk. */
  readonly #pending = new Map<string, TranscriptLine[]>();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** What an earlier runner left: the interrupted gets its state, the queued is sent. */
  resume(): void {
    this.#options.store.recover();
    for (const id of this.#options.store.queuedIds()) this.#start(id);
  }

  /** Resolves when every attempt has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Durably queued when it resolves with undefined. A draft that is here already changes nothing and is no error. */
  async submit(draft: Draft): Promise<Refusal | undefined> {
    const { store } = this.#options;
    if (store.has(draft.id)) return undefined;
    const config = this.#options.config();
    if (!config.ok) return { code: 'config-broken', detail: config.detail.slice(0, 1000) };
    const identity = identityFor(config.config, draft.identity);
    if (!identity) return { code: 'no-identity', detail: draft.identity };
    const mailboxes: string[] = [];
    for (const { path } of draft.recipients) {
      const read = readPath(path);
      if (!read.ok) {
        const error = read.issues.find(({ severity }) => severity === 'error');
        return { code: 'bad-recipient', detail: `<${path}> (${error?.code ?? ''}, ${error?.start ?? 0})` };
      }
      if (read.value.nextHop === undefined) return { code: 'bad-recipient', detail: `<${path}>` };
      mailboxes.push(read.value.mailbox);
    }
    const date = new Date();
    const { octets, messageId } = await composeMessage(draft, mailboxes, identity, {
      date,
      unique: draft.id,
    });
    // Asked for twice at once: the other one was quicker.
    if (store.has(draft.id)) return undefined;
    try {
      store.add({
        id: draft.id,
        created: date.toISOString(),
        subject: draft.subject,
        messageId,
        sender: identity.address,
        ehlo: identity.ehlo,
        thisHosts: draft.thisHosts,
        paths: draft.recipients.map(({ path }) => path),
        octets,
      });
    } catch (error) {
      return { code: 'store-failed', detail: String(error).slice(0, 1000) };
    }
    this.#start(draft.id);
    return undefined;
  }

  /** Everything so far at once, then all that follows until `signal`. False when there is no such message. */
  watch(id: string, tell: (news: News) => void, signal: AbortSignal): boolean {
    const status = this.#options.store.status(id);
    if (!status) return false;
    tell({ type: 'status', status });
    const lines = [...this.#options.store.lines(id), ...(this.#pending.get(id) ?? [])];
    for (let at = 0; at < lines.length; at += linesAtOnce) {
      tell({ type: 'transcript', message: id, lines: lines.slice(at, at + linesAtOnce) });
    }
    if (!this.#running.has(id)) {
      tell({ type: 'done', message: id });
      return true;
    }
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(tell));
    signal.addEventListener('abort', () => watchers.delete(tell), { once: true });
    return true;
  }

  newest(limit: number): MessageStatus[] {
    const { store } = this.#options;
    return store
      .newestIds(limit)
      .map((id) => store.status(id))
      .filter((status) => status !== undefined);
  }

  #start(id: string): void {
    if (this.#running.has(id)) return;
    // Not in this turn: whoever gave the message is first told that it is queued.
    const run = nextTurn()
      .then(() => this.#run(id))
      .catch((error: unknown) => console.error(error))
      .then(() => {
        this.#running.delete(id);
        this.#tell(id, { type: 'done', message: id });
        this.#watchers.delete(id);
      });
    this.#running.set(id, run);
  }

  async #run(id: string): Promise<void> {
    const { store, timeouts, language, signal } = this.#options;
    const message = store.queued(id);
    if (!message) return;
    // Broken since it was queued: then only what needs no configuration can be reached, and the outcome says so.
    const config = this.#options.config();
    const flush = setInterval(() => this.#flush(id), linePatience);
    try {
      await deliver(
        {
          from: message.sender,
          ehlo: message.ehlo,
          paths: message.paths,
          octets: message.octets,
          thisHosts: message.thisHosts,
        },
        {
          config: config.ok ? config.config : emptyConfig,
          timeouts,
          language,
          signal,
          onLine: (line) => {
            this.#pending.set(id, [...(this.#pending.get(id) ?? []), line]);
            this.#tell(id, { type: 'transcript', message: id, lines: [line] });
          },
          onStart: (paths) => {
            store.sending(id, paths);
            this.#tellStatus(id);
          },
          onRelease: (paths) => this.#release(id, paths),
          onOutcomes: (outcomes) => this.#settle(id, outcomes),
          onAliases: (station, names) => this.#addAliases(id, station, names),
        },
      );
    } finally {
      clearInterval(flush);
      this.#flush(id);
    }
  }

  /** What can't be recorded as "may be accepted from now" must not be sent: after a crash it would look safe to send again. */
  #release(id: string, paths: readonly string[]): boolean {
    try {
      this.#options.store.release(id, paths, this.#takePending(id));
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }

  #settle(id: string, outcomes: readonly Outcome[]): void {
    this.#options.store.settle(id, outcomes, this.#takePending(id));
    this.#tellStatus(id);
  }

  #takePending(id: string): TranscriptLine[] {
    const lines = this.#pending.get(id) ?? [];
    this.#pending.delete(id);
    return lines;
  }

  #flush(id: string): void {
    try {
      this.#options.store.addLines(id, this.#takePending(id));
    } catch (error) {
      // The transcript is a convenience; states are not, and have commits of their own.
      console.error(error);
    }
  }

  #addAliases(id: string, station: string, names: readonly string[]): void {
    try {
      this.#options.store.addAliases(id, station, names);
      this.#tellStatus(id);
    } catch (error) {
      // They help the verdict; a delivery does not wait for them.
      console.error(error);
    }
  }

  #tellStatus(id: string): void {
    const status = this.#watchers.get(id)?.size ? this.#options.store.status(id) : undefined;
    if (status) this.#tell(id, { type: 'status', status });
  }

  #tell(id: string, news: News): void {
    for (const tell of this.#watchers.get(id) ?? []) tell(news);
  }
}
