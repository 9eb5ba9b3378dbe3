/** What became of a recipient, and a line of the dialogue, as the command line prints them. */
import type { Outcome, TranscriptLine } from '../../core/bridge/protocol.ts';
import { cliWords } from '../../core/words/cli.ts';
import { say } from '../../core/words/phrase.ts';
import type { Io } from './io.ts';

export function outcomeText({ path, state, server }: Outcome, io: Io): string {
  return say(cliWords[`state.${state}`], io.language, { path, server: server ?? '' }).trimEnd();
}

/** `    12 ms  -> EHLO client.test` */
export function transcriptText({ at, mark, text }: TranscriptLine): string {
  return `${String(at).padStart(6)} ms  ${mark.padStart(3)} ${text}`;
}
