/** Runs one command line of `waypost` in this process, and collects what it said. */
import { Readable } from 'node:stream';
import type { Language } from '../../src/core/words/phrase.ts';
import type { Io } from '../../src/host/cli/io.ts';
import { run } from '../../src/host/cli/program.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function waypost(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; language?: Language; stdin?: string } = {},
): Promise<Said> {
  let code = 0;
  let out = '';
  let err = '';
  const io: Io = {
    stdin: Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: (text) => {
      out += text;
    },
    octets: (octets) => {
      out += octets.toString('latin1');
    },
    stderr: (text) => {
      err += text;
    },
    env: options.env ?? {},
    language: options.language ?? 'en',
    exit: (given) => {
      code = given;
    },
  };
  await run(args, io);
  return { code, out, err };
}
