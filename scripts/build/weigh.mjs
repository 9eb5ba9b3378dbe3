import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** What some files weigh together, each compressed by itself, as a server or a store would send them. */
export function weigh(name, paths) {
  const contents = paths.map((path) => readFileSync(path));
  return {
    name,
    raw: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}
