import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { watchServers } from './delivered.ts';
import { stations } from './network.ts';
import { placeOf } from './place.ts';
import { compose, logIn, pressSend, send } from './roundcube-page.ts';
import { recipientsSeen } from './sendmail.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(() => browser?.close());

/** Without another test's session. */
async function openPage(): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  return page;
}

test.for(['elastic', 'larry'] as const)('Roundcube (%s) sends through s1.test by itself', async (skin) => {
  const page = await openPage();
  await logIn(page, skin);
  const subject = `from Roundcube ${skin}`;
  await compose(page, skin, { to: 'user@dest.test', subject, text: 'Hello.' });
  const delivered = watchServers();
  await send(page);
  const way = await delivered(subject);
  expect(way.paths).toEqual([['user@dest.test'], [], [], ['user@dest.test']]);
  expect(way.by).toEqual(['s1.test', 'dest.test']);
});

test.for(['elastic', 'larry'] as const)(
  'Roundcube (%s) refuses a source route that is typed',
  async (skin) => {
    const page = await openPage();
    await logIn(page, skin);
    await compose(page, skin, { to: '@s1.test,@s2.test:user@dest.test', subject: 'refused', text: 'Hello.' });
    const seen = stations.map(({ name }) => recipientsSeen(placeOf(name)).length);
    await pressSend(page);
    await page.waitForSelector('text=Please enter at least one recipient.');
    expect(stations.map(({ name }) => recipientsSeen(placeOf(name)).length)).toEqual(seen);
  },
);
