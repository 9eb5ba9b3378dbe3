/** What a person does in a webmail's composer, by real key events and the real clipboard, in the places that its site file names. */
import type { Page } from 'playwright-core';
import type { Site } from '../../src/extension/sites/site.ts';

/** Puts a text into the To field and leaves it. The page's origin needs leave to use the clipboard. */
export async function enterRecipients(
  page: Page,
  site: Site,
  how: 'typed' | 'pasted',
  text: string,
): Promise<void> {
  const { to } = site.fields;
  await page.locator(to.input.css).first().click();
  if (how === 'typed') await page.keyboard.type(text);
  else await pasteText(page, text);
  await page.keyboard.press('Tab');
}
/** Where the focus is. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}
declare const navigator: { clipboard: { writeText(text: string): Promise<void> } };

/** Presses Send with the mouse. */
export async function pressSend(page: Page, site: Site): Promise<void> {
  await page.locator(site.composer.css).locator(site.send.css).first().click();
}
