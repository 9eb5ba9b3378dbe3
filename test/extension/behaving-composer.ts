/** The fixtures that behave as a webmail was measured to, as composers of the matrix. */
import type { Page } from 'playwright-core';
import { sites } from '../../src/extension/sites/all.ts';
import type { FixtureServer } from './fixture-server.ts';
import type { Composer } from './matrix.ts';

export const behavingFixtures = ['snappymail', 'sogo', 'squirrelmail'] as const;
export type BehavingFixture = (typeof behavingFixtures)[number];

export function behavingComposer(key: BehavingFixture, server: FixtureServer): Composer {
  const site = sites.find((candidate) => candidate.key === key);
  if (!site) throw new Error(`no site file ${key}`);
  return {
    site,
    async open(page: Page) {
      await page.goto(`${server.origin}${key}/composer.html`);
    },
    sent: (page) => page.evaluate(() => sent),
    refusal: (page) => page.evaluate(() => refusal || undefined),
  };
}
declare const sent: readonly (readonly string[])[];
declare const refusal: string;
