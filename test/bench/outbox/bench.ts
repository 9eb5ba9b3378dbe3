/**
 * The outbox beside its peers: how fast it drains, durably, where nodemailer's pool keeps everything in memory; how soon the native
 * front answers beside the start of Node itself; how long a warm round trip takes beside a host that only echoes.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { protocolVersion } from '../../../src/core/bridge/protocol.ts';
import { FrameReader, frame } from '../../../src/host/native/frames.ts';
import { temporaryHome } from '../../host/home.ts';
import { origin, program } from '../../host/native-client.ts';
import { startSink } from './smtp-sink.ts';

export const outboxParts = ['drain', 'start', 'round-trip'] as const;

const here = import.meta.dirname;
const built = join(here, '../../../dist/host/waypost.js');
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function benchOutbox(parts: readonly string[], { quick }: { quick: boolean }): Promise<void> {
  if (parts.includes('drain')) await drain(quick ? 400 : 2000, quick ? 1 : 3);
  if (parts.includes('start')) await start(quick ? 10 : 40);
  if (parts.includes('round-trip')) await roundTrip(quick ? 300 : 3000);
}

async function drain(count: number, rounds: number): Promise<void> {
  using sink = await startSink();
  console.log(`drain: ${count} messages of 10 kB into smtp-sink of Postfix ${sink.version} on loopback,`);
  console.log(
    '  at most 10 connections each; nodemailer: pool, maxMessages without limit, no TLS, in memory',
  );
  // They take turns, so that what else the machine does falls on both.
  for (let round = 0; round < rounds; round++) {
    for (const [who, messages] of [
      ['outbox', count],
      ['outbox', count / 4],
      ['nodemailer', count],
    ] as const) {
      const ran = spawnSync(
        process.execPath,
        [join(here, 'subject.ts'), who, String(sink.port), String(messages)],
        {
          encoding: 'utf8',
        },
      );
      if (ran.status !== 0) throw new Error(ran.stderr);
      const { took, megabytes, seconds } = JSON.parse(ran.stdout);
      const rate = Math.round((messages / took) * 1000);
      console.log(
        `  ${who.padEnd(10)} ${String(messages).padStart(5)}  ${String(rate).padStart(6)} messages/s  ${megabytes.toFixed(0).padStart(4)} MB at most  ${seconds.toFixed(2)} s of processor`,
      );
    }
  }
}

/** A host as a browser starts it; resolves each answer to what was asked. */
class Host implements Disposable {
  readonly child: ChildProcess;
  #next: (() => void) | undefined;

  constructor(args: readonly string[], home: string) {
    const env = { ...process.env, WAYPOST_HOME: home };
    this.child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
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

const front = (): string[] => [existsSync(built) ? built : program, 'native', origin];

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

async function roundTrip(rounds: number): Promise<void> {
  using home = temporaryHome();
  using echo = new Host([join(here, 'echo.ts')], home.path);
  using ours = new Host(front(), home.path);
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
