/** The engine as it ships: one file of plain JavaScript, built as the host program is. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the bundle lies; the processes that measure import it from there. */
const enginePath = `${root}.cache/bench/engine.js`;

export type Engine = typeof import('./engine-entry.ts');

export const loadEngine = async (): Promise<Engine> => import(enginePath);

export async function bundleEngine(): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: `${root}test/bench/address/engine-entry.ts`,
      target: 'node26',
      outDir: `${root}.cache/bench`,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'engine.js', codeSplitting: false } },
    },
  });
}
