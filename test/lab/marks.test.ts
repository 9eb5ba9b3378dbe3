/**
 * What a person sees in a real Roundcube: marks, the card of one, the held Send, the difference that was read back. Looked at through the
 * accessibility tree, for all of it is closed to scripts. With WAYPOST_PICTURES=folder it leaves pictures of each there.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Browser } from '../../src/demo/browser.ts';
import { CdpPage, waitForTarget } from '../../src/demo/cdp.ts';
import { buildRoute, chooseNotation } from '../../src/demo/steps.ts';
import { compose, logIn, pressSend, recipientsIn } from './roundcube-page.ts';
import { startWaypost } from './waypost.ts';

const pictures = process.env['WAYPOST_PICTURES'];

describe.each(['light', 'dark'] as const)('Roundcube in %s', (colorScheme) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startWaypost(`marks-${colorScheme}`, colorScheme);
  });
  afterAll(() => browser?.close());

  /** An open composer, and the same page as assistive technology has it. */
  async function open(skin: 'elastic' | 'larry'): Promise<{ readonly page: Page; readonly seen: CdpPage }> {
    await browser.context.clearCookies();
    const page = await browser.context.newPage();
    await logIn(page, skin);
    await compose(page, skin, { subject: 'marks', text: 'Hello.' });
    await page.bringToFront();
    const target = await waitForTarget(
      browser.port,
      ({ type, url }) => type === 'page' && url === page.url(),
    );
    const seen = await CdpPage.attach(target);
    onTestFinished(async () => {
      await seen.session.close();
      await page.close({ runBeforeUnload: false });
    });
    return { page, seen };
  }

  async function picture(page: CdpPage, name: string): Promise<void> {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await page.evaluate('new Promise((done) => setTimeout(done, 400))');
    await writeFile(join(pictures, `${name}-${colorScheme}.png`), await page.screenshot({ scale: 2 }));
  }

  const typed = [
    'user@dest.test',
    'user%dest.test@s1.test',
    'Ann <ann@d\u0435st.test>',
    'user..name@dest.test',
  ];

  test('each chip has its sign, and each sign its card', async () => {
    const { page, seen } = await open('elastic');
    await page.click('#compose_to .recipient-input input');
    for (const one of typed) {
      await page.keyboard.type(one);
      await page.keyboard.press('Enter');
    }
    await seen.find('toolbar', /^Waypost, To: valid: 1, with a route: 1, to look at: 1, wrong: 1/);
    await picture(seen, 'elastic-marks');
    await page.hover('#compose_to li.recipient:nth-of-type(2)');
    await seen.find('button', /^user%dest\.test@s1\.test: Travels sender -> s1\.test -> dest\.test/);
    await seen.find('group', 'user%dest.test@s1.test');
    await picture(seen, 'elastic-card');
    await page.hover('#compose_to li.recipient:nth-of-type(3)');
    await seen.find('group', /^Ann/);
    await picture(seen, 'elastic-card-hint');
    expect(seen.errors).toEqual([]);
  });

  test('so has each recipient in a text field', async () => {
    const { page, seen } = await open('larry');
    await page.fill('#_to', `${typed.join(', ')}, `);
    await page.focus('#compose-subject');
    await seen.find('toolbar', /^Waypost, To: valid: 1, with a route: 1, to look at: 1, wrong: 1/);
    await picture(seen, 'larry-marks');
    await seen.click('button', /^user\.\.name@dest\.test: /);
    await seen.find('group', 'user..name@dest.test');
    await picture(seen, 'larry-card-wrong');
    expect(seen.errors).toEqual([]);
  });

  test('a held Send is a dialog with a way on', async () => {
    const { page, seen } = await open('elastic');
    await page.click('#compose_to .recipient-input input');
    await page.keyboard.type('@s1.test,@s2.test:user@dest.test');
    await page.keyboard.press('Enter');
    await pressSend(page);
    await seen.find(['dialog', 'alertdialog'], 'Waypost held this message');
    await picture(seen, 'elastic-held');
    for (const button of ['Choose another way…', 'Send anyway', 'Back to the message'])
      await seen.find('button', button);
    // Two pieces stand for the one that was meant: both make room.
    await page.waitForTimeout(600);
    await seen.click('button', 'Write it as user%dest.test%s2.test@s1.test');
    await seen.find('toolbar', 'Waypost, To: with a route: 1');
    expect(await recipientsIn(page)).toEqual(['user%dest.test%s2.test@s1.test']);
    expect(seen.errors).toEqual([]);
  });

  test('what the webmail made of an insertion is shown, and taken out again', async () => {
    const { page, seen } = await open('elastic');
    await page.click('#compose_to .recipient-input input');
    await page.keyboard.type('user@dest.test');
    await page.keyboard.press('Tab');
    await page.bringToFront();
    const popup = await buildRoute(browser, ['s1.test', 's2.test'], 'en');
    await chooseNotation(popup, 'source-route', 'en');
    await popup.click('button', 'Insert');
    await popup.waitForText(
      /The webmail made\s+@s2\.test:user@dest\.test, @s1\.test\s+of the address, so it was taken out again/,
    );
    await picture(popup, 'elastic-read-back');
    expect(await recipientsIn(page)).toEqual(['user@dest.test']);
    expect([...popup.errors, ...seen.errors]).toEqual([]);
    await popup.close();
  });
});
