/** The sign at one recipient, and the recipient's text with its fault underlined. */

import type { Span } from '../../../core/address/recipient.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import { visible } from '../../../core/words/visible.ts';
import type { RecipientMark } from '../assess.ts';
import { element, sign } from './element.ts';
import { sentenceOf } from './sentences.ts';

/** A button, told apart by its form and by its name. One of all signs of a field is in the tab order. */
export function signFor(document: Document, mark: RecipientMark, language: Language): HTMLElement {
  const made = element(
    document,
    'button',
    { type: 'button', class: `sign ${mark.state}`, tabindex: '-1', 'aria-expanded': 'false' },
    sign(document, mark.state),
  );
  nameSign(made, mark, language);
  return made;
}

export function nameSign(made: HTMLElement, mark: RecipientMark, language: Language): void {
  const name = { address: visible(mark.text), meaning: sentenceOf(mark, language) };
  made.setAttribute('aria-label', say(marksWords.sign, language, name));
}

/** Where its first fault stands. An empty span stands for "here something is missing": the next character, or the last. */
export function faultIn({ text, state, issues }: RecipientMark): Span | undefined {
  const fault =
    state === 'wrong' ? (issues.find(({ severity }) => severity === 'error') ?? issues[0]) : undefined;
  if (fault === undefined) return undefined;
  const start = fault.start < fault.end ? fault.start : Math.min(fault.start, Math.max(0, text.length - 1));
  return { start, end: Math.max(fault.end, start + 1) };
}

/** @param shown as long as the mark's own text */
export function underlined(
  document: Document,
  mark: RecipientMark,
  shown: string,
): readonly (Node | string)[] {
  const fault = faultIn(mark);
  if (fault === undefined) return [shown];
  const { start, end } = fault;
  return [shown.slice(0, start), element(document, 'u', {}, shown.slice(start, end)), shown.slice(end)];
}
