/** The extension's pages as a person meets them: by mouse, by keyboard, by ear, in both languages. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageStatus } from '../../src/core/bridge/protocol.ts';
import type { FrozenDraft } from '../../src/extension/background/api.ts';
import type { ComposerContent } from '../../src/extension/messages.ts';
import { addHops, type Builder, emptyBuilder } from '../../src/extension/popup/builder.ts';
import { type Pages, type Script, servePages } from './ui-stub.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let pages: Pages;
beforeAll(async () => {
  pages = await servePages(fileURLToPath(new URL('../../dist/chrome', import.meta.url)));
});
afterAll(() => pages?.close());

const site = {
  origin: 'https://mail.client.test',
  pattern: 'https://mail.client.test/*',
  enabled: true,
  hasComposer: true,
  site: 'roundcube-elastic',
  webmail: 'roundcube-elastic',
};
const composer: ComposerContent = {
  site: 'roundcube-elastic',
  webmail: 'roundcube-elastic',
  fields: [{ field: 'to', recipients: ['User <user@dest.test>', 'second@other.test'], pending: '' }],
  from: 'me@client.test',
  subject: 'Subject',
  text: 'Text\n',
  attachments: [],
};
const story: Builder = {
  ...addHops({ ...emptyBuilder, recipient: 'user@dest.test' }, 's1.test s2.test s3.test'),
  chosen: { field: 'to', text: 'User <user@dest.test>' },
};
const long: Builder = {
  ...addHops(
    { ...emptyBuilder, recipient: 'a.rather.long.mailbox@department.university.example.org' },
    'mx-relay-03.frankfurt.provider.example.net s2.test gateway.internal.example.org s4.test s5..test',
  ),
  adding: 'mx-relay-04.frankfurt.provider.example..net',
};
/** RFC 1035 §2.3.4: a label has 63 octets. */
const longest = ['h', 'i'].map((letter) => letter.repeat(63)).join('.');
const longestNames: Builder = {
  ...addHops({ ...emptyBuilder, recipient: 'user@dest.test', onlyThis: true }, longest),
  chosen: { field: 'to', text: 'user@dest.test' },
};
const path = '@s1.test,@s2.test,@s3.test:user@dest.test';
const id = '123e4567-e89b-42d3-a456-426614174000';
const frozen: FrozenDraft = {
  draft: {
    id,
    identity: 'me@client.test',
    recipients: [{ field: 'to', path }],
    subject: '<img src=x onerror=alert(1)>',
    text: 'Line\n'.repeat(30),
    thisHosts: [],
  },
  stations: { [path]: ['s1.test', 's2.test', 's3.test', 'dest.test'] },
  files: [],
  leftOut: ['second@other.test'],
};
const hello = {
  type: 'hello' as const,
  version: 3,
  program: '0.1.0',
  identities: [{ address: 'me@client.test' }, { address: 'other@client.test', name: 'Other' }],
};
const status = (outcome: Partial<MessageStatus['outcomes'][number]>): MessageStatus => ({
  message: id,
  subject: 'Subject',
  created: '2026-11-23T04:13:42Z',
  messageId: '<x@client.test>',
  outcomes: [{ path, state: 'sending', ...outcome }],
  aliases: {},
});
const lines = Array.from({ length: 60 }, (_, at) => ({
  at: at * 7,
  mark: '->' as const,
  text: `NOOP ${at}`,
}));
const refused = status({
  state: 'failed',
  server: 'mx.s1.test',
  step: 'RCPT',
  reply: '550 5.7.1 Relaying denied',
  reason: 'relaying-denied',
});

const popup = (builder: Builder, more: Partial<ComposerContent> = {}): Script => ({
  api: { siteState: site, readComposer: { ok: true, composer: { ...composer, ...more } } },
  session: { 'builder:7': builder },
  local: { relays: ['s1.test', 's9.test'] },
});

/** Where no site file describes the webmail. */
const elsewhere = (more: object): Script => ({
  ...popup(story),
  api: {
    siteState: { ...site, site: 'elsewhere', webmail: 'elsewhere', late: false, ...more } as typeof site,
    readComposer: { ok: true, composer: { ...composer, site: 'elsewhere', webmail: 'elsewhere' } },
    setGuard: { ok: true },
    point: { ok: true },
    forgetPointed: { ok: true },
  },
});
const byLabel = {
  finding: { certainty: 'probable', by: 'label', text: 'An' },
  settings: { guard: true, pointed: {} },
};
const guardOff = {
  late: true,
  finding: { certainty: 'pointed', by: 'pointed', text: 'input[id="to"]' },
  settings: { guard: false, pointed: { to: 'input[id="to"]' } },
};

/** Every page in the states that differ most. */
const looks: readonly [
  name: string,
  path: string,
  script: Script,
  size?: { width: number; height: number },
][] = [
  ['popup, not enabled', 'popup.html', { api: { siteState: { ...site, enabled: false } } }],
  ['popup', 'popup.html', popup(story, { attachments: [{ name: 'a.pdf' }] })],
  ['popup, long and wrong', 'popup.html', popup(long)],
  [
    'popup, the longest names',
    'popup.html',
    {
      ...popup(longestNames, {
        fields: [{ field: 'to', recipients: ['user@dest.test', `other@${longest}`], pending: '' }],
      }),
      local: { relays: [longest] },
    },
  ],
  [
    'popup, not enabled, the longest name',
    'popup.html',
    { api: { siteState: { ...site, enabled: false, origin: `https://${longest}` } } },
  ],
  ['popup, no site file', 'popup.html', elsewhere(byLabel)],
  ['popup, pointed at and not guarded', 'popup.html', elsewhere(guardOff)],
  [
    'confirmation',
    `confirm.html?draft=${id}`,
    { api: { frozenDraft: frozen }, host: { hello: [hello] } },
    { width: 720, height: 640 },
  ],
  [
    'confirmation with HTML and attachments',
    `confirm.html?draft=${id}`,
    {
      api: {
        frozenDraft: {
          ...frozen,
          draft: { ...frozen.draft, html: '<p>Line</p>' },
          files: [
            { name: `${'a'.repeat(90)}.pdf` },
            { name: 'b.txt', caught: { id: 'one', size: 4000, type: 'text/plain' } },
          ],
          lostImages: ['logo'],
        },
      },
      host: { hello: [hello] },
    },
    { width: 720, height: 640 },
  ],
  [
    'confirmation without a host',
    `confirm.html?draft=${id}`,
    { api: { frozenDraft: frozen }, host: { hello: [{ type: 'trouble', trouble: 'no-host' }] } },
    { width: 720, height: 640 },
  ],
  [
    'refused',
    `confirm.html?message=${id}`,
    {
      host: {
        watch: [
          { type: 'transcript', message: id, lines },
          { type: 'status', status: refused },
          { type: 'done', message: id },
        ],
      },
    },
    { width: 720, height: 640 },
  ],
  ['verify', `verify.html?route=${encodeURIComponent(path)}`, {}, { width: 760, height: 720 }],
  [
    'verify, the longest name',
    `verify.html?route=${encodeURIComponent(`@${longest}:user@dest.test`)}`,
    {},
    { width: 320, height: 720 },
  ],
];

describe.each(looks)('%s', (_, at, script, size) => {
  test.each([
    ['light', 'en'],
    ['dark', 'ru'],
  ] as const)('%s, %s: nothing that axe finds, nothing wider than the window', async (scheme, language) => {
    const { page } = await pages.show(at, { ...script, language }, { dark: scheme === 'dark', ...size });
    if (at.startsWith('verify')) await page.fill('textarea', source);
    // An issue is shown after a short rest.
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await findings(page)).toEqual([]);
    const spare = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return clientWidth - scrollWidth;
    });
    expect(spare).toBe(0);
    await page.context().close();
  });
});

async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

const source = [
  'Received: from s3.test (s3.test [192.0.2.3]) by dest.test with ESMTP id 4; Mon, 23 Nov 2026 04:13:45 +0000',
  'Received: from s1.test (s1.test [192.0.2.1]) by s3.test with ESMTP id 3; Mon, 23 Nov 2026 04:13:44 +0000',
  'Received: from client.test (client.test [192.0.2.9]) by s1.test with ESMTP id 1; Mon, 23 Nov 2026 04:13:42 +0000',
  '',
].join('\n');

describe('in forced colours', () => {
  test('what can’t be pressed has the colour of that, and the chosen recipient a frame of its own', async () => {
    const { page } = await pages.show('popup.html', popup(story));
    await page.emulateMedia({ forcedColors: 'active' });
    const colours = await page.evaluate(() => {
      const grey = document.createElement('span');
      grey.style.color = 'GrayText';
      document.body.append(grey);
      const colourOf = (selector: string) =>
        getComputedStyle(document.querySelector(selector) ?? document.body).color;
      const widthOf = (selector: string) =>
        getComputedStyle(document.querySelector(selector) ?? document.body).borderTopWidth;
      return {
        grey: getComputedStyle(grey).color,
        off: colourOf('[aria-label="Move up: s1.test"]'),
        on: colourOf('[aria-label="Move up: s2.test"]'),
        chosen: widthOf('.pill[aria-pressed=true]'),
        other: widthOf('.pill[aria-pressed=false]'),
      };
    });
    expect(colours.off).toBe(colours.grey);
    expect(colours.on).not.toBe(colours.grey);
    expect(colours.chosen).not.toBe(colours.other);
    await page.context().close();
  });
});

describe('the builder', () => {
  test.each(['en', 'ru'] as const)('%s: three hops, the notations and the advice fit', async (language) => {
    const script = popup(story);
    const composerOfOne = {
      ...composer,
      fields: [{ ...composer.fields[0], recipients: ['user@dest.test'] }],
    };
    const one = { ...story, chosen: { field: 'to', text: 'user@dest.test' } };
    const { page } = await pages.show('popup.html', {
      ...script,
      language,
      local: {},
      session: { 'builder:7': one },
      api: { ...script.api, readComposer: { ok: true, composer: composerOfOne as ComposerContent } },
    });
    const [height, room] = await page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.clientHeight,
    ]);
    expect(height).toBeLessThanOrEqual(room ?? 0);
    await page.context().close();
  });

  test.each([320, 480])(
    '%d pixels high, it has one scroll bar, and its bar and foot stay',
    async (height) => {
      const { page } = await pages.show('popup.html', popup(long), { height });
      const scrolling = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, .body')]
          .filter(
            (one) => one.scrollHeight > one.clientHeight && getComputedStyle(one).overflowY !== 'visible',
          )
          .map((one) => one.className),
      );
      expect(scrolling).toEqual([]);
      await page.evaluate(() => scrollTo(0, 100));
      const [bar, foot] = await Promise.all(
        ['.bar', '.foot'].map((part) => page.locator(part).boundingBox()),
      );
      expect(bar?.y).toBe(0);
      expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeCloseTo(height, 0);
      await page.context().close();
    },
  );

  test('a host that is not there is said at the opening, once the permission is held; nothing is asked for', async () => {
    const { page, seen } = await pages.show('popup.html', {
      ...popup(story),
      host: { hello: [{ type: 'trouble', trouble: 'no-host' }] },
    });
    await page.getByText('npm run waypost -- install').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect
      .poll(async () => (await seen()).asked.filter(({ type }) => type === 'hello'))
      .toHaveLength(2);
    expect((await seen()).asked.some(({ call }) => call === 'openConfirm')).toBe(false);
    await page.context().close();
  });

  test('is turned off on this site by one button', async () => {
    const { page, seen } = await pages.show('popup.html', popup(story));
    await page.getByRole('button', { name: 'Turn off on mail.client.test' }).click();
    await expect
      .poll(async () => (await seen()).asked.filter(({ call }) => call === 'disableSite'))
      .toMatchObject([{ with: ['https://mail.client.test'] }]);
    await page.context().close();
  });

  test('by keyboard alone: add, move, remove, each kept at once', async () => {
    const { page, seen } = await pages.show(
      'popup.html',
      popup({ ...emptyBuilder, recipient: 'user@dest.test' }),
    );
    const kept = async () => ((await seen()).session['builder:7'] as Builder).hops.map((hop) => hop.text);
    await page.focus('#adding');
    for (const hop of ['s1.test', 's2.test', 's3.test']) {
      await page.keyboard.type(hop);
      await page.keyboard.press('Enter');
    }
    expect(await kept()).toEqual(['s1.test', 's2.test', 's3.test']);
    expect(await page.locator('.carried').allInnerTexts()).toEqual([
      `RCPT TO:<${path}>`,
      'RCPT TO:<@s2.test,@s3.test:user@dest.test>',
      'RCPT TO:<@s3.test:user@dest.test>',
      'RCPT TO:<user@dest.test>',
    ]);

    await page.focus('#hop-3');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await kept()).toEqual(['s1.test', 's3.test', 's2.test']);
    await page.keyboard.press('Alt+ArrowUp');
    expect(await kept()).toEqual(['s3.test', 's1.test', 's2.test']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('hop-3');

    // At the top the button stays where the focus is, and does nothing.
    await page.getByRole('button', { name: 'Move up: s1.test' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await kept()).toEqual(['s1.test', 's3.test', 's2.test']);
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Move up: s1.test');
    expect(await page.locator('[role=status]').last().innerText()).toContain('s1.test');

    await page.getByRole('button', { name: 'Remove s3.test' }).press('Space');
    expect(await kept()).toEqual(['s1.test', 's2.test']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('adding');
    await page.context().close();
  });

  test('by mouse: a hop is dragged by its station', async () => {
    const { page, seen } = await pages.show('popup.html', popup(story));
    const grip = await page.locator('.grip').first().boundingBox();
    const last = await page.locator('.grip').last().boundingBox();
    if (grip === null || last === null) throw new Error('no grips');
    await page.mouse.move(grip.x + 10, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(last.x + 10, last.y + 30, { steps: 12 });
    await page.mouse.up();
    const kept = (await seen()).session['builder:7'] as Builder;
    expect(kept.hops.map((hop) => hop.text)).toEqual(['s2.test', 's3.test', 's1.test']);
    await page.context().close();
  });

  test('a wrong hop is marked where it is wrong, with its sentence, and nothing is offered meanwhile', async () => {
    const { page } = await pages.show('popup.html', popup(story));
    await page.fill('#hop-2', 's2..test');
    await page.locator('#hop-2-issue p').waitFor();
    expect(await page.locator('mark[data-severity=error]').allInnerTexts()).toEqual(['.']);
    expect(await page.getAttribute('#hop-2', 'aria-invalid')).toBe('true');
    expect(await page.getByRole('button', { name: 'Insert', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /^Send directly/ }).isDisabled()).toBe(true);
    await page.context().close();
  });

  test('a press holds though a sentence about what was typed is due meanwhile', async () => {
    const { page, seen } = await pages.show('popup.html', popup(story));
    const remove = await page.getByRole('button', { name: 'Remove s3.test' }).boundingBox();
    if (remove === null) throw new Error('no button');
    await page.fill('#hop-2', 's2..test');
    await page.mouse.move(remove.x + 12, remove.y + 12);
    await page.mouse.down();
    // Longer than the rest after which the sentence comes.
    await page.waitForTimeout(600);
    await page.mouse.up();
    const hops = async () =>
      ((await seen()).session['builder:7'] as Builder | undefined)?.hops.map(({ text }) => text);
    await expect.poll(hops).toEqual(['s1.test', 's2..test']);
    await page.locator('#hop-2-issue p').waitFor();
    await page.context().close();
  });

  test('an empty field says what the buttons wait for, and is not called wrong', async () => {
    const { page } = await pages.show(
      'popup.html',
      popup({ ...story, recipient: '', hops: [{ id: 1, text: '' }] }, { fields: [] }),
    );
    expect(await page.getAttribute('#recipient', 'placeholder')).toBe('To whom, such as user@dest.test');
    expect(await page.getAttribute('#hop-1', 'placeholder')).toBe('Name it, or remove it');
    expect(await page.getByRole('button', { name: 'Insert', exact: true }).isDisabled()).toBe(true);
    // An issue is shown after a short rest.
    await page.waitForTimeout(600);
    expect(await page.locator('.issue, [aria-invalid=true]').count()).toBe(0);
    await page.context().close();
  });

  test.each(['Insert', 'Send directly…'])(
    '%s means the message that is shown, not one opened meanwhile',
    async (name) => {
      const { page, seen } = await pages.show('popup.html?tab=7', {
        ...popup({ ...story, notation: 'percent' }),
        host: { hello: [hello] },
      });
      await page.evaluate(() => {
        const { api } = (globalThis as unknown as { script: { api: { readComposer: { composer: object } } } })
          .script;
        const fields = [{ field: 'to', recipients: ['next@other.test'], pending: '' }];
        api.readComposer.composer = { ...api.readComposer.composer, fields };
      });
      const button = page.getByRole('button', { name, exact: true });
      await button.click();
      await page.getByText('has changed meanwhile').waitFor();
      expect(await page.inputValue('#recipient')).toBe('next@other.test');
      const done = async () =>
        (await seen()).asked.filter(({ call }) => call === 'insert' || call === 'openConfirm');
      expect(await done()).toEqual([]);
      await button.click();
      await expect.poll(async () => JSON.stringify(await done())).toContain('next%other.test');
      expect(JSON.stringify(await done())).not.toContain('user%dest.test');
      await page.context().close();
    },
  );

  test('a page that Waypost may no longer read is offered no more, nor the message that was there', async () => {
    const { page, seen } = await pages.show('popup.html?tab=7', {
      ...popup(story),
      host: { hello: [hello] },
    });
    await page.evaluate(() => {
      const { api } = (globalThis as unknown as { script: { api: { siteState: object } } }).script;
      api.siteState = { ...api.siteState, enabled: false, hasComposer: false };
    });
    await page.getByRole('button', { name: 'Send directly…' }).click();
    await page.getByText('takes the text from an open message').waitFor();
    expect(await page.getByText('second@other.test').count()).toBe(0);
    expect((await seen()).asked.some(({ call }) => call === 'openConfirm')).toBe(false);
    await page.context().close();
  });

  test('what the webmail made of an insertion is said', async () => {
    const script = popup({ ...story, notation: 'percent' });
    const { page, seen } = await pages.show('popup.html', {
      ...script,
      api: { ...script.api, insert: { ok: false, reason: 'changed', stands: 'user@s1.test' } },
    });
    await page.getByRole('button', { name: 'Insert', exact: true }).click();
    await page.getByText('The webmail made user@s1.test of the address').waitFor();
    const insert = (await seen()).asked.find((one) => one.call === 'insert');
    expect(insert?.['with']).toEqual([
      7,
      'to',
      'user%dest.test%s3.test%s2.test@s1.test',
      'User <user@dest.test>',
    ]);
    await page.context().close();
  });

  test('a rich body is cleaned and told in text too, and attachments come along, before anything is asked for', async () => {
    const caught = { id: 'one', size: 4, type: 'application/vnd.oasis.opendocument.text' };
    const script = popup(story, {
      text: 'ignored',
      html: '<p onclick="x()">Hello <b>there</b><script>x()</script></p><img src="blob:x" alt="logo">',
      attachments: [{ name: 'plan.odt', caught }, { name: 'old.pdf' }],
    });
    const { page, seen } = await pages.show('popup.html', {
      ...script,
      api: { ...script.api, openConfirm: { ok: true, id } },
      host: { hello: [hello] },
    });
    await page.getByRole('button', { name: /^Send directly/ }).click();
    await expect.poll(async () => (await seen()).closed).toBe(true);
    const { asked } = await seen();
    expect(asked.find((one) => one.call === 'openConfirm')?.['with']).toMatchObject([
      {
        draft: { identity: 'me@client.test', text: 'Hello there\n', html: '<p>Hello <b>there</b></p>' },
        files: [{ name: 'plan.odt', caught }, { name: 'old.pdf' }],
        lostImages: ['logo'],
        tabId: 7,
      },
    ]);
    expect(asked.some((one) => one.call === 'filePiece')).toBe(false);
    await page.context().close();
  });

  test.each([
    ['no-host', 'npm run waypost -- install'],
    ['exited', 'npm run waypost -- doctor'],
  ] as const)('the host is in trouble (%s): the one command is shown', async (trouble, command) => {
    const { page } = await pages.show('popup.html', {
      ...popup(story),
      host: { hello: [{ type: 'trouble', trouble }] },
    });
    await page.getByRole('button', { name: /^Send directly/ }).click();
    await page.getByText(command).waitFor();
    expect(await page.inputValue('#hop-1')).toBe('s1.test');
    await page.context().close();
  });

  test.each([
    [0, 'older than the extension'],
    [99, 'Update the extension'],
  ])('a host of version %d: which side to update', async (version, words) => {
    const { page } = await pages.show('popup.html', {
      ...popup(story),
      host: { hello: [{ ...hello, version }] },
    });
    await page.getByRole('button', { name: /^Send directly/ }).click();
    await page.getByText(words).waitFor();
    await page.context().close();
  });
});

describe('the focus is never lost where what had it goes away', () => {
  const gone = { hello: [{ type: 'trouble' as const, trouble: 'no-host' as const }] };
  const refuses = { ...popup(story).api, insert: { ok: false as const, reason: 'unreachable' as const } };
  const confirming = `confirm.html?draft=${id}`;
  test.each<[pressed: string | RegExp, path: string, script: Script, where: string]>([
    ['Insert', 'popup.html', { ...popup({ ...story, notation: 'percent' }), api: refuses }, 'Insert'],
    [/^Send directly/, 'popup.html', { ...popup(story), host: gone }, 'Send directly…'],
    ['Remove it', 'popup.html', popup({ ...story, recipient: 'user@dest.test.' }), '#recipient'],
    ['Take it apart', 'popup.html', popup({ ...story, recipient: '@s0.test:user@dest.test' }), '.recipient'],
    ['Forget s1.test', 'popup.html', popup(story), '.pills'],
    ['Outbox', 'popup.html', popup(story), '#page'],
    ['Try again', confirming, { api: { frozenDraft: frozen }, host: gone }, '.body'],
    [
      'Send',
      confirming,
      {
        api: { frozenDraft: frozen },
        host: { hello: [hello], send: [{ type: 'status', status: status({}) }] },
      },
      '#page',
    ],
  ])('%s', async (pressed, at, script, where) => {
    const { page } = await pages.show(at, script);
    const button = page.getByRole('button', { name: pressed, exact: typeof pressed === 'string' });
    if (pressed === 'Send') await page.locator('.primary[aria-disabled=false]').waitFor();
    const press = await button.elementHandle();
    await press?.focus();
    await page.keyboard.press('Enter');
    const held = () =>
      page.evaluate((one) => {
        const { activeElement } = document;
        const named = one.startsWith('#') || one.startsWith('.');
        return named ? activeElement?.matches(one) : activeElement?.textContent === one;
      }, where);
    await expect.poll(held).toBe(true);
    await page.context().close();
  });
});

describe('the confirmation', () => {
  const script: Script = {
    api: { frozenDraft: frozen },
    host: { hello: [hello], send: [{ type: 'status', status: status({}) }] },
  };
  const show = () => pages.show(`confirm.html?draft=${id}`, script, { width: 720, height: 640 });
  const sent = (asked: readonly { readonly type?: string }[]) => asked.filter((one) => one.type === 'send');

  test('a click of a script never sends, nor one before half a second', async () => {
    const { page, seen } = await show();
    const send = page.getByRole('button', { name: 'Send', exact: true });
    // The person comes back to the window by the very click, whose event follows at once however slow the machine is.
    await page.evaluate(() =>
      window.addEventListener(
        'mouseup',
        () => {
          window.dispatchEvent(new Event('blur'));
          window.dispatchEvent(new Event('focus'));
        },
        { capture: true, once: true },
      ),
    );
    await page.waitForTimeout(700);
    await send.click();
    expect(sent((await seen()).asked)).toEqual([]);
    await page.waitForTimeout(700);
    await send.evaluate((button: HTMLButtonElement) => button.click());
    expect(sent((await seen()).asked)).toEqual([]);
    await send.click();
    await page.locator('[role=log]').waitFor();
    expect(sent((await seen()).asked)).toHaveLength(1);
    await page.context().close();
  });

  test('sends exactly the frozen draft with the identity that was chosen, and a reload only watches', async () => {
    const { page, seen } = await show();
    expect(await page.getByText('<img src=x').count()).toBe(1);
    expect(await page.getByText(`RCPT TO:<${path}>`).count()).toBe(1);
    await page.selectOption('select', 'other@client.test');
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('[role=log]').waitFor();
    expect(sent((await seen()).asked)).toMatchObject([
      { draft: { ...frozen.draft, identity: 'other@client.test' } },
    ]);
    expect(new URL(page.url()).search).toBe(`?message=${id}`);
    await page.reload();
    await page.locator('[role=log]').waitFor();
    const { asked } = await seen();
    expect(sent(asked)).toEqual([]);
    expect(asked).toContainEqual(expect.objectContaining({ type: 'watch', message: id }));
    await page.context().close();
  });

  test.each([
    ['Boss <boss@client.test>', true],
    ['Me <ME@client.test>', false],
    [undefined, false],
  ])('the webmail names %s: said if this computer sends for another: %s', async (from, said) => {
    const draft = from === undefined ? frozen : { ...frozen, from };
    const script: Script = { api: { frozenDraft: draft }, host: { hello: [hello] } };
    const { page } = await pages.show(`confirm.html?draft=${id}`, script);
    await page.locator('select#identity').waitFor();
    expect(await page.getByText('The webmail names Boss <boss@client.test>').count()).toBe(said ? 1 : 0);
    await page.context().close();
  });

  test('Escape closes it, and nothing is sent', async () => {
    const { page, seen } = await show();
    await page.keyboard.press('Escape');
    expect((await seen()).closed).toBe(true);
    expect(sent((await seen()).asked)).toEqual([]);
    await page.context().close();
  });

  test('inside a frame it shows no button at all', async () => {
    const { page } = await pages.show('framing', script);
    const framed = page.frameLocator('iframe');
    await framed.getByRole('alert').waitFor();
    expect(await framed.getByRole('button').count()).toBe(0);
    await page.context().close();
  });
});

test('a draft that was sent before says when and to whom, and is sent again only as that', async () => {
  const at = new Date();
  at.setHours(14, 5);
  const script: Script = {
    api: {
      frozenDraft: frozen,
      givenBefore: [{ at: at.toISOString(), paths: ['user@dest.test', 'other@dest.test'] }],
    },
    host: { hello: [hello] },
  };
  const { page, seen } = await pages.show(`confirm.html?draft=${id}`, script, { width: 720, height: 640 });
  const told = page.getByRole('alert');
  expect(await told.innerText()).toMatch(/given to the outbox at 2:05\sPM already, for:\s+@s1\.test/);
  expect(await told.innerText()).not.toContain('other@dest.test');
  expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0);
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(async () => (await seen()).asked.some(({ type }) => type === 'send')).toBe(true);
  await page.context().close();
});

describe('a draft with HTML and attachments', () => {
  const size = { width: 720, height: 640 };
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const rich: FrozenDraft = {
    ...frozen,
    draft: {
      ...frozen.draft,
      text: 'Hello <https://other.test/>\n',
      html: `<p style="color: rgb(1, 2, 3)">Hello <a href="https://other.test/">x</a></p><img alt="a" src="data:image/png;base64,${pixel}"><img alt="b" src="https://other.test/b.png">`,
    },
    files: [
      { name: 'caught.txt', caught: { id: 'one', size: 4, type: 'text/plain' } },
      { name: 'unseen.pdf' },
    ],
    remoteImages: 1,
  };
  const script: Script = {
    api: { frozenDraft: rich, filePiece: { ok: true, size: 4, data: btoa('abcd') } },
    host: { hello: [hello], send: [{ type: 'status', status: status({ state: 'queued' }) }] },
  };
  const show = (more: Script = {}) => pages.show(`confirm.html?draft=${id}`, { ...script, ...more }, size);
  const press = async (page: Page) => {
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };
  const digest = '88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589';

  test('the HTML stands in a frame that runs, fetches and opens nothing', async () => {
    const { page } = await show();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const frame = page.frameLocator('iframe');
    await frame.getByText('Hello').waitFor();
    const [inner] = page.frames().filter((one) => one !== page.mainFrame());
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    // The looks and the image within are there.
    expect(
      await inner?.evaluate(() => [
        getComputedStyle(document.querySelector('p') as Element).color,
        document.querySelector('img')?.naturalWidth,
        origin,
      ]),
    ).toEqual(['rgb(1, 2, 3)', 1, 'null']);
    const opened: unknown[] = [];
    page.context().on('page', (one) => opened.push(one));
    await frame.getByRole('link').click();
    await page.waitForTimeout(300);
    expect(opened).toEqual([]);
    expect(inner?.url()).toBe('about:srcdoc');
    expect(asked.filter((url) => url.includes('other.test'))).toEqual([]);
    await page.getByText('Linked, not carried: 1.').waitFor();
    await page.getByLabel('As text').check();
    await page.getByText('Hello <https://other.test/>').waitFor();
    await page.context().close();
  });

  test('what nobody saw being added is chosen again or left out before anything is sent', async () => {
    const { page, seen } = await show();
    await page.getByText('First choose or leave out').waitFor();
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Send', exact: true }).click({ force: true });
    expect((await seen()).asked.some(({ type, call }) => type === 'send' || call === 'filePiece')).toBe(
      false,
    );
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose unseen.pdf again' }).click();
    await (await chooser).setFiles({
      name: 'new\u202efdp.exe',
      mimeType: 'application/pdf',
      buffer: Buffer.from('abcd'),
    });
    await page.getByText('new_fdp.exe').waitFor();
    await press(page);
    await expect.poll(async () => (await seen()).asked.some(({ type }) => type === 'send')).toBe(true);
    const { asked } = await seen();
    expect(asked.filter(({ type }) => type === 'upload')).toMatchObject([
      { message: id, file: 0, offset: 0, data: btoa('abcd') },
      { message: id, file: 1, offset: 0, data: btoa('abcd') },
    ]);
    expect(asked.find(({ type }) => type === 'send')?.['draft']).toMatchObject({
      html: rich.draft.html,
      attachments: [
        { name: 'caught.txt', type: 'text/plain', size: 4, digest },
        { name: 'new_fdp.exe', type: 'application/pdf', size: 4, digest },
      ],
    });
    await page.context().close();
  });

  test.each<[string, Script['api'], string]>([
    ['the tab was closed', { filePiece: { ok: false, reason: 'unreachable' } }, 'was closed in the webmail'],
    ['the file was changed', { filePiece: { ok: false, reason: 'unreadable' } }, 'changed or deleted'],
    ['it grew', { filePiece: { ok: true, size: 5, data: btoa('abcde') } }, 'changed or deleted'],
    ['it ends too soon', { filePiece: { ok: true, size: 4, data: '' } }, 'changed or deleted'],
    ['it is no base64', { filePiece: { ok: true, size: 4, data: 'abcde' } }, 'changed or deleted'],
  ])('%s: said at the file, and nothing is sent; left out, the rest goes', async (_, api, sentence) => {
    const { page, seen } = await show({ api: { frozenDraft: rich, ...api } });
    await page.getByRole('button', { name: 'Leave out: unseen.pdf' }).click();
    await press(page);
    await page.getByText(sentence).waitFor();
    expect((await seen()).asked.some(({ type }) => type === 'upload' || type === 'send')).toBe(false);
    await page.getByRole('button', { name: 'Leave out: caught.txt' }).click();
    await press(page);
    await expect.poll(async () => (await seen()).asked.some(({ type }) => type === 'send')).toBe(true);
    const draft = (await seen()).asked.find(({ type }) => type === 'send')?.['draft'];
    expect(draft).not.toHaveProperty('attachments');
    await page.context().close();
  });

  test('a file that may be in the message no more goes only if the person says so', async () => {
    const doubtful = { ...rich.files[0], name: 'doubtful.png', doubtful: true as const };
    const { page, seen } = await show({
      api: { ...script.api, frozenDraft: { ...rich, files: [doubtful] } },
    });
    await page.getByText('may have been taken out again').waitFor();
    await page.getByText('First choose or leave out').waitFor();
    await page.getByRole('button', { name: 'Attach: doubtful.png' }).click();
    await press(page);
    await expect.poll(async () => (await seen()).asked.some(({ type }) => type === 'send')).toBe(true);
    const draft = (await seen()).asked.find(({ type }) => type === 'send')?.['draft'];
    expect(draft).toMatchObject({ attachments: [{ name: 'doubtful.png', size: 4 }] });
    await page.context().close();
  });

  test('a host that does not take a file: said, nothing is sent, and it can be tried again', async () => {
    const { page, seen } = await show({
      api: { ...script.api, frozenDraft: { ...rich, files: rich.files.slice(0, 1) } },
      host: { hello: [hello], upload: [{ type: 'error', code: 'bad-upload', detail: 'file 0' }] },
    });
    await press(page);
    await page.getByText('did not reach the local sender whole (file 0)').waitFor();
    expect((await seen()).asked.some(({ type }) => type === 'send')).toBe(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await seen()).asked.filter(({ type }) => type === 'hello').length).toBe(2);
    await page.context().close();
  });

  test('a name keeps its place beside a sentence that is longer', async () => {
    const { page } = await show();
    const [name, size] = await Promise.all([
      page.locator('.file-name').first().boundingBox(),
      page.locator('.files .size').first().boundingBox(),
    ]);
    expect(name?.height).toBeLessThan(30);
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual(size?.x ?? 0);
    await page.context().close();
  });

  test('more than may go along', async () => {
    const large = { id: 'one', size: 30_000_000, type: 'video/mp4' };
    const { page } = await show({
      api: { frozenDraft: { ...rich, files: [{ name: 'film.mp4', caught: large }] } },
    });
    await page.getByText('The attachments have 30 MB together').waitFor();
    await page.context().close();
  });
});

describe('what a stranger wrote', () => {
  test('in the confirmation hides and reorders nothing', async () => {
    const forged = '@s1.test:user@dest.test\u202e';
    const script: Script = {
      api: {
        frozenDraft: {
          ...frozen,
          draft: {
            ...frozen.draft,
            subject: 'safe\u202egpj.exe',
            recipients: [{ field: 'to', path, name: 'Bo\u0007b' }],
          },
          leftOut: [forged],
          files: [{ name: 'a\u2066.pdf' }],
        },
      },
      host: { hello: [hello] },
    };
    const { page } = await pages.show(`confirm.html?draft=${id}`, script, { width: 720, height: 640 });
    const text = await page.locator('dl').innerText();
    expect(text).not.toMatch(/[\u0007\u202e\u2066]/);
    expect(text).toContain('safe\ufffdgpj.exe');
    expect(text).toContain('Bo\u2407b');
    await page.context().close();
  });
});

describe('the live view', () => {
  const size = { width: 720, height: 640 };
  test('the transcript follows its end; a refusal is shown in the server’s own words, with what to do', async () => {
    const host: Script['host'] = {
      watch: [
        { type: 'transcript', message: id, lines },
        { type: 'status', status: refused },
        { type: 'done', message: id },
      ],
    };
    const { page } = await pages.show(`confirm.html?message=${id}`, { host }, size);
    await page.getByText('550 5.7.1 Relaying denied').waitFor();
    expect(await page.getByText('mx.s1.test, at RCPT').count()).toBe(1);
    expect(await page.locator('h1').innerText()).toBe('Not sent');
    expect(await page.getByRole('img').getAttribute('aria-label')).toBe(
      'Route: sender -> s1.test (did not take it, failed) -> s2.test -> s3.test -> dest.test',
    );
    const below = await page
      .locator('[role=log]')
      .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    expect(below).toBeLessThan(4);
    await page.context().close();
  });

  test('sent: it says not to press Send, and opens the verification of this message', async () => {
    const host: Script['host'] = {
      watch: [
        { type: 'transcript', message: id, lines },
        { type: 'status', status: status({ state: 'sent' }) },
        { type: 'done', message: id },
      ],
    };
    const { page, seen } = await pages.show(`confirm.html?message=${id}`, { host }, size);
    await page.getByText('Don’t press Send in the webmail').waitFor();
    // The notice took room from the transcript, which still shows its end.
    const log = page.locator('[role=log]');
    await expect
      .poll(() => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
      .toBeLessThan(4);
    await page.getByRole('button', { name: 'Verify the way…' }).click();
    expect((await seen()).asked).toContainEqual(
      expect.objectContaining({ url: `/verify.html?message=${id}` }),
    );
    await page.context().close();
  });
});

test('a message that never reached the outbox: not sent, and once more is the same message', async () => {
  const script: Script = {
    api: { frozenDraft: frozen },
    host: { hello: [hello], send: [{ type: 'error', code: 'store-failed', detail: 'disk full' }] },
  };
  const { page, seen } = await pages.show(`confirm.html?draft=${id}`, script, { width: 720, height: 640 });
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('disk full').waitFor();
  expect(await page.locator('h1').innerText()).toBe('Not sent');
  expect(await page.getByText('the sending goes on without it').count()).toBe(0);
  await page.getByRole('button', { name: 'Try again' }).click();
  const sends = async () => (await seen()).asked.filter(({ type }) => type === 'send');
  await expect.poll(sends).toHaveLength(2);
  const [one, other] = await sends();
  expect(other?.['draft']).toEqual(one?.['draft']);
  await page.context().close();
});

test('a chain that somebody made up may say "followed", never that it is proven', async () => {
  const { page } = await pages.show(
    `verify.html?route=${encodeURIComponent(path)}`,
    {},
    { width: 920, height: 780 },
  );
  const made = [
    // The recipient's server does not say that it was s3.test: only that somebody called itself so.
    'Received: from s3.test (unknown [203.0.113.9]) by dest.test with ESMTP; Mon, 23 Nov 2026 04:13:45 +0000',
    'Received: from s2.test by s3.test; Mon, 23 Nov 2026 04:13:44 +0000',
    'Received: from s1.test by s2.test; Mon, 23 Nov 2026 04:13:43 +0000',
    'Received: from client.test by s1.test; Mon, 23 Nov 2026 04:13:42 +0000',
    '',
  ].join('\n');
  await page.fill('textarea', made);
  const verdict = page.locator('[data-verdict=followed]');
  await verdict.waitFor();
  expect(await verdict.getAttribute('data-proof')).not.toBe('all');
  expect(await verdict.innerText()).toMatch(/^By its Received lines.*\s+Proven legs: 1 of 4\./);
  await page.context().close();
});

test('sixty ways: those with hops are drawn first, the rest is counted, and all recipients are listed', async () => {
  const plain = Array.from({ length: 60 }, (_, at) => `user@dest${at}.test`);
  const paths = [...plain, path];
  const { page } = await pages.show(
    `confirm.html?draft=${id}`,
    {
      api: {
        frozenDraft: {
          ...frozen,
          draft: { ...frozen.draft, recipients: paths.map((to) => ({ field: 'to' as const, path: to })) },
          stations: {
            ...Object.fromEntries(plain.map((to) => [to, [to.slice(to.indexOf('@') + 1)]])),
            ...frozen.stations,
          },
        },
      },
      host: { hello: [hello] },
    },
    { width: 720, height: 640 },
  );
  const lines = page.getByRole('img');
  await expect.poll(() => lines.count()).toBe(6);
  expect(await lines.first().getAttribute('aria-label')).toMatch(/s1\.test.*s3\.test/);
  expect(await page.getByText('More ways, not drawn: 55.').isVisible()).toBe(true);
  for (const to of paths) expect(await page.getByText(`<${to}>`).count()).toBe(1);
  await page.context().close();
});

test('what was typed and pasted outlives a reload; a file that is more than a tab keeps leaves nothing old', async () => {
  const { page } = await pages.show(`verify.html?route=${encodeURIComponent(path)}`, {});
  await page.fill('#route', '@s9.test:user@dest.test');
  await page.fill('textarea', source);
  await page.locator('[data-verdict]').waitFor();
  await page.reload();
  await page.locator('[data-verdict]').waitFor();
  expect(await page.inputValue('#route')).toBe('@s9.test:user@dest.test');
  expect(await page.inputValue('textarea')).toBe(source);

  await page.setInputFiles('input[type=file]', {
    name: 'large.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from(`${source}${'A line of a large message.\n'.repeat(205_000)}`),
  });
  await expect.poll(async () => (await page.inputValue('textarea')).length).toBeGreaterThan(5.5e6);
  await page.reload();
  await page.locator('textarea').waitFor();
  expect(await page.inputValue('textarea')).toBe('');
  expect(await page.inputValue('#route')).toBe('@s9.test:user@dest.test');
  await page.context().close();
});

test('a file that is dropped beside the field is read all the same', async () => {
  const { page } = await pages.show(`verify.html?route=${encodeURIComponent(path)}`, {});
  const kept = await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'message.eml'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('h1')?.dispatchEvent(drop);
    return drop.defaultPrevented;
  }, source);
  expect(kept).toBe(true);
  await page.locator('[data-verdict]').waitFor();
  await page.context().close();
});

test('the verdict: its sentence, its line, its legs', async () => {
  const host: Script['host'] = { watch: [{ type: 'status', status: status({ state: 'sent' }) }] };
  const { page } = await pages.show(`verify.html?message=${id}`, { host }, { width: 760, height: 720 });
  await expect.poll(() => page.inputValue('#route')).toBe(path);
  await page.fill('textarea', source);
  await page.locator('[data-verdict=skipped]').waitFor();
  expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(/s2\.test \(skipped\)/);
  expect(await page.locator('tbody tr').count()).toBe(4);
  await page.fill('textarea', 'Subject: nothing');
  await page.getByText('There is no Received line').waitFor();
  expect(await page.inputValue('#route')).toBe(path);
  await page.context().close();
});

describe('on a site without a site file', () => {
  test('the popup says how the field was found and how sure that is, and asks to point in the page', async () => {
    const { page, seen } = await pages.show('popup.html', elsewhere(byLabel));
    const text = await page.locator('#page').innerText();
    expect(text).toContain('found by its label “An”, not by a site file: probably right.');
    expect(text).toContain('What this webmail does with this form has not been measured');
    await page.getByLabel('Which field it is').selectOption('cc');
    await page.getByRole('button', { name: 'Point at the recipient field' }).click();
    await expect.poll(async () => (await seen()).closed).toBe(true);
    expect((await seen()).asked).toContainEqual({ to: 'background', call: 'point', with: [7, 'cc'] });
  });

  test('the guard is switched, what was pointed at is forgotten, and a late start is said', async () => {
    const { page, seen } = await pages.show('popup.html', elsewhere(guardOff));
    const text = await page.locator('#page').innerText();
    expect(text).toContain('On this site Send is not held');
    expect(text).toContain('only after the next reload');
    await page.getByLabel('Hold Send where a route would be damaged').check();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await expect
      .poll(async () => (await seen()).asked)
      .toEqual(
        expect.arrayContaining([
          { to: 'background', call: 'setGuard', with: [7, true] },
          { to: 'background', call: 'forgetPointed', with: [7, 'to'] },
        ]),
      );
  });
});
