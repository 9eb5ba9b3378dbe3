/** Text to recipients. The one door to the grammar; see profile.ts for by whose rules. */
import type { AddressIssueCode } from './codes.ts';
import { domain } from './domain.ts';
import type { Role } from './domain-name.ts';
import { narrowed, reportNarrowed } from './full-width.ts';
import type { Idna } from './idna.ts';
import type { Issue, Parsed } from './issue.ts';
import { addressList } from './list.ts';
import { type ReadOptions as ParseOptions, peek, readerOf, report, unexpected } from './reader.ts';
import { type Domain, type Recipient, withParts } from './recipient.ts';
import { inOrder, isBlank, loneSurrogates, reportEmpty } from './whole-text.ts';

export type { ReadOptions as ParseOptions } from './reader.ts';

export interface ParsedRecipients {
  /** No finding is an error, and there is at least one recipient; or, in `header`, a group that names none. */
  readonly ok: boolean;
  /** Those without an error, in order. */
  readonly recipients: readonly Recipient[];
  /** By their place in the text. */
  readonly issues: readonly Issue<AddressIssueCode>[];
}

/** Reads a list of recipients. In `smtp` and `rfc821` it is one path; a second one is an error. Linear in time; never throws. */
export function parseRecipients(text: string, options: ParseOptions = {}): ParsedRecipients {
  const reader = readerOf(text, options, (options.profile ?? 'input') === 'input' ? narrowed(text) : text);
  const read = isBlank(reader.text) ? [] : addressList(reader);
  const recipients = reader.text === text ? read : read.map((recipient) => asWritten(recipient, text));
  const wellFormed = text.isWellFormed();
  if (!wellFormed) loneSurrogates(reader, 0, text.length);
  if (reader.text !== text) reportNarrowed(reader);
  if (recipients.length === 0 && reader.errors === 0) reportEmpty(reader);
  return {
    ok: reader.errors === 0,
    recipients: wellFormed ? recipients : [],
    issues: inOrder(reader.issues),
  };
}

/** With the caller's own characters where full-width ones were read as ASCII. */
function asWritten(recipient: Recipient, written: string): Recipient {
  return withParts(recipient, (part) => ({ ...part, raw: written.slice(part.start, part.end) }));
}

/** Reads exactly one recipient; more than one is an error too. */
export function parseRecipient(
  text: string,
  options: ParseOptions = {},
): Parsed<Recipient, AddressIssueCode> {
  const { ok, recipients, issues } = parseRecipients(text, options);
  if (!ok) return { ok, issues };
  const [value, second] = recipients;
  if (value && !second) return { ok, value, issues };
  const code = second ? 'list-in-path' : 'empty';
  const { start, end } = second ?? { start: 0, end: text.length };
  return { ok: false, issues: [...issues, { code, severity: 'error', start, end }] };
}

/**
 * Reads a domain name or address literal alone, as a hop or as the domain of a mailbox. Strict, as in `smtp`; whether a
 * literal may be a hop is for the notation to say.
 */
export function parseDomain(
  text: string,
  options: { readonly role?: Role; readonly idna?: Idna } = {},
): Parsed<Domain, AddressIssueCode> {
  const reader = readerOf(text, { ...options, profile: 'smtp' });
  if (!text.isWellFormed()) loneSurrogates(reader, 0, text.length);
  const value = domain(reader, text.startsWith('[') ? 'domain' : (options.role ?? 'domain'));
  if (text === '') report(reader, 'empty', 0, 0);
  else if (value ? peek(reader) >= 0 : reader.errors === 0) unexpected(reader);
  const issues = inOrder(reader.issues);
  return value && reader.errors === 0 ? { ok: true, value, issues } : { ok: false, issues };
}
