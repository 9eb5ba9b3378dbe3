/** The dialogue as it happens. */
import type { TranscriptLine } from '../../core/bridge/protocol.ts';
import { type TranscriptWord, transcriptWords } from '../../core/words/delivery.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { visible } from '../../core/words/visible.ts';

export type OnLine = (line: TranscriptLine) => void;

/** `said`: a dialogue line as it stood on the wire, what hides or reorders made visible, with the milliseconds that a reply took; `note` and `trouble`: our own remarks. */
export interface Transcript {
  said(direction: 'out' | 'in', secure: boolean, text: string, took?: number): void;
  note(word: TranscriptWord, words?: Readonly<Record<string, string | number>>): void;
  trouble(word: TranscriptWord, words?: Readonly<Record<string, string | number>>): void;
  /** The same transcript, its lines under a server's name. */
  of(server: string): Transcript;
}

/** `since`: the attempt's beginning by `performance.now()`. */
export function transcriptTo(
  onLine: OnLine,
  language: Language,
  since = performance.now(),
  server?: string,
): Transcript {
  const emit = (mark: TranscriptLine['mark'], text: string, took?: number) =>
    onLine({
      at: Math.round(performance.now() - since),
      mark,
      text: text.trimEnd().slice(0, 4096),
      ...(took === undefined ? {} : { took: Math.round(took) }),
      ...(server ? { server } : {}),
    });
  return {
    said: (direction, secure, text, took) =>
      direction === 'out'
        ? emit(secure ? '~>' : '->', visible(text))
        : emit(secure ? '<~' : '<-', text, took),
    note: (word, words) => emit('===', say(transcriptWords[word], language, words)),
    trouble: (word, words) => emit('***', say(transcriptWords[word], language, words)),
    of: (name) => transcriptTo(onLine, language, since, name),
  };
}

/** For what belongs to no message. */
export const silent: Transcript = { said() {}, note() {}, trouble() {}, of: () => silent };
