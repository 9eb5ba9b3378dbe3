import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostMemoryIn } from '../../../src/host/delivery/hosts.ts';

const day = 86_400_000;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waypost-hosts-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('what one attempt noted the next one knows, for a while', () => {
  let now = 1000 * day;
  const first = hostMemoryIn(directory, () => now);
  expect(first.knows('mx.test', 'encrypts')).toBe(false);
  first.note('mx.test', 'encrypts');
  first.note('mx.test', 'breaks-chunking');
  const second = hostMemoryIn(directory, () => now);
  expect([second.knows('mx.test', 'encrypts'), second.knows('mx.test', 'breaks-chunking')]).toEqual([
    true,
    true,
  ]);
  expect(second.knows('other.test', 'encrypts')).toBe(false);
  now += 8 * day;
  expect([second.knows('mx.test', 'encrypts'), second.knows('mx.test', 'breaks-chunking')]).toEqual([
    true,
    false,
  ]);
  now += 365 * day;
  expect(second.knows('mx.test', 'encrypts')).toBe(false);
});

test('the file is for its owner alone, and the oldest hosts leave it', () => {
  const file = join(directory, 'hosts.json');
  const old = Array.from({ length: 2000 }, (_, index) => [`mx${index}.test`, { encrypts: index }]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(old)), { mode: 0o644 });
  hostMemoryIn(directory).note('new.test', 'encrypts');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const names = Object.keys(JSON.parse(readFileSync(file, 'utf8')));
  expect([names.length, names[0], names.includes('mx0.test'), names.includes('mx1.test')]).toEqual([
    2000,
    'new.test',
    false,
    true,
  ]);
});

test.each(['', '{', '[]', '{"mx.test":{"encrypts":"yes"}}', '\0'])(
  'a file that holds %j is as good as none',
  (text) => {
    writeFileSync(join(directory, 'hosts.json'), text);
    const hosts = hostMemoryIn(directory);
    expect(hosts.knows('mx.test', 'encrypts')).toBe(false);
    hosts.note('mx.test', 'encrypts');
    expect(hosts.knows('mx.test', 'encrypts')).toBe(true);
  },
);

test.each(['__proto__', 'constructor', 'toString'])('a host named %s is a host', (name) => {
  const hosts = hostMemoryIn(directory);
  expect(hosts.knows(name, 'encrypts')).toBe(false);
  hosts.note('mx.test', 'encrypts');
  expect(hosts.knows(name, 'encrypts')).toBe(false);
});

test('a place that cannot be written costs nothing', () => {
  writeFileSync(join(directory, 'file'), '');
  const hosts = hostMemoryIn(join(directory, 'file'));
  hosts.note('mx.test', 'encrypts');
  expect(hosts.knows('mx.test', 'encrypts')).toBe(false);
});
