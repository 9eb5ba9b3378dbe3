/** A runner of `crash-program.ts` in a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Home } from '../home.ts';

const program = join(import.meta.dirname, 'crash-program.ts');

/** Hundreds of runners start: from code that was compiled once. */
const cache = mkdtempSync(join(tmpdir(), 'waypost-cache-'));
export const removeCache = (): void => rmSync(cache, { recursive: true, force: true });
export async function fillCache(): Promise<void> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  await once(spawn(process.execPath, [program, 'warm'], { env, stdio: 'ignore' }), 'exit');
}

export interface Runner {
  readonly child: ChildProcess;
  /** Resolves when it stops at the point the next time. */
  readonly reached: () => Promise<void>;
  readonly goOn: () => void;
}

export async function startRunner(home: Home, point = 'none'): Promise<Runner> {
  const child = spawn(process.execPath, [program, point], {
    env: { ...process.env, WAYPOST_HOME: home.path, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
  });
  const [, , , says, hears] = child.stdio;
  const waiting: (() => void)[] = [];
  const told = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const reached = () => {
    // What is said before somebody asks stays in the pipe.
    if ((says as Socket).listenerCount('data') === 0) (says as Socket).on('data', told);
    return new Promise<void>((resolve) => void waiting.push(resolve));
  };
  const goOn = () => void (hears as Socket).write('x');
  for (const pipe of [says, hears]) pipe?.on('error', () => {});
  const socket = join(home.places.state, 'runner.sock');
  // A socket that a killed runner left behind answers nobody.
  for (let round = 0; round < 2000; round++) {
    if (existsSync(socket) && (await answers(socket))) break;
    if (child.exitCode !== null) throw new Error(`the runner ended: ${child.exitCode}`);
    await pause(10);
  }
  return { child, reached, goOn };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
