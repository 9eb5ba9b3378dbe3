/** `waypost serve`, and the lease by which one runner works on a store. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeLease } from '../../../src/host/outbox/lease.ts';
import { type Home, temporaryHome } from '../home.ts';
import { program } from '../native-client.ts';

function serve(home: Home) {
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { ...process.env, WAYPOST_HOME: home.path, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('one runner for each store', () => {
  test('who holds it holds it alone', () => {
    using home = temporaryHome();
    using first = takeLease(home.places.state, 0);
    expect([first === undefined, takeLease(home.places.state, 10)]).toEqual([false, undefined]);
  });

  test('a file that no lock can be on is no other runner', async () => {
    using home = temporaryHome();
    mkdirSync(home.places.state, { mode: 0o700 });
    writeFileSync(join(home.places.state, 'lease.sqlite'), 'no database '.repeat(100));
    expect(() => takeLease(home.places.state, 10)).toThrow(/lease\.sqlite: file is not a database/);
    const child = serve(home);
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code).toBe(1);
    expect(err).toMatch(/cannot be used: .*lease\.sqlite: file is not a database/);
  });
});

test('serve whose socket was deleted makes another; with the folder of the outbox it ends as a failure', async () => {
  using home = temporaryHome(1);
  const socket = join(home.places.state, 'runner.sock');
  const child = serve(home);
  const ended = Promise.all([text(child.stderr), once(child, 'exit')]);
  for (let round = 0; round < 2; round++) {
    await expect.poll(() => existsSync(socket), { timeout: 20_000 }).toBe(true);
    rmSync(socket);
  }
  await expect.poll(() => existsSync(socket), { timeout: 20_000 }).toBe(true);
  expect(child.exitCode).toBeNull();
  rmSync(home.places.state, { recursive: true });
  const [err, [code]] = await ended;
  expect(code).toBe(1);
  expect(err).toContain('the folder was removed');
  expect(existsSync(home.places.state)).toBe(false);
});
