/** The context menu and the keyboard commands, as the browser tells the background of them, in real Chromium. Needs `npm run build`. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Browser, inWorker } from '../../src/demo/browser.ts';
import { until } from '../../src/demo/cdp.ts';
import { FixtureBrowser } from './fixture-browser.ts';

const route = '@s1.test:user@dest.test';
let fixtures: FixtureBrowser;
let browser: Browser;
let page: Page;
let tabId: number;

// The person's own click gives leave for the tab; where nobody clicks, the permission does.
beforeAll(async () => {
  fixtures = await FixtureBrowser.start();
  ({ browser } = fixtures);
  page = await fixtures.open('elsewhere/unnamed.html');
  tabId = await fixtures.tabOf(page);
});
afterAll(() => fixtures?.close());

beforeEach(async () => {
  await page.goto(`${fixtures.server.origin}elsewhere/unnamed.html`);
  await page.bringToFront();
  // Whoever opens a context menu has pressed in the page.
  await page.click('#words');
  await inWorker(browser, `chrome.storage.session.remove('builder:${tabId}').then(() => 0)`);
});

const menu = (info: object): Promise<unknown> =>
  inWorker(
    browser,
    `chrome.tabs.get(${tabId}).then((tab) => { chrome.contextMenus.onClicked.dispatch(${JSON.stringify(info)}, tab); return 0; })`,
  );
const command = (name: string): Promise<unknown> =>
  inWorker(
    browser,
    `chrome.tabs.get(${tabId}).then((tab) => { chrome.commands.onCommand.dispatch(${JSON.stringify(name)}, tab); return 0; })`,
  );
const builder = () =>
  until(
    async () =>
      inWorker<{ recipient: string; hops: { text: string }[]; notation?: string } | undefined>(
        browser,
        `chrome.storage.session.get('builder:${tabId}').then((kept) => kept['builder:${tabId}'])`,
      ),
    20_000,
    'no builder',
  );
/** What a paste gives: the clipboard, as a person gets it. */
async function pasted(): Promise<string> {
  await page.locator('#words').fill('');
  await page.locator('#words').click();
  await page.keyboard.press('Control+V');
  return page.locator('#words').inputValue();
}

it('has an item for each deed, on a selected text and on a mailto: link', async () => {
  const ids = ['check', 'build', 'copySourceRoute', 'copyPercent', 'copyBang'].flatMap((id) => [
    id,
    `${id}-link`,
  ]);
  // They are made once the browser has told of the installation.
  for (const id of ids)
    await until(
      () => inWorker(browser, `chrome.contextMenus.update('${id}', {}).then(() => true, () => undefined)`),
      20_000,
      `no item ${id}`,
    );
  const commands = await inWorker<readonly { shortcut: string; description: string }[]>(
    browser,
    'chrome.commands.getAll()',
  );
  expect(commands).toHaveLength(4);
  expect(commands.filter(({ description }) => description.startsWith('__MSG'))).toEqual([]);
});

it.each([
  ['copyPercent', 'user%dest.test@s1.test'],
  ['copyBang', 'dest.test!user@s1.test'],
  ['copySourceRoute', route],
])('copies a selected route: %s', async (menuItemId, text) => {
  await menu({ menuItemId, selectionText: ` ${route} ` });
  await expect.poll(pasted).toBe(text);
});

it('copies from a link, whose percent signs are those of a URI', async () => {
  await menu({ menuItemId: 'copySourceRoute-link', linkUrl: 'mailto:user%25dest.test@s1.test?subject=x' });
  await expect.poll(pasted).toBe(route);
});

it('copies what is selected in a field, by a key', async () => {
  await page.locator('#matter').fill(route);
  await page.locator('#matter').selectText();
  await command('copyPercent');
  await expect.poll(() => inWorker(browser, `chrome.action.getBadgeText({ tabId: ${tabId} })`)).toBe('✓');
  expect(await pasted()).toBe('user%dest.test@s1.test');
});

it('checks a text as it stands, and builds upon a route taken apart', async () => {
  await menu({ menuItemId: 'check', selectionText: '@s1.test:user@dest..test' });
  expect(await builder()).toMatchObject({ recipient: '@s1.test:user@dest..test', hops: [] });
  await inWorker(browser, `chrome.storage.session.remove('builder:${tabId}').then(() => 0)`);
  await menu({ menuItemId: 'build-link', linkUrl: `mailto:${encodeURIComponent(route)}` });
  expect(await builder()).toMatchObject({ recipient: 'user@dest.test', hops: [{ text: 's1.test' }] });
});

it('shows in the builder what can’t be copied', async () => {
  await menu({ menuItemId: 'copyPercent', selectionText: 'no address' });
  expect(await builder()).toMatchObject({ recipient: 'no address', hops: [], notation: 'percent' });
});
