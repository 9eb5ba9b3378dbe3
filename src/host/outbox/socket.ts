/** Where the runner listens: in the user's own 0700 directory, or a named pipe on Windows. */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** sun_path holds 108 octets on Linux and 104 on macOS, the final NUL included. */
const pathCap = 103;

/** `state`: the directory of the store. Makes the directory of the socket; throws if somebody else owns it. */
export function socketPath(state: string, platform: NodeJS.Platform = process.platform): string {
  const tag = createHash('sha256').update(state).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\waypost-${tag}`;
  const beside = join(state, 'runner.sock');
  if (Buffer.byteLength(beside) <= pathCap) {
    ownDirectory(state);
    return beside;
  }
  const short = join(tmpdir(), `waypost-${process.getuid?.() ?? 0}-${tag}`);
  ownDirectory(short);
  return join(short, 'runner.sock');
}

/** Removes the directory that `socketPath` made elsewhere than in `state`. Only for who holds the lease; the next runner makes its own. */
export function leaveSocket(state: string, path: string): void {
  if (process.platform === 'win32' || dirname(path) === state) return;
  try {
    rmdirSync(dirname(path));
  } catch {
    // Not empty, or gone already: either way it is not ours to mend.
  }
}

function ownDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(directory);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${directory} belongs to another user`);
  chmodSync(directory, 0o700);
}
