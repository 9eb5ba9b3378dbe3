/** docs/issues.md says what the code says. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codes } from '../../src/host/cli/explanation.ts';

const root = join(import.meta.dirname, '../..');

test('docs/issues.md is as `npm run docs` writes it', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('it has an entry for every code', () => {
  const headings = readFileSync(join(root, 'docs/issues.md'), 'utf8').match(/(?<=^### ).*$/gm);
  expect(headings).toEqual([...codes]);
});
