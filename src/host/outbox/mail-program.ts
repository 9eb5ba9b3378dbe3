/** One run of a mail program that reads a message to the end of a file: started, listened to, and waited for with patience. */
import { type ChildProcess, spawn } from 'node:child_process';

interface Run {
  /** What it reads as its standard input. */
  readonly fd: number;
  /** How long it may take, in milliseconds. */
  readonly patience: number;
  /** Shortens that to a moment. */
  readonly signal: AbortSignal;
}

export interface Ended {
  readonly started: boolean;
  /** Undefined where it gave none: never started, killed, or lost patience with. */
  readonly code: number | undefined;
  /** How what it wrote begins, trimmed; or why it could not be started. */
  readonly said: string;
}

/** How much of what it says is kept, in UTF-16 units. */
const saidCap = 1000;
/** What the signal leaves it, in milliseconds: most have answered by then, and nobody is left in doubt. */
const lastMoment = 3000;
/** How long the pipes may stay open after it, held by what it left in the background, in milliseconds. */
const lastWords = 1000;

/** Never throws. */
export function runMailProgram(
  command: string,
  args: readonly string[],
  { fd, patience, signal }: Run,
): Promise<Ended> {
  let child: ChildProcess;
  try {
    // In a process group of its own: the Ctrl-C of our terminal is not meant for it.
    child = spawn(command, args, { stdio: [fd, 'pipe', 'pipe'], detached: true, windowsHide: true });
  } catch (error) {
    return Promise.resolve({ started: false, code: undefined, said: (error as Error).message });
  }
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  const within = (milliseconds: number, otherwise: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(otherwise, milliseconds);
  };
  const end = (code: number | undefined) => {
    clearTimeout(timer);
    signal.removeEventListener('abort', hurry);
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    resolve({ started: true, code, said: said.trim() });
  };
  const giveUp = () => {
    killGroup(child);
    end(undefined);
  };
  const hurry = () => within(lastMoment, giveUp);

  child.once('error', (error: NodeJS.ErrnoException) =>
    resolve({ started: false, code: undefined, said: error.code ?? error.message }),
  );
  child.once('spawn', () => {
    within(patience, giveUp);
    signal.addEventListener('abort', hurry);
    if (signal.aborted) hurry();
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(0, saidCap);
      });
  });
  child.once('exit', (code) => {
    signal.removeEventListener('abort', hurry);
    within(lastWords, () => end(code ?? undefined));
    child.once('close', () => end(code ?? undefined));
  });
  return promise;
}

/**
 * At once, and with all that it started: whichever part of it reads from another through a pipe would take the other's end for the end
 * of the message, and deliver how it begins.
 */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
