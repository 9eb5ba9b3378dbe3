import type { Page } from 'playwright-core';
import { roundcube } from './roundcube.ts';

export type Skin = 'elastic' | 'larry';

/**
 * Logs in, as a person without a session does. Ends when Roundcube has fetched its lists: a composer that is opened
 * before is lost, for the answers still to come write the session as it was without it.
 */
export async function logIn(page: Page, skin: Skin): Promise<void> {
  await page.goto(roundcube[skin]);
  await page.fill('#rcmloginuser', 'me');
  await page.fill('#rcmloginpwd', roundcube.password);
  await page.click('#rcmloginsubmit');
  await page.waitForSelector('#messagelist', { state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/** Opens the composer and types. */
export async function compose(
  page: Page,
  skin: Skin,
  draft: { to?: string; subject: string; text: string },
): Promise<void> {
  await page.goto(`${roundcube[skin]}/?_task=mail&_action=compose`);
  await page.waitForSelector('#compose-subject');
  if (draft.to) {
    // Elastic hides the field and shows chips with an input of their own.
    await page.click(skin === 'elastic' ? '#compose_to .recipient-input input' : '#_to');
    await page.keyboard.type(draft.to);
    await page.keyboard.press('Tab');
  }
  await page.fill('#compose-subject', draft.subject);
  await page.fill('#composebody', draft.text);
}

/** Presses Roundcube's own Send, which does nothing while Roundcube is busy with another request. */
export async function pressSend(page: Page): Promise<void> {
  await page.waitForFunction('!rcmail.busy');
  await page.click('button.send, a.button.send');
}

/** The same, and waits until Roundcube has sent the message: it says so for half a second, then shows the list. */
export async function send(page: Page): Promise<void> {
  await pressSend(page);
  const said = page.getByText('Message sent successfully.').or(page.locator('#messagelist'));
  await said.first().waitFor({ state: 'attached' });
}

/** What Roundcube will send the message to: the field that it submits, whatever the skin shows over it. */
export async function recipientsIn(page: Page): Promise<readonly string[]> {
  const value = await page.inputValue('#_to');
  return value.split(',').flatMap((one) => one.trim() || []);
}
