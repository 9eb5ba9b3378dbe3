/** What the address engine weighs in a page. Keeps nothing of what it builds. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { pieceBuild } from '../../vite.config.ts';
import { weighContents, withinLimit } from './weigh.mjs';

const core = fileURLToPath(new URL('../../src/core/', import.meta.url));
const route = readdirSync(`${core}route`)
  .filter((name) => name !== 'examples.ts')
  .map((name) => `route/${name}`);

/**
 * The engine is all that turns a text into recipients and findings: the grammar of every profile. What only explains (sentences, sections
 * of RFCs) and what the caller passes in (names that are not ASCII, letters that look alike) stands beside it, and so does what is
 * built upon it. `doors`: the modules of a piece below src/core; what they import comes along.
 */
const pieces = [
  { name: 'address engine', doors: ['address/parse.ts'], most: 9000 },
  { name: '  with fields as typed, and routes', doors: ['address/parse.ts', 'address/field.ts', ...route] },
  { name: '  beside it: international names', doors: ['address/idn.ts'] },
  { name: '  beside it: look-alike letters', doors: ['address/look-alike-table.ts'] },
  { name: '  beside it: sentences, en and ru', doors: ['words/issues.ts', 'words/rules.ts'] },
];

export async function weighEngine() {
  const weights = [];
  for (const { name, doors, most } of pieces) {
    const { output } = await build(pieceBuild(doors.map((module) => `${core}${module}`)));
    const contents = output.map(({ code }) => Buffer.from(code));
    weights.push(withinLimit(weighContents(name, contents), most));
  }
  return weights;
}
