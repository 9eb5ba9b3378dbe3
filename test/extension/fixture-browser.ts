/** Chromium with the built extension, allowed on the fixture pages: what a person has who enabled Waypost there. Needs `npm run build`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Browser, inWorker, launchBrowser } from '../../src/demo/browser.ts';
import { CdpPage, waitForTarget } from '../../src/demo/cdp.ts';
import { extensionDist } from '../../src/demo/host-program.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';

/** A node of the accessibility tree. */
export interface Spoken {
  readonly role: string | undefined;
  readonly name: string;
}

export class FixtureBrowser {
  readonly server: FixtureServer;
  readonly browser: Browser;
  readonly #profile: string;
  #own: Page | undefined;

  private constructor(server: FixtureServer, browser: Browser, profile: string) {
    this.server = server;
    this.browser = browser;
    this.#profile = profile;
  }

  static async start(): Promise<FixtureBrowser> {
    const server = await serveFixtures();
    const profile = await mkdtemp(join(tmpdir(), 'waypost-fixtures-'));
    const browser = await launchBrowser({
      profile,
      dist: extensionDist,
      origins: ['http://127.0.0.1/*'],
      headless: true,
      locale: 'en-US',
    });
    return new FixtureBrowser(server, browser, profile);
  }

  /** A tab with one of the fixtures, `snappymail/composer.html`. */
  async open(fixture: string): Promise<Page> {
    const page = await this.browser.context.newPage();
    await page.goto(`${this.server.origin}${fixture}`);
    return page;
  }

  tabOf(page: Page): Promise<number> {
    const url = JSON.stringify(page.url());
    return inWorker<number>(this.browser, `chrome.tabs.query({ url: ${url} }).then(([tab]) => tab.id)`);
  }

  /** Calls the background as the popup does, from one of our own pages in another tab. */
  async call(name: string, ...parameters: readonly unknown[]): Promise<unknown> {
    if (this.#own === undefined) {
      this.#own = await this.browser.context.newPage();
      await this.#own.goto(`chrome-extension://${this.browser.extensionId}/popup.html?tab=0`);
    }
    return this.#own.evaluate((message) => chrome.runtime.sendMessage(message), {
      to: 'background',
      call: name,
      with: parameters,
    });
  }

  /** The same page as assistive technology has it, with what of ours is closed to its scripts. */
  async seen(page: Page): Promise<CdpPage> {
    const isIt = ({ type, url }: { type: string; url: string }) => type === 'page' && url === page.url();
    return CdpPage.attach(await waitForTarget(this.browser.port, isIt));
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };

export async function spoken(seen: CdpPage): Promise<readonly Spoken[]> {
  const { nodes } = (await seen.session.send('Accessibility.getFullAXTree')) as {
    nodes: readonly { role?: { value: string }; name?: { value: string } }[];
  };
  return nodes.map(({ role, name }) => ({ role: role?.value, name: name?.value ?? '' }));
}
