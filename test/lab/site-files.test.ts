import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Site } from '../../src/extension/sites/site.ts';
import { enterRecipients } from '../extension/enter.ts';
import { type FixtureServer, serveFixtures } from '../extension/fixture-server.ts';
import { takes } from '../extension/rungs.ts';
import { partsOf, type Sketch, sketch } from '../extension/site-parts.ts';
import { type RealComposer, type RealWebmail, realComposer, realWebmails } from './composers.ts';
import { type Sink, startSink } from './smtp-sink.ts';
import { sink as place } from './webmails.ts';

/** What the site files and the fixtures say of a webmail, beside the running program. */

let browser: Browser;
let sink: Sink;
let fixtures: FixtureServer;
beforeAll(async () => {
  sink = await startSink(place);
  fixtures = await serveFixtures();
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser?.close();
  fixtures?.close();
  await sink?.close();
});

/** Two recipients, one with a name, and what the program makes of them. */
const recipients = 'Ann <a@dest.test>, b@dest.test,';

/** Gives each field of chips some. Cc and Bcc may wait hidden until somebody asks for them. */
async function fill(page: Page, site: Site): Promise<void> {
  for (const field of Object.values(site.fields)) {
    if (field.kind !== 'chips') continue;
    await page
      .locator(field.input.css)
      .first()
      .evaluate((input) => {
        for (let part: Element | null = input; part; part = part.parentElement)
          part.classList.remove('hidden', 'ng-hide');
      });
    await enterRecipients(page, { ...site, fields: { to: field } }, 'typed', recipients);
  }
}

async function openReal(webmail: RealWebmail): Promise<{ page: Page; composer: RealComposer }> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
  const composer = realComposer(webmail, sink);
  await composer.logIn(page);
  await composer.open(page);
  return { page, composer };
}

async function fillAll(page: Page, webmail: RealWebmail, { site }: RealComposer): Promise<void> {
  await fill(page, site);
  const { attach, attachments } = site;
  if (attach?.inputs && attachments) {
    const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') };
    await page.locator(attach.inputs.css).first().setInputFiles(file);
    // Classic waits for a second button, in the window that it opens for the file.
    if (webmail === 'roundcube-classic')
      await page.evaluate('rcmail.command("send-attachment", document.forms.uploadform)');
    const entry = page.locator(attachments.css).first();
    await entry.waitFor({ state: 'attached' });
    expect((await entry.textContent())?.trim()).toBe('plan.txt');
  }
}

const fixtureOf: Readonly<Record<RealWebmail, string>> = {
  'roundcube-elastic': 'roundcube-elastic.html',
  'roundcube-larry': 'roundcube-larry.html',
  'roundcube-classic': 'roundcube-classic.html',
  sogo: 'sogo/composer.html',
};

test.for(realWebmails)(
  '%s: what the site file and the fixture have, the running program has',
  async (webmail) => {
    const { page, composer } = await openReal(webmail);
    await fillAll(page, webmail, composer);
    const { site } = composer;
    const real = await sketch(page, site);
    const missing = partsOf(site).filter(({ name, evidence }) => evidence === 'run' && !real[name]);
    expect(missing).toEqual([]);

    await page.goto(fixtures.origin + fixtureOf[webmail]);
    await fill(page, site);
    const imitated = await sketch(page, site);
    expect(imitated['fields.to.input']).toBeDefined();
    for (const [name, element] of Object.entries(imitated)) {
      if (element) expect([name, asIn(element, real[name])]).toEqual([name, element]);
    }
  },
);

test.for(realWebmails)('%s: takes inserted text in each way that the site file names', async (webmail) => {
  const { page, composer } = await openReal(webmail);
  const { to } = composer.site.fields;
  for (const rung of to.rungs) {
    await composer.open(page);
    const taken = await takes(page, composer.site, rung, 'user%dest.test@s1.test');
    expect([rung, taken]).toEqual([rung, to.kind === 'chips' ? 'chip' : 'text']);
  }
});

/** The real element's values of what the fixture's element has. */
const asIn = (fixture: Sketch, real: Sketch | undefined): Sketch | undefined =>
  real && Object.fromEntries(Object.keys(fixture).map((name) => [name, real[name] ?? '(absent)']));
