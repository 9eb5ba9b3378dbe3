/** What the address engine weighs in a page: itself, its sentences, and its table of look-alike letters. Keeps nothing of what it builds. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { pieceBuild } from '../../vite.config.ts';
import { weighContents } from './weigh.mjs';

const core = fileURLToPath(new URL('../../src/core/', import.meta.url));
const route = readdirSync(`${core}route`)
  .filter((name) => name !== 'examples.ts')
  .map((name) => `route/${name}`);

/** The doors of each piece, below src/core; what they import comes along. */
const pieces = {
  'address engine': ['address/parse.ts', 'address/field.ts', ...route],
  '  of which parsing': ['address/parse.ts'],
  '  beside it: sentences, en and ru': ['words/issues.ts'],
  '  beside it: look-alike letters': ['address/look-alike-table.ts'],
  '  beside it: rules of IDNA2008': ['address/idna-rules.ts'],
};

export async function weighEngine() {
  const weights = [];
  for (const [name, modules] of Object.entries(pieces)) {
    const { output } = await build(pieceBuild(modules.map((module) => `${core}${module}`)));
    weights.push(
      weighContents(
        name,
        output.map(({ code }) => Buffer.from(code)),
      ),
    );
  }
  return weights;
}
