/** Octets as a file that another program reads: whole before it can, and without a name by then. */
import { closeSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WholeFile extends Disposable {
  /** A descriptor that reads from the first octet on. */
  readonly fd: number;
  /** Whether somebody to whom it was given has left a rest unread; undefined where the system does not tell. */
  readonly hasRest: () => boolean | undefined;
}

/**
 * In `folder`, the user's own. Gone with the last process that has it open, however that ends. Throws what the disk says, also where it
 * says so only when the file is closed (write(2), "Notes").
 */
export function wholeFile(folder: string, octets: Buffer): WholeFile {
  // The name is there within this turn only; should the power go just then, the next file takes its place.
  const path = join(folder, 'handover');
  const writing = openSync(path, 'w', 0o600);
  using reading = new DisposableStack();
  let fd: number;
  try {
    try {
      fd = reading.adopt(openSync(path, 'r'), closeSync);
    } finally {
      unlinkSync(path);
    }
    writeFileSync(writing, octets);
  } finally {
    closeSync(writing);
  }
  const opened = reading.move();
  return { fd, hasRest: () => hasRest(fd, octets.length), [Symbol.dispose]: () => opened.dispose() };
}

/** proc(5), "fdinfo": one position for all who have the descriptor from us. To read on instead would take it from who still does. */
function hasRest(fd: number, size: number): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const position = /^pos:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return position === undefined ? undefined : Number(position) < size;
  } catch {
    return undefined;
  }
}
