/** The builder in the real popup: what survives its closing, and an address that the webmail carries by itself. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPopup } from '../../src/demo/browser.ts';
import { until } from '../../src/demo/cdp.ts';
import { type Stage, startStage } from '../../src/demo/stage.ts';
import { buildRoute, chooseNotation, compose, interfaceFor } from '../../src/demo/steps.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ headless: true, granted: true, language: 'en' });
});
afterAll(async () => {
  expect((await stage.stop()).runner).toBe(true);
});
const word = interfaceFor('en');

/** A message to user@dest.test in a tab of its own: each has a builder of its own. */
async function messageInTab(): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(`${stage.world.origin}/compose`);
  await page.locator('#to').fill('user@dest.test');
  await page.bringToFront();
  return page;
}

test('a popup that closes loses nothing', async () => {
  const { browser, world } = stage;
  await compose(browser, world, { to: 'user@dest.test', subject: 'S', text: 'T' });
  const popup = await buildRoute(browser, ['s1.test', 's2.test'], 'en');
  await chooseNotation(popup, 'bang', 'en');
  await popup.fill(word('hop.add'), 's3.te');
  await popup.close();

  const again = await openPopup(browser);
  await again.find('button', word('hop.remove', { name: 's2.test' }));
  const state = await again.evaluate<{ hops: string[]; adding: string; chosen: string }>(`({
    hops: [...document.querySelectorAll('input')].map((input) => input.value).filter((value) => /^s\\d\\.test$/.test(value)),
    adding: document.querySelector('#adding').value,
    chosen: document.querySelector('[name=notation]:checked').id,
  })`);
  expect(state).toEqual({ hops: ['s1.test', 's2.test'], adding: 's3.te', chosen: 'notation-bang' });
  expect(again.errors).toEqual([]);
  await again.close();
});

test.each([
  ['typed', false],
  ['typed, and stood there when the popup was opened again,', true],
])('a station whose name was %s is in the route that one press inserts', async (_how, reopened) => {
  const { browser } = stage;
  const page = await messageInTab();
  let popup = await buildRoute(browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'percent', 'en');
  await popup.fill(word('hop.add'), 's2.test');
  if (reopened) {
    await popup.close();
    popup = await openPopup(browser);
  }
  await popup.click('button', word('act.insert'));
  await popup.waitForText(/Read back from To/);
  await popup.close();
  expect(await page.locator('#to').inputValue()).toContain('user%dest.test%s2.test@s1.test');
  await page.close();
});

test('an address that goes into another field is said to leave the recipient where it was', async () => {
  const { browser } = stage;
  const page = await messageInTab();
  const popup = await buildRoute(browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'percent', 'en');
  await popup.evaluate(`{
    const field = document.querySelector('select[aria-label="${word('act.insert-into')}"]');
    field.value = 'cc';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }`);
  await popup.click('button', word('act.insert'));
  await popup.waitForText(/Read back from Cc/);
  expect(await popup.text()).toMatch(/Still in To, .*:\s+user@dest\.test/);
  await popup.close();
  expect(await page.locator('#cc').inputValue()).toContain('user%dest.test@s1.test');
  expect(await page.locator('#to').inputValue()).toBe('user@dest.test');
  await page.close();
});

test('the percent form is inserted, read back, and followed hop by hop when the webmail sends it', async () => {
  const { browser, world } = stage;
  const page = await messageInTab();
  await page.locator('#subject').fill('Percent');
  const popup = await buildRoute(browser, ['s1.test', 's2.test', 's3.test'], 'en');
  await chooseNotation(popup, 'percent', 'en');
  await popup.click('button', word('act.insert'));
  const address = 'user%dest.test%s3.test%s2.test@s1.test';
  await popup.waitForText(/Read back from To/);
  expect(await popup.text()).toContain(address);
  await popup.close();
  await until(
    async () => (await page.locator('#to').inputValue()).includes(address),
    20_000,
    'the address is not in the field',
  );
  await page.locator('#send').click();
  await page.locator('[role=status]').waitFor();
  await world.inbox.waitFor('Subject: Percent', AbortSignal.timeout(20_000));
  expect(world.heard.map(({ station, path }) => `${station} ${path}`)).toEqual([
    `s1.test ${address}`,
    's2.test user%dest.test%s3.test@s2.test',
    's3.test user%dest.test@s3.test',
    'dest.test user@dest.test',
  ]);
});
