/** Runs the composer engine in fixture pages as the browser runs a content script: in a world of its own, beside the page's scripts. */
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../src/demo/browser.ts';
import { watchStyle } from '../../src/extension/composer/watch-style.ts';
import type { ComposerContent, FieldName, InsertAnswer } from '../../src/extension/messages.ts';
import { sites } from '../../src/extension/sites/all.ts';
import { contentBuild } from '../../vite.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export async function launchPlainChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu'],
  });
}

/** engine-entry.ts, or another entry of this folder, as one script that leaves its exports in `engine`. */
export async function bundleEngine(entry = 'engine-entry.ts'): Promise<string> {
  const config = contentBuild('/nowhere', { file: 'engine.js', entry: `${here}${entry}` });
  const result = await build({ ...config, build: { ...config.build, write: false } });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the engine was not built');
  return chunk.code;
}

/** One tab that shows one fixture after the other, with the engine beside each. */
export class EnginePage {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #engine: string;
  #world = 0;

  private constructor(page: Page, session: CDPSession, engine: string) {
    this.page = page;
    this.#session = session;
    this.#engine = engine;
  }

  static async open(browser: Browser, engine: string): Promise<EnginePage> {
    const page = await browser.newPage();
    return new EnginePage(page, await page.context().newCDPSession(page), engine);
  }

  async show(fixture: string): Promise<void> {
    await this.page.goto(`file://${here}fixtures/${fixture}`);
    await this.#begin();
  }

  /** A page of that body. */
  async showText(html: string): Promise<void> {
    await this.page.setContent(`<!doctype html><meta charset="utf-8"><body>${html}`);
    await this.#begin();
  }

  async #begin(): Promise<void> {
    await this.page.addStyleTag({ content: watchStyle(sites) });
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'waypost',
    });
    this.#world = executionContextId;
    await this.evaluate(`${this.#engine}; undefined`);
  }

  /** An expression in the engine's world; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      contextId: this.#world,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  /** @param at which of several composers, from 0 */
  read(site: string, at = 0): Promise<ComposerContent> {
    return this.evaluate(`engine.read(${JSON.stringify(site)}, ${at})`);
  }

  insert(
    site: string,
    field: FieldName,
    address: string,
    replaces?: string | readonly string[],
  ): Promise<InsertAnswer> {
    return this.evaluate(`engine.insert(...${JSON.stringify([site, field, address, replaces ?? null])})`);
  }
}
