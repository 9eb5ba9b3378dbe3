/**
 * A hostile page, in a real browser with the built extension: it moves nothing, learns nothing, and its whole log is the same whether the
 * host program is installed or not. Needs `npm run build`.
 */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumExtensionId } from '../../src/core/bridge/names.ts';
import { type Browser, inWorker, launchBrowser } from '../../src/demo/browser.ts';
import { CdpPage, targets, until, waitForTarget } from '../../src/demo/cdp.ts';
import { extensionDist, installFor } from '../../src/demo/host-program.ts';
import { attackPage } from './attack-page.ts';
import { storedMessages } from './native-front.ts';

const files = readdirSync(extensionDist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(extensionDist.length + 1));
const urls = files.map((file) => `chrome-extension://${chromiumExtensionId}/${file}`);

interface Log {
  readonly added: Readonly<Record<string, number>>;
  readonly events: readonly string[];
  readonly messages: readonly string[];
  readonly errors: readonly string[];
  readonly globals: readonly string[];
  readonly reached: Readonly<Record<string, readonly string[]>>;
  readonly shadows: readonly (readonly [string, unknown, number])[];
  readonly resources: readonly string[];
  readonly sent: readonly string[];
}

interface Outcome {
  readonly log: Log;
  /** What the page was answered when it spoke to the extension. */
  readonly answers: readonly unknown[];
  /** What the background was made to do meanwhile. */
  readonly did: { readonly storage: number; readonly native: number };
  readonly windows: readonly string[];
  readonly heldAfter: boolean;
  readonly stored: number;
}

const server = createServer((_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end(attackPage(urls)),
);
let folder: string;
let without: Outcome;
let withHost: Outcome;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  folder = await mkdtemp(join(tmpdir(), 'waypost-attack-'));
  without = await attack('without', false);
  withHost = await attack('with', true);
}, 240_000);
afterAll(async () => {
  server.close();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function attack(name: string, host: boolean): Promise<Outcome> {
  const profile = join(folder, name);
  const home = join(folder, `${name}-home`);
  if (host) await installFor(profile, home);
  const browser = await launchBrowser({
    profile,
    dist: extensionDist,
    origins: ['http://127.0.0.1/*'],
    nativeMessaging: true,
    headless: true,
    locale: 'en-US',
    env: { WAYPOST_HOME: home },
  });
  try {
    return { ...(await attackIn(browser)), stored: host ? (await storedMessages(home)).length : 0 };
  } finally {
    await browser.close();
  }
}

/**
 * Counts every access to storage and every start of the host from now on. Which stage a page gets goes with what the person decided for this one
 * site: that record alone is read because of a page.
 */
const counting = (own: string) => `(() => {
  globalThis.did = { storage: 0, native: 0 };
  const count = (owner, name, what) => {
    const original = owner[name].bind(owner);
    owner[name] = (...given) => { if (given[0] !== 'site:${own}') did[what]++; return original(...given); };
  };
  for (const area of ['local', 'session', 'sync']) for (const name of ['get', 'set']) count(chrome.storage[area], name, 'storage');
  for (const name of ['connectNative', 'sendNativeMessage']) count(chrome.runtime, name, 'native');
  return 1;
})()`;

async function attackIn(browser: Browser): Promise<Omit<Outcome, 'stored'>> {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await inWorker(browser, counting(origin));
  const page = await browser.context.newPage();
  await page.goto(`${origin}/`);
  const raw = await CdpPage.attach(
    await waitForTarget(browser.port, ({ type, url }) => type === 'page' && url === page.url()),
  );
  const panel = () => raw.all('alertdialog', 'Waypost held this message');
  const held = () => until(async () => (await panel()).length > 0, 20_000, 'no panel');
  const before = await targets(browser.port);

  await page.evaluate('fake()');
  await until(() => page.evaluate('hosts().length > 4'), 20_000, 'no marks');
  await page.evaluate('flood(300)');
  await page.evaluate('press()');
  const answers = await page.evaluate<unknown[]>(`speak('${browser.extensionId}')`);
  // A person presses Send: the page has its chance at the panel.
  await page.locator('button#send').first().click();
  await held();
  await page.waitForTimeout(700);
  await page.evaluate('press()');
  const uncover = 'globalThis.uncover = overlay(); declared.push("uncover"); 1';
  await page.evaluate(uncover);
  await page.evaluate('press()');
  await page.mouse.click(400, 400);
  await page.evaluate('uncover()');
  await page.evaluate('press()');
  await page.evaluate('reach(urls)');
  await held();
  await raw.click('button', 'Back to the message');
  await until(async () => (await panel()).length === 0, 20_000, 'the panel stays');
  // Nor has anything of it ended the guard.
  await page.evaluate(`document.querySelector('button#send').click()`);
  await held();
  const log = await page.evaluate<Log>('report()');
  const known = new Set(before.map(({ id }) => id));
  const windows = (await targets(browser.port))
    .filter(({ id, type }) => type === 'page' && !known.has(id))
    .map(({ url }) => url);
  const did = await inWorker<Outcome['did']>(browser, '({ ...globalThis.did })');
  // The count is no empty one: a person's press on a mark is remembered in storage.
  // The panel believes no click in its first half second.
  await page.waitForTimeout(700);
  await raw.click('button', 'Back to the message');
  await until(async () => (await panel()).length === 0, 20_000, 'the panel stays');
  await page.bringToFront();
  await raw.click('button', 'Waypost: build a route for Cc');
  await until(
    () => inWorker<boolean>(browser, 'globalThis.did.storage > 0'),
    20_000,
    'the count of storage counts nothing',
  );
  await raw.session.close();
  return { log, answers, did, windows, heldAfter: (await page.evaluate<string[]>('sent')).length === 0 };
}

describe.each([
  ['without the host program', () => without],
  ['with it', () => withHost],
])('%s, a hostile page', (_name, outcome) => {
  it('sends nothing, opens nothing, reads no setting but that of its own site and starts no program', () => {
    const { log, did, windows, stored, heldAfter } = outcome();
    expect(log.sent).toEqual([]);
    expect(heldAfter).toBe(true);
    expect(windows).toEqual([]);
    expect(did).toEqual({ storage: 0, native: 0 });
    expect(stored).toBe(0);
  });

  it('reaches no file of the extension, and nobody answers it', () => {
    const { log, answers } = outcome();
    expect(Object.keys(log.reached)).toHaveLength(files.length);
    for (const [url, ways] of Object.entries(log.reached))
      expect([url, ...ways.slice(0, -1)]).toEqual([url, ...Array(5).fill('refused')]);
    for (const ways of Object.values(log.reached)) expect(ways.at(-1)).not.toBe('reads it');
    expect(answers).toEqual(['undefined', 'TypeError', 'TypeError']);
    expect(log.messages.every((message) => message.startsWith('["http://127.0.0.1'))).toBe(true);
    expect(log.globals).toEqual([]);
  });

  it('sees that marks came, and nothing in them', () => {
    const { added, shadows } = outcome().log;
    expect(Object.keys(added).some((name) => name.includes('data-waypost-mark'))).toBe(true);
    expect(shadows.length).toBeGreaterThan(4);
    for (const [, shadow, children] of shadows) expect([shadow, children]).toEqual([null, 0]);
  });
});

it('learns the same in both', () => {
  expect(without.log).toEqual(withHost.log);
  expect(without.answers).toEqual(withHost.answers);
});
