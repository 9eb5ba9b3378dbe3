/** The outbox at work: takes messages in, runs their attempts when they are due, tells whoever watches. It lives in the runner and nowhere else. */
import type { Action, Draft, MessageStatus, Outcome, Response } from '../../core/bridge/protocol.ts';
import type { Language } from '../../core/words/phrase.ts';
import { emptyConfig, outboxSettings, type ReadConfig, waysOf } from '../config.ts';
import type { StsCache } from '../dns/mta-sts-cache.ts';
import type { HostMemory } from '../smtp/host-memory.ts';
import type { Timeouts } from '../smtp/timeouts.ts';
import { delayAfter } from './backoff.ts';
import type { Clock } from './clock.ts';
import { messageOf, type Refusal } from './intake.ts';
import type { Notify } from './notify.ts';
import { ageAt, isGivenUp, Schedule, type Waiting, waitingOf } from './schedule.ts';
import type { Plan, Store } from './store.ts';
import type { StoredMessage } from './stored-message.ts';
import type { TakenFiles } from './uploads.ts';
import { type News, Watchers } from './watchers.ts';
import { type Journey, sendByWays } from './ways.ts';

export interface OutboxOptions {
  readonly store: Store;
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

/** Messages under way at the same time. */
const atOnce = 20;
/** How long transcript lines wait for a commit of their own when no change of state takes them along, in milliseconds. */
const linePatience = 250;
/** How soon something that the disk did not take is written again, in milliseconds. */
const writeAgain = 2000;
/** The longest sleep, in milliseconds: a machine that slept has steady clocks that stood still. */
const longestSleep = 60_000;
const shortestSleep = 50;
/** When a recipient beyond the hourly cap is looked at again, in milliseconds. */
const capPatience = 300_000;
const hour = 3_600_000;
const day = 24 * hour;

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #schedule = new Schedule();
  readonly #running = new Map<string, Promise<void>>();
  readonly #watchers: Watchers;
  #callOff = (): void => {};
  #purgeAt = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#watchers = new Watchers(options.store);
    options.signal.addEventListener('abort', () => this.#callOff());
  }

  /** Something is under way. */
  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Something is under way, or will be by itself. */
  get hasWork(): boolean {
    return this.busy || this.#schedule.size > 0;
  }

  /** What an earlier runner left: the interrupted gets its state, the rest its time. */
  resume(): void {
    const { store, clock } = this.#options;
    store.recover();
    const now = { wall: clock.wall(), steady: clock.steady() };
    for (const pending of store.pending()) this.#schedule.set(pending.message, [waitingOf(pending, now)]);
    this.#purgeAt = now.steady;
    this.#tick();
  }

  /** Resolves when every attempt has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
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

  /** How the message stands after what the person wanted; undefined where there is none. Throws what the disk says. */
  act(id: string, action: Action, paths: readonly string[] | undefined): MessageStatus | undefined {
    const { store, clock } = this.#options;
    if (!store.has(id)) return undefined;
    const meant = store.act(id, action, paths, clock.wall());
    const kept = this.#schedule.take(id).filter(({ path }) => !meant.includes(path));
    const steady = clock.steady();
    const again = action === 'retry' || action === 'resend' ? meant : [];
    const fresh = again.map((path) => ({ path, attempts: 0, due: steady, age: 0, since: steady }));
    this.#schedule.set(id, [...kept, ...fresh]);
    this.#watchers.tellStatus(id);
    setImmediate(() => this.#tick());
    return store.status(id);
  }

  /** Everything so far at once, then all that follows until `signal`. False when there is no such message. */
  watch(id: string, tell: (news: News) => void, signal: AbortSignal): boolean {
    const soon = this.#running.has(id) || this.#schedule.due(this.#options.clock.steady()).includes(id);
    return this.#watchers.add(id, tell, signal, soon);
  }

  newest(limit: number): MessageStatus[] {
    const { store } = this.#options;
    return store
      .newestIds(limit)
      .map((id) => store.status(id))
      .filter((status) => status !== undefined);
  }

  notices(): Extract<Response, { type: 'list' }>['notices'] {
    return this.#options.store
      .notices()
      .map(({ at, path, detail }) => ({ at: new Date(at).toISOString(), path, detail }));
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
      if (this.#running.size >= atOnce) break;
      if (!this.#running.has(id)) this.#start(id);
    }
    // Full up, the next that ends ticks.
    if (this.#running.size >= atOnce) return;
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
        this.#tick();
      });
    this.#running.set(id, run);
  }

  /** Puts what is still to be tried back, a while from now. */
  #later(id: string): void {
    const { store, clock, random } = this.#options;
    const now = { wall: clock.wall(), steady: clock.steady() };
    this.#guarded(() => {
      for (const pending of store.pending().filter(({ message }) => message === id)) {
        const due = now.steady + delayAfter(Math.max(pending.attempts, 1), random);
        this.#schedule.set(id, [{ ...waitingOf(pending, now), due }]);
      }
    });
  }

  async #run(id: string, waiting: readonly Waiting[]): Promise<void> {
    const { store, clock, timeouts, language, signal, stsCache, hosts } = this.#options;
    const steady = clock.steady();
    const due = waiting.filter((each) => each.due <= steady);
    this.#schedule.set(
      id,
      waiting.filter((each) => !due.includes(each)),
    );
    const message = store.message(id);
    if (message === undefined) return;
    if (message === 'damaged') {
      const damaged = due.map(({ path }) => ({ path, state: 'failed', reason: 'store-damaged' }) as const);
      store.settle(id, damaged, [], [], clock.wall());
      return;
    }
    // Broken since it was queued: then only what needs no configuration can be reached, and the outcome says so.
    const read = this.#options.config();
    const config = read.ok ? read.config : emptyConfig;
    const admitted = this.#underCap(id, due, outboxSettings(config).recipientsPerHour);
    if (admitted.length === 0) return;

    const before = new Map(store.status(id)?.outcomes.map((outcome) => [outcome.path, outcome]));
    const journey: Journey = {
      from: message.sender,
      ehlo: message.ehlo,
      paths: admitted.map(({ path }) => path),
      octets: message.octets,
      thisHosts: message.thisHosts,
      apart: message.apart ?? [],
      sameAddress: (path) => greylister(before.get(path)),
    };
    const flush = setInterval(() => this.#watchers.flush(id), linePatience);
    const planOf = this.#planner(admitted);
    try {
      await sendByWays(journey, waysOf(config, message.sender), {
        config,
        ...(hosts ? { hosts } : {}),
        timeouts,
        ...(stsCache ? { stsCache } : {}),
        language,
        signal,
        onLine: (line) => this.#watchers.line(id, line),
        onStart: (paths) => {
          store.sending(
            id,
            paths.flatMap((path) => planOf(path) ?? []),
            clock.wall(),
          );
          this.#watchers.tellStatus(id);
        },
        onRelease: (paths) => this.#release(id, paths),
        onOutcomes: (outcomes) => this.#settle(id, message, outcomes, planOf),
        onAliases: (station, names) => {
          // They help the verdict; a delivery does not wait for them.
          this.#guarded(() => store.addAliases(id, station, names));
          this.#watchers.tellStatus(id);
        },
      });
    } finally {
      clearInterval(flush);
      this.#watchers.flush(id);
    }
  }

  /** Who may be tried under the hourly cap, which counts first attempts; the others wait until it lets them. */
  #underCap(id: string, due: readonly Waiting[], cap: number): readonly Waiting[] {
    const { store, clock } = this.#options;
    const fresh = due.filter(({ attempts }) => attempts === 0);
    const room = Math.max(0, cap - (fresh.length > 0 ? store.startedSince(clock.wall() - hour) : 0));
    const waits = fresh.slice(room);
    this.#schedule.set(
      id,
      waits.map((each) => ({ ...each, due: clock.steady() + capPatience })),
    );
    if (waits.length > 0) {
      const capped = waits.map(({ path }) => ({ path, state: 'queued', reason: 'hourly-cap' }) as const);
      const plans = waits.map(({ path, age }) => ({ path, attempts: 0, nextAt: 0, age }));
      store.settle(id, capped, plans, [], clock.wall());
    }
    return due.filter((each) => !waits.includes(each));
  }

  /** For each path of one attempt: when the next one would be, counted from the moment of asking. */
  #planner(waiting: readonly Waiting[]): (path: string) => (Plan & Waiting) | undefined {
    const { clock, random } = this.#options;
    const delays = new Map<string, number>();
    return (path) => {
      const each = waiting.find((one) => one.path === path);
      if (each === undefined) return undefined;
      const attempts = each.attempts + 1;
      const delay = delays.get(path) ?? delayAfter(attempts, random);
      delays.set(path, delay);
      const steady = clock.steady();
      const age = ageAt(each, steady);
      return { path, attempts, age, nextAt: clock.wall() + delay, due: steady + delay, since: steady };
    };
  }

  /** What can't be recorded as "may be accepted from now" must not be sent: after a crash it would look safe to send again. */
  #release(id: string, paths: readonly string[]): boolean {
    return this.#guarded(() => this.#options.store.release(id, paths, this.#watchers.takeLines(id)));
  }

  #settle(
    id: string,
    message: StoredMessage,
    outcomes: readonly Outcome[],
    planOf: (path: string) => (Plan & Waiting) | undefined,
  ): void {
    const { store, clock, notify } = this.#options;
    const again: (Plan & Waiting)[] = [];
    const final = outcomes.map((outcome): Outcome => {
      if (outcome.state !== 'deferred') return outcome;
      const plan = planOf(outcome.path);
      if (plan === undefined || !isGivenUp(plan.age)) {
        if (plan) again.push(plan);
        return outcome;
      }
      return { ...outcome, state: 'failed', reason: 'gave-up' };
    });
    const write = () => {
      store.settle(id, final, again, this.#watchers.takeLines(id), clock.wall());
      this.#schedule.set(id, again);
      this.#watchers.tellStatus(id);
    };
    if (!this.#guarded(write)) this.#persist(write);
    const bad = final.filter(({ state }) => state === 'failed' || state === 'maybe-sent');
    for (const { path, state, reason } of bad)
      notify(state === 'maybe-sent' ? 'maybe-sent' : reason === 'gave-up' ? 'gave-up' : 'failed', {
        path,
        subject: message.subject,
      });
  }

  /** An answer that the disk did not take is written as soon as it does; should we die before, the released is maybe sent. */
  #persist(write: () => void): void {
    const key = crypto.randomUUID();
    const waits = (async () => {
      while (!this.#options.signal.aborted) {
        await new Promise<void>((resolve) => this.#options.clock.after(writeAgain, resolve));
        if (this.#guarded(write)) break;
      }
      this.#running.delete(key);
    })();
    this.#running.set(key, waits);
  }

  #sayLate(id: string): void {
    const { store, notify } = this.#options;
    if (!store.tellLate(id)) return;
    const status = store.status(id);
    const path = status?.outcomes.find(({ state }) => state === 'deferred' || state === 'queued')?.path;
    if (status && path !== undefined) notify('late', { path, subject: status.subject });
    this.#watchers.tellStatus(id);
  }

  #purge(steady: number): void {
    if (steady < this.#purgeAt) return;
    this.#purgeAt = steady + hour;
    const read = this.#options.config();
    const { keepDays } = outboxSettings(read.ok ? read.config : emptyConfig);
    const wall = this.#options.clock.wall();
    this.#options.store.purge(wall - keepDays * day, wall);
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

/** Greylisting wants the next try to come to the server that turned the first away: its address, where it refused a RCPT for now. */
function greylister(outcome: MessageStatus['outcomes'][number] | undefined): string | undefined {
  const { state, step, reply, server } = outcome ?? {};
  return state === 'deferred' && step === 'RCPT' && reply?.startsWith('4') ? server : undefined;
}
