/** What a person types into a field while a recipient is being put into it: it is not the webmail's doing, and must not be lost. */
import type { Control } from './parts.ts';

export interface Meanwhile {
  /** What stood in the input before the first of it; undefined where nothing was typed. */
  before(): string | undefined;
  /** Runs what we write ourselves. */
  ours<Result>(write: () => Result): Result;
}

export function listenMeanwhile(
  root: Element,
  input: () => Control | undefined,
  signal: AbortSignal,
): Meanwhile {
  let writing = false;
  let before: string | undefined;
  // On the root: some webmails put another input into its place.
  root.addEventListener(
    'beforeinput',
    (event) => {
      const control = input();
      if (!event.isTrusted || writing || event.composedPath()[0] !== control) return;
      before ??= control?.value;
    },
    { capture: true, signal },
  );
  return {
    before: () => before,
    ours(write) {
      writing = true;
      try {
        return write();
      } finally {
        writing = false;
      }
    },
  };
}
