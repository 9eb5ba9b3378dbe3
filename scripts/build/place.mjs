/**
 * Where a build goes: beside its place, and only once it is whole into it. A build that fails leaves the former one as it was, and a
 * browser that is being started meets no half of one.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs';

const folder = (root, name) => `${root}dist/.${name}-${process.pid}`;

/** An empty folder for what will be dist/NAME. */
export function unfinished(root, name) {
  const path = folder(root, name);
  mkdirSync(path, { recursive: true });
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** It is whole now: dist/NAME. */
export function finish(root, name) {
  const old = `${folder(root, name)}-old`;
  const place = `${root}dist/${name}`;
  try {
    renameSync(place, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(folder(root, name), place);
  rmSync(old, { recursive: true, force: true });
}
