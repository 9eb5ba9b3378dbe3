import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome, TranscriptLine } from '../../src/core/bridge/protocol.ts';
import { waypost } from '../host/run-cli.ts';
import { client, network, resolver } from './network.ts';

export interface Sent {
  readonly outcomes: readonly Outcome[];
  /** `mark text`, line by line: `~> MAIL FROM:<me@client.test>`. */
  readonly transcript: readonly string[];
  readonly exit: number;
}

/** `waypost send` as a person types it, with the lab's own name server. */
export async function send(
  to: readonly string[],
  message: string,
  from = `me@${client.name}`,
): Promise<Sent> {
  const home = mkdtempSync(join(tmpdir(), 'send-'));
  const configuration = {
    identities: [{ address: `me@${client.name}`, ehlo: client.name }],
    dns: `${resolver}:53`,
    networks: [network], // the lab's addresses are private ones
  };
  writeFileSync(join(home, 'config.json'), JSON.stringify(configuration));
  const { code, out, err } = await waypost(
    [
      ...['send', '--json', '--ehlo', client.name, '--from', from, '--file', '-'],
      ...to.flatMap((path) => ['--to', `<${path}>`]),
    ],
    { env: { WAYPOST_HOME: home }, stdin: message },
  );
  if (out === '') throw new Error(err);
  const said = JSON.parse(out) as { outcomes: Outcome[]; transcript: TranscriptLine[] };
  return {
    outcomes: said.outcomes,
    transcript: said.transcript.map(({ mark, text }) => `${mark} ${text}`),
    exit: code,
  };
}

export interface Message {
  readonly text: string;
  /** What stands between the headers and the end: all of it, with the last line. */
  readonly body: string;
  /** Its last line, which no other message has and which does not end. */
  readonly end: string;
}

let count = 0;
export function messageOf(body: string): Message {
  const end = `This is the end of message ${process.pid}.${++count}`;
  const whole = `${body}\n${end}`;
  return { text: `From: me@${client.name}\nSubject: Hello\n\n${whole}`, body: whole, end };
}
