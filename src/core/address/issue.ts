/**
 * What is wrong, obsolete or doubtful in an address, and exactly where.
 *
 * An issue carries a code, never a sentence: the sentences live in core/words, in every language, and beside them the section
 * of an RFC behind each code.
 */

import type { Span } from './recipient.ts';

/** `error`: not this profile's grammar, or over one of its limits. `warning`: an obsolete form. `hint`: probably not meant. */
export type Severity = 'error' | 'warning' | 'hint';

/** One finding. Offsets are UTF-16 units into the string that the caller passed, `end` exclusive. */
export interface Issue<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** What to write in place of the span, or of `fixAt`, to cure it. Offered to a person, never applied in silence. */
  readonly fix?: string;
  readonly fixAt?: Span;
  /** Words for the placeholders of the code's sentence, such as `{ octets: '70', limit: '64' }`. */
  readonly words?: Readonly<Record<string, string>>;
}

/** A replacement of the span `start`..`end`. */
export interface Fix extends Span {
  readonly text: string;
}

/** The fix of an issue with its place, where it has one. */
export const fixOf = ({ fix, fixAt, start, end }: Omit<Issue, 'code' | 'severity'>): Fix | undefined =>
  fix === undefined ? undefined : { start, end, ...fixAt, text: fix };

/** What every reader of text returns: a value (perhaps with warnings and hints), or the issues that forbid one. Nothing throws. */
export type Parsed<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T; readonly issues: readonly Issue<Code>[] }
  | { readonly ok: false; readonly issues: readonly Issue<Code>[] };
