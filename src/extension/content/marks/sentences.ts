/** The marks' sentences, in one language. */
import type { Issue } from '../../../core/address/issue.ts';
import { lineText } from '../../../core/route/line.ts';
import { issueWords } from '../../../core/words/issues.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, type Phrase, say } from '../../../core/words/phrase.ts';
import type { FieldName, RecipientMark } from '../../messages.ts';

export function fieldLabel(field: FieldName, language: Language): string {
  return say(marksWords[`field-${field}`], language);
}

/** The one sentence under a recipient: its first fault, or what the address means. */
export function sentenceOf(mark: RecipientMark, language: Language): string {
  const worst = mark.issues.find(({ severity }) => severity === 'error') ?? mark.issues[0];
  if (mark.state === 'wrong') return worst ? issueSentence(worst, language) : say(marksWords.wrong, language);
  const meaning =
    mark.state === 'routed'
      ? say(marksWords.routed, language, { line: lineText(mark.stations ?? []) })
      : say(marksWords.valid, language);
  return worst ? `${meaning}. ${issueSentence(worst, language)}` : meaning;
}

/** `valid: 2, wrong: 1` */
export function summaryOf(marks: readonly RecipientMark[], language: Language): string {
  return (['valid', 'routed', 'wrong'] as const)
    .map((state) => ({ state, count: marks.filter((mark) => mark.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => say(marksWords[`count-${state}`], language, { count }))
    .join(', ');
}

function issueSentence(issue: Issue, language: Language): string {
  const phrase = (issueWords as Readonly<Record<string, Phrase>>)[issue.code];
  return phrase ? say(phrase, language, issue.words) : issue.code;
}
