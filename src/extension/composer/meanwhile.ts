/** What a person types into a field while a recipient is being put into it: it is not the webmail's doing, and must not be lost. */
import type { Control } from './parts.ts';

export interface Meanwhile {
  /** What stood in the input before the first of it, since it was last taken; undefined where nothing was typed. */
  before(): string | undefined;
  /** At any time. */
  hasTyped(): boolean;
  /** Parts the value of the input into what is not the person's and what they typed behind it since; from now on it counts anew. */
  take(value: string): { readonly left: string; readonly tail: string };
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
  let hasTyped = false;
  // On the root: some webmails put another input into its place.
  root.addEventListener(
    'beforeinput',
    (event) => {
      const control = input();
      if (!event.isTrusted || writing || event.composedPath()[0] !== control) return;
      hasTyped = true;
      before ??= control?.value;
    },
    { capture: true, signal },
  );
  return {
    before: () => before,
    hasTyped: () => hasTyped,
    take(value) {
      const typedOnto = before;
      before = undefined;
      if (typedOnto === undefined) return { left: value, tail: '' };
      // Where that is gone, the webmail took it, and the rest came after.
      const left = value.startsWith(typedOnto) ? typedOnto : '';
      return { left, tail: value.slice(left.length) };
    },
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
