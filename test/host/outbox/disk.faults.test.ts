/** Disk full, a read-only folder, no descriptors left: what is not on the disk is never called queued. In a small tmpfs of a namespace. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const program = join(import.meta.dirname, 'disk-program.ts');

/** Runs the program where only it sees the file system that is mounted for it. */
function inNamespace(what: string, shell: string) {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = `mount -t tmpfs -o size=2m waypost "$0" && ${shell} exec "$1" "$2" "$3" "$0"`;
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const ran = spawnSync(
    'unshare',
    [...user, '--mount', '/bin/sh', '-c', script, folder, process.execPath, program, what],
    { encoding: 'utf8', timeout: 120_000 },
  );
  expect(ran.status, ran.stderr.slice(-2000)).toBe(0);
  console.log(`${what}: ${ran.stdout.trim()}`);
  return JSON.parse(ran.stdout) as { injected: number; survived: number };
}

test.each([
  'full at the spool',
  'full at "may be accepted"',
  'full at the answer',
  'full at the hand-over',
  'read-only',
  'too many files',
])(
  'Fault list 6, disk: %s',
  (what) => {
    const { injected, survived } = inNamespace(what, what === 'too many files' ? 'ulimit -n 64 &&' : '');
    expect(injected).toBeGreaterThan(0);
    expect(survived).toBe(injected);
  },
  150_000,
);
