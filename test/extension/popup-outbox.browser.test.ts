/** The outbox in the popup, on a host that answers from a script: what is shown, what a click asks for. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MessageStatus, protocolVersion } from '../../src/core/bridge/protocol.ts';
import { type Pages, type Script, servePages } from './ui-stub.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let pages: Pages;
beforeAll(async () => {
  pages = await servePages(fileURLToPath(new URL('../../dist/chrome', import.meta.url)));
});
afterAll(() => pages?.close());

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const message = (n: number, subject: string, outcome: Partial<MessageStatus['outcomes'][number]>) => ({
  message: id(n),
  subject,
  created: '2026-11-24T12:00:00.000Z',
  messageId: '<m@client.test>',
  outcomes: [
    {
      path: '@s1.test:user@dest.test',
      state: 'sent' as const,
      server: 'mx.s1.test (192.0.2.1:25)',
      ...outcome,
    },
  ],
  aliases: {},
});
const messages: MessageStatus[] = [
  message(1, 'Gone well', { reply: '250 2.0.0 ok', step: 'end of data' }),
  message(2, '<img src=x onerror=alert(1)>', {
    state: 'maybe-sent',
    reason: 'no-answer-after-data',
    step: 'end of data',
  }),
  message(3, 'Greylisted', {
    state: 'deferred',
    reason: 'greylisted',
    step: 'RCPT',
    reply: '451 4.7.1 Greylisted, come back later',
    next: '2026-11-24T12:15:00.000Z',
    attempts: 2,
  }),
];
const notices = [
  { at: '2026-11-24T11:00:00.000Z', path: `/state/${'x'.repeat(200)}/set-aside/1`, detail: 'empty file' },
];
const script: Script = {
  api: { siteState: { enabled: false, hasComposer: false } },
  host: {
    list: [{ type: 'list', messages, notices }],
    act: [{ type: 'acted', status: message(3, 'Greylisted', { state: 'cancelled' }) }],
  },
};

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

test.each([
  ['light', 'en', 'Outbox'],
  ['dark', 'ru', 'Исходящие'],
] as const)(
  '%s, %s: who asks for a decision stands first; nothing that axe finds',
  async (scheme, language, name) => {
    const { page } = await pages.show('popup.html', { ...script, language }, { dark: scheme === 'dark' });
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('.outbox-message').first().waitFor();
    expect(await page.locator('.outbox-message h3').allInnerTexts()).toEqual([
      '<img src=x onerror=alert(1)>',
      'Greylisted',
      'Gone well',
    ]);
    expect(await page.locator('.outbox-message .said code').allInnerTexts()).toEqual([
      '451 4.7.1 Greylisted, come back later',
      '250 2.0.0 ok',
    ]);
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    await page.context().close();
  },
);

test('what the browser does not allow yet is asked for by the click that tries again', async () => {
  const { page, seen } = await pages.show('popup.html', {
    ...script,
    host: { list: [{ type: 'trouble', trouble: 'not-permitted' }] },
  });
  await page.getByRole('button', { name: 'Outbox', exact: true }).click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  expect((await seen()).asked.map(({ type }) => type)).not.toContain('permission');
  await page.evaluate(
    (host) => Object.assign((globalThis as unknown as { script: object }).script, { host }),
    {
      ...script.host,
    },
  );
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.outbox-message').first().waitFor();
  expect((await seen()).asked.map(({ type }) => type)).toContain('permission');
  await page.context().close();
});

test('a click asks for exactly that, by keyboard too, and what became of it is shown', async () => {
  const { page, seen } = await pages.show('popup.html', script);
  await page.getByRole('button', { name: 'Outbox', exact: true }).click();
  const asked = async () => (await seen()).asked.filter(({ type }) => type === 'act');
  // What may have been sent is offered to be sent again in these words only.
  const doubtful = page.locator('.outbox-message').first();
  expect(await doubtful.getByRole('button').allInnerTexts()).toEqual(['Send once more', 'Leave as it is']);
  expect(await asked()).toEqual([]);
  await doubtful.getByRole('button', { name: 'Send once more' }).click();
  await page.getByRole('button', { name: 'Cancel: Greylisted' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(asked).toMatchObject([
    { version: protocolVersion, message: id(2), action: 'resend' },
    { version: protocolVersion, message: id(3), action: 'cancel' },
  ]);
  await page.getByText('cancelled').first().waitFor();
  await page.getByRole('button', { name: 'Back to the route' }).click();
  await page.locator('#adding').waitFor();
  await page.context().close();
});

test('the second click of a double one does not press what has come to its place; what became of the first is told', async () => {
  const [, , deferred] = messages;
  const queued = message(3, 'Greylisted', { ...deferred?.outcomes[0], state: 'queued' });
  const { page, seen } = await pages.show('popup.html', {
    ...script,
    host: { ...script.host, act: [{ type: 'acted', status: queued }] },
  });
  await page.getByRole('button', { name: 'Outbox', exact: true }).click();
  const button = page.getByRole('button', { name: 'Try again now: Greylisted' });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error('no button');
  await page.mouse.click(box.x + 5, box.y + 5);
  await expect.poll(() => page.locator('[role=status]').textContent()).toBe('Greylisted: queued');
  const inItsPlace = await page.evaluate(
    ([x, y]) => document.elementFromPoint(x ?? 0, y ?? 0)?.textContent,
    [box.x + 5, box.y + 5],
  );
  expect(inItsPlace).toBe('Cancel');
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  expect((await seen()).asked.filter(({ type }) => type === 'act')).toMatchObject([{ action: 'retry' }]);
  await page.context().close();
});

test('a press holds though the list is another one meanwhile', async () => {
  const { page, seen } = await pages.show('popup.html', script, { height: 1400 });
  await page.getByRole('button', { name: 'Outbox', exact: true }).click();
  const button = page.getByRole('button', { name: 'Cancel: Greylisted' });
  await button.hover();
  await page.mouse.down();
  const asked = async (type: string) => (await seen()).asked.filter((one) => one.type === type);
  const before = (await asked('list')).length;
  await page.evaluate(
    (more) => {
      const { host } = (globalThis as unknown as { script: { host: { list: { messages: object[] }[] } } })
        .script;
      host.list = host.list.map((list) => ({ ...list, messages: [more, ...list.messages] }));
    },
    message(4, 'Failed above', { state: 'failed' }),
  );
  // One that was asked for after that, and the one before it answered.
  await expect.poll(async () => (await asked('list')).length).toBeGreaterThan(before + 1);
  await page.mouse.up();
  await expect.poll(() => asked('act')).toMatchObject([{ message: id(3), action: 'cancel' }]);
  await page.getByText('Failed above').waitFor();
  await page.context().close();
});

test('a host that is not there is said', async () => {
  const { page } = await pages.show('popup.html', {
    ...script,
    host: { list: [{ type: 'trouble', trouble: 'no-host' }] },
  });
  await page.getByRole('button', { name: 'Outbox', exact: true }).click();
  await page.getByText('npm run waypost -- install').waitFor();
  await page.context().close();
});
