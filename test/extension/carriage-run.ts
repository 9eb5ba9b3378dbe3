/** The matrix over every behaving fixture, in a browser with the built extension. Needs `npm run build`. */
import { behavingComposer, behavingFixtures } from './behaving-composer.ts';
import { Bench, type Cell, casesOf, ways } from './carriage.ts';
import { FixtureBrowser } from './fixture-browser.ts';

/** @param cases names of the table; all of them when absent */
export async function runFixtures(cases?: readonly string[]): Promise<readonly Cell[]> {
  const fixtures = await FixtureBrowser.start();
  const { server, browser } = fixtures;
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
    await fixtures.close();
  }
}

/** A line break can't be typed: Enter does something else in every field. */
export const possible = (name: string, way: (typeof ways)[number]): boolean =>
  name !== 'list-nl' || way !== 'typed';
