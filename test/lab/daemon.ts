import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DaemonOptions {
  readonly signal: AbortSignal;
  /** A file for all that it says. */
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a program that stays in the foreground. The signal kills it with all that it started in its process group. */
export function startDaemon(program: string, args: readonly string[], options: DaemonOptions): void {
  options.signal.throwIfAborted();
  const child = spawn(program, args, {
    detached: true, // a process group of its own
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.env ? { env: options.env } : {}),
  });
  const log = createWriteStream(options.log, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = () => {
    // A negative id means the group. It is gone already if the program ended by itself.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  options.signal.addEventListener('abort', stop, { once: true });
  child.once('error', (error) => log.end(`${error.message}\n`));
  // Not at `exit`: what it started may still hold its streams, and write.
  child.once('close', (code, killedBy) => {
    options.signal.removeEventListener('abort', stop);
    log.end(`ended with ${code ?? killedBy}\n`);
  });
}

/** Resolves when something accepts connections there: no daemon says by itself that it is ready. Rejects after 15 s. */
export async function listening(host: string, port: number, signal: AbortSignal): Promise<void> {
  for (const until = Date.now() + 15_000; ; ) {
    if (await accepts(host, port)) return;
    if (Date.now() > until) throw new Error(`nothing listens on ${host} port ${port} after 15 s`);
    await sleep(50, undefined, { signal });
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
