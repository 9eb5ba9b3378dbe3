import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { secretFromCommand, secretFromFile } from '../../src/host/secret.ts';

const directory = mkdtempSync(join(tmpdir(), 'waypost-secret-'));
afterAll(() => rmSync(directory, { recursive: true }));

test.each<[string, object]>([
  ["printf 'geheim\\nlogin: jo\\n'", { ok: true, value: 'geheim' }],
  ["printf ' with spaces '", { ok: true, value: ' with spaces ' }],
  ['printf ""', { ok: false, detail: 'passwordCommand: empty' }],
  ['echo geheim; exit 3', { ok: false, detail: 'passwordCommand: 3' }],
  ['read line && echo "$line"', { ok: false, detail: 'passwordCommand: 1' }],
])('a command: %s', async (command, expected) => {
  expect(await secretFromCommand(command)).toEqual(expected);
});

test.each<[string, number, string, boolean]>([
  ['own', 0o600, 'geheim\n', true],
  ['for reading', 0o400, 'geheim', true],
  ['open', 0o644, 'geheim\n', false],
  ['group', 0o640, 'geheim\n', false],
  ['empty', 0o600, '', false],
])('a file: %s', async (name, mode, text, ok) => {
  const file = join(directory, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  const secret = await secretFromFile(file);
  expect(secret.ok).toBe(ok);
  expect(secret).toEqual(
    ok ? { ok, value: 'geheim' } : { ok, detail: expect.not.stringContaining('geheim') },
  );
});

test('no file', async () => {
  expect(await secretFromFile(join(directory, 'none'))).toMatchObject({
    ok: false,
    detail: expect.stringContaining('ENOENT'),
  });
});
