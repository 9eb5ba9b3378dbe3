/** What a page gets to see of Waypost before it is enabled there, and what its content script may not do after. */
import { afterEach, expect, test } from 'vitest';
import { inWorker } from '../../src/demo/browser.ts';
import { targets, until } from '../../src/demo/cdp.ts';
import { evaluateIn } from '../../src/demo/cdp-session.ts';
import { type Stage, startStage } from '../../src/demo/stage.ts';
import { compose } from '../../src/demo/steps.ts';
import { pageContexts } from './page-contexts.ts';

let stage: Stage;
afterEach(async () => {
  expect((await stage.stop()).runner).toBe(true);
});

const letter = { to: 'user@dest.test', subject: 'Subject', text: 'Text\n' };

/** Everything that could be seen of a foreign script: elements, attributes, and listeners on the composer and above it. */
const traces = (served: string) => `(() => {
  const listeners = (node) => Object.values(getEventListeners(node)).flat().length;
  const form = document.querySelector('#compose');
  return {
    untouched: document.documentElement.isEqualNode(
      new DOMParser().parseFromString(${JSON.stringify(served)}, 'text/html').documentElement,
    ),
    listeners: [window, document, document.documentElement, document.body, form, ...form.elements].map(listeners),
    sheets: document.adoptedStyleSheets.length,
    globals: Object.keys(window).filter((name) => /waypost/i.test(name)),
  };
})()`;

test('without the permission nothing is injected', async () => {
  stage = await startStage({ headless: true, granted: false, language: 'en' });
  const { browser, world } = stage;
  expect(await inWorker(browser, 'chrome.permissions.getAll().then(({ origins }) => origins)')).toEqual([]);
  const served = await (
    await fetch(`${world.origin}/compose`, { headers: { 'accept-language': 'en' } })
  ).text();
  const page = await compose(browser, world, letter);
  // Enough for a content script to arrive, had one been registered: with the permission it is there by then (next test).
  await page.waitForTimeout(1500);

  const { session, waypost } = await pageContexts(browser, page.url());
  expect(waypost).toEqual([]);
  const { result } = (await session.send('Runtime.evaluate', {
    expression: traces(served),
    includeCommandLineAPI: true,
    returnByValue: true,
  })) as {
    result: { value: { untouched: boolean; listeners: number[]; sheets: number; globals: string[] } };
  };
  await session.close();
  const { untouched, listeners, sheets, globals } = result.value;
  expect(untouched).toBe(true);
  expect(listeners.every((count) => count === 0)).toBe(true);
  expect({ sheets, globals }).toEqual({ sheets: 0, globals: [] });
});

test('a content script that speaks the host protocol is refused', async () => {
  stage = await startStage({ headless: true, granted: true, language: 'en' });
  const { browser, world } = stage;
  const page = await compose(browser, world, letter);
  const { session, waypost } = await pageContexts(browser, page.url());
  await until(() => waypost.length === 1, 20_000, 'no content script came');
  const inContent = <T>(expression: string) => evaluateIn<T>(session, expression, waypost[0]);

  const request = (more: object) => JSON.stringify({ request: crypto.randomUUID(), version: 3, ...more });
  const draft = {
    id: crypto.randomUUID(),
    identity: 'me@client.test',
    recipients: [{ field: 'to', path: 'user@dest.test' }],
    subject: 'forged',
    text: 'forged',
    thisHosts: [],
  };
  const messages = [request({ type: 'hello' }), request({ type: 'list' }), request({ type: 'send', draft })];
  const heard = await inContent<
    readonly unknown[]
  >(`Promise.all([${messages}].map((message) => new Promise((resolve) => {
    const heard = [];
    const port = chrome.runtime.connect({ name: 'host' });
    port.onMessage.addListener((answer) => heard.push(answer));
    port.onDisconnect.addListener(() => heard.push('disconnected'));
    port.postMessage(message);
    setTimeout(() => resolve(heard), 1500);
  })))`);
  expect(heard).toEqual(messages.map(() => ['disconnected']));
  const frozen = { draft, stations: { 'user@dest.test': ['dest.test'] }, files: [] };
  for (const [call, given] of [
    ['openConfirm', [frozen]],
    ['readComposer', [1]],
    ['sentDirectly', [1]],
    ['enableSite', ['http://127.0.0.1']],
  ] as const) {
    const answer = await inContent<unknown>(
      `chrome.runtime.sendMessage(${JSON.stringify({ to: 'background', call, with: given })}).then((value) => value ?? 'nothing', () => 'refused')`,
    );
    expect(['nothing', 'refused'], call).toContain(answer);
  }
  expect(await inContent(`typeof chrome.runtime.connectNative`)).toBe('undefined');
  const stored = await inContent<string>(
    `Promise.resolve(chrome.storage?.session?.get(null) ?? 'none').then((value) => JSON.stringify(value), () => '"refused"')`,
  );
  expect(['"none"', '"refused"']).toContain(stored);
  await session.close();

  expect((await targets(browser.port)).filter(({ url }) => url.includes('confirm.html'))).toEqual([]);
  await world.settled();
  expect(world.heard).toEqual([]);
});
