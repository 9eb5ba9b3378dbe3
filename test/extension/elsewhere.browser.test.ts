/** Composers without a site file, on pages of our own in real Chromium: what is found, how sure it is, and what is not taken for one. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundPages, otherPages } from './elsewhere-pages.ts';
import { bundleEngine, EnginePage, launchPlainChromium } from './isolated-world.ts';

let browser: Browser;
let tab: EnginePage;
beforeAll(async () => {
  const [launched, engine] = await Promise.all([launchPlainChromium(), bundleEngine('elsewhere-entry.ts')]);
  browser = launched;
  tab = await EnginePage.open(browser, engine);
});
afterAll(() => browser?.close());

const around = (start: string) => tab.evaluate(`engine.around(${JSON.stringify(start)})`);

describe('a composer is found', () => {
  it.each(foundPages)('$name', async ({ html, start = '#f1', name: _, ...expected }) => {
    await tab.showText(html);
    const found = await around(start);
    expect(found).toMatchObject(expected);
    // From any field of it, it is the same.
    for (const other of [...Object.values(expected.fields), expected.body])
      expect(await around(`#${other}`)).toEqual(found);
  });
});

describe('no composer is found', () => {
  it.each(Object.entries(otherPages))('%s', async (_name, html) => {
    await tab.showText(html);
    const count = await tab.page.evaluate(() => {
      const fields = document.querySelectorAll('input, textarea, [contenteditable]');
      for (const [at, field] of [...fields].entries()) field.setAttribute('data-at', String(at));
      return fields.length;
    });
    expect(count).toBeGreaterThan(0);
    for (let at = 0; at < count; at++) expect(await around(`[data-at="${at}"]`)).toBeNull();
  });
});
