/** What a half-typed address is: incomplete is not wrong. */
import type { AddressIssueCode } from './codes.ts';
import type { Issue } from './issue.ts';

/**
 * `empty`: nothing but space and separators. `incomplete`: no fault but that more must follow, as in `user@` or `<@s1.test:us`.
 * `complete`: right as it stands, though more may be typed. `wrong`: no character added at its end can mend it.
 */
export type TypingState = 'empty' | 'incomplete' | 'complete' | 'wrong';

/** Faults of a text that ends too early; each is one only where it reaches the end. */
const ofTheEnd: Readonly<Partial<Record<AddressIssueCode, true>>> = {
  'null-path': true,
  'lone-surrogate': true,
  'at-missing': true,
  'local-part-missing': true,
  'domain-missing': true,
  'hop-name-missing': true,
  'route-colon-missing': true,
  'bracket-unclosed': true,
  'quote-unclosed': true,
  'comment-unclosed': true,
  'literal-unclosed': true,
  'group-unclosed': true,
  'dot-misplaced': true,
  'domain-trailing-dot': true,
  'label-hyphen': true,
  'a-label-fake': true,
  'domain-not-idn': true,
  'label-context': true,
  'label-bidi': true,
};

/** The state of `from`..`to` of a text, where `issues` were found; their offsets count from `from`. */
export function typingState(
  text: string,
  from: number,
  to: number,
  issues: readonly Issue<AddressIssueCode>[],
  recipients: number,
): TypingState {
  const end = typedEnd(text, from, to);
  let incomplete = false;
  for (const { code, severity, end: issueEnd } of issues) {
    if (severity !== 'error') continue;
    const atEnd = from + issueEnd >= end && ofTheEnd[code];
    if (!atEnd && !(code === 'at-missing' && endsBefore(text, from + issueEnd))) return 'wrong';
    incomplete = true;
  }
  if (incomplete) return 'incomplete';
  return recipients > 0 ? 'complete' : 'empty';
}

const spaces = ' \t\r\n';
const separators = ',;';

/** Where what was typed ends: before the separator and the spaces at the end. */
function typedEnd(text: string, from: number, to: number): number {
  let i = to;
  while (i > from && (spaces + separators).includes(text.charAt(i - 1))) i--;
  return i;
}

/** Whether a separator follows: words before one may be the beginning of an address, or of `Last, First <a@b>`. */
function endsBefore(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && spaces.includes(text.charAt(i))) i++;
  return i < text.length && separators.includes(text.charAt(i));
}
