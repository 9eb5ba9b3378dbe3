import type { Page } from 'playwright-core';
import { password, type Roundcube, roundcubes, user } from './webmails.ts';

/**
 * Logs in, as a person without a session does; who has one is there already. Ends when Roundcube has fetched its lists: a composer that is opened
 * before is lost, for the answers still to come write the session as it was without it.
 */
export async function logIn(page: Page, name: Roundcube): Promise<void> {
  await page.goto(roundcubes[name].origin);
  if ((await page.locator('#rcmloginuser').count()) > 0) {
    await page.fill('#rcmloginuser', user);
    await page.fill('#rcmloginpwd', password);
    await page.click('#rcmloginsubmit');
  }
  await page.waitForSelector('#messagelist', { state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/** An empty composer. After a sent message Roundcube goes to its list by itself, and may take this navigation away: then once more. */
export async function openComposer(page: Page, name: Roundcube): Promise<void> {
  const url = `${roundcubes[name].origin}/?_task=mail&_action=compose`;
  await page.goto(url).catch(async (error: Error) => {
    if (!/ERR_ABORTED|interrupted by another navigation/.test(error.message)) throw error;
    await page.waitForLoadState();
    await page.goto(url);
  });
}

/** Opens the composer and types. */
export async function compose(
  page: Page,
  name: Roundcube,
  draft: { to?: string; subject: string; text: string },
): Promise<void> {
  await openComposer(page, name);
  await page.waitForSelector('#compose-subject');
  if (draft.to) {
    // Elastic hides the field and shows chips with an input of their own.
    await page.click(roundcubes[name].skin === 'elastic' ? '#compose_to .recipient-input input' : '#_to');
    await page.keyboard.type(draft.to);
    await page.keyboard.press('Tab');
  }
  await page.fill('#compose-subject', draft.subject);
  await page.fill('textarea[name=_message]', draft.text);
}

/** Presses Roundcube's own Send, which does nothing while Roundcube is busy with another request. */
export async function pressSend(page: Page): Promise<void> {
  await page.waitForFunction('!rcmail.busy');
  await page.click('button.send, a.button.send');
}

/** The same, and waits until Roundcube has sent the message: it says so for half a second, then shows the list. */
export async function send(page: Page): Promise<void> {
  await pressSend(page);
  await said(page).waitFor({ state: 'attached' });
}

/** Whether it has. */
export const hasSent = async (page: Page): Promise<boolean> => (await said(page).count()) > 0;

const said = (page: Page) =>
  page.getByText('Message sent successfully.').or(page.locator('#messagelist')).first();

/** What Roundcube will send the message to: the field that it submits, whatever the skin shows over it. */
export async function recipientsIn(page: Page): Promise<readonly string[]> {
  const value = await page.inputValue('#_to');
  return value.split(',').flatMap((one) => one.trim() || []);
}
