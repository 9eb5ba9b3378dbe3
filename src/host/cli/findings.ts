/** Issues for the terminal and for JSON: the sentence, and the faulty span underlined. */
import type { AddressIssueCode } from '../../core/address/codes.ts';
import { fixOf, type Issue } from '../../core/address/issue.ts';
import type { RouteIssueCode } from '../../core/route/codes.ts';
import { cliAddressWords } from '../../core/words/cli-address.ts';
import { sayIssue } from '../../core/words/issues.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { rfcOf } from '../../core/words/rules.ts';
import { visible } from '../../core/words/visible.ts';

type Finding = Issue<AddressIssueCode | RouteIssueCode>;

/** As it stands in JSON: offsets are UTF-16 units into `text`, `end` exclusive. */
export const findingJson = (issue: Finding, text: string, language: Language) => ({
  code: issue.code,
  severity: issue.severity,
  start: issue.start,
  end: issue.end,
  rfc: rfcOf(issue.code),
  message: sayIssue(issue, text, language),
  ...(issue.fix === undefined ? {} : { fix: fixOf(issue) }),
});

/** `error: sentence`, then the text with carets under the span; without a span the sentence alone. */
export function findingText(issue: Finding, text: string, language: Language): string {
  const sentence = `  ${say(cliAddressWords[issue.severity], language)}: ${sayIssue(issue, text, language)}\n`;
  return issue.end === 0 ? sentence : sentence + spanText(text, issue);
}

/** The text with carets under a span of it, on two lines. */
export function spanText(text: string, { start, end }: Pick<Finding, 'start' | 'end'>): string {
  const before = columns(text.slice(0, start));
  const width = Math.max(1, columns(text.slice(start, end)));
  return `    ${visible(text)}\n    ${' '.repeat(before)}${'^'.repeat(width)}\n`;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns a terminal gives to a text: ideographs and emoji have two, combining marks none. */
function columns(text: string): number {
  let count = 0;
  for (const character of visible(text)) count += wide.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1;
  return count;
}
