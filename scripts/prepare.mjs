// What must be there before an npm script runs: this project's packages and, where asked for, a few programs of the system.
// Plain JavaScript without dependencies, for whatever Node (>= 20) started npm. Everything it says goes to standard error.
//
//   node scripts/prepare.mjs             the packages of package-lock.json
//   node scripts/prepare.mjs --browser   and Chromium, for the demo
//   node scripts/prepare.mjs --tests     and what the tests on real mail servers need
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

await packages();
if (process.argv.includes('--browser')) await programs(['chromium']);
if (process.argv.includes('--tests')) await programs(['chromium', 'ip', 'dnsmasq', 'strace']);

/** Runs `npm ci` when package-lock.json is not the one that node_modules was made from. The stamp comes last: a broken run is repeated. */
async function packages() {
  const stamp = join(root, 'node_modules', '.waypost-stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const npm = process.env['npm_execpath'];
  // No package here needs an install script, so none runs.
  const args = ['ci', '--ignore-scripts', '--loglevel=error', '--no-progress'];
  const code = await (npm
    ? run('Installing the npm packages', process.execPath, [npm, ...args])
    : run('Installing the npm packages', 'npm', args));
  if (code !== 0) stop('`npm ci` failed; its own words are above.');
  writeFileSync(stamp, wanted);
}

/** Finds the programs; on Debian as root installs the packages of those that are missing. */
async function programs(needed) {
  const debian = { chromium: 'chromium', ip: 'iproute2', dnsmasq: 'dnsmasq-base', strace: 'strace' };
  const missing = needed.filter((program) => !found(program));
  if (missing.length === 0) return;
  const names = missing.map((program) => debian[program]);
  const isDebian = process.platform === 'linux' && existsSync('/etc/debian_version') && found('apt-get');
  if (!isDebian || process.getuid?.() !== 0) {
    // The tests on real servers say for themselves why they can't run; only the browser is needed everywhere.
    if (!missing.includes('chromium')) return;
    stop(
      isDebian
        ? `Chromium is missing: run \`apt-get install ${names.join(' ')}\` as root, or name one by WAYPOST_CHROMIUM.`
        : 'Chromium is missing: install Chromium or Chrome for Testing (branded Chrome no longer loads unpacked extensions by command line) and name it by WAYPOST_CHROMIUM=/path/to/chromium.',
    );
  }
  const apt = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'APT::Install-Recommends=false', '-q'];
  if ((await run('Updating the package lists of Debian', 'apt-get', [...apt, 'update'])) !== 0)
    stop('`apt-get update` failed; its own words are above.');
  say(`Installing ${names.join(', ')} (${size([...apt, 'install', ...names])})`);
  const code = await withoutServices(() =>
    run(`Installing ${names.join(', ')}`, 'apt-get', [...apt, '-y', 'install', ...names]),
  );
  if (code !== 0) stop(`\`apt-get install ${names.join(' ')}\` failed; its own words are above.`);
}

function found(program) {
  if (program === 'chromium' && process.env['WAYPOST_CHROMIUM']) return true;
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return directories.some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What apt says of the download and the disk, in its own words. */
function size(args) {
  let said = '';
  try {
    said = execFileSync('apt-get', [...args, '--assume-no'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    said = String(error.stdout ?? '');
  }
  const download = /Need to get ([\d.,]+ \w+)/.exec(said)?.[1];
  const disk = /([\d.,]+ \w+) of additional disk/.exec(said)?.[1];
  return (
    [download && `download ${download}`, disk && `${disk} on disk`].filter(Boolean).join(', ') ||
    'size unknown'
  );
}

/** A package may want to start its service: Debian asks /usr/sbin/policy-rc.d first, and 101 means no. */
async function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/** Runs a program quietly; says so once it takes longer than two seconds; shows what it printed only if it fails. */
function run(what, program, args) {
  return new Promise((resolve) => {
    const began = Date.now();
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = [];
    child.stdout.on('data', (chunk) => printed.push(chunk));
    child.stderr.on('data', (chunk) => printed.push(chunk));
    const seconds = () => Math.round((Date.now() - began) / 1000);
    const first = setTimeout(() => say(`${what}...`), 2000);
    const beat = setInterval(() => say(`${what}... ${seconds()} s`), 15_000);
    const end = (code) => {
      clearTimeout(first);
      clearInterval(beat);
      if (code !== 0) process.stderr.write(Buffer.concat(printed));
      else if (seconds() >= 2) say(`${what}: done in ${seconds()} s`);
      resolve(code ?? 1);
    };
    child.on('error', (error) => {
      printed.push(Buffer.from(`${error.message}\n`));
      end(127);
    });
    child.on('close', end);
  });
}

function stop(why) {
  say(`waypost: ${why}`);
  process.exit(1);
}
