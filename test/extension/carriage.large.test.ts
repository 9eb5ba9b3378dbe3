import { expect, it } from 'vitest';
import { report } from './carriage.ts';
import { runFixtures } from './carriage-run.ts';

it('every address of the table in fixtures that behave as webmails do: carried, or stopped aloud', async () => {
  const { lines, wrong } = report(await runFixtures());
  console.log(lines.join('\n'));
  expect(wrong).toEqual([]);
});
