/** Every webmail's fixture in the states that a composer can be in, read and found by the engine as the browser runs it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName } from '../../src/extension/messages.ts';
import { sites } from '../../src/extension/sites/all.ts';
import type { Site } from '../../src/extension/sites/site.ts';
import { enterRecipients } from './enter.ts';
import { bundleEngine, EnginePage, launchPlainChromium } from './isolated-world.ts';

const fixtures: Readonly<Record<string, string>> = {
  'roundcube-elastic': 'roundcube-elastic.html',
  'roundcube-larry': 'roundcube-larry.html',
  'roundcube-classic': 'roundcube-classic.html',
  sogo: 'sogo/composer.html',
  snappymail: 'snappymail/composer.html',
  squirrelmail: 'squirrelmail/composer.html',
  horde: 'horde/composer.html',
  demo: 'demo.html',
};

type Fields = Partial<Record<FieldName, { recipients?: readonly string[]; pending?: string }>>;

interface State {
  readonly name: string;
  readonly of?: (site: Site) => boolean;
  enter(page: Page, site: Site): Promise<void>;
  /** What stands in the fields; the others are empty. */
  readonly expected: (site: Site) => Fields;
}

const type = (field: FieldName, text: string) => (page: Page, site: Site) => {
  const to = site.fields[field];
  if (to === undefined) throw new Error(`${site.key} has no ${field}`);
  return enterRecipients(page, { ...site, fields: { to } }, 'typed', text);
};
const hasChips = ({ fields }: Site) => fields.to.kind === 'chips';
const two = { recipients: ['a@dest.test', 'b@dest.test'] };

const states: readonly State[] = [
  { name: 'empty', enter: async () => {}, expected: () => ({}) },
  {
    name: 'typed',
    async enter(page, site) {
      await page.locator(site.fields.to.input.css).first().click();
      await page.keyboard.type('a@dest.test');
    },
    expected: (site) => ({
      to: hasChips(site) ? { pending: 'a@dest.test' } : { recipients: ['a@dest.test'] },
    }),
  },
  { name: 'several', enter: type('to', 'a@dest.test, b@dest.test,'), expected: () => ({ to: two }) },
  {
    name: 'Cc and Bcc open',
    of: ({ key }) => key !== 'roundcube-larry',
    async enter(page, site) {
      await page.addStyleTag({ content: '.hidden { display: flex !important }' });
      await type('cc', 'a@dest.test, b@dest.test,')(page, site);
      await type('bcc', 'c@dest.test,')(page, site);
    },
    expected: () => ({ cc: two, bcc: { recipients: ['c@dest.test'] } }),
  },
  {
    name: 'in another language',
    async enter(page, site) {
      await page.evaluate(() => {
        const text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (text.nextNode()) {
          const { parentElement } = text.currentNode;
          if (parentElement?.matches('label, td, span, a, button')) text.currentNode.nodeValue = 'Кому';
        }
        for (const element of document.querySelectorAll('[placeholder], [aria-label], [title]:not(li)'))
          for (const name of ['placeholder', 'aria-label', 'title'])
            if (element.hasAttribute(name)) element.setAttribute(name, 'Кому');
      });
      await type('to', 'a@dest.test, b@dest.test,')(page, site);
    },
    expected: () => ({ to: two }),
  },
  {
    name: 'from right to left',
    async enter(page, site) {
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
      await type('to', 'a@dest.test, b@dest.test,')(page, site);
    },
    expected: () => ({ to: two }),
  },
];

let browser: Browser;
let tab: EnginePage;
beforeAll(async () => {
  const [launched, engine] = await Promise.all([launchPlainChromium(), bundleEngine()]);
  browser = launched;
  tab = await EnginePage.open(browser, engine);
});
afterAll(() => browser?.close());

describe.each(sites.map((site) => [site.key, site] as const))('%s', (key, site) => {
  const file = fixtures[key] ?? '';

  it.each(states.filter(({ of }) => of?.(site) ?? true))('$name', async ({ enter, expected }) => {
    await tab.show(file);
    await enter(tab.page, site);
    const wanted = expected(site);
    const fields = Object.keys(site.fields) as readonly FieldName[];
    // Horde makes its chips by the clock.
    await expect
      .poll(async () => (await tab.read(key)).fields)
      .toEqual(fields.map((field) => ({ field, recipients: [], pending: '', ...wanted[field] })));
  });

  it('is found, field by field, and no other webmail is', async () => {
    await tab.show(file);
    await tab.page.addStyleTag({ content: '.hidden { display: flex !important }' });
    await tab.evaluate('engine.find()');
    const inPage = await tab.page.evaluate(
      (inputs) => inputs.filter(([, css]) => document.querySelector(css)).map(([name]) => name),
      Object.entries(site.fields).map(([name, { input }]) => [name, input.css] as const),
    );
    const found = async () => [...(await tab.evaluate<readonly string[]>('engine.found'))].sort();
    await expect.poll(found).toEqual(inPage.map((name) => `${key}/${name}`).sort());
  });

  it('every selector of the composer finds its element, or the fixture lacks it', async () => {
    await tab.show(file);
    const missing = await tab.page.evaluate(
      ([composer, needed]) => {
        const root = document.querySelector(composer);
        return needed.filter((css) => !root?.querySelector(css));
      },
      [site.composer.css, [site.subject.css, site.send.css, site.from?.css ?? site.subject.css]] as const,
    );
    expect(missing).toEqual([]);
  });
});

// Where a composer is an element, a page may hold several; the others have a page for each.
it.each(['sogo', 'squirrelmail', 'demo'])('%s: two composers are read each for itself', async (key) => {
  const site = sites.find((candidate) => candidate.key === key) as Site;
  await tab.show(fixtures[key] ?? '');
  await tab.page.evaluate((css) => {
    const composer = document.querySelector(css);
    composer?.after(composer.cloneNode(true));
  }, site.composer.css);
  await type('to', 'a@dest.test,')(tab.page, site);
  await tab.page.locator(site.composer.css).nth(1).locator(site.subject.css).fill('the second');
  const [first, second] = [await tab.read(key), await tab.read(key, 1)];
  expect(first.fields[0]).toMatchObject({ recipients: ['a@dest.test'] });
  expect(second.fields[0]).toMatchObject({ recipients: [], pending: '' });
  expect([first.subject, second.subject]).toEqual(['', 'the second']);
});
