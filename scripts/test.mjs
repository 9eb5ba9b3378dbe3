// `npm test`: build, lint, and every test, one stage after the other, each with its time. Goes on after a failed stage, so that
// one run shows everything. `--all` runs the larger matrices instead.
//
// A stage that this machine can't run says why; with WAYPOST_REQUIRE_ALL=1 that is a failure.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** An exit status that says: not run here, for the reason printed. */
const cannotRun = 77;

const vitest = (project, ...more) => [
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...more],
];
const build = [process.execPath, ['scripts/build.mjs']];
const stages = process.argv.includes('--all')
  ? {
      build,
      'the fault list': vitest('units', '--project', 'faults', '-t', 'Fault list'),
      large: vitest('large'),
      'every address in real webmails': [process.execPath, ['scripts/lab.mjs', '--all']],
    }
  : {
      build,
      lint: ['npm', ['run', '--silent', 'lint']],
      'add-on lint': ['npm', ['run', '--silent', 'lint:addon']],
      units: vitest('units'),
      faults: vitest('faults'),
      browser: vitest('browser'),
      'real mail servers': [process.execPath, ['scripts/lab.mjs']],
    };

const began = Date.now();
const results = [];
for (const [name, [program, args]] of Object.entries(stages)) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  const code = await run(program, args);
  const skipped = code === cannotRun && process.env['WAYPOST_REQUIRE_ALL'] !== '1';
  const word = code === 0 ? 'passed' : skipped ? 'not run here, see why above' : 'FAILED';
  results.push({ name, code, skipped, line: `${name.padEnd(30)} ${word} (${seconds(start)} s)` });
  // Nothing after it would test what this checkout holds.
  if (name === 'build' && code !== 0) break;
}

console.log(`\n${results.map((result) => result.line).join('\n')}\nall together ${seconds(began)} s`);
process.exit(results.every((result) => result.code === 0 || result.skipped) ? 0 : 1);

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
