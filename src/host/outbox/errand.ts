/** One message under way: who of its recipients may be tried, by which ways, and what is written down of it before and after. */
import type { Outcome } from '../../core/bridge/protocol.ts';
import { type Config, outboxSettings, resendsMaybeSent, waysOf } from '../config.ts';
import type { Sessions } from '../smtp/sessions.ts';
import { delayAfter } from './backoff.ts';
import type { Commits } from './commits.ts';
import type { HourlyCap } from './hourly-cap.ts';
import type { OutboxOptions } from './outbox.ts';
import { ageAt, isGivenUp, type Schedule, type Waiting } from './schedule.ts';
import type { Plan } from './store.ts';
import type { StoredMessage } from './stored-message.ts';
import type { Unwritten } from './unwritten.ts';
import type { Watchers } from './watchers.ts';
import { type Journey, sendByWays } from './ways.ts';

export interface ErrandOptions extends OutboxOptions {
  readonly commits: Commits;
  readonly schedule: Schedule;
  readonly watchers: Watchers;
  readonly cap: HourlyCap;
  readonly sessions: Sessions;
  readonly unwritten: Unwritten;
}

/** How long transcript lines wait for a commit of their own when no change of state takes them along, in milliseconds. */
const linePatience = 250;
/** When a recipient whom nothing of its own keeps waiting is looked at again, in milliseconds. */
const lookAgain = 300_000;

/**
 * When the next attempt would be for those of the paths that are the message's, counted from the moment of asking. Who is planned together
 * goes together, in one transaction where one server takes them (RFC 5321 §4.5.4.1).
 */
type PlansOf = (paths: readonly string[]) => readonly (Plan & Waiting)[];

/**
 * Ends when all that came of it is written, or is to be as soon as the disk takes it. Throws what the disk says where that means that nothing was
 * begun.
 * @param due those of its recipients that are to be tried now
 */
export async function runErrand(id: string, due: readonly Waiting[], options: ErrandOptions): Promise<void> {
  const { store, clock, commits, watchers } = options;
  const message = store.message(id);
  if (message === undefined) return;
  if (message === 'damaged') {
    const damaged = due.map(
      ({ path, resend }) =>
        ({ path, state: resend ? 'maybe-sent' : 'failed', reason: 'store-damaged' }) as const,
    );
    await commits.write(() => store.settle(id, damaged, [], [], clock.wall()));
    return;
  }
  const read = options.config();
  // Broken since it was queued, or read in the middle of a change: by which ways it may go is not known, and a guess could be the wrong one.
  if (!read.ok) return postpone(id, due, 'config-broken', options);
  const { config } = read;
  const admitted = await underCap(id, due, config, options);
  if (admitted.length === 0) return;
  const flush = setInterval(() => void watchers.flush(id), linePatience);
  try {
    await tryOnce(message, admitted, config, options);
  } finally {
    clearInterval(flush);
    await watchers.flush(id);
  }
}

async function tryOnce(
  message: StoredMessage,
  admitted: readonly Waiting[],
  config: Config,
  options: ErrandOptions,
): Promise<void> {
  const { store, clock, commits, watchers, timeouts, language, signal, stsCache, hosts, sessions } = options;
  const { id } = message;
  const again = admitted.some(({ attempts }) => attempts > 0);
  const before = new Map(again ? store.status(id)?.outcomes.map((outcome) => [outcome.path, outcome]) : []);
  const journey: Journey = {
    from: message.sender,
    ehlo: message.ehlo,
    paths: admitted.map(({ path }) => path),
    octets: message.octets,
    thisHosts: message.thisHosts,
    apart: message.apart ?? [],
    sameAddress: (path) => greylister(before.get(path)),
  };
  const plansOf = planner(admitted, options);
  const resent = new Set(admitted.flatMap(({ path, resend }) => (resend ? [path] : [])));
  const maybe = { resent, resends: resendsMaybeSent(config, message.sender) };
  const written: Promise<void>[] = [];
  const aliases: [station: string, names: readonly string[]][] = [];
  await sendByWays(journey, waysOf(config, message.sender), {
    config,
    folder: options.folder,
    timeouts,
    language,
    signal,
    sessions,
    onLine: (line) => watchers.line(id, line),
    async onStart(paths) {
      const plans = plansOf(paths);
      const begun = await commits.write(() => store.sending(id, plans, clock.wall()));
      watchers.tellStatus(id);
      return begun;
    },
    async onRelease(paths) {
      const lines = once(() => watchers.takeLines(id));
      try {
        await commits.write(() => store.release(id, paths, lines()));
        return true;
      } catch (error) {
        // What can't be recorded as "may be accepted from now" must not be sent: after a crash it would look safe to send again.
        console.error(error);
        return false;
      }
    },
    onOutcomes: (outcomes) => void written.push(settle(message, outcomes, plansOf, maybe, options)),
    onAliases: (station, names) => aliases.push([station, names]),
    ...(hosts && { hosts }),
    ...(stsCache && { stsCache }),
  });
  // They help the verdict only: what became of the message does not wait for them, and goes with the same commit.
  for (const [station, names] of aliases)
    written.push(commits.write(() => store.addAliases(id, station, names)).catch(console.error));
  await Promise.all(written);
  if (aliases.length > 0) watchers.tellStatus(id);
}

/** Who may be tried under the hourly cap, which counts first attempts; the others wait until it lets them. */
async function underCap(
  id: string,
  due: readonly Waiting[],
  config: Config,
  options: ErrandOptions,
): Promise<readonly Waiting[]> {
  const { clock, cap } = options;
  const steady = clock.steady();
  const fresh = due.filter(({ attempts }) => attempts === 0);
  const room = cap.room(outboxSettings(config).recipientsPerHour, steady);
  const waits = fresh.slice(room);
  cap.begin(fresh.length - waits.length, steady);
  await postpone(id, waits, 'hourly-cap', options);
  return due.filter((each) => !waits.includes(each));
}

/** They are looked at again in a while. Of those who were tried before, what came of that stands. */
async function postpone(
  id: string,
  waits: readonly Waiting[],
  reason: 'hourly-cap' | 'config-broken',
  { store, clock, commits, schedule }: ErrandOptions,
): Promise<void> {
  const [wall, due] = [clock.wall(), clock.steady() + lookAgain];
  schedule.set(
    id,
    waits.map((each) => ({ ...each, due })),
  );
  const fresh = waits.filter(({ attempts, resend }) => attempts === 0 && resend === undefined);
  if (fresh.length === 0) return;
  const outcomes = fresh.map(({ path }) => ({ path, state: 'queued', reason }) as const);
  const plans = fresh.map(({ path, age }) => ({ path, attempts: 0, nextAt: 0, age }));
  await commits.write(() => store.settle(id, outcomes, plans, [], wall));
}

function planner(waiting: readonly Waiting[], { clock, random }: ErrandOptions): PlansOf {
  /** By the number of attempts. */
  const delays = new Map<number, number>();
  return (paths) => {
    const [wall, steady] = [clock.wall(), clock.steady()];
    return waiting
      .filter(({ path }) => paths.includes(path))
      .map((each) => {
        const attempts = each.attempts + 1;
        const delay = delays.get(attempts) ?? delayAfter(attempts, random);
        delays.set(attempts, delay);
        const age = ageAt(each, steady);
        return { path: each.path, attempts, age, nextAt: wall + delay, due: steady + delay, since: steady };
      });
  };
}

interface MaybeSent {
  /** Those who are sent the message once more because the time before they were maybe sent it. */
  readonly resent: ReadonlySet<string>;
  /** Whether the person wants that. */
  readonly resends: boolean;
}

/** Never throws. */
async function settle(
  { id, subject }: StoredMessage,
  outcomes: readonly Outcome[],
  plansOf: PlansOf,
  { resent, resends }: MaybeSent,
  { store, clock, commits, schedule, watchers, notify, unwritten }: ErrandOptions,
): Promise<void> {
  const again: (Plan & Waiting)[] = [];
  const plans = new Map(plansOf(outcomes.map(({ path }) => path)).map((plan) => [plan.path, plan]));
  const final = outcomes.map((outcome): Outcome => {
    const { path, state } = outcome;
    const plan = plans.get(path);
    const resend = resent.has(path);
    const waits = state === 'deferred' && (plan === undefined || !isGivenUp(plan.age));
    const goesOnceMore = state === 'maybe-sent' && resends && !resend;
    if (plan && (waits || goesOnceMore))
      again.push({ ...plan, ...((resend || goesOnceMore) && { resend: true }) });
    // Whatever became of it this time, it may have arrived the time before.
    if (resend && (state === 'deferred' || state === 'failed'))
      return { ...outcome, state: 'maybe-sent', reason: 'no-answer-after-data' };
    return state === 'deferred' && !waits ? { ...outcome, state: 'failed', reason: 'gave-up' } : outcome;
  });
  const lines = once(() => watchers.takeLines(id));
  const write = async () => {
    await commits.write(() => store.settle(id, final, again, lines(), clock.wall()));
    schedule.set(id, again);
    watchers.tellStatus(id);
  };
  await write().catch((error: unknown) => {
    console.error(error);
    unwritten.add(id, write);
  });
  const bad = final.filter(
    ({ state, path }) =>
      state === 'failed' || (state === 'maybe-sent' && !again.some((each) => each.path === path)),
  );
  for (const { path, state, reason } of bad)
    notify(state === 'maybe-sent' ? 'maybe-sent' : reason === 'gave-up' ? 'gave-up' : 'failed', {
      path,
      subject,
    });
}

/** Greylisting wants the next try to come to the server that turned the first away: its address, where it refused a RCPT for now. */
function greylister(outcome: Outcome | undefined): string | undefined {
  const { step, reply, server } = outcome ?? {};
  return step === 'RCPT' && reply?.startsWith('4') ? server : undefined;
}

/** The same result each time: a commit that failed is tried again. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
