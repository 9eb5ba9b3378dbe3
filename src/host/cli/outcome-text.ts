/** What became of a recipient, and a line of the dialogue, as the command line prints them. */
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import type { Io } from './io.ts';

export function outcomeText({ path, state, server }: Outcome, io: Io): string {
  return say(cliWords[`state.${state}`], io.language, { path, server: server ?? '' }).trimEnd();
}

/** `    12 ms           -> EHLO client.test`, and with the time of the reply `    62 ms  +50 ms  <- 250 s1.test`. */
export function transcriptText({ at, mark, text, took }: TranscriptLine): string {
  const waited = took === undefined ? '' : `+${took} ms`;
  return `${String(at).padStart(6)} ms ${waited.padStart(9)} ${mark.padStart(3)} ${text}`;
}
