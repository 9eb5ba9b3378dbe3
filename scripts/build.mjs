/**
 * Builds dist/chrome, dist/firefox and dist/host, and prints what they weigh.
 * `--store` leaves out the manifest's `key`; `--only=extension` and `--only=host` build one half.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = process.argv.slice(2);

// npm starts this on the Node of node_modules. Started by hand it may meet an older one, which can't read the TypeScript.
if (Number.parseInt(process.versions.node, 10) < 26) {
  const node = `${root}node_modules/.bin/node`;
  if (!existsSync(node)) {
    console.error('Run `npm ci` first: the build needs the Node in node_modules.');
    process.exit(1);
  }
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}

const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
const unknown = flags.filter((flag) => !['--store', '--only=extension', '--only=host'].includes(flag));
if (unknown.length > 0) {
  console.error(`build: unknown ${unknown.join(' ')}; there are --store, --only=extension and --only=host`);
  process.exit(64);
}

const started = performance.now();
const { buildExtension } = await import('./build/extension.mjs');
const { buildHost } = await import('./build/host.mjs');
const { weighEngine } = await import('./build/engine.mjs');
let built;
try {
  built = [
    ...(only === 'host' ? [] : await buildExtension(root, { store: flags.includes('--store') })),
    ...(only === 'extension' ? [] : await buildHost(root)),
    ...(only ? [] : await weighEngine()),
  ];
} catch (error) {
  // Vite's message names the file and the line; the stack is the bundler's own.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
for (const { name, raw, gzip } of built) {
  console.log(`${name.padEnd(36)} ${kB(raw).padStart(9)} ${`${kB(gzip)} gzip`.padStart(14)}`);
}
console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);

/** Decimal, as browsers and stores count. */
function kB(octets) {
  return `${(octets / 1000).toFixed(1)} kB`;
}
