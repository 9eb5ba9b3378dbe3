// The mail lab: real Sendmails, a real Roundcube and a real SOGo, without installing anything on this machine.
//
// `node scripts/lab.mjs [--all] [vitest arguments]` runs the project `lab`, or `lab-large`, inside fresh namespaces (namespaces(7)): mounts,
// processes, a host name and, once the packages are there, a network of its own. All of it ends with the one process
// that is started here, so nothing has to be cleaned up, however it ends.
//
// Plain JavaScript, good for Node 20. Exit 77: this machine can't run it, and the line before says why.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cannotRun = 77;
const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** Not everybody's PATH names the places of `ip` and `dnsmasq`. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const namespaces = ['--mount', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];

/** The first reason why the lab can't run here, or undefined. */
function obstacle() {
  if (process.platform !== 'linux') return `it needs Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'it needs root, to make namespaces and overlay mounts';
  const missing = ['unshare', 'setpriv', 'chroot', 'ip', 'dnsmasq', 'apt-get'].filter(
    (name) => !hasProgram(name),
  );
  if (missing.length > 0) return `it needs ${missing.join(', ')}`;
  // What the lab does later, in small: a tmpfs, an overlay of / on it, and a network of its own.
  const attempt = spawnSync(
    'unshare',
    [
      ...namespaces,
      '--net',
      'sh',
      '-ec',
      'mount -t tmpfs none /run; cd /run; mkdir u w r; mount -t overlay -o lowerdir=/,upperdir=u,workdir=w none r; ip link add name br0 type bridge',
    ],
    { encoding: 'utf8', env },
  );
  if (attempt.status !== 0) return `it needs namespaces and overlay mounts: ${attempt.stderr.trim()}`;
  return undefined;
}

function hasProgram(name) {
  return env.PATH.split(':').some((place) => place !== '' && existsSync(join(place, name)));
}

const why = obstacle();
if (why !== undefined) {
  console.log(`The mail lab can't run on this machine: ${why}.`);
  process.exit(cannotRun);
}

// The project's own Node, which runs TypeScript as it is, whichever Node started this file.
const ownNode = join(project, 'node_modules/.bin/node');
const node = existsSync(ownNode) ? ownNode : process.execPath;

// setpriv: should this process be killed hard, the kernel ends unshare, and unshare its namespaces.
const lab = spawn(
  'setpriv',
  [
    '--pdeathsig',
    'KILL',
    'unshare',
    ...namespaces,
    node,
    join(project, 'test/lab/prepare.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: project, stdio: 'inherit', env },
);
// unshare itself ignores SIGINT and SIGTERM.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    lab.kill('SIGKILL');
    process.exitCode = 128 + constants.signals[signal];
  });
}
lab.on('error', (error) => {
  console.error(`The mail lab did not start: ${error.message}`);
  process.exitCode = 1;
});
lab.on('exit', (code) => {
  process.exitCode ??= code ?? 1;
});
