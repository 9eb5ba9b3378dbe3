/** A webmail without a site file, with the built extension in real Chromium: found, marked, guarded, pointed at. Needs `npm run build`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CdpPage, until } from '../../src/demo/cdp.ts';
import { FixtureBrowser, spoken } from './fixture-browser.ts';

const route = '@s1.test:user@dest.test';
let fixtures: FixtureBrowser;
let page: Page;
let raw: CdpPage;
let tabId: number;

beforeAll(async () => {
  fixtures = await FixtureBrowser.start();
  page = await fixtures.open('elsewhere/composer.html');
  raw = await fixtures.seen(page);
  tabId = await fixtures.tabOf(page);
});
afterAll(async () => {
  await raw?.session.close();
  await fixtures?.close();
});

const call: FixtureBrowser['call'] = (name, ...parameters) => fixtures.call(name, ...parameters);
const isHeld = async () => (await spoken(raw)).some(({ role }) => role === 'alertdialog');
const held = () => until(async () => ((await isHeld()) ? true : undefined), 20_000, 'no panel');
const marked = () => page.waitForSelector('[data-waypost-mark]', { state: 'attached', timeout: 20_000 });
const sent = () => page.evaluate(() => (globalThis as unknown as { sent: unknown }).sent);

describe('a composer that says what it is', () => {
  const to = '[data-list="to"] input';
  beforeEach(async () => {
    await page.goto(`${fixtures.server.origin}elsewhere/composer.html`);
    await page.bringToFront();
    await page.click('#open');
  });
  const enter = async (text: string): Promise<void> => {
    await page.click(to);
    await marked();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };

  it('is found when a person comes to it, and a search box is not', async () => {
    await page.reload();
    await page.click('[name="q"]');
    await page.waitForTimeout(400);
    expect(await page.locator('[data-waypost-mark]').count()).toBe(0);
    await page.click('#open');
    await page.click(to);
    await marked();
    expect(await call('siteState', tabId)).toMatchObject({
      hasComposer: true,
      site: 'elsewhere',
      late: false,
      finding: { certainty: 'probable', by: 'label', text: 'À' },
      settings: { guard: true, pointed: {} },
    });
  });

  it('is found for the popup, also when nobody was in it yet', async () => {
    expect(await call('readComposer', tabId)).toMatchObject({
      ok: true,
      composer: {
        site: 'elsewhere',
        fields: [{ field: 'to', recipients: [], pending: '' }, { field: 'cc' }],
      },
    });
  });

  it('lists the files that were added; of one whose control holds another now, nobody knows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waypost-files-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await page.click(to);
    await marked();
    await page.evaluate(
      `document.querySelector('[data-list="to"]').insertAdjacentHTML('afterend', '<input type="file">')`,
    );
    const session = await page.context().newCDPSession(page);
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: 'input[type="file"]',
    });
    const listed = async () => {
      const answer = (await call('readComposer', tabId)) as {
        composer: { attachments: readonly { name: string; doubtful?: true }[] };
      };
      return answer.composer.attachments.map(({ name, doubtful }) => [name, doubtful ?? false]);
    };
    for (const name of ['a.txt', 'b.txt']) {
      await writeFile(join(folder, name), name);
      await session.send('DOM.setFileInputFiles', { nodeId, files: [join(folder, name)] });
    }
    expect(await listed()).toEqual([
      ['a.txt', true],
      ['b.txt', false],
    ]);
    // A webmail that has taken it empties its control.
    await page.evaluate(`document.querySelector('input[type="file"]').value = ''`);
    expect(await listed()).toEqual([
      ['a.txt', false],
      ['b.txt', false],
    ]);
    await session.detach();
  });

  it('tells chips once there is one, and marks them', async () => {
    await enter('anna@dest.test');
    expect(await call('readComposer', tabId)).toMatchObject({
      composer: { fields: [{ field: 'to', recipients: ['anna@dest.test'], pending: '' }, { field: 'cc' }] },
    });
    await page.keyboard.type('user%dest.test@s1.test,');
    await until(
      async () =>
        (await spoken(raw)).some(
          ({ name }) => name.includes('valid: 1') && name.includes('with a route: 1'),
        ) || undefined,
      20_000,
      'the chips are not marked',
    );
  });

  it('lets ordinary mail and percent go, and holds what became another address', async () => {
    await enter('anna@dest.test, user%dest.test@s1.test');
    await page.click('.send');
    expect(await sent()).toEqual([['anna@dest.test', 'user%dest.test@s1.test']]);
    await enter(route);
    await page.click('.send');
    await held();
    expect(await sent()).toHaveLength(1);
    await page.keyboard.press('Escape');
  });

  it('takes a recipient, and gives back what it would change', async () => {
    await page.click(to);
    await marked();
    await call('readComposer', tabId);
    expect(await call('insert', tabId, 'to', 'user%dest.test@s1.test')).toEqual({
      ok: true,
      stands: 'user%dest.test@s1.test',
    });
    expect(await call('insert', tabId, 'to', route)).toMatchObject({ ok: false, reason: 'changed' });
    expect(await call('insert', tabId, 'cc', 'b@dest.test')).toEqual({ ok: true, stands: 'b@dest.test' });
    await page.click('.send');
    expect(await sent()).toEqual([['user%dest.test@s1.test', 'b@dest.test']]);
  });

  it('is not held where the person switched that off, at once and after a reload; the marks stay', async () => {
    await enter(route);
    await call('setGuard', tabId, false);
    await page.click('.send');
    expect(await sent()).toEqual([['user@dest.test']]);
    await page.reload();
    await page.click('#open');
    await enter(route);
    await until(
      async () => (await spoken(raw)).some(({ name }) => name.includes('valid: 1')) || undefined,
      20_000,
      'no marks',
    );
    await page.click('.send');
    expect(await sent()).toEqual([['user@dest.test']]);
    await call('setGuard', tabId, true);
    await page.click('.send');
    await held();
    expect(await sent()).toHaveLength(1);
  });
});

describe('a field at which the person points', () => {
  beforeEach(async () => {
    await page.goto(`${fixtures.server.origin}elsewhere/unnamed.html`);
    await page.bringToFront();
  });
  const settings = async () => ((await call('siteState', tabId)) as { settings: unknown }).settings;
  const asked = () =>
    until(
      async () =>
        (await spoken(raw)).some(({ name }) => name.startsWith('Click the field “To”')) || undefined,
      20_000,
      'nobody is asked to point',
    );

  it('is unknown before', async () => {
    await page.click('#addressees');
    expect(await call('readComposer', tabId)).toEqual({ ok: false, reason: 'no-composer' });
  });

  it('is not chosen by the page, nor with Escape', async () => {
    expect(await call('point', tabId, 'to')).toEqual({ ok: true });
    await asked();
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#addressees')?.click();
      document
        .querySelector('#addressees')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    await page.keyboard.press('Escape');
    await page.click('#addressees');
    expect(await settings()).toEqual({ guard: true, pointed: {} });
  });

  it('is remembered by a click that the page does not hear, guarded after a reload too, and forgotten', async () => {
    await call('point', tabId, 'to');
    await asked();
    await page.evaluate(() =>
      addEventListener('click', () => Object.assign(globalThis, { heard: true }), true),
    );
    await page.mouse.click(...(await middleOf('#addressees')));
    await until(
      async () => JSON.stringify(await settings()).includes('addressees') || undefined,
      20_000,
      'not kept',
    );
    expect(await page.evaluate(() => 'heard' in globalThis)).toBe(false);
    expect(await settings()).toEqual({ guard: true, pointed: { to: 'input[id="addressees"]' } });
    await page.reload();
    await page.click('#addressees');
    await marked();
    expect(await call('siteState', tabId)).toMatchObject({
      finding: { certainty: 'pointed', by: 'pointed' },
    });
    await page.keyboard.type(route);
    await page.click('#go');
    await held();
    expect(await sent()).toEqual([]);
    await page.keyboard.press('Escape');
    await call('forgetPointed', tabId, 'to');
    expect(await settings()).toEqual({ guard: true, pointed: {} });
    await until(
      async () => (await page.locator('[data-waypost-mark]').count()) === 0 || undefined,
      20_000,
      'the marks stay',
    );
    await page.reload();
    await page.click('#addressees');
    expect(await call('readComposer', tabId)).toEqual({ ok: false, reason: 'no-composer' });
  });

  it('is chosen with the keyboard', async () => {
    await call('point', tabId, 'to');
    await asked();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(
      async () => JSON.stringify(await settings()).includes('addressees') || undefined,
      20_000,
      'not kept',
    );
    // At once, without a reload.
    await marked();
    await call('forgetPointed', tabId, 'to');
  });
});

it('a composer that only may be one is marked and not held, until the person points at it', async () => {
  await page.goto(`${fixtures.server.origin}elsewhere/named.html`);
  await page.bringToFront();
  await page.click('[name="to"]');
  await marked();
  expect(await call('siteState', tabId)).toMatchObject({
    finding: { certainty: 'possible', by: 'name', text: 'to' },
  });
  await page.keyboard.type(route);
  await page.click('#go');
  expect(await sent()).toEqual([route]);
  await call('point', tabId, 'to');
  await until(
    async () => (await spoken(raw)).some(({ name }) => name.startsWith('Click the field “To”')) || undefined,
    20_000,
    'nobody is asked to point',
  );
  await page.mouse.click(...(await middleOf('[name="to"]')));
  await until(
    async () => JSON.stringify(await call('siteState', tabId)).includes('"certainty":"pointed"') || undefined,
    20_000,
    'not found as pointed at',
  );
  await page.click('#go');
  await held();
  expect(await sent()).toEqual([route]);
  await call('forgetPointed', tabId, 'to');
});

async function middleOf(css: string): Promise<[number, number]> {
  const box = await page.locator(css).boundingBox();
  if (box === null) throw new Error(`${css} is not shown`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

describe('a webmail that a site file knows, and that makes its fields while a person is in one already', () => {
  /** As it comes first; `own`: what makes it the site file's. */
  const show = (field: string) =>
    page.evaluate((to) => {
      document.body.innerHTML = `<form id="compose">
        <label for="first">To</label>${to}
        <label for="cc">Cc</label><input id="cc">
        <label for="subject">Subject</label><input id="subject">
        <textarea id="body"></textarea><button id="send" type="button">Send</button></form>`;
    }, field);
  const site = async () => ((await call('siteState', tabId)) as { site?: string }).site;
  const become = (own: string) =>
    until(async () => ((await site()) === own ? true : undefined), 20_000, `it is no ${own}`);

  it.each([
    ['of the same element', '<input id="to" aria-label="To">', () => {}],
    [
      'of another element, with a chip beside the first',
      '<span><input id="first"></span>',
      () => {
        const first = document.querySelector('#first');
        first?.insertAdjacentHTML('afterend', '<input id="to">');
        first?.insertAdjacentHTML(
          'beforebegin',
          '<span class="chip">anna@dest.test<button>x</button></span>',
        );
      },
    ],
  ])('%s: the guess is dropped, and Send is judged by what is known', async (_, field, change) => {
    await page.goto(`${fixtures.server.origin}elsewhere/composer.html`);
    await page.bringToFront();
    await show(field);
    await page.click('form input');
    await become('elsewhere');
    await page.evaluate(change);
    await page.evaluate(() => document.querySelector('form')?.setAttribute('data-waypost-demo', ''));
    await become('demo');
    await page.fill('#to', route);
    await page.click('#send');
    await held();
    const says = (await spoken(raw)).map(({ name }) => name).join('\n');
    expect(says).toContain('Waypost demo');
    expect(says).not.toContain('127.0.0.1');
    expect(await call('readComposer', tabId)).toMatchObject({
      composer: { site: 'demo', fields: [{ field: 'to', recipients: [route] }, {}, {}] },
    });
    await page.keyboard.press('Escape');
  });
});
