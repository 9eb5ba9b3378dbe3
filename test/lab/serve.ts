/**
 * Starts the lab's network and servers, runs the tests of the project `lab` or `lab-large` beside them and exits with Vitest's code.
 * This process and its children, the tests too, are the lab's client.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDovecot } from './dovecot.ts';
import { startExim } from './exim.ts';
import { client, type Make, makeNetwork, makes, resolver, startResolver, stations } from './network.ts';
import { startOpenSmtpd } from './opensmtpd.ts';
import { phase } from './phase.ts';
import { placeOf } from './place.ts';
import { startPostfix } from './postfix.ts';
import { nameRoot, rootAt } from './roots.ts';
import { startRoundcube } from './roundcube.ts';
import { startSendmail } from './sendmail.ts';
import { startSogo } from './sogo.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stop = new AbortController();

const logs = placeOf('logs');

async function startServers(): Promise<void> {
  mkdirSync(logs);
  await makeNetwork();
  await startResolver(logs, stop.signal);
  const sendmail = rootAt(placeOf('sendmail'));
  await Promise.all([
    ...stations.map((station) => startSendmail(station, placeOf(station.name), sendmail, logs, stop.signal)),
    startMakes(),
    startWebmails(),
  ]);
}

/** One server of each make, all of them with STARTTLS. */
async function startMakes(): Promise<void> {
  const start = {
    postfix: startPostfix,
    exim: startExim,
    opensmtpd: startOpenSmtpd,
    sendmail: startSendmail,
  };
  await Promise.all(
    (Object.keys(start) as Make[]).map((make) =>
      start[make](makes[make], placeOf(makes[make].name), rootAt(placeOf(make)), logs, stop.signal, true),
    ),
  );
}

async function startWebmails(): Promise<void> {
  const root = rootAt(placeOf('webmail'));
  nameRoot(root, { ...client, resolvConf: `nameserver ${resolver}\n` });
  await startDovecot(root, logs, stop.signal);
  await Promise.all([startRoundcube(root, logs, stop.signal), startSogo(root, logs, stop.signal)]);
}

/** `--all`: the larger matrices instead. Every other argument is Vitest's. */
function runTests(): Promise<number> {
  const given = process.argv.slice(2);
  const vitest = [
    join(project, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    given.includes('--all') ? 'lab-large' : 'lab',
    ...given.filter((argument) => argument !== '--all'),
  ];
  return new Promise((resolve, reject) => {
    const tests = spawn(process.execPath, vitest, { cwd: project, stdio: 'inherit' });
    tests.once('error', reject);
    tests.once('exit', (code) => resolve(code ?? 1));
  });
}

/** What the servers said last, for whoever looks why one of them did not start or a test failed. */
function showLogs(): void {
  for (const file of readdirSync(logs)) {
    const end = readFileSync(join(logs, file), 'utf8').trim().split('\n').slice(-12);
    console.log(`\n== ${file}\n${end.join('\n')}`);
  }
}

try {
  await phase('start the network, DNS, the mail servers, Dovecot, Roundcube and SOGo', startServers);
  process.exitCode = await phase('tests', runTests);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
if (process.exitCode !== 0) showLogs();
stop.abort();
