import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** What some files weigh together, each compressed by itself, as a server or a store would send them. */
export const weigh = (name, paths) =>
  weighContents(
    name,
    paths.map((path) => readFileSync(path)),
  );

export function weighContents(name, contents) {
  return {
    name,
    raw: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}

/** Fails the build: what stands in a person's webmail does not grow unnoticed. `most`: octets, gzipped. */
export function withinLimit(weight, most = Number.POSITIVE_INFINITY) {
  if (weight.gzip > most) {
    throw new Error(`${weight.name.trim()}: ${weight.gzip} octets gzipped, at most ${most}.`);
  }
  return weight;
}
