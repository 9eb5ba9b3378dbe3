/** The configuration is read again when its file changed, however that was done, and only then. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { configIn } from '../../src/host/config-file.ts';
import { temporaryHome } from './home.ts';

const text = (address: string) => JSON.stringify({ identities: [{ address, ehlo: 'client.test' }] });

test('read once, and again after each change of the file', async () => {
  using home = temporaryHome();
  const file = home.places.config;
  const config = configIn(file);
  const address = () => {
    const read = config();
    return read.ok ? read.config.identities[0]?.address : read.detail;
  };
  expect(address()).toBe('a@client.test');
  // Fresh files are read each time: the clock of a file system is coarse.
  for (let before = config(); before !== config(); before = config()) await pause(10);
  writeFileSync(file, text('b@client.test'));
  expect(address()).toBe('b@client.test');
  // As editors and `waypost identity` do it, with as many octets.
  writeFileSync(`${file}.new`, text('c@client.test'));
  renameSync(`${file}.new`, file);
  expect(address()).toBe('c@client.test');
  writeFileSync(file, '{');
  expect(config().ok).toBe(false);
  rmSync(file);
  expect(config()).toMatchObject({ ok: true, found: false });
});
