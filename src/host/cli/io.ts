/** What a command may touch of the process that runs it, so that a test can run it without one. */
import { type Language, languageFor } from '../../core/words/phrase.ts';

export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  /** Writes text as it is: lines bring their own `\n`. */
  readonly stdout: (text: string) => void;
  /** To the same place, as they are: text would become UTF-8. */
  readonly octets: (octets: Buffer) => void;
  readonly stderr: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly language: Language;
  /** Sets the exit code; the program still ends by itself when nothing is left to do. */
  readonly exit: (code: number) => void;
}

/** Exit codes, the numbers of sysexits.h where it has one. */
export const exitCodes = {
  ok: 0,
  refused: 1,
  usage: 64,
  maybeQueued: 74,
  deferred: 75,
  maybeSent: 76,
} as const;

/** The real process. POSIX: LC_ALL wins over LC_MESSAGES, which wins over LANG. */
export function processIo(): Io {
  const { env } = process;
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', () => {});
  return {
    stdin: process.stdin,
    stdout: (text) => void process.stdout.write(text),
    octets: (octets) => void process.stdout.write(octets),
    stderr: (text) => void process.stderr.write(text),
    env,
    language: languageFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']),
    exit: (code) => {
      process.exitCode = code;
    },
  };
}
