import { expect, it } from 'vitest';
import { report } from './carriage.ts';
import { runFixtures } from './carriage-run.ts';

// `npm run test:all` tries every address.
it('a few addresses in fixtures that behave as webmails do: carried, or stopped aloud', async () => {
  const { lines, wrong } = report(await runFixtures(['plain', 'percent', 'route1', 'list-semi']));
  console.log(lines.join('\n'));
  expect(wrong).toEqual([]);
});
