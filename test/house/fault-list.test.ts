/** The faults that an outbox must survive: each group of the list has tests that bear its number. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const groups = [
  'kill -9 at each point',
  'the server closes at each point',
  '4xx, 5xx and 421 at each point',
  'malformed replies',
  'partial writes',
  'disk: full, read-only, no descriptors, EIO on fsync',
  'clock',
  'two hosts at once',
  'corrupt store',
  'power loss',
  'DNS',
  'greylist and tarpit',
  'upgrade',
  'the port is closed mid-send',
];

const host = join(import.meta.dirname, '../host');
const titles = readdirSync(host, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => readFileSync(join(host, file), 'utf8').match(/Fault list [\d, and]+/g) ?? []);

test.each(groups.map((group, index) => [index + 1, group] as const))('%d: %s', (number) => {
  const named = titles.filter((title) => title.match(/\d+/g)?.includes(String(number)));
  expect(named.length).toBeGreaterThan(0);
});
