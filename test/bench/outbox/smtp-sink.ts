/**
 * smtp-sink(1) of Postfix, a server that takes everything and keeps nothing, in a process of its own: from the Debian package, downloaded
 * and unpacked once, never installed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const cache = join(import.meta.dirname, '../../../.cache/postfix');

export interface Sink extends Disposable {
  readonly port: number;
  /** As Debian calls it. */
  readonly version: string;
}

export async function startSink(): Promise<Sink> {
  const version = unpack();
  const port = await freePort();
  const child: ChildProcess = spawn(
    join(cache, 'usr/sbin/smtp-sink'),
    // As many connections may wait as any subject opens.
    ['-u', 'nobody', `inet:127.0.0.1:${port}`, '128'],
    { env: { ...process.env, LD_LIBRARY_PATH: join(cache, 'usr/lib/postfix') }, stdio: 'inherit' },
  );
  for (let round = 0; !(await listens(port)); round++) {
    if (round > 100 || child.exitCode !== null) throw new Error('smtp-sink does not listen');
    await pause(50);
  }
  return { port, version, [Symbol.dispose]: () => void child.kill() };
}

function unpack(): string {
  mkdirSync(cache, { recursive: true });
  const packages = () => readdirSync(cache).filter((name) => name.endsWith('.deb'));
  if (!existsSync(join(cache, 'usr/sbin/smtp-sink'))) {
    const asked = ['-q', '-o', 'APT::Sandbox::User=root', 'download', 'postfix'];
    // The lists of packages may be missing or too old: then fetch them.
    if (!ran('apt-get', asked) && !(ran('apt-get', ['-q', 'update']) && ran('apt-get', asked)))
      throw new Error('no Debian package of Postfix is to be had here');
    for (const name of packages()) ran('dpkg-deb', ['-x', name, cache]);
  }
  return (packages()[0] ?? '').split('_')[1] ?? '';
}

const ran = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
