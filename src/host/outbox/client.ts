/** The way to the runner, which is started when nobody answers. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { socketPath } from './socket.ts';

export interface RunnerAccess {
  /** Directory of the store. */
  readonly state: string;
  /** The program's entry file, for `node ENTRY runner`. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
}

export type Reached =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly detail: string };

/** Milliseconds until a freshly started runner must answer; and until another one is started, should it have lost the race for the lease. */
const patience = 8000;
const startAgain = 4000;

/** Never throws. The socket is the caller's. */
export async function reachRunner({ state, entry, env }: RunnerAccess): Promise<Reached> {
  let path: string;
  try {
    path = socketPath(state);
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
  const since = performance.now();
  let started = Number.NEGATIVE_INFINITY;
  for (let wait = 15; ; wait = Math.min(wait * 1.5, 200)) {
    const tried = await tryConnect(path);
    if (tried.ok) return tried;
    const now = performance.now();
    if (now - since > patience) {
      const { storeFault } = await import('./fault.ts');
      const fault = storeFault(state);
      return fault ? { ok: false, detail: `${fault.path}: ${fault.detail}` } : tried;
    }
    if (now - started > startAgain) {
      started = now;
      const failure = startRunner({ state, entry, env });
      if (failure) return { ok: false, detail: failure };
    }
    await pause(wait);
  }
}

function tryConnect(path: string): Promise<Reached> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve({ ok: true, socket });
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, detail: error.code ?? error.message }),
    );
  });
}

/** In a session of its own and without our pipes, so that nothing that ends us or the browser reaches it. */
function startRunner({ state, entry, env }: RunnerAccess): string | undefined {
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const child = spawn(process.execPath, [entry, 'runner'], {
      detached: true,
      stdio: 'ignore',
      cwd: state,
      env,
      windowsHide: true,
    });
    child.on('error', () => {});
    child.unref();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
