/** The outbox at work: takes messages in, runs their attempts when they are due, tells whoever watches. It lives in the runner and nowhere else. */
import type { Action, Draft, MessageStatus, Response } from '../../core/bridge/protocol.ts';
import type { Language } from '../../core/words/phrase.ts';
import { outboxSettings, type ReadConfig } from '../config.ts';
import type { StsCache } from '../dns/mta-sts-cache.ts';
import type { HostMemory } from '../smtp/host-memory.ts';
import { Sessions } from '../smtp/sessions.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import { delayAfter } from './backoff.ts';
import type { Clock } from './clock.ts';
import { Commits } from './commits.ts';
import { type ErrandOptions, runErrand } from './errand.ts';
import { HourlyCap } from './hourly-cap.ts';
import { messageOf, type Refusal } from './intake.ts';
import { fitting } from './listing.ts';
import type { Notify } from './notify.ts';
import { Schedule, type Waiting, waitingOf } from './schedule.ts';
import type { Store } from './store.ts';
import type { StoredMessage } from './stored-message.ts';
import { Unwritten } from './unwritten.ts';
import type { TakenFiles } from './uploads.ts';
import { type News, Watchers } from './watchers.ts';

export interface OutboxOptions {
  readonly store: Store;
  /** The directory of the store. */
  readonly folder: string;
  /** Read anew for each message, so that a changed configuration counts at once. */
  readonly config: () => ReadConfig;
  readonly timeouts: Timeouts;
  /** As in `DeliverOptions`. */
  readonly stsCache?: StsCache;
  readonly language: Language;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Tells the person something while no page may be open. */
  readonly notify: Notify;
  /** What attempts learn of servers. */
  readonly hosts?: HostMemory;
  /** Ends every attempt; what it leaves behind is stored. */
  readonly signal: AbortSignal;
}

export type Acted = Pick<Extract<Response, { type: 'acted' }>, 'status' | 'paths'>;

/** Messages under way at the same time, each in memory with its octets. */
const atOnce = 20;
/** Connections to one server at the same time, as many as most servers take from one client; they are opened only where messages wait. */
const connectionsMost = 10;
/** The longest sleep, in milliseconds: a machine that slept has steady clocks that stood still. */
const longestSleep = 60_000;
const shortestSleep = 50;
const hour = 3_600_000;
const day = 24 * hour;

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #schedule = new Schedule();
  readonly #running = new Map<string, Promise<void>>();
  readonly #unwritten: Unwritten;
  readonly #watchers: Watchers;
  readonly #sessions: Sessions;
  readonly #errand: ErrandOptions;
  #callOff = (): void => {};
  #purgeAt = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { store, clock, signal } = options;
    const commits = new Commits(store);
    this.#watchers = new Watchers(store, commits);
    this.#sessions = new Sessions({
      most: connectionsMost,
      wanted: () => this.#schedule.due(clock.steady())[Symbol.iterator]().next().done !== true,
      signal,
    });
    this.#unwritten = new Unwritten({ clock, signal, onWritten: () => this.#tick() });
    const now = { wall: clock.wall(), steady: clock.steady() };
    this.#errand = {
      ...options,
      commits,
      schedule: this.#schedule,
      watchers: this.#watchers,
      cap: new HourlyCap(store.startedSince(now.wall - hour), now),
      sessions: this.#sessions,
      unwritten: this.#unwritten,
    };
    options.signal.addEventListener('abort', () => this.#callOff());
  }

  /** Something is under way. */
  get busy(): boolean {
    return this.#running.size + this.#unwritten.size > 0;
  }

  /** What is not written yet counts too: a disk that takes nothing is given no more. */
  get #isFull(): boolean {
    return this.#running.size + this.#unwritten.size >= atOnce;
  }

  /** Something is under way, or will be by itself. */
  get hasWork(): boolean {
    return this.busy || this.#schedule.size > 0;
  }

  /** What an earlier runner left: the interrupted gets its state, the rest its time. */
  resume(): void {
    const { store, clock, notify } = this.#options;
    for (const maybe of store.recover()) notify('maybe-sent', maybe);
    const now = { wall: clock.wall(), steady: clock.steady() };
    for (const pending of store.pending()) this.#schedule.set(pending.message, [waitingOf(pending, now)]);
    this.#purgeAt = now.steady;
    this.#tick();
  }

  /** Resolves when every attempt has ended. */
  async idle(): Promise<void> {
    while (this.busy) await Promise.all([...this.#running.values(), ...this.#unwritten.of()]);
  }

  /**
   * Durably queued when it resolves with undefined. A draft that is here already changes nothing and is no error: its files are not asked
   * for again. `files` gives the octets of its attachments, in their order.
   */
  async submit(draft: Draft, files: () => TakenFiles): Promise<Refusal | undefined> {
    if (this.#options.store.has(draft.id)) return undefined;
    const taken = files();
    if (!taken.ok) return taken.refusal;
    const date = new Date(this.#options.clock.wall());
    const made = await messageOf(draft, taken.contents, this.#options.config(), date);
    return made.ok ? this.queue(made.message) : made.refusal;
  }

  /** The same for a message that is final already. */
  queue(message: StoredMessage): Refusal | undefined {
    const { store, clock } = this.#options;
    try {
      // Asked for twice at once: the other one was quicker.
      if (!store.add(message)) return undefined;
    } catch (error) {
      return { code: 'store-failed', detail: String(error).slice(0, 1000) };
    }
    const steady = clock.steady();
    const fresh = message.paths.map((path) => ({ path, attempts: 0, due: steady, age: 0, since: steady }));
    this.#schedule.set(message.id, fresh);
    // Not in this turn: whoever gave the message is first told that it is queued.
    setImmediate(() => this.#tick());
    return undefined;
  }

  /**
   * How the message stands after what the person wanted, and to whom of its recipients that applied; undefined where there is none. Throws
   * what the disk says.
   */
  act(id: string, action: Action, paths: readonly string[] | undefined): Acted | undefined {
    const { store, clock } = this.#options;
    if (!store.has(id)) return undefined;
    const meant = store.act(id, action, paths, clock.wall());
    const kept = this.#schedule.take(id).filter(({ path }) => !meant.includes(path));
    const steady = clock.steady();
    const again = action === 'retry' || action === 'resend' ? meant : [];
    const resend = action === 'resend' && { resend: true as const };
    const fresh = again.map((path) => ({ path, attempts: 0, due: steady, age: 0, since: steady, ...resend }));
    this.#schedule.set(id, [...kept, ...fresh]);
    this.#watchers.tellStatus(id);
    setImmediate(() => this.#tick());
    const status = store.status(id);
    return status && { status, paths: meant };
  }

  /** Everything so far at once, then all that follows until `signal`. False when there is no such message. */
  watch(id: string, tell: (news: News) => void, signal: AbortSignal): boolean {
    const soon = this.#running.has(id) || this.#schedule.isDue(id, this.#options.clock.steady());
    return this.#watchers.add(id, tell, signal, soon);
  }

  list(): Pick<Extract<Response, { type: 'list' }>, 'messages' | 'notices'> {
    const { store } = this.#options;
    const notices = store
      .notices()
      .map(({ at, path, detail }) => ({ at: new Date(at).toISOString(), path, detail }));
    return { messages: this.#fitting(store.listedIds()), notices };
  }

  /** The message whose id begins so; several where that could be several. */
  find(beginning: string): MessageStatus[] {
    return this.#fitting(this.#options.store.idsBeginning(beginning));
  }

  #fitting(ids: readonly string[]): MessageStatus[] {
    const { store } = this.#options;
    return fitting(ids.map((id) => store.status(id)).filter((status) => status !== undefined));
  }

  /** Begins what is due, says what is late, and sleeps until the next of both. */
  #tick(): void {
    const { clock, signal } = this.#options;
    this.#callOff();
    if (signal.aborted) return;
    const steady = clock.steady();
    this.#guarded(() => this.#purge(steady));
    for (const id of this.#schedule.late(steady)) this.#guarded(() => this.#sayLate(id));
    for (const id of this.#schedule.due(steady)) {
      if (this.#isFull) break;
      if (!this.#running.has(id)) this.#start(id);
    }
    // The next that ends ticks.
    if (this.#isFull) return;
    const next = Math.min(this.#schedule.next(steady) ?? this.#purgeAt, steady + longestSleep);
    this.#callOff = clock.after(Math.max(next - steady, shortestSleep), () => this.#tick());
  }

  #start(id: string): void {
    const waiting = this.#schedule.take(id);
    const run = this.#run(id, waiting)
      .catch((error: unknown) => {
        console.error(error);
        // The disk or a fault of our own: nothing was begun that is not written, so later is as good.
        this.#later(id);
      })
      .then(() => {
        this.#running.delete(id);
        this.#watchers.done(id);
        if (!this.busy) this.#sessions.quit();
        this.#tick();
      });
    this.#running.set(id, run);
  }

  /** A run ended in the middle: what is still to be tried goes back, a while from now, and whoever may have the message is maybe sent. */
  #later(id: string): void {
    // Its answers come first: they know more.
    const answers = this.#unwritten.of(id);
    if (answers.length > 0) return void Promise.all(answers).then(() => this.#later(id));
    const { store, clock, random, notify } = this.#options;
    const putBack = (): void => {
      for (const maybe of store.recover(id)) notify('maybe-sent', maybe);
      const now = { wall: clock.wall(), steady: clock.steady() };
      const waiting = store.pending().filter(({ message }) => message === id);
      // All of them together: they are one transaction.
      const attempts = Math.max(1, ...waiting.map((each) => each.attempts));
      const due = now.steady + delayAfter(attempts, random);
      this.#schedule.set(
        id,
        waiting.map((pending) => ({ ...waitingOf(pending, now), due })),
      );
      this.#watchers.tellStatus(id);
    };
    if (!this.#guarded(putBack)) this.#unwritten.add(id, async () => putBack());
  }

  async #run(id: string, waiting: readonly Waiting[]): Promise<void> {
    const steady = this.#options.clock.steady();
    const due = waiting.filter((each) => each.due <= steady);
    this.#schedule.set(
      id,
      waiting.filter((each) => !due.includes(each)),
    );
    await runErrand(id, due, this.#errand);
  }

  #sayLate(id: string): void {
    const { store, notify } = this.#options;
    if (!store.tellLate(id)) return;
    const status = store.status(id);
    const waits = status?.outcomes.find(({ state, next }) => state === 'queued' || next !== undefined);
    const word = waits?.state === 'maybe-sent' ? 'maybe-sent' : 'late';
    if (status && waits) notify(word, { path: waits.path, subject: status.subject });
    this.#watchers.tellStatus(id);
  }

  #purge(steady: number): void {
    if (steady < this.#purgeAt) return;
    this.#purgeAt = steady + hour;
    const read = this.#options.config();
    // How long texts are kept is not known: another time.
    if (!read.ok) return;
    const { keepDays } = outboxSettings(read.config);
    this.#options.store.purge(keepDays * day, this.#options.clock.wall());
  }

  /** False where the disk refused: said on standard error, and nothing depends on it having been done. */
  #guarded(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }
}
