/** Direct sending when things go otherwise: the browser goes, the host is missing, the server refuses. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openPopup } from '../../src/demo/browser.ts';
import { type Stage, type StageOptions, startStage } from '../../src/demo/stage.ts';
import {
  askToSend,
  buildRoute,
  chooseNotation,
  compose,
  confirmSending,
  endOfSending,
  interfaceFor,
} from '../../src/demo/steps.ts';
import { storedMessages } from './native-front.ts';

let stage: Stage;
afterEach(async () => {
  expect((await stage.stop()).runner).toBe(true);
});
const start = async (options: Partial<StageOptions> = {}) => {
  stage = await startStage({ headless: true, granted: true, language: 'en', ...options });
  return stage;
};
const word = interfaceFor('en');
const path = '@s1.test,@s2.test,@s3.test:user@dest.test';

test('the browser is quit one second after the click while the server holds its reply for 20 s: sent, once, and the popup shows it', async () => {
  const held = Promise.withResolvers<void>();
  const { browser, world, relaunch } = await start({
    beforeFirstHop: async () => {
      held.resolve();
      await pause(20_000);
    },
  });
  await compose(browser, world, { to: 'user@dest.test', subject: 'Held', text: 'Text\n' });
  const popup = await buildRoute(browser, ['s1.test', 's2.test', 's3.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  const confirm = await askToSend(browser, popup, 'en');
  await confirmSending(confirm, 'en');
  await pause(1000);
  await browser.close();
  await held.promise;
  // A browser kills its native host 2 to 3 seconds after the port closed.
  await pause(4000);
  const [before, ...others] = await storedMessages(world.home);
  expect(others).toEqual([]);
  expect(before?.outcomes).toMatchObject([{ path, state: 'sending' }]);

  await world.inbox.waitFor('Subject: Held', AbortSignal.timeout(40_000));
  await world.settled();
  expect(await world.inbox.list()).toHaveLength(1);
  const [after] = await storedMessages(world.home);
  expect(after?.outcomes).toMatchObject([
    { path, state: 'sent', reply: expect.stringMatching(/^250 2\.0\.0 /) },
  ]);
  expect(world.heard.map(({ station }) => station)).toEqual(['s1.test', 's2.test', 's3.test', 'dest.test']);

  const again = await openPopup(await relaunch());
  await again.click('button', word('outbox.open'));
  await again.find('heading', word('outbox.settled'));
  const shown = await again.text();
  expect(shown).toContain('Held');
  expect(shown).toMatch(/250 2\.0\.0 /);
  expect(again.errors).toEqual([]);
});

test('no host program: the popup says so, with the command that installs it, and nothing is lost', async () => {
  const { browser, world } = await start({ host: false });
  const page = await compose(browser, world, { to: 'user@dest.test', subject: 'Kept', text: 'Kept too\n' });
  const popup = await buildRoute(browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  await popup.click('button', word('act.direct'));
  await popup.find('alert');
  const text = await popup.text();
  expect(text).toContain(word('host.no-host'));
  expect(text).toMatch(/npm run .*waypost -- install/);
  expect(await popup.evaluate('document.querySelector("#adding, [id^=hop]") !== null')).toBe(true);
  expect(await page.locator('#subject').inputValue()).toBe('Kept');
  expect(popup.errors).toEqual([]);
});

test("a server's refusal is shown with its words and its name, and the draft stays as it was", async () => {
  const { browser, world } = await start();
  const letter = { to: 'nobody@s1.test', subject: 'Refused', text: 'Kept\nin full' };
  const page = await compose(browser, world, letter);
  const popup = await buildRoute(browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  const confirm = await askToSend(browser, popup, 'en');
  await confirmSending(confirm, 'en');
  expect(await endOfSending(confirm, 'en')).toBe('live.unsent-title');
  const text = await confirm.text();
  expect(text).toContain('550 5.1.1 <nobody@s1.test> no such mailbox here');
  expect(text).toMatch(/s1\.test.*\bRCPT\b/);
  expect(text).toContain(word('live.draft-stays'));
  expect(await page.locator('#to').inputValue()).toBe(letter.to);
  expect(await page.locator('#subject').inputValue()).toBe(letter.subject);
  expect(await page.locator('#body').inputValue()).toBe(letter.text);
  await world.settled();
  expect(await world.inbox.list()).toEqual([]);
  expect((await storedMessages(world.home))[0]?.outcomes).toMatchObject([{ state: 'failed' }]);
  expect(confirm.errors).toEqual([]);
});
