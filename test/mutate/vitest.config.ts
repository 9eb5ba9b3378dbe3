/** The tests that must notice a change of the grammar, for `npm run mutate`: tables, corpora, and a few texts of the properties. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: fileURLToPath(new URL('few-runs.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/core/address/*.test.ts'],
    isolate: false,
    // Those of the hostile texts take seconds, and would not notice more.
    exclude: ['**/*.large.test.ts', '**/properties.test.ts'],
    testTimeout: 30_000,
  },
});
