/**
 * The outbox beside its peers: how fast it drains, durably, where nodemailer's pool keeps everything in memory; how soon the native
 * front answers beside the start of Node itself; how long a warm round trip takes beside a host that only echoes.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolVersion } from '../../../src/core/bridge/protocol.ts';
import { FrameReader, frame } from '../../../src/host/native/frames.ts';
import { temporaryHome } from '../../host/home.ts';
import { origin, program } from '../../host/native-client.ts';
import { startSink } from './smtp-sink.ts';

export const outboxParts = ['drain', 'start', 'round-trip'] as const;

const here = import.meta.dirname;
const built = join(here, '../../../dist/host/native.mjs');
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function benchOutbox(parts: readonly string[], { quick }: { quick: boolean }): Promise<void> {
  if (parts.includes('drain')) await drain(quick ? 400 : 2000, quick ? 1 : 5);
  if (parts.includes('start')) await start(quick ? 10 : 40);
  if (parts.includes('round-trip')) await roundTrip(quick ? 300 : 3000);
}

/** Who drains how much of the count, and with what arguments. The outbox has its limits built in: 10 connections of 100 messages. */
const senders = [
  { name: 'outbox', who: 'outbox', share: 1, limits: [] },
  { name: 'outbox, a quarter', who: 'outbox', share: 0.25, limits: [] },
  {
    name: 'nodemailer, its own limits (5 connections of 100 messages)',
    who: 'nodemailer',
    share: 1,
    limits: [5, 100],
  },
  { name: 'nodemailer, the same limits (10 of 100)', who: 'nodemailer', share: 1, limits: [10, 100] },
  { name: 'nodemailer, 10 without a limit of messages', who: 'nodemailer', share: 1, limits: [10, 0] },
] as const;

async function drain(count: number, rounds: number): Promise<void> {
  using sink = await startSink();
  console.log(`drain: ${count} messages of 10 kB into smtp-sink of Postfix ${sink.version} on loopback;`);
  console.log('  nodemailer: its pool, without TLS, in memory. Medians:');
  const measured = senders.map(() => [] as { rate: number; megabytes: number; seconds: number }[]);
  // They take turns, so that what else the machine does falls on all.
  for (let round = 0; round < rounds; round++)
    for (const [index, { who, share, limits }] of senders.entries()) {
      const messages = count * share;
      const ran = spawnSync(
        process.execPath,
        [join(here, 'subject.ts'), who, ...[sink.port, messages, ...limits].map(String)],
        { encoding: 'utf8' },
      );
      if (ran.status !== 0) throw new Error(ran.stderr);
      const { took, megabytes, seconds } = JSON.parse(ran.stdout);
      measured[index]?.push({ rate: (messages / took) * 1000, megabytes, seconds });
    }
  const rates = measured.map((runs) => median(runs.map(({ rate }) => rate)));
  for (const [index, { name }] of senders.entries()) {
    const runs = measured[index] ?? [];
    const rate = (rates[index] ?? 0).toFixed(0).padStart(6);
    const most = Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0);
    const seconds = median(runs.map((run) => run.seconds)).toFixed(2);
    console.log(`  ${rate} messages/s ${most.padStart(4)} MB at most ${seconds} s of processor  ${name}`);
  }
  const [ours = 0, , own = 0, same = 0, unlimited = 0] = rates;
  const ratio = (peer: number) => `${(ours / peer).toFixed(2)} x`;
  console.log(
    `  outbox: ${ratio(own)} nodemailer with its own limits, ${ratio(same)} with the same (1 wanted), ${ratio(unlimited)} without`,
  );
}

/** A host as a browser starts it; resolves each answer to what was asked. */
class Host implements Disposable {
  readonly child: ChildProcess;
  #next: (() => void) | undefined;

  /** `by`: the command that runs Node, if not itself. */
  constructor(args: readonly string[], home: string, by: readonly string[] = []) {
    const env = { ...process.env, WAYPOST_HOME: home };
    const [command = process.execPath, ...rest] = [...by, process.execPath, ...args];
    this.child = spawn(command, rest, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = new FrameReader(1024 * 1024, () => this.#next?.());
    this.child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
  }

  ask(): Promise<void> {
    const hello = { type: 'hello', request: crypto.randomUUID(), version: protocolVersion };
    const framed = frame(hello, 1024 * 1024);
    if (framed) this.child.stdin?.write(framed);
    return new Promise((resolve) => {
      this.#next = resolve;
    });
  }

  [Symbol.dispose](): void {
    this.child.kill('SIGKILL');
  }
}

const front = (): string[] => (existsSync(built) ? [built, origin] : [program, 'native', origin]);

async function start(rounds: number): Promise<void> {
  using home = temporaryHome();
  const bare: number[] = [];
  const answered: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let since = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - since);
    since = performance.now();
    using host = new Host(front(), home.path);
    await host.ask();
    answered.push(performance.now() - since);
  }
  const [node, first] = [median(bare), median(answered)];
  console.log(
    `start: node -e 0 ${node.toFixed(1)} ms, first framed reply ${first.toFixed(1)} ms: ${(first / node).toFixed(2)} x (2.5 wanted)`,
  );
}

/**
 * Puts this process on one core. A host on that core too would be woken in half the time, and which of two is has nothing to do with what
 * they do. What runs a host on another one; nothing where there is only one, or no taskset(1).
 */
function apart(): { readonly by: readonly string[]; [Symbol.dispose]: () => void } {
  const self = '/proc/self/status';
  const status = existsSync(self) ? readFileSync(self, 'utf8') : '';
  const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1] ?? '0';
  const [own, other] = list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  });
  const onCores = (cores: string) =>
    spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]).status === 0;
  const done = own !== undefined && other !== undefined && onCores(own);
  return {
    by: done ? ['taskset', '--cpu-list', other] : [],
    [Symbol.dispose]: () => void (done && onCores(list)),
  };
}

async function roundTrip(rounds: number): Promise<void> {
  using home = temporaryHome();
  using other = apart();
  using echo = new Host([join(here, 'echo.ts')], home.path, other.by);
  using ours = new Host(front(), home.path, other.by);
  const subjects = [
    { host: echo, times: [] as number[] },
    { host: ours, times: [] as number[] },
  ];
  // They take turns, so that what else the machine does falls on both; the first tenth only warms up.
  for (let round = 0; round < rounds; round++)
    for (const { host, times } of subjects) {
      const since = performance.now();
      await host.ask();
      if (round >= rounds / 10) times.push(performance.now() - since);
    }
  const [least = 0, taken = 0] = subjects.map(({ times }) => median(times));
  console.log(
    `round-trip: echo ${(least * 1000).toFixed(0)} us, native front ${(taken * 1000).toFixed(0)} us: ${(taken / least).toFixed(2)} x (1.5 wanted)`,
  );
}
