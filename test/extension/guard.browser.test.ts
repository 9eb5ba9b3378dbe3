/** The Send guard in real Chromium, on a page that behaves as SnappyMail does. Needs `npm run build`. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, inWorker } from '../../src/demo/browser.ts';
import { type CdpPage, until } from '../../src/demo/cdp.ts';
import { snappymail } from '../../src/extension/sites/snappymail.ts';
import { squirrelmail } from '../../src/extension/sites/squirrelmail.ts';
import { behavingComposer } from './behaving-composer.ts';
import { enterRecipients, pasteText, pressSend } from './enter.ts';
import { FixtureBrowser, spoken } from './fixture-browser.ts';
import type { FixtureServer } from './fixture-server.ts';

const route = '@s1.test:user@dest.test';
let fixtures: FixtureBrowser;
let server: FixtureServer;
let browser: Browser;
let page: Page;
let raw: CdpPage;

beforeAll(async () => {
  fixtures = await FixtureBrowser.start();
  ({ server, browser } = fixtures);
  page = await fixtures.open('snappymail/composer.html');
  raw = await fixtures.seen(page);
});
afterAll(async () => {
  await raw?.session.close();
  await fixtures?.close();
});

const composer = () => behavingComposer('snappymail', server);
const left = () => composer().sent(page);
/** Our panel and its words, as assistive technology has them: its tree is closed to the page. */
async function panel(): Promise<{ name: string; buttons: string[] } | undefined> {
  const nodes = await spoken(raw);
  const named = (role: string) => nodes.filter((node) => node.role === role).map(({ name }) => name);
  const [name] = named('alertdialog');
  return name === undefined ? undefined : { name, buttons: named('button') };
}
const shown = () => until(panel, 20_000, 'no panel');
const gone = () => until(async () => ((await panel()) ? undefined : true), 20_000, 'the panel stays');
/** Longer than a panel has to be there before it takes a click. */
const read = () => page.waitForTimeout(700);

async function hold(text = route): Promise<void> {
  await enterRecipients(page, snappymail, 'typed', text);
  await pressSend(page, snappymail);
}

async function enter(steps: string): Promise<void> {
  await page.locator(snappymail.fields.to.input.css).first().click();
  for (const step of steps.split(' > ')) {
    const [, how, what = step] = /^(key|paste|insert) (.*)$/.exec(step) ?? [];
    if (how === 'key') await page.keyboard.press(what);
    else if (how === 'insert') await page.keyboard.insertText(what);
    else if (how === 'paste') await pasteText(page, what);
    else await page.keyboard.type(what);
  }
}

beforeEach(async () => {
  await composer().open(page);
  // The mark beside the field: Waypost has found the composer.
  await page.waitForSelector('[data-waypost-mark]', { state: 'attached' });
});

describe('Send guard', () => {
  it('holds a route that became another address, says why, and offers what is carried', async () => {
    await hold();
    const found = await shown();
    expect(found.name).toBe('Waypost held this message');
    expect(found.buttons).toEqual(
      expect.arrayContaining([
        'Write it as user%dest.test@s1.test',
        'Write it as dest.test!user@s1.test',
        'Choose another way…',
        'Send anyway',
        'Back to the message',
      ]),
    );
    expect(await left()).toEqual([]);
  });

  // Key by key, by the clipboard, by an input method: what stands in the field when it ends counts. `>` parts the steps.
  it.each([
    'user@dest.test > key Home > @s1.test: > key Enter',
    '@s1.test: > paste user@dest.test > key Enter',
    'paste @s1.test: > user@dest.test > key Tab',
    'anna@dest.test > key Control+A > @s1.test:user@dest.test > key Enter',
    'insert @s1.test:user@dest.test > key Enter',
    '@s1.tes:user@dest.test > key Home > key ArrowRight > key Delete > s > key Tab',
  ])('holds a route however it was entered: %s', async (steps) => {
    await enter(steps);
    await pressSend(page, snappymail);
    await shown();
    expect(await left()).toEqual([]);
  });

  it.each([
    ['@s1.test:user@dest.test > key Control+A > anna@dest.test > key Enter', ['anna@dest.test']],
    [
      '@s1.test:user@dest.test > key Control+A > key Backspace > anna@dest.test > key Tab',
      ['anna@dest.test'],
    ],
    ['@s1.test: > key Control+A > key Control+X > anna@dest.test > key Tab', ['anna@dest.test']],
  ])('is not in the way where a route was given up: %s', async (steps, sent) => {
    await enter(steps);
    await pressSend(page, snappymail);
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([sent]);
  });

  it('is not in the way where a suggestion was chosen', async () => {
    await page.evaluate(`window.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.target.value = 'ann@gmail.test';
    }, true)`);
    await enter('ann@gmail > key ArrowDown > key Enter');
    await pressSend(page, snappymail);
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([['ann@gmail.test']]);
  });

  it('is not in the way of ordinary mail, nor of percent', async () => {
    await hold('user%dest.test@s1.test, anna@dest.test');
    expect(await left()).toEqual([['user%dest.test@s1.test', 'anna@dest.test']]);
    expect(await panel()).toBeUndefined();
  });

  it('goes back to the message with Escape, and holds again', async () => {
    await hold();
    await shown();
    await page.keyboard.press('Escape');
    await gone();
    expect(await left()).toEqual([]);
    await pressSend(page, snappymail);
    await shown();
  });

  it('holds the shortcut and the page that presses its own button', async () => {
    await enterRecipients(page, snappymail, 'typed', route);
    await page.locator(snappymail.subject.css).first().click();
    await page.keyboard.press('Control+Enter');
    await shown();
    await page.keyboard.press('Escape');
    await gone();
    await page.evaluate((css) => document.querySelector(css)?.click(), snappymail.send.css);
    await shown();
    expect(await left()).toEqual([]);
  });

  it('sends anyway once a person said so, for these recipients only', async () => {
    await hold();
    await shown();
    await read();
    // From "back", where the focus is, by way of "another way".
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gone();
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([['user@dest.test']]);
    await enterRecipients(page, snappymail, 'typed', '@s2.test:other@dest.test');
    await pressSend(page, snappymail);
    await shown();
    expect(await left()).toHaveLength(1);
  });

  it('writes the recipient anew, in a form that is carried, and then lets it pass', async () => {
    await hold();
    await shown();
    await read();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await gone();
    await pressSend(page, snappymail);
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([['user%dest.test@s1.test']]);
  });

  it('remembers what was meant while another recipient is written anew', async () => {
    await enterRecipients(page, snappymail, 'typed', 'anna@dest.test');
    await enterRecipients(page, snappymail, 'typed', route);
    const tab = await fixtures.tabOf(page);
    const answer = await fixtures.call('insert', tab, 'to', 'boris@dest.test', 'anna@dest.test');
    expect(answer).toMatchObject({ ok: true, stands: 'boris@dest.test' });
    await page.bringToFront();
    await pressSend(page, snappymail);
    expect((await shown()).buttons).toContain('Write it as user%dest.test@s1.test');
    expect(await left()).toEqual([]);
  });
});

describe('while the second stage is still being loaded', () => {
  /** What stands between the worker and the page until it is let go; `undo` gives the browser its own back. */
  const loading = (how: string) =>
    inWorker(
      browser,
      `(() => {
        const own = chrome.scripting.executeScript;
        globalThis.undo = () => { chrome.scripting.executeScript = own; };
        const gate = new Promise((open) => { globalThis.letGo = open; });
        chrome.scripting.executeScript = (...given) => ${how};
        return 1;
      })()`,
    );
  const slow = 'gate.then(() => own.apply(chrome.scripting, given))';
  afterEach(() => inWorker(browser, 'globalThis.letGo(), globalThis.undo(), 1'));

  async function openUnmarked(): Promise<void> {
    await composer().open(page);
    await page.waitForSelector(snappymail.fields.to.input.css);
    expect(await page.locator('[data-waypost-mark]').count()).toBe(0);
  }

  it('lets ordinary mail go at once, and holds what looks routed until it can be judged', async () => {
    await loading(slow);
    await openUnmarked();
    await hold('anna@dest.test');
    expect(await left()).toEqual([['anna@dest.test']]);
    await hold();
    await page.waitForTimeout(300);
    expect(await left()).toHaveLength(1);
    expect(await panel()).toBeUndefined();
    await inWorker(browser, 'globalThis.letGo(), 1');
    expect((await shown()).name).toBe('Waypost held this message');
    expect(await left()).toHaveLength(1);
  });

  it('sends by itself, once judged, what is carried', async () => {
    await loading(slow);
    await openUnmarked();
    await hold('user%dest.test@s1.test');
    await page.waitForTimeout(300);
    expect(await left()).toEqual([]);
    await inWorker(browser, 'globalThis.letGo(), 1');
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([['user%dest.test@s1.test']]);
    expect(await panel()).toBeUndefined();
  });

  it('says so where it can’t be loaded, and does not stand in the way for ever', async () => {
    await loading('Promise.reject(new Error("no"))');
    await openUnmarked();
    await hold();
    const note = async () =>
      (await spoken(raw)).some(({ name }) => name.includes('could not load its check of recipients'));
    await until(note, 20_000, 'no note');
    expect(await left()).toEqual([]);
    await pressSend(page, snappymail);
    expect(
      await until(async () => ((await left()).length > 0 ? left() : undefined), 20_000, 'not sent'),
    ).toEqual([['user@dest.test']]);
  });
});

it('guards a composer in a frame', async () => {
  await page.goto(`${server.origin}squirrelmail/frames.html`);
  const frame = page.frameLocator('frame[name="right"]');
  await frame.locator('[data-waypost-mark]').first().waitFor({ state: 'attached' });
  await frame.locator(squirrelmail.fields.to.input.css).fill(route);
  const send = frame.locator(squirrelmail.send.css).first();
  await send.click();
  await until(
    async () => ((await frame.locator('[data-waypost-mark]').count()) > 3 ? true : undefined),
    20_000,
    'no panel in the frame',
  );
  expect(await page.frame({ name: 'right' })?.evaluate(() => sent)).toEqual([]);
});
declare const sent: readonly (readonly string[])[];

describe('a form with several buttons', () => {
  beforeEach(async () => {
    await page.goto(`${server.origin}squirrelmail/composer.html`);
    await page.waitForSelector('[data-waypost-mark]', { state: 'attached' });
    // What its buttons do besides sending is of no interest here.
    await page.evaluate(`{
      window.pressed = [];
      document.forms[0].addEventListener('submit', (event) => {
        event.preventDefault();
        pressed.push(event.submitter?.name ?? '');
      });
    }`);
  });

  it.each(['draft', 'attach', 'sigappend'])('%s sends nothing, and is not held', async (name) => {
    await page.locator(squirrelmail.fields.to.input.css).fill(route);
    await page.locator(`[name="${name}"]`).click();
    expect(await page.evaluate(() => pressed)).toEqual([name]);
    await page.locator('[name="send2"]').click();
    await shown();
    expect(await page.evaluate(() => pressed)).toEqual([name]);
  });

  it('holds the route of the last of 150 recipients', async () => {
    const others = Array.from({ length: 149 }, (_, at) => `u${at}@dest.test`);
    await page.locator(squirrelmail.fields.to.input.css).fill([...others, route].join(', '));
    await page.locator('[name="send1"]').click();
    await shown();
    expect(await page.evaluate(() => pressed)).toEqual([]);
  });
});
declare const pressed: string[];

it('puts a recipient into a composer in a frame, and says what stands there', async () => {
  await page.goto(`${server.origin}squirrelmail/frames.html`);
  const frame = page.frameLocator('frame[name="right"]');
  await frame.locator('[data-waypost-mark]').first().waitFor({ state: 'attached' });
  const tab = await fixtures.tabOf(page);
  expect(await fixtures.call('insert', tab, 'to', 'user%dest.test@s1.test')).toEqual({
    ok: true,
    stands: 'user%dest.test@s1.test',
  });
  expect(await frame.locator(squirrelmail.fields.to.input.css).inputValue()).toContain(
    'user%dest.test@s1.test',
  );
});

it('of two composers in frames, the one that was read gets the recipient', async () => {
  await page.goto(`${server.origin}squirrelmail/two-frames.html`);
  const frames = ['left', 'right'].map((name) => page.frameLocator(`frame[name="${name}"]`));
  const fields = frames.map((frame) => frame.locator(squirrelmail.fields.to.input.css));
  for (const frame of frames)
    await frame.locator('[data-waypost-mark]').first().waitFor({ state: 'attached' });
  const texts = () => Promise.all(fields.map((field) => field.inputValue()));
  await fields[0]?.fill('left@dest.test');
  await fields[1]?.fill('right@dest.test');
  const tab = await fixtures.tabOf(page);
  const { composer, frame } = (await fixtures.call('readComposer', tab)) as {
    frame: string;
    composer: { fields: readonly { recipients: readonly string[] }[] };
  };
  const [read = ''] = composer.fields[0]?.recipients ?? [];
  const other = read.startsWith('left') ? 'right@dest.test' : 'left@dest.test';
  const routed = read.replace('@', '%').concat('@s1.test');
  expect(await fixtures.call('insert', tab, 'to', routed, read, frame)).toEqual({ ok: true, stands: routed });
  expect((await texts()).toSorted()).toEqual([other, routed].toSorted());
});

describe('a hostile page', () => {
  it('finds nothing in the panel, and its clicks and keys do nothing there', async () => {
    await hold();
    await shown();
    await read();
    const reached = await page.evaluate(() => {
      const hosts = [...document.querySelectorAll('[data-waypost-mark]')];
      for (const host of hosts) {
        host.click();
        for (const key of ['Enter', ' ', 'Escape', 'Tab'])
          for (const type of ['keydown', 'keyup'])
            host.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
      }
      return hosts.map((host) => [host.shadowRoot, host.childNodes.length]);
    });
    expect(reached.every(([shadow, children]) => shadow === null && children === 0)).toBe(true);
    await shown();
    expect(await left()).toEqual([]);
  });

  it('that takes the panel away has sent nothing by that', async () => {
    await hold();
    await shown();
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('[data-waypost-mark]')) host.remove();
    });
    await gone();
    expect(await left()).toEqual([]);
    await pressSend(page, snappymail);
    await shown();
  });
});
interface PageElement {
  readonly shadowRoot: unknown;
  readonly childNodes: { readonly length: number };
  click(): void;
  remove(): void;
  dispatchEvent(event: unknown): boolean;
}
declare const document: {
  querySelector(css: string): PageElement | null;
  querySelectorAll(css: string): Iterable<PageElement>;
};
declare const KeyboardEvent: new (type: string, init: object) => unknown;
