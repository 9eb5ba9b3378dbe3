// `npm test`: build, lint, and every test, one stage after the other, each with its time. Goes on after a failed stage, so that
// one run shows everything, and repeats at its end what the failed ones printed last. `--all` runs the larger matrices instead.
//
// A stage that this machine can't run says why; with WAYPOST_REQUIRE_ALL=1 that is a failure.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Lines of a failed stage that are repeated: Vitest prints its failures last. */
const repeated = 100;
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
  const { code, last } = await run(program, args);
  const skipped = code === cannotRun && process.env['WAYPOST_REQUIRE_ALL'] !== '1';
  const word = code === 0 ? 'passed' : skipped ? 'not run here, see why above' : 'FAILED';
  results.push({ name, code, last, skipped, line: `${name.padEnd(30)} ${word} (${seconds(start)} s)` });
  // Nothing after it would test what this checkout holds.
  if (name === 'build' && code !== 0) break;
}

const failed = results.filter((result) => result.code !== 0 && !result.skipped);
for (const { name, last } of failed)
  console.log(`\n== ${name} failed, its last lines once more\n${last.join('\n')}`);
console.log(`\n${results.map((result) => result.line).join('\n')}\nall together ${seconds(began)} s`);
process.exit(failed.length > 0 ? 1 : 0);

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

/** `last`: the last lines that it printed. */
function run(program, args) {
  return new Promise((resolve) => {
    // Whoever watches at a terminal sees the colours in spite of the pipe.
    const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...colours },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let last = [''];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])
      from.setEncoding('utf8').on('data', (text) => {
        to.write(text);
        const [rest, ...lines] = text.split('\n');
        last = [...last.slice(0, -1), last.at(-1) + rest, ...lines].slice(-repeated);
      });
    const ended = (code) => resolve({ code: code ?? 1, last });
    child.on('error', () => ended(127));
    child.on('close', ended);
    // A process that it left behind may hold its output open.
    child.on('exit', (code) => setTimeout(ended, 5000, code).unref());
  });
}
