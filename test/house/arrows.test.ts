/**
 * The arrows of the house (CONTRIBUTING.md) hold: for every import that it forbids, one is planted in a copy of the sources,
 * and the two commands of `npm run lint` that watch over arrows must name the planted file.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Which folders of core a folder of core may import. */
const mayImport: Record<string, readonly string[]> = {
  address: [],
  route: ['address'],
  mta: ['address', 'route'],
  webmail: ['address', 'route'],
  trace: ['address', 'route'],
  advice: ['address', 'route', 'mta', 'webmail', 'trace'],
  bridge: ['address', 'route', 'mta', 'webmail', 'trace', 'advice'],
  words: [],
};
const coreFolders = Object.keys(mayImport);
const insideCore = coreFolders.flatMap((from) =>
  coreFolders
    .filter((to) => to !== from)
    .map((to) => ({ from, to, allowed: mayImport[from]?.includes(to) ?? false })),
);

const wings = ['core', 'host', 'extension', 'demo'];
const betweenWings = wings.flatMap((from) =>
  wings.filter((to) => to !== from).map((to) => ({ from, to, allowed: to === 'core' })),
);

let copy: string;

/** Each folder exports one value under a name of its own, so that a planted import would work if nothing forbade it. */
const targetIn = (folder: string) => join(copy, 'src', folder, 'zz-target.ts');
const plantIn = (folder: string, to: string) => join(copy, 'src', folder, `zz-imports-${to}.ts`);

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'waypost-arrows-'));
  for (const name of ['biome.json', 'tsconfig.base.json', 'package.json', '.gitignore'])
    cpSync(name, join(copy, name));
  for (const wing of wings) {
    mkdirSync(join(copy, 'src', wing), { recursive: true });
    cpSync(join('src', wing, 'tsconfig.json'), join(copy, 'src', wing, 'tsconfig.json'));
    writeFileSync(targetIn(wing), 'export const target = 1;\n');
  }
  mkdirSync(join(copy, 'test'));
  cpSync('test/tsconfig.json', join(copy, 'test', 'tsconfig.json'));
  writeFileSync(join(copy, 'test', 'nothing.ts'), 'export {};\n');
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  for (const folder of coreFolders) {
    mkdirSync(join(copy, 'src/core', folder));
    writeFileSync(targetIn(join('core', folder)), 'export const target = 1;\n');
  }
  for (const { from, to } of insideCore)
    writeFileSync(
      plantIn(join('core', from), to),
      `import { target } from '../${to}/zz-target.ts';\n\nexport const planted = target;\n`,
    );
  spawnSync('git', ['init', '-q'], { cwd: copy });
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('inside core, lint refuses each forbidden import and no allowed one', () => {
  const ran = run('biome', ['lint', '--max-diagnostics=1000', '--reporter=github', 'src/core']);
  expect(ran.status).not.toBe(0);
  for (const { from, to, allowed } of insideCore) {
    const refused = ran.output.includes(`src/core/${from}/zz-imports-${to}.ts`);
    expect({ from, to, refused }).toEqual({ from, to, refused: !allowed });
  }
});

test('between the wings, the compiler refuses each forbidden import and no allowed one', () => {
  // The wings read core's declarations, so these are made before anything wrong is planted.
  expect(run('tsc', ['-b', 'src/core'])).toEqual({ status: 0, output: '' });
  for (const { from, to } of betweenWings)
    writeFileSync(
      plantIn(from, to),
      `import { target } from '../${to}/zz-target.ts';\n\nexport const planted = target;\n`,
    );
  const outputs = wings.map((wing) => run('tsc', ['-p', `src/${wing}`, '--noEmit', '--pretty', 'false']));
  expect(outputs.some((ran) => ran.status !== 0)).toBe(true);
  const output = outputs.map((ran) => ran.output).join('\n');
  for (const { from, to, allowed } of betweenWings) {
    const refused = output.includes(`src/${from}/zz-imports-${to}.ts`);
    expect({ from, to, refused }).toEqual({ from, to, refused: !allowed });
  }
});

function run(tool: string, args: readonly string[]) {
  const ran = spawnSync(join(process.cwd(), 'node_modules/.bin', tool), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status: ran.status, output: ran.stdout + ran.stderr };
}
