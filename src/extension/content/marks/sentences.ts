/** The marks' sentences, in one language. */
import { lineText } from '../../../core/route/line.ts';
import { sayIssue } from '../../../core/words/issues.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import type { FieldName, RecipientMark } from '../../messages.ts';

export function fieldLabel(field: FieldName, language: Language): string {
  return say(marksWords[`field-${field}`], language);
}

/** The one sentence under a recipient: its first fault, or what the address means. */
export function sentenceOf(mark: RecipientMark, language: Language): string {
  const worst = mark.issues.find(({ severity }) => severity === 'error') ?? mark.issues[0];
  const fault = worst && sayIssue(worst, mark.text, language);
  if (mark.state === 'wrong') return fault ?? say(marksWords.wrong, language);
  const meaning =
    mark.state === 'routed'
      ? say(marksWords.routed, language, {
          line: lineText(mark.stations ?? [], say(marksWords.sender, language)),
        })
      : say(marksWords.valid, language);
  return fault === undefined ? meaning : `${meaning}. ${fault}`;
}

/** `valid: 2, wrong: 1` */
export function summaryOf(marks: readonly RecipientMark[], language: Language): string {
  return (['valid', 'routed', 'wrong'] as const)
    .map((state) => ({ state, count: marks.filter((mark) => mark.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => say(marksWords[`count-${state}`], language, { count }))
    .join(', ');
}
