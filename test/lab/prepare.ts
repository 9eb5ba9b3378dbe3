/**
 * Runs as the first process of the lab's namespaces (scripts/lab.mjs made them): installs real mail software into
 * roots, then starts serve.ts in a network of its own.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eximPackages } from './exim.ts';
import { opensmtpdPackages } from './opensmtpd.ts';
import { install, sendmailPackages, webmailPackages } from './packages.ts';
import { phase } from './phase.ts';
import { postfixPackages } from './postfix.ts';
import { makeRoot, mount, nameRoot } from './roots.ts';
import { run } from './run.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cache = process.env['WAYPOST_LAB_CACHE'] ?? join(project, '.cache/lab');
/** All that the lab writes is below /run, where a tmpfs hides the machine's own. */
const lab = '/run/lab';
/** Sendmail's installation asks the DNS, slowly, for a host name without a dot. */
const name = 'lab.test';

/** A mail server removes every other one, so each make has a root of its own; the webmails share one. */
const roots = {
  sendmail: sendmailPackages,
  postfix: postfixPackages,
  exim: eximPackages,
  opensmtpd: opensmtpdPackages,
  webmail: webmailPackages,
};

// The machine's resolvers serve apt until the lab has its own network; this file may be a link into /run.
const resolvConf = readFileSync('/etc/resolv.conf', 'utf8');

async function prepareRoot(what: string, packages: readonly string[]): Promise<void> {
  const root = await makeRoot(join(lab, what));
  nameRoot(root, { name, address: '127.0.0.1', resolvConf });
  await install(root, packages, join(cache, what));
}

/** Resolves with the exit code. The network namespace is new and empty: from here on nothing reaches the machine's network. */
function serveTests(): Promise<number> {
  return new Promise((resolve, reject) => {
    const serve = spawn(
      'unshare',
      ['--net', process.execPath, join(project, 'test/lab/serve.ts'), ...process.argv.slice(2)],
      {
        cwd: project,
        stdio: 'inherit',
        env: { ...process.env, WAYPOST_LAB: lab, TMPDIR: join(lab, 'tmp'), HOME: join(lab, 'home') },
      },
    );
    serve.once('error', reject);
    serve.once('exit', (code) => resolve(code ?? 1));
  });
}

const code = await phase('all together', async () => {
  await mount('-t', 'tmpfs', '-o', 'mode=755', 'none', '/run');
  for (const directory of [join(lab, 'tmp'), join(lab, 'home'), '/run/netns'])
    mkdirSync(directory, { recursive: true });
  await run('hostname', [name]);
  await phase(
    `install the mail servers, Roundcube and SOGo into overlay roots (about 60 MB of packages, kept in ${cache})`,
    () => Promise.all(Object.entries(roots).map(([what, packages]) => prepareRoot(what, packages))),
  );
  return serveTests();
});
// The namespaces end with their first process, whatever still runs in them.
process.exit(code);
