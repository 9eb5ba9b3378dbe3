/** The behaving fixtures beside what was measured, without Waypost: only what agrees here may be trusted to test it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { table } from '../core/webmail/table.ts';
import { behavingComposer, behavingFixtures } from './behaving-composer.ts';
import { enterRecipients, pressSend } from './enter.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { launchPlainChromium } from './isolated-world.ts';
import { takes } from './rungs.ts';

let server: FixtureServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await serveFixtures();
  browser = await launchPlainChromium();
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe.each(behavingFixtures)('%s', (key) => {
  it.each(table.filter(({ webmail }) => webmail === key))(
    '$how $case: what reaches the wire is what reached it',
    async ({ how, given, rcpt }) => {
      const composer = behavingComposer(key, server);
      await composer.open(page);
      await enterRecipients(page, composer.site, how, given);
      await pressSend(page, composer.site);
      expect(await composer.sent(page)).toEqual([rcpt]);
    },
  );
});

/** Measured by script in the running webmails: what became of `user%dest.test@s1.test`. */
const byScript = [
  ['snappymail', 'set-change', 'text'],
  ['snappymail', 'set-enter', 'chip'],
  ['snappymail', 'set-comma', 'text'],
  ['snappymail', 'set-blur', 'chip'],
  ['snappymail', 'insert-text', 'chip'],
  ['sogo', 'set-change', 'text'],
  ['sogo', 'set-enter', 'text'],
  ['sogo', 'set-comma', 'chip'],
  ['sogo', 'set-blur', 'chip'],
  ['sogo', 'insert-text', 'chip'],
  ['squirrelmail', 'set-change', 'text'],
  ['squirrelmail', 'insert-text', 'text'],
] as const;

it.each(byScript)('%s makes of a text that is put in by %s: %s', async (key, rung, expected) => {
  const composer = behavingComposer(key, server);
  await composer.open(page);
  expect(await takes(page, composer.site, rung, 'user%dest.test@s1.test')).toBe(expected);
});
