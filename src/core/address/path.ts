/** Angle brackets and the mailbox in them. */

import { bangPath, isBangPath } from './bang.ts';
import { build, type Growing, judgePathLength } from './build.ts';
import { cfws } from './cfws.ts';
import { code, startsWord } from './chars.ts';
import { domain } from './domain.ts';
import { localPart, plainLocalPart } from './local-part.ts';
import { linkLabel } from './paste.ts';
import { insertedAt, missing, none, peek, type Reader, report, unexpected } from './reader.ts';
import type { Domain, LocalPart } from './recipient.ts';
import { aDL } from './route.ts';
import { gapAfter, type Word, words } from './words.ts';

/**
 * RFC 5321 §4.1.2 Path = "<" [ A-d-l ":" ] Mailbox ">". Stands at "<". `start` is where its recipient began, with the display
 * name. Here and below: where a function gives undefined instead, it has reported why.
 */
export function path(reader: Reader, start: number, displayName?: string): Growing | undefined {
  const open = reader.at++;
  reader.inBrackets = true;
  cfws(reader, 'space-in-address');
  if (peek(reader) === code.greater) {
    reader.at++;
    reader.inBrackets = false;
    report(reader, 'null-path', open, reader.at);
    return undefined;
  }
  const found = routed(reader, start, displayName);
  if (found === undefined) return undefined;
  if (peek(reader) !== code.greater) cfws(reader, 'space-in-address');
  const next = peek(reader);
  if (next === code.greater) {
    found.end = ++reader.at;
    reader.inBrackets = false;
    return found;
  }
  if (next < 0 || next === code.comma || next === code.semicolon || next === code.less) {
    reader.inBrackets = false;
    report(reader, 'bracket-unclosed', open, reader.at, '>', insertedAt(reader.at));
  } else {
    afterMailbox(reader);
  }
  return undefined;
}

/** The bit that a letter of ASCII has in lower case only. */
const lowerCase = 0x20;

/** [ A-d-l ":" ] Mailbox, with or without brackets around; also "Postmaster" alone, RFC 5321 §4.1.1.3. */
export function routed(reader: Reader, start: number, displayName?: string): Growing | undefined {
  if ((peek(reader) | lowerCase) === code.m) linkLabel(reader);
  const next = peek(reader);
  const hops = next === code.at || next === code.comma ? aDL(reader) : none;
  if (hops === undefined) return undefined;
  const plain = plainLocalPart(reader);
  if (plain) return mailbox(reader, plain, hops, start, displayName);
  const list = words(reader);
  if (list.length === 0) {
    missing(reader, 'local-part-missing', code.at, code.greater, code.comma);
    return undefined;
  }
  if (peek(reader) === code.at) return mailbox(reader, localPartOf(reader, list), hops, start, displayName);
  if (hops.length === 0 && peek(reader) === code.greater && isPostmaster(list)) {
    return build(reader, start, displayName, none, localPartOf(reader, list), undefined);
  }
  if (hops.length === 0 && isBangPath(list)) {
    return bangPath(reader, list[0] as Word, start, displayName);
  }
  const follows = peek(reader);
  if (follows === code.colon || follows === code.comma) {
    const { start, end } = list[0] as Word;
    report(reader, 'hop-at-missing', start, end, '@', insertedAt(start));
  } else if (follows === code.greater || follows === code.semicolon || follows < code.space) {
    missingAt(reader, (list[0] as Word).start, (list.at(-1) as Word).end);
  } else {
    unexpected(reader);
  }
  return undefined;
}

const isPostmaster = (list: readonly Word[]): boolean =>
  list.length === 1 && list[0]?.value.toLowerCase() === 'postmaster';

/** RFC 5321 §4.1.2 Mailbox = Local-part "@" ( Domain / address-literal ), and the length of the whole path. Stands at "@". */
export function mailbox(
  reader: Reader,
  local: LocalPart,
  hops: readonly Domain[],
  start: number,
  displayName?: string,
): Growing | undefined {
  const at = reader.at++;
  cfws(reader, 'space-in-address');
  const { errors } = reader;
  const host = domain(reader, 'domain');
  if (host === undefined) {
    if (peek(reader) === code.at) report(reader, 'at-extra', reader.at, reader.at + 1);
    // An unclosed literal was reported where it began.
    else if (reader.errors === errors) report(reader, 'domain-missing', at, at + 1);
    return undefined;
  }
  judgePathLength(reader, hops, local, host);
  return build(reader, start, displayName, hops, local, host);
}

/** Words that turned out to stand before an "@". */
export function localPartOf(reader: Reader, list: readonly Word[]): LocalPart {
  gapAfter(reader, list);
  return localPart(reader, list);
}

/** No "@" after words that should be a local-part. */
export function missingAt(reader: Reader, start: number, end: number): void {
  // A quote that never closes took the "@" with it, and was reported.
  const last = reader.issues.at(-1);
  if (end === reader.text.length && last?.code === 'quote-unclosed' && last.start >= start) return;
  report(reader, 'at-missing', start, end);
}

/** Something follows a whole mailbox that cannot follow it. Says what it looks like. */
export function afterMailbox(reader: Reader): void {
  const next = peek(reader);
  const start = reader.at;
  if (next === code.at) {
    report(reader, 'at-extra', start, start + 1);
  } else if (next === code.greater) {
    report(reader, 'bracket-stray', start, start + 1, '');
  } else if (next === code.less || startsWord(next)) {
    const list = words(reader);
    const behind = peek(reader);
    // Another address: only a comma is missing, where a list may stand.
    const isAnother = behind === code.at || behind === code.less;
    const fix = isAnother && reader.lexicon.lists ? ',' : undefined;
    report(reader, 'text-after-address', start, list.at(-1)?.end ?? start + 1, fix, fix && insertedAt(start));
  } else {
    unexpected(reader);
  }
}
