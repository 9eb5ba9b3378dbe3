import { expect, test } from 'vitest';
import { report } from '../extension/carriage.ts';
import { runWebmails } from './carriage-run.ts';

test('every address of the table in real webmails: carried, or stopped aloud', async () => {
  const { lines, wrong } = report(await runWebmails());
  console.log(lines.join('\n'));
  expect(wrong).toEqual([]);
});
