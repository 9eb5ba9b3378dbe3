/** One attempt at a scripted server, and all that can be seen of it from outside. */
import type { Outcome, TranscriptLine } from '../../src/core/bridge/protocol.ts';
import { type AttemptOptions, attempt } from '../../src/host/delivery/attempt.ts';
import type { Endpoint } from '../../src/host/smtp/dial.ts';
import type { Envelope } from '../../src/host/smtp/envelope.ts';
import type { HostFact, HostMemory } from '../../src/host/smtp/host-memory.ts';
import { standardTimeouts, type Timeouts } from '../../src/host/smtp/timeouts.ts';
import { transcriptTo } from '../../src/host/smtp/transcript.ts';
import { type FakeServer, fakeServer, type Script } from './fake-server.ts';

export const shortMessage = Buffer.from('From: a@client.test\r\nSubject: x\r\n\r\n.hello\r\n');

interface Given extends Partial<Envelope>, Partial<Omit<AttemptOptions, 'timeouts'>> {
  readonly octets?: Buffer;
  readonly endpoint?: Partial<Endpoint>;
  readonly timeouts?: Partial<Timeouts>;
}

interface Seen {
  readonly outcomes: readonly Outcome[];
  readonly lines: readonly TranscriptLine[];
  /** The transcript's texts, one a line. */
  readonly text: string;
  /** Paths of each release, in order. */
  readonly released: readonly (readonly string[])[];
  readonly server: FakeServer;
}

export async function attemptAt(script: Script, given: Given = {}): Promise<Seen> {
  const {
    octets = shortMessage,
    endpoint,
    timeouts,
    from = 'a@client.test',
    paths = ['user@dest.test'],
  } = given;
  await using server = await fakeServer(script);
  const lines: TranscriptLine[] = [];
  const released: (readonly string[])[] = [];
  const { requireTls, reports } = given;
  const outcomes = await attempt(
    [{ name: 's1.test', address: '127.0.0.1', port: server.port, ...endpoint }],
    { from, paths, ...(requireTls ? { requireTls } : {}), ...(reports ? { reports } : {}) },
    octets,
    {
      ehlo: 'client.test',
      transcript: transcriptTo((line) => lines.push(line), 'en'),
      signal: AbortSignal.timeout(30_000),
      ...given,
      timeouts: { ...standardTimeouts, ...timeouts },
      release: (some) => {
        released.push(some);
        return given.release?.(some) ?? true;
      },
    },
  );
  return { outcomes, lines, text: lines.map((line) => line.text).join('\n'), released, server };
}

/** What earlier attempts would have learned, kept in memory. By host alone: the fake server has a new port each time. */
export function hostMemory(...facts: readonly (readonly [host: string, fact: HostFact])[]): HostMemory & {
  readonly noted: string[];
} {
  const known = new Set(facts.map(([host, fact]) => `${host} ${fact}`));
  const noted: string[] = [];
  const hostOf = (server: string) => server.replace(/:\d+$/, '');
  return {
    noted,
    knows: (server, fact) => known.has(`${hostOf(server)} ${fact}`),
    note(server, fact) {
      known.add(`${hostOf(server)} ${fact}`);
      noted.push(`${hostOf(server)} ${fact}`);
    },
  };
}
