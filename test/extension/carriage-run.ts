/** The matrix over every behaving fixture, in a browser with the built extension. Needs `npm run build`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../src/demo/browser.ts';
import { extensionDist } from '../../src/demo/host-program.ts';
import { behavingComposer, behavingFixtures } from './behaving-composer.ts';
import { Bench, type Cell, casesOf, ways } from './carriage.ts';
import { serveFixtures } from './fixture-server.ts';

/** @param cases names of the table; all of them when absent */
export async function runFixtures(cases?: readonly string[]): Promise<readonly Cell[]> {
  const server = await serveFixtures();
  const profile = await mkdtemp(join(tmpdir(), 'waypost-carriage-'));
  const browser = await launchBrowser({
    profile,
    dist: extensionDist,
    origins: ['http://127.0.0.1/*'],
    headless: true,
    locale: 'en-US',
  });
  try {
    const bench = await Bench.open(browser, [server.origin]);
    const cells: Cell[] = [];
    for (const key of behavingFixtures) {
      const composer = behavingComposer(key, server);
      for (const { case: name, given } of casesOf(key, cases))
        for (const way of ways)
          if (possible(name, way)) cells.push(await bench.cell(composer, name, given, way));
    }
    return cells;
  } finally {
    await browser.close();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A line break can't be typed: Enter does something else in every field. */
export const possible = (name: string, way: (typeof ways)[number]): boolean =>
  name !== 'list-nl' || way !== 'typed';
