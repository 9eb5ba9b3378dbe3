/** The demo's world with a browser in it: everything that a journey, by hand or by itself, needs. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../core/words/phrase.ts';
import { type Browser, type BrowserOptions, inWorker, launchBrowser } from './browser.ts';
import { extensionDist, installFor } from './host-program.ts';
import { endRunner } from './runner.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

export interface StageOptions extends WorldOptions {
  readonly headless: boolean;
  /** Grant the webmail's origin and `nativeMessaging` before the start; else the person is asked, as in real life. */
  readonly granted: boolean;
  /** Of the extension's pages. */
  readonly language: Language;
  readonly colorScheme?: 'light' | 'dark';
  /** Register the host program with the browser; yes unless said otherwise. */
  readonly host?: boolean;
}

export interface Stage {
  readonly world: World;
  readonly browser: Browser;
  /** Another start on the same profile, after the browser was closed. */
  relaunch(options?: Partial<BrowserOptions>): Promise<Browser>;
  /** Whether the runner ended in time; its directory, which is then gone unless it is kept. Can be called again. */
  stop(): Promise<{ readonly runner: boolean; readonly directory: string }>;
}

export async function startStage(options: StageOptions): Promise<Stage> {
  const world = await startWorld(options);
  let browser: Browser | undefined;
  const stop = async () => {
    // The browser may be gone already: closed by the person, or by a test.
    await browser?.close().catch(() => {});
    const runner = await endRunner(world.home);
    await world.stop();
    return { runner, directory: world.directory };
  };
  try {
    const profile = join(world.directory, 'profile');
    await mkdir(profile, { mode: 0o700 });
    if (options.host !== false) await installFor(profile, world.home, options.signal);
    const launch: BrowserOptions = {
      profile,
      dist: extensionDist,
      origins: options.granted ? ['http://127.0.0.1/*'] : [],
      headless: options.headless,
      env: { WAYPOST_HOME: world.home },
      ...(options.language === 'ru' ? { locale: 'ru-RU' } : { locale: 'en-US' }),
      ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    };
    options.signal?.throwIfAborted();
    browser = await launchBrowser(launch);
    // The person's choice in the settings: the browser's own language needs language packs that may not be there.
    if (options.granted)
      await inWorker<void>(browser, `chrome.storage.local.set({ language: '${options.language}' })`);
    options.signal?.throwIfAborted();
    return {
      world,
      browser,
      stop,
      async relaunch(changes = {}) {
        browser = await launchBrowser({ ...launch, origins: [], ...changes });
        return browser;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
