/** The host program: dist/host/waypost.mjs, and its front alone, native.mjs. */
import { build } from 'vite';
import { hostBuild } from '../../vite.config.ts';
import { finish, unfinished } from './place.mjs';
import { weigh, withinLimit } from './weigh.mjs';

/** `most`: octets, gzipped. Who clicks waits for the front. */
const programs = [
  { entry: 'cli/main.ts', file: 'waypost.mjs' },
  { entry: 'native/main.ts', file: 'native.mjs', most: 22_000 },
];

export async function buildHost(root) {
  const folder = unfinished(root, 'host');
  for (const program of programs) await build(hostBuild(folder, program));
  const weights = programs.map(({ file, most }) =>
    withinLimit(weigh(`host/${file}`, [`${folder}/${file}`]), most),
  );
  finish(root, 'host');
  return weights;
}
