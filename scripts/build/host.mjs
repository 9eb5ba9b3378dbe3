/** The host program: dist/host/waypost.js. */
import { build } from 'vite';
import { hostBuild } from '../../vite.config.ts';
import { finish, unfinished } from './place.mjs';
import { weigh } from './weigh.mjs';

export async function buildHost(root) {
  await build(hostBuild(unfinished(root, 'host')));
  finish(root, 'host');
  return [weigh('host/waypost.js', [`${root}dist/host/waypost.js`])];
}
