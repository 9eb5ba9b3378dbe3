/** Chromium on a profile of its own with the built extension loaded: for the demo and for the tests in real browsers. */
import { access, constants, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumExtensionId } from '../core/bridge/names.ts';
import { CdpPage, type Target, targets, until, waitForTarget } from './cdp.ts';
import { CdpSession, evaluateIn } from './cdp-session.ts';

export interface BrowserOptions {
  /** User data directory; made where it is missing, never removed. */
  readonly profile: string;
  /** The unpacked extension, loaded as it is. */
  readonly dist: string;
  /** Match patterns such as `http://127.0.0.1/*` to grant before the start, with `nativeMessaging`; none: the person is asked. */
  readonly origins: readonly string[];
  readonly headless: boolean;
  /** Such as `ru-RU`: of the browser and of what it asks pages for. */
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Added to the environment of the browser, and so of the native host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly extraArgs?: readonly string[];
  /** Whether `nativeMessaging` is granted along with the origins. */
  readonly nativeMessaging?: boolean;
}

export interface Browser {
  /** Playwright's view: the web pages. */
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** DevTools on 127.0.0.1. */
  readonly port: number;
  readonly colorScheme: 'light' | 'dark' | undefined;
  close(): Promise<void>;
}

/** Where Chromium is: `chromium` in PATH, then $WAYPOST_CHROMIUM. Rejects with one sentence that names what to install. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const inPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'chromium'));
  for (const candidate of [...inPath, env['WAYPOST_CHROMIUM']]) {
    if (!candidate) continue;
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return candidate;
  }
  throw new ChromiumMissing();
}

/** No browser that loads an unpacked extension: branded Chrome ignores `--load-extension` since 137. */
export class ChromiumMissing extends Error {
  constructor() {
    super('no Chromium');
  }
}

/**
 * Rejects when there is no Chromium or it does not start. With `origins`, a seed extension of the same key that requires them
 * is loaded once before: Chromium remembers what an extension id was granted, and the unmodified build then holds it as if
 * a person had agreed (`permissions.request` shows a dialog that nobody can press in headless mode).
 */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  const executablePath = await findChromium();
  const key = await keyOf(options.dist);
  if (options.origins.length > 0 || options.nativeMessaging) {
    const seed = await mkdtemp(join(tmpdir(), 'waypost-seed-'));
    try {
      const manifest = {
        manifest_version: 3,
        name: 'Waypost',
        version: '0.0.1',
        key,
        permissions: options.nativeMessaging === false ? [] : ['nativeMessaging'],
        host_permissions: options.origins,
        background: { service_worker: 'worker.js' },
      };
      await writeFile(join(seed, 'manifest.json'), JSON.stringify(manifest));
      await writeFile(join(seed, 'worker.js'), '');
      const granting = await start({ ...options, dist: seed, headless: true }, executablePath);
      await granting.close();
    } finally {
      await rm(seed, { recursive: true, force: true });
    }
  }
  const browser = await start(options, executablePath);
  try {
    if (options.origins.length > 0) await registered(browser);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A page that is opened before the browser knows the content script gets it late, and has its own listeners before it. */
async function registered(browser: Browser): Promise<void> {
  const count = 'chrome.scripting.getRegisteredContentScripts().then(({ length }) => length)';
  await until(
    async () => (await inWorker<number>(browser, count)) > 0,
    20_000,
    'no content script is registered',
  );
}

async function keyOf(dist: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as { key?: string };
  if (!manifest.key) throw new Error(`${dist}/manifest.json has no key`);
  return manifest.key;
}

async function start(options: BrowserOptions, executablePath: string): Promise<Browser> {
  const dist = resolve(options.dist);
  await rm(join(options.profile, 'DevToolsActivePort'), { force: true });
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath,
    headless: false,
    // Extensions are off by default under Playwright, and its own headless mode is another browser.
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(options.headless ? ['--headless=new', '--disable-gpu', '--screen-info={1440x1000}'] : []),
      '--remote-debugging-port=0',
      `--load-extension=${dist}`,
      `--disable-extensions-except=${dist}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.locale ? [`--lang=${options.locale}`, `--accept-lang=${options.locale}`] : []),
      ...(options.extraArgs ?? []),
    ],
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    env: {
      ...cleanEnvironment(),
      // What Chromium keeps outside of its profile (crash reports) goes away with the profile.
      XDG_CONFIG_HOME: join(options.profile, 'xdg'),
      XDG_CACHE_HOME: join(options.profile, 'xdg'),
      // File names are octets on Linux: without this, an environment that names no locale hides those that are not ASCII.
      LC_CTYPE: 'C.UTF-8',
      ...(options.locale ? { LANGUAGE: options.locale.replace('-', '_') } : {}),
      ...options.env,
    },
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const port = await until(
      async () => {
        const text = await readFile(join(options.profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
        return Number(text.split('\n')[0]) || undefined;
      },
      10_000,
      'Chromium opened no DevTools port',
    );
    await waitForTarget(port, isWorker, 20_000, 'service worker of the extension');
    return {
      context,
      port,
      extensionId: chromiumExtensionId,
      colorScheme: options.colorScheme,
      close: () => context.close(),
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** The environment without what is not set (Playwright wants strings) and without the variable that would win over LC_CTYPE. */
function cleanEnvironment(): Record<string, string> {
  const { LC_ALL: _, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function isWorker(target: Target): boolean {
  return (
    target.type === 'service_worker' && target.url.startsWith(`chrome-extension://${chromiumExtensionId}/`)
  );
}

/** Evaluates an expression in the extension's service worker. */
export async function inWorker<T>(browser: Browser, expression: string): Promise<T> {
  const worker = await waitForTarget(browser.port, isWorker, 10_000, 'service worker');
  const session = await CdpSession.connect(worker.webSocketDebuggerUrl);
  try {
    // A worker that has only just started is there before its `chrome` is.
    await until(
      () => evaluateIn<boolean>(session, 'typeof chrome === "object" && !!chrome.runtime'),
      10_000,
      'the worker does not start',
    );
    return await evaluateIn<T>(session, expression);
  } finally {
    await session.close();
  }
}

/** Of a worker that does not answer: whether it listens, before and after it is let go on, should a debugger have held it at its start. */
export async function workerState({ port }: Browser): Promise<string> {
  const worker = await waitForTarget(port, isWorker, 10_000, 'service worker');
  const session = await CdpSession.connect(worker.webSocketDebuggerUrl);
  try {
    const listens = () =>
      evaluateIn<string>(
        session,
        '[self.serviceWorker?.state, globalThis.chrome?.runtime?.onMessage?.hasListeners()].join(", listens: ")',
      );
    const before = await listens();
    await session.send('Runtime.runIfWaitingForDebugger');
    return `${before}; let go on: ${await listens()}`;
  } finally {
    await session.close();
  }
}

/** Waits for a page of the extension, such as `confirm.html`, that was not there `before`, and attaches to it. */
export async function extensionPage(
  browser: Browser,
  file: string,
  before: readonly Target[] = [],
  timeout = 15_000,
): Promise<CdpPage> {
  const known = new Set(before.map((target) => target.id));
  const target = await waitForTarget(
    browser.port,
    ({ id, type, url }) =>
      type === 'page' &&
      !known.has(id) &&
      url.startsWith(`chrome-extension://${browser.extensionId}/${file}`),
    timeout,
    file,
  );
  const page = await CdpPage.attach(target);
  if (browser.colorScheme) await page.emulateColorScheme(browser.colorScheme);
  return page;
}

/** Opens the toolbar's popup over the active tab, as a press on the button does. */
export async function openPopup(browser: Browser): Promise<CdpPage> {
  const before = await targets(browser.port);
  await inWorker<void>(browser, 'chrome.action.openPopup()');
  return extensionPage(browser, 'popup.html', before);
}

/** The screen's server, if there is one to show windows on. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
