/** The installed copy of the program: independent of the checkout that it came from, which may move or vanish. */
import {
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { checkout } from '../checkout.ts';
import type { Installed } from './installed.ts';
import { wrapperText } from './wrapper.ts';

/** As the build names the whole program, and the front alone, which needs no argument to say so. */
export const programFile = 'waypost.mjs';
const frontFile = 'native.mjs';

/** The folder of the built program: beside the running one, or `dist/host` of the checkout. Undefined before a build. */
export function builtProgram(): string | undefined {
  const running = process.argv[1] ? dirname(realpathSync(process.argv[1])) : '';
  const candidates = [running, join(checkout() ?? '', 'dist', 'host')];
  return candidates.find((folder) => existsSync(join(folder, programFile)));
}

/** What the browser starts. */
export function wrapperPath(program: string, platform: NodeJS.Platform = process.platform): string {
  return join(program, platform === 'win32' ? 'waypost-native.cmd' : 'waypost-native');
}

/** The same program for a person and for the service: its arguments are those of the command line. */
export function commandPath(program: string, platform: NodeJS.Platform = process.platform): string {
  return join(program, platform === 'win32' ? 'waypost.cmd' : 'waypost');
}

/** Copies the built program, and Node where that lives inside the checkout; writes the wrappers. */
export function installProgram(
  built: string,
  program: string,
  home: string | undefined,
  installed: Installed,
): string {
  installed.directory(program, 0o700);
  // The largest first: should the disk be full, the former program still stands.
  const node = installNode(program, installed);
  const host = join(program, 'host');
  if (realpathSync(built) !== (existsSync(host) ? realpathSync(host) : '')) {
    // Whole or not at all: copied beside, then put in place.
    const beside = join(program, `host.${process.pid}.new`);
    cpSync(built, beside, { recursive: true });
    rmSync(host, { recursive: true, force: true });
    renameSync(beside, host);
  }
  installed.directories.add(host);
  const wrapper = wrapperPath(program);
  for (const [path, file] of [
    [wrapper, frontFile],
    [commandPath(program), programFile],
  ] as const) {
    installed.write(path, wrapperText({ node, entry: join(host, file), home, program }), 0o755);
    chmodSync(path, 0o755);
  }
  return wrapper;
}

function installNode(program: string, installed: Installed): string {
  const node = process.execPath;
  const root = checkout();
  if (root === undefined || !node.startsWith(realpathSync(root) + sep)) return node;
  const copy = join(program, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(copy) || statSync(copy).size !== statSync(node).size) {
    // A running runner keeps the old file: replaced by name, not by content. Blocks are shared where the file system can.
    const beside = `${copy}.${process.pid}.new`;
    copyFileSync(node, beside, constants.COPYFILE_FICLONE);
    chmodSync(beside, 0o755);
    renameSync(beside, copy);
  }
  installed.files.add(copy);
  return copy;
}
