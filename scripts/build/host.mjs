/** The host program: dist/host/waypost.mjs, and its front alone, native.mjs. */
import { build } from 'vite';
import { hostBuild } from '../../vite.config.ts';
import { finish, unfinished } from './place.mjs';
import { weigh } from './weigh.mjs';

const programs = [
  { entry: 'cli/main.ts', file: 'waypost.mjs' },
  { entry: 'native/main.ts', file: 'native.mjs' },
];

export async function buildHost(root) {
  const folder = unfinished(root, 'host');
  for (const program of programs) await build(hostBuild(folder, program));
  finish(root, 'host');
  return programs.map(({ file }) => weigh(`host/${file}`, [`${root}dist/host/${file}`]));
}
