import type { Page } from 'playwright-core';
import { password, sogo, user } from './webmails.ts';

/** Logs in, as a person without a session does. */
export async function logInToSogo(page: Page): Promise<void> {
  await page.goto(`${sogo}/SOGo/`);
  await page.fill('input[ng-model="app.creds.username"]', user);
  await page.fill('input[ng-model="app.creds.password"]', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/Mail/view*');
  await page.waitForLoadState('networkidle');
}

/** Opens an empty message in the window of its own that SOGo has for it. */
export async function newMessage(page: Page): Promise<void> {
  // The address differs in its fragment only: without another page between, the old message would stay.
  await page.goto('about:blank');
  await page.goto(`${sogo}/SOGo/so/${user}/Mail/UIxMailPopupView#!/Mail/0/new`);
  await page.waitForSelector('iframe.cke_wysiwyg_frame');
}
