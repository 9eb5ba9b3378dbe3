/** A reply in a real Roundcube with its HTML editor: quoted text, signature and an attachment, sent directly. */
import { writeFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Browser } from '../../src/demo/browser.ts';
import { askToSend, buildRoute, chooseNotation, confirmSending, endOfSending } from '../../src/demo/steps.ts';
import { watchServers } from './delivered.ts';
import { appendTo } from './imap-append.ts';
import { placeOf } from './place.ts';
import { logIn } from './roundcube-page.ts';
import { startWaypost } from './waypost.ts';
import { roundcubes, user } from './webmails.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startWaypost('reply');
});
afterAll(() => browser?.close());

const parent = [
  'From: Anna <user@dest.test>',
  'To: me@client.test',
  'Subject: The plan',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'Message-ID: <parent@dest.test>',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>The <b>plan</b> is <a href="https://dest.test/plan">here</a>.</p>',
  '',
].join('\r\n');

test('quoted text, signature and attachment arrive as they stood in the composer', async () => {
  const { origin } = roundcubes.elastic;
  const uid = await appendTo(user, 'INBOX', Buffer.from(parent));
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
  await logIn(page, 'elastic');

  await page.goto(`${origin}/?_task=settings&_action=edit-identity&_iid=1&_framed=1`);
  await page.fill('textarea[name=_signature]', 'Me, by Waypost');
  await page.evaluate('rcmail.command("save", "")');
  await page.waitForLoadState('networkidle');

  await page.goto(`${origin}/?_task=mail&_action=compose&_reply_uid=${uid}&_mbox=INBOX`);
  await page.waitForSelector('#compose-subject');
  await page.waitForFunction('window.tinymce?.activeEditor?.initialized');
  const body = page.frameLocator('#composebody_ifr').locator('body');
  await body.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('My answer.');

  const path = placeOf('Отчёт.bin');
  const octets = Buffer.from(Array.from({ length: 500_000 }, (_, at) => (at * 31 + (at >> 8)) % 256));
  writeFileSync(path, octets);
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const selector = 'form[name="uploadform"] input[type="file"]';
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  await session.send('DOM.setFileInputFiles', { nodeId, files: [path] });
  await page.locator('#attachment-list .attachment-name', { hasText: 'Отчёт.bin' }).waitFor();
  await page.waitForFunction('!rcmail.busy');
  await page.bringToFront();

  const popup = await buildRoute(browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  const confirm = await askToSend(browser, popup, 'en').catch(async (error: Error) => {
    throw new Error(`${error.message}; the popup says:\n${await popup.text()}`);
  });
  expect(await confirm.text()).toContain('Отчёт.bin');
  const delivered = watchServers();
  await confirmSending(confirm, 'en');
  expect(await endOfSending(confirm, 'en')).toBe('live.sent-title');

  const read = await PostalMime.parse((await delivered('Re: The plan')).message);
  expect(read.inReplyTo).toBe('<parent@dest.test>');
  expect(read.references).toContain('<parent@dest.test>');
  // The editor writes a <b> as <strong>.
  expect(read.html).toMatch(
    /My answer\..*<blockquote.*The <strong>plan<\/strong> is <a href="https:\/\/dest\.test\/plan"/s,
  );
  expect(read.html).toContain('Me, by Waypost');
  expect(read.html).not.toMatch(/data-mce|class=|_rc_sig|onclick/);
  expect(read.text).toMatch(/My answer\./);
  expect(read.text).toMatch(/^> The plan is here <https:\/\/dest\.test\/plan>\./m);
  expect(read.text).toMatch(/^-- \r?\nMe, by Waypost/m);
  expect(read.attachments.map(({ filename }) => filename)).toEqual(['Отчёт.bin']);
  expect(Buffer.from(read.attachments[0]?.content as ArrayBuffer).equals(octets)).toBe(true);
  expect(confirm.errors).toEqual([]);
  await confirm.close();
});
