/** `waypost demo` as a person starts it: the journey's end, and that nothing stays behind, also after Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from '../../src/demo/browser.ts';
import { until } from '../../src/demo/cdp.ts';

const main = fileURLToPath(new URL('../../src/demo/main.ts', import.meta.url));
let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'waypost-e2e-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  lines(): readonly string[];
  readonly ended: Promise<number | null>;
}

function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, TMPDIR: temporary, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return {
    child,
    lines: () => output.trimEnd().split('\n'),
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
}

/** Everything that still runs with a file of this demo on its command line or in its environment. */
async function processes(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (file: string) => readFile(join('/proc', pid, file), 'latin1').catch(() => '');
      const line = await read('cmdline');
      return `${line}${await read('environ')}`.includes(temporary) ? [line.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}

test('the journey ends verified, and leaves only its screenshots', async () => {
  const shots = join(temporary, 'shots');
  const { lines, ended } = demo(['--headless', '--screenshots', shots]);
  expect(await ended, lines().join('\n')).toBe(0);
  const output = lines();
  expect(output.at(-1)).toBe('verified: client -> s1.test -> s2.test -> s3.test -> dest.test');
  // What each server heard, octet for octet.
  expect(
    output
      .filter((line) => /^ {3}\S+ +RCPT TO:/.test(line))
      .map((line) => line.trim().split(/ +/).slice(0, 3)),
  ).toEqual([
    ['s1.test', 'RCPT', 'TO:<@s1.test,@s2.test,@s3.test:user@dest.test>'],
    ['s2.test', 'RCPT', 'TO:<@s2.test,@s3.test:user@dest.test>'],
    ['s3.test', 'RCPT', 'TO:<@s3.test:user@dest.test>'],
    ['dest.test', 'RCPT', 'TO:<user@dest.test>'],
  ]);
  // The transcript is the host's own.
  expect(output.some((line) => line.includes('-> RCPT TO:<@s1.test,@s2.test,@s3.test:user@dest.test>'))).toBe(
    true,
  );
  expect((await readdir(shots)).sort()).toEqual([
    'confirmation.png',
    'popup.png',
    'transcript.png',
    'verdict.png',
  ]);
  expect(await readdir(temporary)).toEqual(['shots']);
  expect(await processes()).toEqual([]);
});

test('Ctrl-C in the middle leaves nothing running and nothing behind', async () => {
  const { child, lines, ended } = demo(['--headless']);
  await until(
    () => lines().some((line) => line.startsWith('4.')),
    60_000,
    () => lines().join('\n'),
  );
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(lines().at(-1)).toBe('Stopped; nothing is left behind.');
  expect(await readdir(temporary)).toEqual([]);
  expect(await processes()).toEqual([]);
});

test.runIf(process.platform === 'linux')('with a display it invites a person, until Ctrl-C', async () => {
  // The display is claimed, not there: a Chromium that is told to do without.
  const folder = join(temporary, 'bin');
  await mkdir(folder);
  await writeFile(
    join(folder, 'chromium'),
    `#!/bin/sh\nexec '${await findChromium()}' --headless=new --disable-gpu "$@"\n`,
    {
      mode: 0o755,
    },
  );
  const { child, lines, ended } = demo([], { DISPLAY: ':99', PATH: `${folder}:${process.env['PATH']}` });
  await until(
    () => lines().some((line) => line.includes('press Ctrl-C here')),
    60_000,
    () => lines().join('\n'),
  );
  expect(lines().join('\n')).toContain('Write to user@dest.test');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(await readdir(temporary)).toEqual(['bin']);
  expect(await processes()).toEqual([]);
});

test('without Chromium one line names what to install', async () => {
  const { lines, ended } = demo(['--headless'], { PATH: temporary, WAYPOST_CHROMIUM: '' });
  expect(await ended).toBe(1);
  expect(lines()).toEqual(['']);
  expect(await readdir(temporary)).toEqual([]);
});
