import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunOptions, run } from './run.ts';

/**
 * A writable view of this machine's own file system: an overlay whose changes stay in memory. What is installed in it
 * is seen nowhere else, and is gone with the mount namespace that it lives in.
 */
export interface Root {
  /** Where it is mounted: the directory to chroot into. */
  readonly path: string;
  /** Only what differs from the machine; another root can be stacked on it. */
  readonly changes: string;
}

/** The root that lies, or will lie, at this place. */
export function rootAt(place: string): Root {
  return { path: join(place, 'root'), changes: join(place, 'changes') };
}

/**
 * @param place a directory on a tmpfs: the changes of an overlay can't lie on an overlay
 * @param over another root, whose changes this one starts with
 */
export async function makeRoot(place: string, over?: Root): Promise<Root> {
  const root = rootAt(place);
  const work = join(place, 'work');
  for (const directory of [root.path, root.changes, work]) mkdirSync(directory, { recursive: true });
  const lower = over ? `${over.changes}:/` : '/';
  await mount(
    '-t',
    'overlay',
    '-o',
    `lowerdir=${lower},upperdir=${root.changes},workdir=${work}`,
    'none',
    root.path,
  );
  await mount('--rbind', '/dev', join(root.path, 'dev'));
  await mount('-t', 'proc', 'none', join(root.path, 'proc'));
  await mount('-t', 'tmpfs', '-o', 'mode=755', 'none', join(root.path, 'run'));
  return root;
}

/** Tells the root its host's name and address, and whom to ask for others. */
export function nameRoot(root: Root, host: { name: string; address: string; resolvConf: string }): void {
  const files = {
    hostname: `${host.name}\n`,
    hosts: `127.0.0.1 localhost\n${host.address} ${host.name}\n`,
    'resolv.conf': host.resolvConf,
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(root.path, 'etc', file);
    rmSync(path, { force: true }); // it may be a link to somewhere else
    writeFileSync(path, text);
  }
}

export async function mount(...args: readonly string[]): Promise<void> {
  await run('mount', args);
}

/** Runs a shell script inside the root; its first failing command ends it. */
export function inRoot(root: Root, script: string, options?: RunOptions): Promise<string> {
  return run('chroot', [root.path, 'sh', '-ec', script], options);
}
