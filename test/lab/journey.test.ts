import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readChain } from '../../src/core/trace/chain.ts';
import { verify } from '../../src/core/trace/verify.ts';
import type { Browser } from '../../src/demo/browser.ts';
import { CdpPage, waitForTarget } from '../../src/demo/cdp.ts';
import {
  askToSend,
  buildRoute,
  chooseNotation,
  confirmSending,
  endOfSending,
  openVerification,
  readVerdict,
  transcriptOf,
} from '../../src/demo/steps.ts';
import { type Delivered, watchServers } from './delivered.ts';
import { client, stations } from './network.ts';
import { compose, logIn, recipientsIn, send } from './roundcube-page.ts';
import { startWaypost } from './waypost.ts';
import type { Roundcube } from './webmails.ts';

/** Real Roundcube, real Chromium, the extension and the host as they are shipped in dist/, four real Sendmails, real DNS. */

const hops = ['s1.test', 's2.test', 's3.test'];
const line = stations.map(({ name }) => name);
const itinerary = { hops, localPart: 'user', domain: 'dest.test' };

let browser: Browser;
beforeAll(async () => {
  browser = await startWaypost('journey');
});
afterAll(() => browser?.close());

/** A message, open in Roundcube and not sent. */
async function draft(skin: Roundcube, subject: string, to = 'user@dest.test'): Promise<Page> {
  await browser.context.clearCookies(); // each test logs in anew
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  await logIn(page, skin);
  await compose(page, skin, { to, subject, text: 'By the servers that I chose.' });
  await page.bringToFront();
  return page;
}

/** The page as assistive technology has it, with the extension's marks, which are closed to scripts. */
async function marksOn(page: Page): Promise<CdpPage> {
  return CdpPage.attach(
    await waitForTarget(browser.port, ({ type, url }) => type === 'page' && url === page.url()),
  );
}

function tell(way: Delivered): void {
  console.log(
    stations.map(({ name }, at) => `${name.padEnd(9)} RCPT TO:<${way.paths[at]?.join('> <')}>`).join('\n'),
  );
}

test('a source route is sent directly from a Roundcube that can’t carry it, and is followed hop by hop', async () => {
  const subject = 'by a source route';
  const page = await draft('elastic', subject);
  const marks = await marksOn(page);
  await marks.find('button', 'Waypost: build a route for To');

  const popup = await buildRoute(browser, hops, 'en');
  await popup.waitForText(/Roundcube refuses this form: send it directly/);
  await popup.waitForText(/@s1\.test,@s2\.test,@s3\.test:user@dest\.test/);

  const confirm = await askToSend(browser, popup, 'en').catch(async (error: Error) => {
    throw new Error(`${error.message}; the popup says:\n${await popup.text()}`);
  });
  expect(await confirm.text()).toContain('@s1.test,@s2.test,@s3.test:user@dest.test');
  const delivered = watchServers();
  await confirmSending(confirm, 'en');
  expect(await endOfSending(confirm, 'en')).toBe('live.sent-title');
  const transcript = (await transcriptOf(confirm)).join('\n');
  console.log(transcript);
  expect(transcript).toContain('RCPT TO:<@s1.test,@s2.test,@s3.test:user@dest.test>');
  expect(transcript).toMatch(/250 2\.0\.0 \S+ Message accepted for delivery/);

  const way = await delivered(subject);
  tell(way);
  expect(way.paths).toEqual([
    ['@s1.test,@s2.test,@s3.test:user@dest.test'],
    ['@s2.test,@s3.test:user@dest.test'],
    ['@s3.test:user@dest.test'],
    ['user@dest.test'],
  ]);
  expect(way.by).toEqual(line);
  expect(way.message).toContain('By the servers that I chose.');
  const verification = verify(itinerary, readChain(way.message), { origin: client.name });
  expect(verification.verdict).toBe('followed');
  expect(verification.legs.map(({ to }) => to)).toEqual(line);

  // The person pastes the source of the delivered message, and reads the same.
  const verifyPage = await openVerification(browser, confirm, way.message, 'en');
  expect(await readVerdict(verifyPage)).toMatchObject({ verdict: 'followed', stations: line });

  // The draft stays, and beside it stands that it was sent.
  expect(await page.inputValue('#composebody')).toBe('By the servers that I chose.');
  await marks.find('StaticText', /Sent directly by Waypost\. Do not press Send here/);
  expect([popup, confirm, verifyPage, marks].flatMap(({ errors }) => errors)).toEqual([]);
  await verifyPage.close();
  await confirm.close();
});

/** What each station is given, in the notations that Roundcube carries. */
const carried = {
  percent: [
    'user%dest.test%s3.test%s2.test@s1.test',
    'user%dest.test%s3.test@s2.test',
    'user%dest.test@s3.test',
    'user@dest.test',
  ],
  bang: [
    's2.test!s3.test!dest.test!user@s1.test',
    's3.test!dest.test!user@s2.test',
    'dest.test!user@s3.test',
    'user@dest.test',
  ],
} as const;

test.for([
  { skin: 'elastic', notation: 'percent' },
  { skin: 'elastic', notation: 'bang' },
  { skin: 'larry', notation: 'percent' },
  { skin: 'larry', notation: 'bang' },
] as const)(
  '$notation notation is put into the To field of Roundcube ($skin), stands there unchanged, and is followed hop by hop',
  async ({ skin, notation }) => {
    const [address] = carried[notation];
    const subject = `by ${notation} from ${skin}`;
    const page = await draft(skin, subject);
    const marks = await marksOn(page);
    await marks.find('toolbar', 'Waypost, To: valid: 1');

    const popup = await buildRoute(browser, hops, 'en');
    await chooseNotation(popup, notation, 'en');
    await popup.click('button', 'Insert');
    await popup.waitForText(new RegExp(`Read back from To:\\s+${address}\\s`));
    await popup.close();
    expect(await recipientsIn(page)).toEqual([address]);
    await marks.find('toolbar', 'Waypost, To: with a route: 1');

    const delivered = watchServers();
    await send(page); // Roundcube's own Send
    const way = await delivered(subject);
    tell(way);
    expect(way.paths).toEqual(carried[notation].map((path) => [path]));
    expect(way.by).toEqual(line);
    expect(verify(itinerary, readChain(way.message), { origin: client.name }).verdict).toBe('followed');
    expect(way.message).toContain(`\nTo: ${address}\n`);
    expect(marks.errors).toEqual([]);
  },
);

test('a recipient with a fault is marked in Roundcube (larry) as it is typed', async () => {
  const page = await draft('larry', 'not sent');
  const marks = await marksOn(page);
  await page.fill('#_to', 'user@dest.test, @s1.test,user@dest.test');
  await page.focus('#compose-subject');
  await marks.find('toolbar', /^Waypost, To: .*wrong: 1/);
});

test('a server’s refusal is shown in its own words, with nothing sent', async () => {
  const page = await draft('elastic', 'to a stranger', 'stranger@dest.test');
  const popup = await buildRoute(browser, [], 'en');
  const confirm = await askToSend(browser, popup, 'en');
  await confirmSending(confirm, 'en');
  expect(await endOfSending(confirm, 'en')).toBe('live.unsent-title');
  await confirm.waitForText(/550 5\.1\.1 <stranger@dest\.test>\.\.\. User unknown/);
  expect(await page.inputValue('#compose-subject')).toBe('to a stranger');
  await confirm.close();
});
