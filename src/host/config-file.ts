/** The configuration as it stands in its file now, read again only when that has changed. */
import { type Stats, statSync } from 'node:fs';
import { type ReadConfig, readConfig } from './config.ts';

/** Two changes within one tick of the file system's clock look like one, in milliseconds: what is that fresh is read again. */
const tick = 50;

type Stamp = Pick<Stats, 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>;

/** Never throws, as `readConfig`. */
export function configIn(file: string): () => ReadConfig {
  let known: { readonly stamp: Stamp; readonly read: ReadConfig } | undefined;
  return () => {
    const stamp = stampOf(file);
    if (stamp && known && isSame(stamp, known.stamp)) return known.read;
    const read = readConfig(file);
    // What was written between the two looks is read the next time.
    known = stamp && { stamp, read };
    return read;
  };
}

/** Whatever changes when somebody writes or replaces the file; undefined where that can't be told. */
function stampOf(file: string): Stamp | undefined {
  try {
    const stamp = statSync(file);
    return Math.abs(Date.now() - stamp.ctimeMs) < tick ? undefined : stamp;
  } catch {
    return undefined;
  }
}

const isSame = (a: Stamp, b: Stamp): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
