/** One run of one subject: a page is loaded, changes a thousand times, gets a composer while it changes, and is typed into. */
import type { CDPSession, Page } from 'playwright-core';
import type { Subject } from './subjects.ts';

/** Milliseconds and megabytes; undefined where the subject has no such thing. */
export interface Run {
  /** Script until the page is loaded and at rest. */
  readonly load: number;
  /** JavaScript heap after a forced collection, without and with a composer. */
  readonly heap: number;
  readonly heapComposing: number;
  /** Script during a thousand changes, none of which is a composer. */
  readonly storm: number;
  /** From a composer's appearing in the middle of changes. */
  readonly found: number | undefined;
  readonly marked: number | undefined;
  /** The longest turn of its own scripts while all that happened. */
  readonly longest: number | undefined;
  /** Script for one key behind a hundred recipients, in a text field and in one of chips. */
  readonly keyText: number;
  readonly keyChips: number;
}

const tasks = 1000;
const keys = 50;

export async function run(subject: Subject, url: string): Promise<Run> {
  const page = await subject.context.newPage();
  try {
    const cdp = await subject.context.newCDPSession(page);
    // The processor's time, not the clock's: a busy machine takes turns away from both sides unevenly.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    await page.waitForTimeout(500);
    const load = await script(cdp);
    const heap = await heapAfterCollection(cdp);

    const before = await script(cdp);
    await page.evaluate(`storm(${tasks})`);
    const storm = (await script(cdp)) - before;

    const browser = page.context().browser();
    await browser?.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
    await page.evaluate(`storm(300, 100, () => compose('text', []))`);
    await page.waitForTimeout(1000);
    const events = eventsOf(await browser?.stopTracing());
    const [composedAt = 0, markedAt] = await page.evaluate<(number | undefined)[]>(
      '[globalThis.composedAt, globalThis.markedAt]',
    );
    const heapComposing = await heapAfterCollection(cdp);

    await page.evaluate(`document.querySelector('form').remove(); compose('text', ${hundred})`);
    const keyText = await keyIn(page, cdp, '#to');
    await page.evaluate(`document.querySelector('form').remove(); compose('chips', ${hundred})`);
    const keyChips = await keyIn(page, cdp, '#typed');
    return {
      load,
      heap,
      storm,
      found: foundAfter(events, subject),
      marked: markedAt === undefined ? undefined : markedAt - composedAt,
      longest: subject.extension ? longestOf(events, subject.extension) : undefined,
      heapComposing,
      keyText,
      keyChips,
    };
  } finally {
    await page.close();
  }
}

/** Every fifth with a route. */
const hundred = JSON.stringify(
  Array.from({ length: 100 }, (_, index) =>
    index % 5 === 0 ? `user${index}%dest.test@s${index}.test` : `user${index}@dest${index}.test`,
  ),
);

async function keyIn(page: Page, cdp: CDPSession, field: string): Promise<number> {
  await page.locator(field).focus();
  await page.keyboard.press('End');
  await page.waitForTimeout(500);
  const before = await script(cdp);
  for (const key of 'another.one@dest.test'.repeat(3).slice(0, keys)) {
    await page.keyboard.press(key);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  }
  return ((await script(cdp)) - before) / keys;
}

/** All script of the page's process so far, in milliseconds. */
async function script(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
}

async function heapAfterCollection(cdp: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds: when, and how much of its thread. */
  readonly ts: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const eventsOf = (trace: Buffer | undefined): readonly TraceEvent[] =>
  trace ? (JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }).traceEvents : [];

/** Turns that the browser began in one of these scripts: listeners, timers, frames, and the evaluation of each. */
const turnsOf = (events: readonly TraceEvent[], url: string): readonly TraceEvent[] =>
  events.filter(
    ({ name, args }) => ['FunctionCall', 'EvaluateScript'].includes(name) && args?.data?.url?.startsWith(url),
  );

function longestOf(events: readonly TraceEvent[], origin: string): number {
  return Math.max(0, ...turnsOf(events, origin).map(({ tdur = 0 }) => tdur / 1000));
}

function foundAfter(events: readonly TraceEvent[], { extension, finder }: Subject): number | undefined {
  const composed = events.find(({ name }) => name === 'composed')?.ts;
  if (extension === undefined || composed === undefined) return undefined;
  const candidates = finder ? turnsOf(events, finder) : events.filter(({ name }) => name === 'found');
  const times = candidates.map(({ ts }) => ts).filter((ts) => ts >= composed);
  return times.length > 0 ? (Math.min(...times) - composed) / 1000 : undefined;
}
