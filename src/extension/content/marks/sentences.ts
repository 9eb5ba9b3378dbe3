/** The marks' sentences, in one language. */
import { lineText } from '../../../core/route/line.ts';
import { sayAddressIssue } from '../../../core/words/address-issues.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import type { FieldName } from '../../messages.ts';
import { markStates, type RecipientMark } from '../assess.ts';

export function fieldLabel(field: FieldName, language: Language): string {
  return say(marksWords[`field-${field}`], language);
}

/** What the address means, its faults left out: where it travels, or that it is right. */
export function meaningOf({ state, stations }: RecipientMark, language: Language): string {
  if (stations === undefined) return say(marksWords[state === 'wrong' ? 'wrong' : 'valid'], language);
  const line = lineText(stations, say(marksWords.sender, language));
  return say(marksWords.routed, language, { line });
}

/** Its first fault, or what it means; of a route that has a hint, both. */
export function sentenceOf(mark: RecipientMark, language: Language): string {
  const fault = faultOf(mark, language);
  if (fault === undefined) return meaningOf(mark, language);
  return mark.state === 'hint' && mark.stations ? `${meaningOf(mark, language)}. ${fault}` : fault;
}

export function faultOf({ issues, text }: RecipientMark, language: Language): string | undefined {
  const worst = issues.find(({ severity }) => severity === 'error') ?? issues[0];
  return worst && sayAddressIssue(worst, text, language);
}

/** `valid: 2, wrong: 1` */
export function summaryOf(marks: readonly RecipientMark[], language: Language): string {
  return markStates
    .map((state) => ({ state, count: marks.filter((mark) => mark.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => say(marksWords[`count-${state}`], language, { count }))
    .join(', ');
}
