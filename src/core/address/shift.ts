/** The same findings and parts at another place of a longer text. */
import type { AddressIssueCode } from './codes.ts';
import type { Issue } from './issue.ts';
import { type Recipient, type Span, withParts } from './recipient.ts';

const shiftedSpan = <T extends Span>(span: T, by: number): T => ({
  ...span,
  start: span.start + by,
  end: span.end + by,
});

export function shiftedIssue(issue: Issue<AddressIssueCode>, by: number): Issue<AddressIssueCode> {
  const { fixAt } = issue;
  if (by === 0) return issue;
  return { ...shiftedSpan(issue, by), ...(fixAt && { fixAt: shiftedSpan(fixAt, by) }) };
}

export function shiftedRecipient(recipient: Recipient, by: number): Recipient {
  if (by === 0) return recipient;
  return withParts(shiftedSpan(recipient, by), (part) => shiftedSpan(part, by));
}
