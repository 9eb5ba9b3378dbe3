import { defineConfig } from 'vitest/config';
import { SecondTries } from './scripts/second-tries.ts';

const browser = ['test/e2e/**/*.test.ts', 'test/extension/**/*.browser.test.{ts,tsx}'];
const lab = ['test/lab/**/*.test.ts'];
const faults = ['test/**/*.faults.test.ts'];
const large = ['test/**/*.large.test.ts'];
const labLarge = ['test/lab/**/*.large.test.ts'];
/** A busy machine takes its time; that decides nothing. */
const expect = { poll: { timeout: 20_000 } };
/** Hundreds of real keys in real browsers: on a busy machine one of them may be lost. What is wrong is so twice, and each time is reported. */
const retry = 1;

export default defineConfig({
  test: {
    reporters: ['default', new SecondTries()],
    projects: [
      // Functions, tables, sockets on loopback.
      {
        test: {
          name: 'units',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...browser, ...lab, ...large, ...faults],
          setupFiles: 'test/setup.ts',
          testTimeout: 30_000,
        },
      },
      // Hundreds of processes, each killed at one point of its work.
      { test: { name: 'faults', include: faults, setupFiles: 'test/setup.ts', fileParallelism: false } },
      // The built extension and host in real Chromium, against servers on loopback.
      {
        test: {
          name: 'browser',
          include: browser,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect,
          retry,
          fileParallelism: false,
        },
      },
      // Real mail servers and a real webmail, in the namespaces that scripts/lab.mjs makes.
      {
        test: {
          name: 'lab',
          include: lab,
          exclude: large,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect,
          retry,
          fileParallelism: false,
        },
      },
      // Larger matrices and long fuzz runs: `npm run test:all`.
      { test: { name: 'large', include: large, exclude: lab, testTimeout: 1_800_000 } },
      {
        test: {
          name: 'lab-large',
          include: labLarge,
          retry,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
