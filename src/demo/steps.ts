/** The journey's steps, each through the extension's own pages, found by the names that a person reads there. */
import type { Page } from 'playwright-core';
import type { Notation } from '../core/route/itinerary.ts';
import type { Verdict } from '../core/trace/verdict.ts';
import { type InterfaceKey, interfaceWords } from '../core/words/interface.ts';
import { type Language, say } from '../core/words/phrase.ts';
import { type Browser, extensionPage, openPopup } from './browser.ts';
import { type CdpPage, targets, until } from './cdp.ts';
import type { World } from './world.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The words of the extension's pages in the language that it speaks. */
export function interfaceFor(language: Language) {
  return (key: InterfaceKey, words: Readonly<Record<string, string | number>> = {}) =>
    say(interfaceWords[key], language, words);
}

/** Opens the demo webmail's composer in the browser's first tab and fills it. */
export async function compose(browser: Browser, world: World, letter: Letter): Promise<Page> {
  const page =
    browser.context.pages().find((one) => one.url() === 'about:blank') ?? (await browser.context.newPage());
  await page.goto(`${world.origin}/compose`);
  await page.locator('#to').fill(letter.to);
  await page.locator('#subject').fill(letter.subject);
  await page.locator('#body').fill(letter.text);
  await page.bringToFront();
  return page;
}

/** Opens the real popup and adds the hops; the popup stays open. */
export async function buildRoute(
  browser: Browser,
  hops: readonly string[],
  language: Language,
): Promise<CdpPage> {
  const word = interfaceFor(language);
  const popup = await openPopup(browser);
  for (const hop of hops) {
    await popup.fill(word('hop.add'), hop);
    await popup.press('Enter');
  }
  return popup;
}

/** Chooses how the route is written. */
export async function chooseNotation(popup: CdpPage, notation: Notation, language: Language): Promise<void> {
  await popup.click('radio', new RegExp(`^${interfaceFor(language)(`notation.${notation}`)}`));
}

/** Presses "Send directly…" in the popup and waits until the confirmation's own window lets Send be pressed. */
export async function askToSend(browser: Browser, popup: CdpPage, language: Language): Promise<CdpPage> {
  const word = interfaceFor(language);
  const before = await targets(browser.port);
  await popup.click('button', word('act.direct'));
  const confirm = await extensionPage(browser, 'confirm.html', before);
  await confirm.emulateFocus();
  // Half a second of the person's attention, by its rules.
  await confirm.ready('button', word('confirm.send'));
  return confirm;
}

/** Presses Send. */
export async function confirmSending(confirm: CdpPage, language: Language): Promise<void> {
  await confirm.click('button', interfaceFor(language)('confirm.send'));
}

const ends = [
  'live.sent-title',
  'live.unsent-title',
  'live.partly-title',
  'live.deferred-title',
  'live.maybe-title',
] as const;

/** Waits until the attempt has ended; gives the key of the title that says how. */
export async function endOfSending(
  confirm: CdpPage,
  language: Language,
  timeout = 60_000,
): Promise<(typeof ends)[number]> {
  const word = interfaceFor(language);
  return until(
    async () => {
      const title = await confirm.evaluate<string>('document.querySelector("h1")?.innerText.trim() ?? ""');
      return ends.find((key) => word(key) === title);
    },
    timeout,
    async () => `the sending did not end; the window says:\n${await confirm.text()}`,
  );
}

/** The transcript as it stands in the window, one line each: seconds, mark, text. */
export function transcriptOf(confirm: CdpPage): Promise<readonly string[]> {
  return confirm.evaluate<string[]>(
    `[...document.querySelectorAll('[role=log] > div')].map((line) => [...line.children].map((part) => part.textContent).join(' '))`,
  );
}

/** Goes through the webmail to a message of the recipient's inbox and gives its source, as a person would copy it. */
export async function sourceInWebmail(page: Page, world: World, id: string): Promise<string> {
  const inbox = `/mail/${encodeURIComponent(world.inbox.address)}`;
  await page.locator(`nav a[href="${inbox}"]`).click();
  await page.locator(`main a[href="${inbox}/${id}"]`).click();
  await page.locator('#view-source').click();
  return page.locator('#source').innerText();
}

/** Presses "Verify the way…" beside the transcript and pastes the source into the page that opens. */
export async function openVerification(
  browser: Browser,
  confirm: CdpPage,
  source: string,
  language: Language,
): Promise<CdpPage> {
  const word = interfaceFor(language);
  const before = await targets(browser.port);
  await confirm.click('button', word('live.verify'));
  const verify = await extensionPage(browser, 'verify.html', before);
  await verify.fill(word('verify.source'), source);
  await verify.press('Home', 'control');
  return verify;
}

export interface ShownVerdict {
  readonly verdict: Verdict;
  /** In the page's words. */
  readonly sentence: string;
  /** Where each leg leads, in order, as the page's table has it. */
  readonly stations: readonly string[];
}

/** Reads the verdict and its legs from the verify page. */
export async function readVerdict(verify: CdpPage): Promise<ShownVerdict> {
  return until(
    () =>
      verify.evaluate<ShownVerdict | undefined>(`(() => {
        const shown = document.querySelector('[data-verdict]');
        const rows = [...document.querySelectorAll('table tbody tr')];
        return shown && rows.length > 0
          ? { verdict: shown.dataset.verdict, sentence: shown.innerText.trim().replace(/\\s+/g, ' '), stations: rows.map((row) => row.cells[1].innerText.trim()) }
          : undefined;
      })()`),
    10_000,
    async () => `no verdict; the page says:\n${await verify.text()}`,
  );
}
