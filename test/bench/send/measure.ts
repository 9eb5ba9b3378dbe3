/** Runs as the first process of namespaces of its own, which bench.ts made: the peers' root, two hosts, the line between them, the figures. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { install } from '../../lab/packages.ts';
import { makeRoot, mount, nameRoot, type Root } from '../../lab/roots.ts';
import { run } from '../../lab/run.ts';
import { median, textTable } from '../text-table.ts';
import { from, type Mode, modes, packages, serverAddress, subjects, to } from './subjects.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const names = process.argv.slice(2).filter((argument) => argument !== '--quick');
const rounds = process.argv.includes('--quick') ? 1 : 5;
/** Each way, in seconds; a round trip takes twice as long. */
const delay = 0.05;
const place = '/run/bench';

/** A program that stays, and the lines that it has said. */
interface Told {
  readonly child: ChildProcess;
  readonly lines: string[];
}

async function start(command: readonly string[]): Promise<Told> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return { child, lines };
}

async function stop({ child }: Told): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Two hosts, each with a TUN device, that the delay line joins. */
async function makeLine(seconds: number): Promise<Told> {
  const line = await start([
    ...['ip', 'netns', 'exec', 'line', 'perl', here('delay-line.pl'), String(seconds), 'client0', 'server0'],
  ]);
  for (const [host, address] of [
    ['client', '10.78.0.1'],
    ['server', serverAddress],
  ] as const) {
    for (const command of [
      `-n line link set ${host}0 netns ${host}`,
      `-n ${host} address add ${address}/24 dev ${host}0`,
      `-n ${host} link set ${host}0 up`,
    ])
      await run('ip', command.split(' '));
  }
  return line;
}

/** The moments of all lines `what SECONDS` that are not before `since`. */
const moments = ({ lines }: Told, what: string, since: number): readonly number[] =>
  lines
    .map((line) => line.split(' '))
    .filter(([word, time]) => word === what && Number(time) >= since)
    .map(([, time]) => Number(time));

/** Seconds from the client's SYN to the moment when the last reply reaches it; of the second message, from the first one's. */
async function attemptOf(name: string, mode: Mode, line: Told, server: Told, root: Root): Promise<number> {
  const subject = subjects[name];
  if (!subject) throw new Error(`no subject ${name}`);
  const began = Number(process.hrtime.bigint()) / 1e9;
  const { port, extensions } = modes[mode];
  const command = subject.command(
    port,
    '/run/message',
    (extensions as readonly string[]).includes('STARTTLS'),
  );
  await run(
    'ip',
    ['netns', 'exec', 'client', ...(subject.where === 'installed' ? ['chroot', root.path] : []), ...command],
    { env: { ...process.env, WAYPOST_HOME: place, HOME: place, LC_ALL: 'C' } },
  );
  await sleep(4 * delay * 1000); // what still travels
  const [syn] = moments(line, 'syn', began);
  const ends = moments(server, 'accepted', began).map(
    (accepted) => moments(line, 'payload', accepted)[0] ?? Number.NaN,
  );
  const [first = Number.NaN, second = Number.NaN] = ends;
  if (ends.length !== (subject.kind === 'second' ? 2 : 1))
    throw new Error(`${name}, ${mode}: ${ends.length} messages`);
  return subject.kind === 'second' ? second - first : first - (syn ?? Number.NaN);
}

const resolvConf = readFileSync('/etc/resolv.conf', 'utf8');
await mount('-t', 'tmpfs', '-o', 'mode=755', 'none', '/run');
for (const directory of [place, '/run/netns']) mkdirSync(directory, { recursive: true });
const root = await makeRoot(join(place, 'peers'));
nameRoot(root, { name: 'client.test', address: '10.78.0.1', resolvConf });
await install(root, packages, join(here('../../../.cache/bench'), 'packages'));

const head = `From: ${from}\r\nTo: ${to}\r\nSubject: bench\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <bench@client.test>\r\n\r\n`;
const message = head + `${'x'.repeat(70)}\r\n`.repeat(139);
writeFileSync('/run/message', message);
writeFileSync(join(root.path, 'run/message'), message);

// Whatever else this machine does comes second: what is started from here on is served first, sched(7).
await run('chrt', ['--rr', '--pid', '10', String(process.pid)]).catch(() => setPriority(-15));

for (const host of ['client', 'line', 'server']) await run('ip', ['netns', 'add', host]);
for (const host of ['client', 'server']) await run('ip', ['-n', host, 'link', 'set', 'lo', 'up']);

console.log(
  `Round trips for one message of ${message.length.toLocaleString('en')} octets to one recipient, TLS 1.3, ${delay * 1000} ms each way, median of ${rounds}.`,
);
console.log(
  'From the SYN that leaves the client to the reply to the end of the message, as it reaches the client;',
);
console.log(
  'both as the line between the two hosts sees them. (Time with the delay - time without it) / (delay of both ways);',
);
console.log(
  'for a second message from the reply to the first. Nobody sends before the banner, and QUIT is not counted.',
);
const load = loadavg()[0] ?? 0;
if (load > 1) console.log(`This machine is busy (load ${load.toFixed(1)}).`);

const taken = new Map<string, number[]>();
const key = (name: string, mode: Mode, seconds: number) => `${name} ${mode} ${seconds}`;
const modeNames = Object.keys(modes) as Mode[];
for (const seconds of [0, delay]) {
  const line = await makeLine(seconds);
  const server = await start(['ip', 'netns', 'exec', 'server', process.execPath, here('server.ts')]);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      for (const mode of modeNames) {
        if (process.stderr.isTTY)
          process.stderr.write(`\r\x1b[K${seconds} s · ${round + 1} · ${name} · ${mode} `);
        const times = taken.get(key(name, mode, seconds)) ?? [];
        times.push(await attemptOf(name, mode, line, server, root));
        taken.set(key(name, mode, seconds), times);
      }
    }
  }
  await stop(server);
  await stop(line);
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

const figures = (name: string, mode: Mode): string => {
  const [without, with_] = [0, delay].map((seconds) => median(taken.get(key(name, mode, seconds)) ?? []));
  const trips = ((with_ ?? Number.NaN) - (without ?? Number.NaN)) / (2 * delay);
  return `${trips.toFixed(2)} (${Math.round((with_ ?? 0) * 1000)} ms)`;
};
console.log(
  `\n${textTable(
    ['', ...modeNames],
    names.map((name) => [name, ...modeNames.map((mode) => figures(name, mode))]),
  )}`,
);
process.exit(0);
