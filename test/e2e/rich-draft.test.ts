/** A reply with HTML, a signature and attachments: out of a webmail's page, through the confirmation and the host, to a mailbox. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { extensionPage } from '../../src/demo/browser.ts';
import { type CdpPage, targets, until } from '../../src/demo/cdp.ts';
import { type Stage, startStage } from '../../src/demo/stage.ts';
import {
  askToSend,
  buildRoute,
  chooseNotation,
  confirmSending,
  endOfSending,
  interfaceFor,
} from '../../src/demo/steps.ts';
import { type FixtureServer, serveFixtures } from '../extension/fixture-server.ts';

let stage: Stage;
let fixtures: FixtureServer;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-files-'));
  fixtures = await serveFixtures();
  stage = await startStage({ headless: true, granted: true, language: 'en' });
});
afterEach(async () => {
  fixtures?.close();
  await rm(folder, { recursive: true, force: true });
  expect((await stage.stop()).runner).toBe(true);
});
const word = interfaceFor('en');

/** As the browser does after its own dialogue: with a trusted event. Playwright's own way adds one of a script. */
async function choose(session: CDPSession, selector: string, files: readonly string[]): Promise<void> {
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  await session.send('DOM.setFileInputFiles', { nodeId, files: [...files] });
}

async function openReply(): Promise<{ page: Page; session: CDPSession }> {
  const page = await stage.browser.context.newPage();
  await page.goto(`${fixtures.origin}roundcube-elastic-rich.html`);
  const input = page.locator('#compose_to li.input input');
  await input.fill('Anna <user@dest.test>,');
  await input.press('Enter');
  await page.bringToFront();
  return { page, session: await page.context().newCDPSession(page) };
}

async function openConfirmation(): Promise<CdpPage> {
  const popup = await buildRoute(stage.browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  return askToSend(stage.browser, popup, 'en');
}

test('all of it arrives as it was shown, octet for octet', async () => {
  const large = Buffer.from(Array.from({ length: 900_001 }, (_, at) => (at * 31 + (at >> 8)) % 256));
  const note = Buffer.from('содержимое\r\nс\nразными\rконцами\0');
  await writeFile(join(folder, 'Отчёт за ноябрь.pdf'), large);
  await writeFile(join(folder, 'note.txt'), note);
  const { page, session } = await openReply();
  await choose(session, '[name=uploadform] input', [
    join(folder, 'Отчёт за ноябрь.pdf'),
    join(folder, 'note.txt'),
  ]);
  expect(await page.locator('#attachment-list .attachment-name').allInnerTexts()).toEqual([
    'Отчёт за ноябрь.pdf',
    'note.txt',
  ]);
  const confirm = await openConfirmation();
  const shown = await confirm.text();
  expect(shown).toContain('Отчёт за ноябрь.pdf');
  expect(shown).toContain('900 kB');
  expect(shown).toMatch(/only the webmail can show them: 1\.\s+chart/);
  const html = await confirm.evaluate<string>('document.querySelector("iframe").srcdoc');
  await confirmSending(confirm, 'en');
  expect(await endOfSending(confirm, 'en')).toBe('live.sent-title');

  const { octets } = await stage.world.inbox.waitFor('Subject: Re: plan', AbortSignal.timeout(20_000));
  const read = await PostalMime.parse(octets);
  expect(read.inReplyTo).toBe('<parent/1@dest.test>');
  expect(read.references).toBe('<parent/1@dest.test>');
  expect(read.to).toMatchObject([{ address: 'user@dest.test', name: 'Anna' }]);
  expect(read.text?.trimEnd().replaceAll('\r\n', '\n')).toBe(
    `${[
      'Привет, Anna',
      '',
      'On Monday Anna wrote:',
      '',
      '> The plan is here <https://dest.test/plan>.',
      '>',
      '> Kept',
      '',
      '-- ',
      'Анна',
    ].join('\n')}logo`,
  );
  expect(read.html).not.toMatch(/steal|script|onclick|tracker|evil|never shown|data-mce|form|_task/);
  expect(read.html).toContain('<blockquote type="cite"');
  // Shown is sent: but for the image, which is a part of its own.
  const image = read.attachments.find(({ contentId }) => contentId !== undefined);
  const carried = `data:image/png;base64,${Buffer.from(image?.content as ArrayBuffer).toString('base64')}`;
  const asShown = read.html
    ?.trim()
    .replaceAll('\r\n', '\n')
    .replace(/cid:[^"]+/, carried);
  expect(html).toContain(asShown);
  const files = read.attachments.filter(({ disposition }) => disposition === 'attachment');
  expect(files.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    ['Отчёт за ноябрь.pdf', 'application/pdf'],
    ['note.txt', 'text/plain'],
  ]);
  const [one, other] = files.map(({ content }) => Buffer.from(content as ArrayBuffer));
  expect(one?.equals(large)).toBe(true);
  expect(other?.equals(note)).toBe(true);
  expect(confirm.errors).toEqual([]);
});

test('what was not seen being added, and what a page slips in, waits for the person; a changed file is not sent', async () => {
  await writeFile(join(folder, 'a.txt'), 'first');
  const { page, session } = await openReply();
  await choose(session, '[name=uploadform] input', [join(folder, 'a.txt')]);
  await page.evaluate(() => {
    (window as unknown as { restore: (name: string) => void }).restore('restored.pdf');
    // A page that would have a file of its own go along.
    const slipped = new DataTransfer();
    slipped.items.add(new File(['evil'], 'restored.pdf'));
    const input = document.querySelector<HTMLInputElement>('[name=uploadform] input');
    if (input) input.files = slipped.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: slipped }));
  });
  const popup = await buildRoute(stage.browser, ['s1.test'], 'en');
  await chooseNotation(popup, 'source-route', 'en');
  const before = await targets(stage.browser.port);
  await popup.click('button', word('act.direct'));
  const confirm = await extensionPage(stage.browser, 'confirm.html', before);
  await confirm.emulateFocus();
  await confirm.waitForText(/First choose or leave out/);
  // Once restored, once more as the page's own upload: twice in the list, and neither was caught.
  const leaveOut = `${word('confirm.leave-out')}: restored.pdf`;
  for (const left of [1, 0]) {
    await confirm.click('button', leaveOut);
    // A press that is quicker than the page would meet the same row.
    await until(
      async () => (await confirm.all('button', leaveOut)).length === left,
      10_000,
      'it was not left out',
    );
  }
  await writeFile(join(folder, 'a.txt'), 'second');
  await confirm.ready('button', word('confirm.send'));
  await confirmSending(confirm, 'en');
  await confirm.waitForText(/changed or deleted since it was attached/);
  await stage.world.settled();
  expect(await stage.world.inbox.list()).toEqual([]);
});
