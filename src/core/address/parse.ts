/** Text to recipients. The one door to the grammar; see profile.ts for by whose rules. */
import type { AddressIssueCode } from './codes.ts';
import { domain, type Role } from './domain.ts';
import { asciiOnly, type Idna } from './idna.ts';
import type { Issue, Parsed } from './issue.ts';
import { addressList } from './list.ts';
import type { Profile } from './profile.ts';
import { atEnd, type Reader, readerOf, report, unexpected } from './reader.ts';
import type { Domain, Recipient } from './recipient.ts';

export type { Profile } from './profile.ts';

export interface ParseOptions {
  /** Default `input`. */
  readonly profile?: Profile;
  /** Default: ASCII names only. */
  readonly idna?: Idna;
}

export interface ParsedRecipients {
  /** No finding is an error, and there is at least one recipient. */
  readonly ok: boolean;
  /** Those without an error, in order. */
  readonly recipients: readonly Recipient[];
  /** By their place in the text. */
  readonly issues: readonly Issue<AddressIssueCode>[];
}

/** Reads a list of recipients. In `smtp` and `rfc821` it is one path; a second one is an error. Linear in time; never throws. */
export function parseRecipients(text: string, options: ParseOptions = {}): ParsedRecipients {
  const reader = readerOf(text, options.profile ?? 'input', options.idna ?? asciiOnly);
  if (!text.isWellFormed()) loneSurrogates(reader);
  const wellFormed = reader.errors === 0;
  const recipients = text.trim() === '' ? [] : addressList(reader);
  if (recipients.length === 0 && reader.errors === 0) report(reader, 'empty', 0, text.length);
  const issues = reader.issues.sort((a, b) => a.start - b.start || a.end - b.end);
  return { ok: reader.errors === 0, recipients: wellFormed ? recipients : [], issues };
}

/** Reads exactly one recipient; more than one is an error too. */
export function parseRecipient(
  text: string,
  options: ParseOptions = {},
): Parsed<Recipient, AddressIssueCode> {
  const { ok, recipients, issues } = parseRecipients(text, options);
  const [recipient, second] = recipients;
  if (ok && recipient && !second) return { ok, value: recipient, issues };
  if (!second || !ok) return { ok: false, issues };
  const one: Issue<AddressIssueCode> = {
    code: 'list-in-path',
    severity: 'error',
    start: second.start,
    end: second.end,
    rfc: 'RFC 5321 §4.1.1.3',
  };
  return { ok: false, issues: [...issues, one] };
}

/**
 * Reads a domain name or address literal alone, as a hop or as the domain of a mailbox. Strict, as in `smtp`; whether a
 * literal may be a hop is for the notation to say.
 */
export function parseDomain(
  text: string,
  options: { readonly role?: Role; readonly idna?: Idna } = {},
): Parsed<Domain, AddressIssueCode> {
  const reader = readerOf(text, 'smtp', options.idna ?? asciiOnly);
  if (!text.isWellFormed()) loneSurrogates(reader);
  const value = domain(reader, text.startsWith('[') ? 'domain' : (options.role ?? 'domain'));
  if (value && !atEnd(reader)) unexpected(reader);
  if (!value && reader.errors === 0) {
    if (text === '') report(reader, 'empty', 0, 0);
    else unexpected(reader);
  }
  const { issues } = reader;
  return value && reader.errors === 0 ? { ok: true, value, issues } : { ok: false, issues };
}

/** A half of a surrogate pair has no octets in UTF-8, so no text that holds one can be sent. */
function loneSurrogates(reader: Reader): void {
  const { text } = reader;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0;
    if (point > 0xffff) i++;
    else if (point >= 0xd800 && point <= 0xdfff) report(reader, 'lone-surrogate', i, i + 1);
  }
}
