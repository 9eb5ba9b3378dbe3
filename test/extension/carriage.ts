/**
 * The counting matrix: every address of the measured table in one composer beside the built extension, typed, pasted and inserted by Waypost.
 * Nothing may leave that was not meant, and nothing may be held that this webmail carries.
 */
import type { Page } from 'playwright-core';
import { type Treatment, treatmentOfList } from '../../src/core/webmail/behaviour.ts';
import { webmails } from '../../src/core/webmail/measured.ts';
import { type Browser, inWorker, workerState } from '../../src/demo/browser.ts';
import { CdpPage, until, waitForTarget } from '../../src/demo/cdp.ts';
import type { SiteState } from '../../src/extension/background/api.ts';
import type { InsertAnswer, ReadAnswer } from '../../src/extension/messages.ts';
import { type Row, table } from '../core/webmail/table.ts';
import { enterRecipients, pressSend } from './enter.ts';
import { spoken } from './fixture-browser.ts';
import { type Composer, isMeant, outcomeOf, readList } from './matrix.ts';

export const ways = ['typed', 'pasted', 'inserted'] as const;
export type Way = (typeof ways)[number];

/**
 * `intact`: what was meant reached the wire. `held`: Waypost held Send. `refused`: the webmail said no. `kept out`: Waypost took its own
 * insertion out again. `changed`: something else left, or stayed in the field, and nobody said so.
 */
export const ends = ['intact', 'held', 'refused', 'kept out', 'changed'] as const;
type End = (typeof ends)[number];

export interface Cell {
  readonly webmail: string;
  readonly case: string;
  readonly way: Way;
  readonly given: string;
  /** What the data of core/webmail say. */
  readonly expected: Treatment;
  readonly end: End;
  /** What left or stands instead, or the webmail's words. */
  readonly detail: string;
}

/** The addresses of the table for a webmail, or those of these cases. */
export function casesOf(webmail: string, only?: readonly string[]): readonly Pick<Row, 'case' | 'given'>[] {
  const cases = new Map(table.filter((row) => row.webmail === webmail).map((row) => [row.case, row.given]));
  return [...cases]
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, given]) => ({ case: name, given }));
}

/** The extension beside one composer after the other, in one tab. */
export class Bench {
  readonly #browser: Browser;
  readonly #page: Page;
  /** One of our own pages, in another tab: what the popup asks, it asks. */
  readonly #own: Page;

  private constructor(browser: Browser, page: Page, own: Page) {
    this.#browser = browser;
    this.#page = page;
    this.#own = own;
  }

  /** @param origins where the clipboard may be used */
  static async open(browser: Browser, origins: readonly string[]): Promise<Bench> {
    for (const origin of origins)
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const own = await browser.context.newPage();
    await own.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=0`);
    const page = await browser.context.newPage();
    // A webmail asks whether a filled composer may be left.
    page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
    return new Bench(browser, page, own);
  }

  get page(): Page {
    return this.#page;
  }

  async cell(composer: Composer, name: string, given: string, way: Way): Promise<Cell> {
    const { site } = composer;
    const { recipients } = readList(given);
    const how = way === 'typed' ? 'typed' : 'inserted';
    const expected = treatmentOfList(webmails[site.webmail], given, recipients, how);
    await composer.open(this.#page);
    const tab = await this.#found();
    const entered = way === 'inserted' ? await this.#insert(tab, given) : undefined;
    if (way !== 'inserted') await enterRecipients(this.#page, site, way, given);
    const { end, detail } = entered ?? (await this.#send(composer, given));
    return { webmail: site.webmail, case: name, way, given, expected, end, detail };
  }

  /** Inserts each recipient; an end only when it comes before Send. */
  async #insert(tab: number, given: string): Promise<{ end: End; detail: string } | undefined> {
    for (const { start, end } of readList(given).recipients) {
      const answer = await this.#call<InsertAnswer>('insert', tab, 'to', given.slice(start, end));
      if (answer.ok) continue;
      const left = await this.#call<ReadAnswer>('readComposer', tab);
      const to = left.ok ? left.composer.fields.find(({ field }) => field === 'to') : undefined;
      const stands = [...(to?.recipients ?? ['(unread)']), to?.pending].filter(Boolean).join(' | ');
      return stands === ''
        ? { end: 'kept out', detail: `${answer.reason} ${answer.stands ?? ''}` }
        : { end: 'changed', detail: `left standing: ${stands}` };
    }
    return undefined;
  }

  async #send(composer: Composer, given: string): Promise<{ end: End; detail: string }> {
    const { page } = this;
    const raw = await CdpPage.attach(
      await waitForTarget(this.#browser.port, ({ type, url }) => type === 'page' && url === page.url()),
    );
    try {
      await pressSend(page, composer.site);
      const outcome = await outcomeOf(page, composer, () => isHeld(raw));
      if (outcome.kind === 'held') return { end: 'held', detail: '' };
      if (outcome.kind === 'refused') return { end: 'refused', detail: outcome.words };
      const detail = outcome.rcpt.map((path) => `<${path}>`).join(' ');
      return { end: isMeant(given, outcome.rcpt) ? 'intact' : 'changed', detail };
    } finally {
      await raw.session.close();
    }
  }

  /** Waits until Waypost has found the composer; its tab. */
  #found(): Promise<number> {
    const url = JSON.stringify(this.#page.url().replace(/#.*$/, '*'));
    return until(
      async () => {
        const tab = await inWorker<number | undefined>(
          this.#browser,
          `chrome.tabs.query({ active: true, url: ${url} }).then(([tab]) => tab?.id)`,
        );
        if (tab === undefined) return undefined;
        return (await this.#call<SiteState>('siteState', tab)).hasComposer ? tab : undefined;
      },
      20_000,
      `Waypost finds no composer at ${this.#page.url()}`,
    );
  }

  /** Seen now and then in Chromium 156: a worker that runs, and hears nothing. What it says of itself is printed then. */
  async #call<Answer>(call: string, ...parameters: readonly unknown[]): Promise<Answer> {
    const slow = setTimeout(
      () =>
        void workerState(this.#browser).then(
          (state) => console.log(`no answer to ${call} for 45 s; the worker: ${state}`),
          (error: unknown) => console.log(`no answer to ${call} for 45 s; the worker: ${error}`),
        ),
      45_000,
    );
    try {
      return await this.#own.evaluate((message) => chrome.runtime.sendMessage(message) as Promise<Answer>, {
        to: 'background',
        call,
        with: parameters,
      });
    } finally {
      clearTimeout(slow);
    }
  }
}
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };

/** The guard's panel, as assistive technology has it: its tree is closed to the page. */
async function isHeld(raw: CdpPage): Promise<boolean> {
  return (await spoken(raw)).some(
    ({ role, name }) => /^(alert)?dialog$/.test(role ?? '') && /Waypost/.test(name),
  );
}

/** Every webmail that was measured carries these: nothing may happen to them, whatever the data say. */
const ordinary: readonly string[] = ['plain', 'percent', 'bang-at', 'list-semi'];

/** A line for each way, and what is wrong: every silent change, and everything that was stopped though this webmail carries it. */
export function report(cells: readonly Cell[]): {
  readonly lines: readonly string[];
  readonly wrong: readonly Cell[];
} {
  const lines = [...new Set(cells.map(({ webmail }) => webmail))].flatMap((webmail) =>
    ways.flatMap((way) => {
      const mine = cells.filter((cell) => cell.webmail === webmail && cell.way === way);
      if (mine.length === 0) return [];
      const counts = ends.map((end) => `${end} ${mine.filter((cell) => cell.end === end).length}`);
      return [`${webmail.padEnd(18)} ${way.padEnd(9)} ${counts.join(', ')}`];
    }),
  );
  const wrong = cells.filter(
    ({ end, expected, case: name }) =>
      end === 'changed' || (end !== 'intact' && (expected === 'intact' || ordinary.includes(name))),
  );
  return { lines, wrong };
}
