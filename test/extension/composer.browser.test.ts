import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName, InsertAnswer } from '../../src/extension/messages.ts';
import { bundleEngine, EnginePage, launchPlainChromium } from './isolated-world.ts';

let browser: Browser;
let tab: EnginePage;

beforeAll(async () => {
  const [launched, engine] = await Promise.all([launchPlainChromium(), bundleEngine()]);
  browser = launched;
  tab = await EnginePage.open(browser, engine);
});
afterAll(() => browser?.close());

const pageOf = (site: string): string => (site === 'horde' ? 'horde/composer.html' : `${site}.html`);
const inputOf: Readonly<Record<string, string>> = {
  'roundcube-elastic': '#compose_to li.input input',
  'roundcube-larry': '#_to',
  demo: '#to',
  horde: '#sendto input.impACTrigger',
};

/** As a person would, comma by comma. */
async function type(page: EnginePage, site: string, text: string): Promise<Locator> {
  const input = page.page.locator(inputOf[site] ?? '');
  for (const piece of text.match(/[^,]*,|[^,]+/g) ?? []) {
    await input.pressSequentially(piece);
    // Horde looks four times a second.
    if (site === 'horde' && piece.endsWith(',')) await expect.poll(() => input.inputValue()).toBe('');
  }
  return input;
}

const found = async (page: EnginePage) => [...(await page.evaluate<string[]>('engine.found'))].sort();

async function opened<T>(fixture: string, use: (page: EnginePage) => Promise<T>): Promise<T> {
  await tab.show(fixture);
  return use(tab);
}

const to = (fields: readonly { field: FieldName; recipients: readonly string[]; pending: string }[]) =>
  fields.find(({ field }) => field === 'to');

describe('finding', () => {
  it.each([
    ['roundcube-elastic.html', ['roundcube-elastic/to', 'roundcube-elastic/cc', 'roundcube-elastic/bcc']],
    ['roundcube-larry.html', ['roundcube-larry/to', 'roundcube-larry/cc']],
    ['demo.html', ['demo/to', 'demo/cc', 'demo/bcc']],
  ])('%s: each field once, and of one webmail only', (fixture, expected) =>
    opened(fixture, async (page) => {
      await page.evaluate('engine.find()');
      await expect.poll(() => found(page)).toEqual([...expected].sort());
    }),
  );

  it('notices a field that appears later, while the page never stops changing, and none after the signal', () =>
    opened('demo.html', async (page) => {
      await page.page.evaluate(() => {
        const form = document.querySelector('form') as HTMLFormElement;
        form.remove();
        const rows = document.body.appendChild(document.createElement('div'));
        setInterval(() => {
          rows.append(document.createElement('p'));
          if (rows.childElementCount > 50) rows.firstChild?.remove();
        }, 1);
        Object.assign(window, { form });
      });
      await page.evaluate('engine.found.length = 0; engine.find()');
      expect(await page.evaluate('engine.found')).toEqual([]);
      await page.page.evaluate(() => document.body.append((window as unknown as { form: Element }).form));
      await expect.poll(() => found(page)).toEqual(['demo/bcc', 'demo/cc', 'demo/to']);
      await page.evaluate('engine.stopFinding(); engine.found.length = 0');
      await page.page.evaluate(() => {
        const copy = document.querySelector('form')?.cloneNode(true);
        document.querySelector('form')?.remove();
        if (copy) document.body.append(copy);
      });
      await page.page.waitForTimeout(100);
      expect(await page.evaluate('engine.found')).toEqual([]);
    }));
});

describe('reading', () => {
  it('elastic', () =>
    opened('roundcube-elastic.html', async (page) => {
      const input = page.page.locator('#compose_to li.input input');
      await input.fill('Ann Lee <ann@dest.test>, bob%dest.test@s1.test,');
      await input.press('Enter');
      await input.pressSequentially('caro');
      expect(await page.read('roundcube-elastic')).toEqual({
        site: 'roundcube-elastic',
        webmail: 'roundcube-elastic',
        fields: [
          { field: 'to', recipients: ['Ann Lee <ann@dest.test>', 'bob%dest.test@s1.test'], pending: 'caro' },
          { field: 'cc', recipients: [], pending: '' },
          { field: 'bcc', recipients: [], pending: '' },
        ],
        from: 'Ann <ann@client.test>',
        subject: 'Re: plan',
        text: 'Hello,\n\n> quoted',
        attachments: [{ name: 'plan.pdf' }],
        inReplyTo: '<parent/1@dest.test>',
      });
    }));

  it('too much of anything is not cut in secret: one over tells', () =>
    opened('demo.html', async (page) => {
      const many = (count: number) => Array.from({ length: count }, (_, at) => `u${at}@dest.test`).join(', ');
      await page.page.locator('#to').fill(many(151));
      await page.page.locator('#cc').fill(many(1200));
      await page.page.locator('#subject').fill('s'.repeat(3000));
      const { fields, subject } = await page.read('demo');
      expect(fields.map(({ recipients }) => recipients.length)).toEqual([151, 1001, 0]);
      expect(subject).toHaveLength(2001);
    }));

  it('demo: what does not parse is pending', () =>
    opened('demo.html', async (page) => {
      await page.page.locator('#to').fill('Ann <ann@dest.test>, "b, c"@dest.test, ');
      await page.page.locator('#cc').fill('ann@dest.test, @s1.test:');
      const { fields, subject } = await page.read('demo');
      expect(fields).toEqual([
        { field: 'to', recipients: ['Ann <ann@dest.test>', '"b, c"@dest.test'], pending: '' },
        { field: 'cc', recipients: ['ann@dest.test'], pending: '@s1.test:' },
        { field: 'bcc', recipients: [], pending: '' },
      ]);
      expect(subject).toBe('');
    }));
});

describe('inserting and reading back', () => {
  const route = '@s1.test,@s2.test:user@dest.test';
  const percent = 'user%dest.test%s2.test@s1.test';
  const table: readonly (readonly [
    string,
    string,
    string,
    string | readonly string[] | undefined,
    InsertAnswer,
    string,
    string,
  ])[] = [
    // site, before, inserted, replaced, answer, recipients after, pending after
    ['roundcube-elastic', '', percent, undefined, { ok: true, stands: percent }, percent, ''],
    ['roundcube-elastic', 'a@dest.test,', percent, 'a@dest.test', { ok: true, stands: percent }, percent, ''],
    [
      'roundcube-elastic',
      'a@dest.test,b@dest.test,',
      percent,
      'a@dest.test',
      { ok: true, stands: percent },
      `b@dest.test|${percent}`,
      '',
    ],
    ['roundcube-elastic', 'half', percent, undefined, { ok: true, stands: percent }, percent, 'half'],
    [
      'roundcube-elastic',
      'a@dest.test,',
      route,
      'a@dest.test',
      { ok: false, reason: 'changed', stands: '@s2.test:user@dest.test, @s1.test' },
      'a@dest.test',
      '',
    ],
    [
      'roundcube-elastic',
      'half',
      route,
      undefined,
      { ok: false, reason: 'changed', stands: '@s2.test:user@dest.test, @s1.test' },
      '',
      'half',
    ],
    [
      'roundcube-elastic',
      '',
      's1.test!dest.test!user',
      undefined,
      { ok: false, reason: 'not-taken' },
      '',
      '',
    ],
    [
      'roundcube-elastic',
      '',
      'user@[127.0.0.1]',
      undefined,
      { ok: false, reason: 'changed', stands: 'user@[127.0.0.1' },
      '',
      '',
    ],
    [
      'roundcube-elastic',
      'Ann Lee <a@dest.test>,',
      `Ann Lee <${percent}>`,
      'Ann Lee <a@dest.test>',
      { ok: true, stands: `Ann Lee <${percent}>` },
      `Ann Lee <${percent}>`,
      '',
    ],
    [
      'roundcube-larry',
      'Ann Lee <a@dest.test>, b@dest.test',
      `Ann Lee <${percent}>`,
      'Ann Lee <a@dest.test>',
      { ok: true, stands: `Ann Lee <${percent}>` },
      `Ann Lee <${percent}>|b@dest.test`,
      '',
    ],
    ['roundcube-larry', '', percent, undefined, { ok: true, stands: percent }, percent, ''],
    [
      'roundcube-larry',
      'a@dest.test, ',
      route,
      undefined,
      { ok: true, stands: route },
      `a@dest.test|${route}`,
      '',
    ],
    [
      'demo',
      'a@dest.test, b@dest.test',
      percent,
      'a@dest.test',
      { ok: true, stands: percent },
      `${percent}|b@dest.test`,
      '',
    ],
    [
      'roundcube-elastic',
      'a@dest.test,b@dest.test,c@dest.test,',
      percent,
      ['a@dest.test', 'c@dest.test'],
      { ok: true, stands: percent },
      `b@dest.test|${percent}`,
      '',
    ],
    [
      'roundcube-elastic',
      'a@dest.test,half',
      percent,
      ['a@dest.test', 'half'],
      { ok: true, stands: percent },
      percent,
      '',
    ],
    [
      'roundcube-larry',
      'a@dest.test, b@dest.test, c@dest.test',
      percent,
      ['a@dest.test', 'c@dest.test'],
      { ok: true, stands: percent },
      `${percent}|b@dest.test`,
      '',
    ],
    // What was still typed counts too: only what is replaced goes.
    [
      'roundcube-elastic',
      'a@dest.test b@dest.test',
      percent,
      'a@dest.test',
      { ok: true, stands: percent },
      percent,
      'b@dest.test',
    ],
    [
      'roundcube-elastic',
      'ann@dest.test,joann@dest.test',
      percent,
      'ann@dest.test',
      { ok: true, stands: percent },
      percent,
      'joann@dest.test',
    ],
    // Horde makes chips at commas alone, and sends what stands behind the last of them.
    ['horde', '', percent, undefined, { ok: true, stands: percent }, '', percent],
    ['horde', 'a@dest.test,', percent, 'a@dest.test', { ok: true, stands: percent }, '', percent],
    ['horde', 'a@dest.test', percent, 'a@dest.test', { ok: true, stands: percent }, '', percent],
    [
      'horde',
      'a@dest.test,b@dest.test',
      percent,
      'a@dest.test',
      { ok: true, stands: percent },
      'b@dest.test',
      percent,
    ],
    [
      'horde',
      'a@dest.test,c@dest.test,b%dest.test@s1.test',
      percent,
      'c@dest.test',
      { ok: true, stands: percent },
      'a@dest.test|b%dest.test@s1.test',
      percent,
    ],
    [
      'horde',
      'a@dest.test,b@dest.test',
      route,
      'a@dest.test',
      { ok: false, reason: 'changed', stands: '@s1.test, @s2.test:user@dest.test' },
      'a@dest.test',
      'b@dest.test',
    ],
    ['demo', 'user@dest.test', route, 'user@dest.test', { ok: true, stands: route }, route, ''],
  ];

  it.each(table)('%s, %j + %s for %j', (site, before, address, replaces, answer, recipients, pending) =>
    opened(pageOf(site), async (page) => {
      await type(page, site, before);
      expect(await page.insert(site, 'to', address, replaces)).toEqual(answer);
      const after = to((await page.read(site)).fields);
      expect(after?.recipients.join('|')).toBe(recipients);
      expect(after?.pending).toBe(pending);
      if (site === 'roundcube-elastic') {
        const carried = await page.page.locator('#_to').inputValue();
        // It sends a whole address that is still typed, too.
        expect(carried.endsWith(pending) ? carried.slice(0, carried.length - pending.length) : carried).toBe(
          recipients
            .split('|')
            .filter(Boolean)
            .map((text) => `${text},`)
            .join(''),
        );
      }
    }),
  );

  // What the person does right after an insertion began, while it is still being read back.
  it.each<
    readonly [
      site: string,
      before: string,
      address: string,
      replaces: string | undefined,
      meanwhile: string,
      answer: InsertAnswer,
      after: string,
      pending: string,
    ]
  >([
    [
      'roundcube-larry',
      'ann@dest.test',
      percent,
      'ann@dest.test',
      ', bob@dest.test',
      { ok: true, stands: percent },
      `${percent}|bob@dest.test`,
      '',
    ],
    ['demo', '', route, undefined, ', bo', { ok: true, stands: route }, route, 'bo'],
    [
      'roundcube-elastic',
      'ann@dest.test,',
      percent,
      'ann@dest.test',
      'bob@dest.test,car',
      { ok: true, stands: percent },
      `${percent}|bob@dest.test`,
      'car',
    ],
    [
      'roundcube-elastic',
      'half',
      percent,
      undefined,
      ' and more',
      { ok: true, stands: percent },
      percent,
      'half and more',
    ],
    [
      'horde',
      'ann@dest.test,',
      percent,
      'ann@dest.test',
      ',bo',
      { ok: true, stands: percent },
      percent,
      'bo',
    ],
    ['horde', 'ann', percent, undefined, '', { ok: true, stands: percent }, 'ann', percent],
  ])(
    '%s, %j + %s for %j, and %j typed meanwhile',
    (site, before, address, replaces, meanwhile, ...expected) =>
      opened(pageOf(site), async (page) => {
        const input = await type(page, site, before);
        await input.focus();
        await page.evaluate(
          `void (globalThis.answer = engine.insert(...${JSON.stringify([site, 'to', address, replaces ?? null])}))`,
        );
        await input.press('End');
        await input.pressSequentially(meanwhile);
        const answer = await page.evaluate('globalThis.answer');
        if (site === 'horde') await page.page.waitForTimeout(300);
        const after = to((await page.read(site)).fields);
        expect([answer, after?.recipients.join('|'), after?.pending]).toEqual(expected);
      }),
  );

  it('a route that is stripped a moment later does not stand because somebody typed meanwhile', () =>
    opened('roundcube-elastic.html', async (page) => {
      const input = await type(page, 'roundcube-elastic', 'half');
      await input.focus();
      await page.page.evaluate(`window.addEventListener('change', (event) => {
        event.stopImmediatePropagation();
        setTimeout(() => {
          event.target.value = 'user@dest.test';
          event.target.dispatchEvent(new Event('change', { bubbles: true }));
        }, 100);
      }, { capture: true, once: true })`);
      await page.evaluate(
        `void (globalThis.answer = engine.insert(...${JSON.stringify(['roundcube-elastic', 'to', route, null])}))`,
      );
      await input.press('b');
      expect(await page.evaluate('globalThis.answer')).toMatchObject({ ok: false, reason: 'changed' });
      const after = to((await page.read('roundcube-elastic')).fields);
      expect(after?.recipients).toEqual([]);
      expect(after?.pending).toMatch(/^half/);
    }));

  it('what was typed behind an address that the webmail changed stays', () =>
    opened('demo.html', async (page) => {
      const input = await type(page, 'demo', 'ann@dest.test');
      await input.evaluate((element: HTMLInputElement) =>
        element.addEventListener(
          'change',
          () =>
            setTimeout(() => {
              element.value = element.value.replace(/@s1[^:]*:/, '');
            }, 200),
          { once: true },
        ),
      );
      await page.evaluate(
        `void (globalThis.answer = engine.insert(...${JSON.stringify(['demo', 'to', route, null])}))`,
      );
      await page.page.waitForTimeout(220);
      await input.press('End');
      await input.pressSequentially(', bob@dest.test');
      expect(await page.evaluate('globalThis.answer')).toMatchObject({ ok: false, reason: 'changed' });
      expect(await input.inputValue()).toBe('ann@dest.test, bob@dest.test');
    }));

  it('keeps the focus and the selection where the person is', () =>
    opened('roundcube-elastic.html', async (page) => {
      const subject = page.page.locator('#compose-subject');
      await subject.focus();
      await subject.evaluate((element) => (element as HTMLInputElement).setSelectionRange(1, 3));
      await page.page.locator('#compose_to').evaluate(() => undefined);
      expect((await page.insert('roundcube-elastic', 'to', 'a@dest.test')).ok).toBe(true);
      expect((await page.insert('roundcube-elastic', 'to', percent, 'a@dest.test')).ok).toBe(true);
      expect(
        await page.page.evaluate(() => {
          const focused = document.activeElement as HTMLInputElement;
          return [focused.id, focused.selectionStart, focused.selectionEnd];
        }),
      ).toEqual(['compose-subject', 1, 3]);
    }));

  it('finds out when the webmail changes it a little later', () =>
    opened('demo.html', async (page) => {
      await page.page.evaluate(() => {
        const input = document.querySelector('#to') as HTMLInputElement;
        input.addEventListener(
          'change',
          () =>
            setTimeout(() => {
              input.value = input.value.replace(/^@[^:]*:/, '');
            }, 100),
          { once: true },
        );
      });
      expect(await page.insert('demo', 'to', route)).toEqual({
        ok: false,
        reason: 'changed',
        stands: 'user@dest.test',
      });
      expect(await page.page.locator('#to').inputValue()).toBe('');
    }));

  it('a field that the webmail does not show is named as missing', () =>
    opened('roundcube-larry.html', async (page) => {
      expect(await page.insert('roundcube-larry', 'bcc', 'a@dest.test')).toEqual({
        ok: false,
        reason: 'no-field',
      });
    }));
});
