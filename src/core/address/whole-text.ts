/** What is said of a text as a whole, whether it was read at once or entry by entry. */
import { code as unit } from './chars.ts';
import type { AddressIssueCode } from './codes.ts';
import type { Issue } from './issue.ts';
import { type Reader, report } from './reader.ts';

/** Nobody is named, and nothing is wrong but that. */
export function reportEmpty(reader: Reader): void {
  if (!reader.grouped || !reader.lexicon.header) report(reader, 'empty', 0, reader.text.length);
}

/** Nothing but white space. */
export const isBlank = (text: string): boolean => !(text.charCodeAt(0) > unit.space) && text.trim() === '';

/** Most texts are read from left to right and their issues found so. */
export function inOrder(issues: Issue<AddressIssueCode>[]): Issue<AddressIssueCode>[] {
  for (let i = 1; i < issues.length; i++) {
    if (byPlace(issues[i - 1] as Issue, issues[i] as Issue) > 0) return issues.sort(byPlace);
  }
  return issues;
}

const byPlace = (a: Issue, b: Issue): number => a.start - b.start || a.end - b.end;

/** A half of a surrogate pair has no octets in UTF-8, so no text that holds one can be sent. */
export function loneSurrogates(reader: Reader, from: number, to: number): void {
  for (const { index } of reader.written.slice(from, to).matchAll(/\p{Surrogate}/gu)) {
    report(reader, 'lone-surrogate', from + index, from + index + 1);
  }
}
