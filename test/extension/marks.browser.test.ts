/** Marks, the guard's panel and the pointing at a field, rendered into open shadow roots by the components that a webmail gets in closed ones. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleEngine, launchPlainChromium } from './isolated-world.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const fixture = fileURLToPath(new URL('fixtures/marks.html', import.meta.url));

let bundle: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  bundle = await bundleEngine('marks-entry.ts');
  browser = await launchPlainChromium();
  page = await browser.newPage({ viewport: { width: 760, height: 560 } });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await page.goto(`file://${fixture}`);
  await page.evaluate(`${bundle}; window.engine = engine; window.shown = {}`);
  await page.mouse.move(0, 0);
});

type Kind = 'text' | 'lines' | 'chips';
const chips = async (...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await page.evaluate(`addChip(${JSON.stringify(text)})`);
};
const mark = (kind: Kind, language = 'en') =>
  page.evaluate(`void (shown.${kind} = engine.mark('${kind}', '${language}'))`);
const refresh = (kind: Kind, anew = false) => page.evaluate(`shown.${kind}.refresh(${anew})`);
const signs = () => page.locator('.sign');
const card = () => page.locator('.card');

const mixed = [
  'Ann <ann@dest.test>',
  '@s1.test,@s2.test:user@dest.test',
  'bob@x..test',
  'user@раураl.test',
  'mailto:c@d.test',
] as const;
const names = [
  'Ann <ann@dest.test>: Valid address',
  '@s1.test,@s2.test:user@dest.test: Travels sender -> s1.test -> s2.test -> dest.test',
  'bob@x..test: Nothing stands before this dot of the domain: delete it, or write the label that is missing.',
  expect.stringMatching(/^user@раураl\.test: /),
  'mailto:c@d.test: “mailto:” is not part of the address: delete it.',
];
const states = ['valid', 'routed', 'wrong', 'hint', 'hint'].map((state) => `sign ${state}`);

describe.each(['text', 'lines', 'chips'] as const)('recipients in %s', (kind) => {
  beforeEach(async () => {
    if (kind === 'chips') await chips(...mixed);
    else await page.fill(`#${kind}`, mixed.join(kind === 'lines' ? ',\n' : ', '));
    await page.focus('h1');
    await page.evaluate('document.activeElement.blur?.()');
  });
  const nth = (at: number) => signs().nth(at);

  it('each has its sign, told apart by class, form and name; the words of the page are where they were', async () => {
    const layout = () =>
      page.evaluate(() =>
        [...document.body.querySelectorAll('*')].map((one) => JSON.stringify(one.getBoundingClientRect())),
      );
    const before = await layout();
    await mark(kind);
    expect(await signs().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual(
      names,
    );
    expect(await signs().evaluateAll((all) => all.map(({ className }) => className))).toEqual(states);
    const forms = await signs().evaluateAll((all) => all.map((one) => one.innerHTML));
    expect(new Set(forms).size).toBe(4);
    expect(await page.locator('[role=toolbar]').getAttribute('aria-label')).toBe(
      'Waypost, To: valid: 1, with a route: 1, to look at: 2, wrong: 1',
    );
    expect(await layout()).toEqual(before);
  });

  it('each sign stands at its recipient', async () => {
    if (kind === 'chips') {
      await mark(kind);
      const boxes = await page.locator('li.chip').all();
      for (const [at, chip] of boxes.entries()) {
        const [sign, own] = [await nth(at).boundingBox(), await chip.boundingBox()];
        expect(Math.abs((sign?.x ?? 0) - (own?.x ?? 0))).toBeLessThan(8);
        expect(Math.abs((sign?.y ?? 0) - (own?.y ?? 0))).toBeLessThan(8);
      }
      return;
    }
    // The browser's own idea of where the words stand: they are selected, and the text over them is compared.
    await mark(kind);
    const ends = await page
      .locator('.recipient')
      .evaluateAll((all) => all.map((one) => [...one.getClientRects()].at(-1)));
    for (const [at, end] of ends.entries()) {
      const sign = await nth(at).boundingBox();
      expect(Math.abs((sign?.x ?? 0) - (end?.right ?? 0))).toBeLessThan(4);
    }
    const { input, ink } = await page.evaluate((id) => {
      const control = document.querySelector<HTMLInputElement>(`#${id}`);
      const drawn = document.querySelector('[data-waypost-mark]')?.shadowRoot?.querySelector('.ink');
      if (!control || !drawn) throw new Error('no text');
      for (const sign of drawn.querySelectorAll<HTMLElement>('.sign')) sign.style.display = 'none';
      const range = document.createRange();
      range.selectNodeContents(drawn);
      const { width, height } = range.getBoundingClientRect();
      const { scrollWidth, scrollHeight } = control;
      return { input: { width: scrollWidth, height: scrollHeight }, ink: { width, height } };
    }, kind);
    // As wide, or as high, as the text in the input itself with its padding.
    if (kind === 'text') expect(Math.round(ink.width) + 16).toBe(input.width);
    else expect(Math.abs(ink.height + 10 - input.height)).toBeLessThan(20);
  });

  it('the card says it on hover over the recipient itself, and goes with the pointer', async () => {
    await mark(kind);
    const target = kind === 'chips' ? page.locator('li.chip').nth(1) : page.locator('.recipient').nth(1);
    const box = await target.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await card().waitFor();
    expect(await card().locator('.way span').allTextContents()).toEqual([
      'sender',
      's1.test',
      's2.test',
      'dest.test',
    ]);
    await page.mouse.move(700, 8);
    await card().waitFor({ state: 'hidden' });
  });

  it('by keys: one stop for all, arrows between them, the fault underlined, Escape back to the field', async () => {
    await mark(kind);
    expect(await page.locator('.sign[tabindex="0"]').count()).toBe(1);
    await signs().first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await card().waitFor();
    expect(await card().locator('.address').innerText()).toBe('bob@x..test');
    expect(await card().locator('u').innerText()).toBe('.');
    expect(await card().locator('.sentence').innerText()).toMatch(/^Nothing stands before this dot/);
    await page.keyboard.press('End');
    expect(await card().locator('.address').innerText()).toBe('mailto:c@d.test');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.querySelector('[data-waypost-mark]')?.shadowRoot?.activeElement?.textContent,
      ),
    ).toBe('Write it as c@d.test');
    await page.keyboard.press('Escape');
    expect(await card().isHidden()).toBe(true);
    const input = kind === 'chips' ? '#chips input' : `#${kind}`;
    expect(await page.evaluate((css) => document.activeElement === document.querySelector(css), input)).toBe(
      true,
    );
  });

  it('a cure is one press, for a person only, and what became of it is told', async () => {
    await mark(kind);
    // What stood there already is told first.
    await page.locator('.aloud', { hasText: 'bob@x..test' }).waitFor({ state: 'attached' });
    await page.evaluate("engine.answers.push({ ok: false, reason: 'changed', stands: 'd@c.test' })");
    await nth(4).focus();
    const fix = card().locator('.fix');
    await fix.dispatchEvent('click');
    expect(await page.evaluate('engine.fixes')).toEqual([]);
    await fix.click();
    await card().getByText('Testmail made “d@c.test” of it').waitFor();
    expect(await page.evaluate('engine.fixes')).toEqual(['mailto:c@d.test -> c@d.test']);
    await nth(0).focus();
    await nth(4).focus();
    await fix.press('Enter');
    await page.locator('.aloud', { hasText: 'The recipient is now c@d.test' }).waitFor({ state: 'attached' });
  });

  it('is announced politely, and only what is new', async () => {
    await mark(kind);
    const aloud = page.locator('[aria-live=polite]');
    await page.locator('.aloud', { hasText: 'bob@x..test' }).waitFor({ state: 'attached' });
    const more = 'eve@';
    if (kind === 'chips') await chips(more);
    else await page.fill(`#${kind}`, [...mixed, more].join(', '));
    await page.evaluate('document.activeElement.blur?.()');
    await refresh(kind, true);
    await page.locator('.aloud', { hasText: 'eve@' }).waitFor({ state: 'attached' });
    expect(await aloud.textContent()).not.toContain('bob@');
  });

  it.each([
    ['light', 'en', 'none'],
    ['dark', 'ru', 'none'],
    ['light', 'ru', 'active'],
  ] as const)('%s, %s, forced colours %s: nothing that axe finds', async (scheme, language, forcedColors) => {
    await page.emulateMedia({ forcedColors });
    await page.evaluate((dark) => document.body.classList.toggle('dark', dark), scheme === 'dark');
    await mark(kind, language);
    for (const at of [1, 2, 4]) {
      await nth(at).focus();
      expect(await findings()).toEqual([]);
    }
    await page.emulateMedia({ forcedColors: 'none' });
  });
});

describe('only what changed is made anew', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => `user${at}@host${at}.dest.test`);

  it('of typed ones', async () => {
    await page.fill('#text', hundred.join(', '));
    await mark('text');
    await page.evaluate(() => {
      const ink = document.querySelector('[data-waypost-mark]')?.shadowRoot?.querySelector('.ink');
      const counted = { made: 0 };
      Object.assign(globalThis, { counted });
      const watch = new MutationObserver((all) => {
        for (const { addedNodes } of all) counted.made += addedNodes.length;
      });
      if (ink) watch.observe(ink, { childList: true, subtree: true });
    });
    await page.evaluate(() =>
      (document.querySelector('#text') as HTMLInputElement).setSelectionRange(30, 30),
    );
    await page.focus('#text');
    for (const key of 'abcde') {
      await page.keyboard.press(key);
      await refresh('text');
    }
    // The one that is edited, and the last one, which is at first no longer being left.
    expect(await page.evaluate('counted.made')).toBeLessThanOrEqual(6);
    expect(await signs().count()).toBe(100);
  });

  it('of chips: none, while something is typed beside them', async () => {
    await chips(...hundred);
    await mark('chips');
    const first = await signs()
      .first()
      .evaluateHandle((one) => one);
    await page.evaluate(() => {
      const box = document.querySelector('[data-waypost-mark]')?.shadowRoot?.querySelector('.chips');
      const counted = { changes: 0 };
      Object.assign(globalThis, { counted });
      const watch = new MutationObserver((all) => {
        counted.changes += all.length;
      });
      if (box) watch.observe(box, { childList: true, subtree: true, attributes: true });
    });
    for (const key of 'abc') {
      await page.locator('#chips input').press(key);
      await refresh('chips');
    }
    expect(await page.evaluate('counted.changes')).toBe(0);
    await chips('new@dest.test');
    await refresh('chips', true);
    expect(await signs().count()).toBe(101);
    expect(await first.evaluate((one) => one.isConnected)).toBe(true);
  });
});

describe('the panel of the Send guard', () => {
  it.each([
    ['light', 'en', 'none'],
    ['dark', 'ru', 'none'],
    ['light', 'en', 'active'],
  ] as const)('%s, %s, forced colours %s: nothing that axe finds', async (scheme, language, forcedColors) => {
    await page.emulateMedia({ forcedColors });
    await page.evaluate((dark) => document.body.classList.toggle('dark', dark), scheme === 'dark');
    await page.evaluate(`void engine.panel('${language}')`);
    await page.getByRole('alertdialog').waitFor();
    expect(await findings()).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
  });
});

describe('more recipients than the panel shows', () => {
  it.each([
    ['en', 'And 2 more of the recipients.'],
    ['ru', 'И ещё получателей: 2.'],
  ] as const)('%s: says how many, in words', async (language, words) => {
    await page.evaluate(`void engine.panel('${language}', 7)`);
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByRole('listitem').count()).toBe(5);
    expect(await dialog.getByText(words, { exact: true }).isVisible()).toBe(true);
  });
});

describe('while the panel writes another address into the field', () => {
  it('takes no second press and lets nothing be sent; then it says how it went, each time', async () => {
    await page.evaluate(`void engine.panel('en')`);
    const write = page.getByRole('button', { name: 'Write it as user%dest.test@s1.test' });
    // What is pressed before it could be read counts for nothing.
    await page.waitForTimeout(600);
    const pressed = () => page.evaluate('engine.pressed');
    await write.dblclick();
    await page.getByRole('button', { name: 'Send anyway' }).click();
    expect(await pressed()).toEqual(['user%dest.test@s1.test']);
    await page.evaluate('engine.notTaken()');
    const status = page.getByRole('status');
    await expect.poll(() => status.textContent()).not.toBe('');
    await write.click();
    expect(await pressed()).toHaveLength(2);
    expect(await status.textContent()).toBe('');
    await page.evaluate('engine.notTaken()');
    await page.getByRole('button', { name: 'Send anyway' }).click();
    expect(await pressed()).toContain('anyway');
  });
});

describe('pointing at a field', () => {
  it.each([
    ['light', 'en', 'none'],
    ['dark', 'ru', 'none'],
    ['light', 'ru', 'active'],
  ] as const)(
    '%s, %s, forced colours %s: nothing that axe finds',
    async (colorScheme, language, forcedColors) => {
      await page.emulateMedia({ colorScheme, forcedColors });
      await page.evaluate(`void engine.point('${language}')`);
      await page.locator('[role=status]', { hasText: 'Escape' }).waitFor();
      await page.hover('#text');
      await page.locator('.box').waitFor();
      expect(await findings()).toEqual([]);
      await page.focus('#lines');
      await page.keyboard.press('Enter');
      await page.locator('.box').waitFor({ state: 'detached' });
      expect(await page.evaluate('engine.pointed')).toEqual(['textarea[id="lines"]']);
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    },
  );
});

async function findings(): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}
