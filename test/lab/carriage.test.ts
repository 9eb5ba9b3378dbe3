import { expect, test } from 'vitest';
import { report } from '../extension/carriage.ts';
import { runWebmails } from './carriage-run.ts';

// `npm run test:all` tries every address.
test('a few addresses in real webmails: carried, or stopped aloud', async () => {
  const { lines, wrong } = report(await runWebmails(['plain', 'percent', 'route2']));
  console.log(lines.join('\n'));
  expect(wrong).toEqual([]);
});
