/** Lists of recipients: entries, display names and groups. */
import { bangPath, isBangPath } from './bang.ts';
import { cfws } from './cfws.ts';
import { code } from './chars.ts';
import { displayName, judgeName } from './display-name.ts';
import { plainLocalPart } from './local-part.ts';
import { mailto, pastedLabel } from './paste.ts';
import { afterMailbox, localPartOf, mailbox, missingAt, path, routed } from './path.ts';
import { isParting } from './profile.ts';
import {
  appended,
  followsSpaces,
  insertedAt,
  none,
  peek,
  type Reader,
  report,
  unexpected,
} from './reader.ts';
import type { LocalPart, Recipient } from './recipient.ts';
import { skipEntry } from './skip.ts';
import { plainPhrase, type Word, words } from './words.ts';
import { writeQuoted } from './write.ts';

/**
 * What one member of a list was; undefined where a fault was reported. `half`: words before a comma, perhaps the beginning of
 * `Last, First <a@b>`. `opened`: a group, or something pasted that was passed over: what follows is an entry of its own.
 * `link`: the recipients of one.
 */
type Entry = Recipient | 'half' | 'opened' | 'link' | undefined;

/** Where the reading of a list stands between two members. */
export interface ListState {
  /** Those without an error. */
  recipients: Recipient[];
  /** Where the words of a `half` begin and end; -1 when none waits. */
  half: number;
  halfEnd: number;
  /** What a `link` gave. */
  linked: readonly Recipient[];
  /** Whether the last thing read was an entry: then a separator must follow. */
  full: boolean;
  groupStart: number;
}

export const newList = (): ListState => ({
  recipients: [],
  half: -1,
  halfEnd: -1,
  linked: none,
  full: false,
  groupStart: 0,
});

/**
 * RFC 5322 §3.4 address-list and §4.4 obs-addr-list, with the separators that the profile adds. Gives back the recipients
 * that have no error.
 */
export function addressList(reader: Reader): readonly Recipient[] {
  const state = newList();
  while (listStep(reader, state) !== 'end') {}
  finishList(reader, state);
  return state.recipients;
}

/** Reads one separator, or one member of the list, or finds its end. */
export function listStep(reader: Reader, state: ListState): 'separator' | 'entry' | 'end' {
  cfws(reader, 'space-around');
  const next = peek(reader);
  if (state.full && state.half >= 0 && next !== code.comma) forget(reader, state);
  if (next < 0) {
    forget(reader, state);
    return 'end';
  }
  if (reader.inGroup && next === code.semicolon) {
    reader.at++;
    forget(reader, state);
    reader.inGroup = false;
    reader.grouped = true;
    state.full = true;
    return 'entry';
  }
  if (isSeparator(reader, next)) {
    separator(reader, next, state.full);
    if (!state.full) forget(reader, state);
    state.full = false;
    return 'separator';
  }
  member(reader, state, next);
  return 'entry';
}

function member(reader: Reader, state: ListState, next: number): void {
  const { at, errors, inGroup } = reader;
  const found = entry(reader, state, next);
  state.full = found !== 'opened';
  if (found === 'half') return;
  if (found === 'opened') {
    forget(reader, state);
    if (!inGroup) state.groupStart = at;
    return;
  }
  let isWhole = found !== undefined && reader.errors === errors;
  let isLast = isWhole;
  // The words before took part in it as a name, or lack an "@" of their own: a fault, though not of this entry.
  if (typeof found === 'object' && found.start < at) state.half = -1;
  forget(reader, state);
  if (found) {
    cfws(reader, 'space-around');
    const behind = peek(reader);
    if (behind >= 0 && !isSeparator(reader, behind)) {
      afterMailbox(reader);
      isLast = false;
      // What its bracket closed stands, whatever follows.
      isWhole &&= typeof found === 'object' && reader.text.charCodeAt(found.end - 1) === code.greater;
    }
  }
  if (!isLast) skipEntry(reader);
  if (isWhole && typeof found === 'object') state.recipients = appended(state.recipients, found);
  else if (isWhole) for (const one of state.linked) state.recipients = appended(state.recipients, one);
}

/** What only the end of the text shows. */
export function finishList(reader: Reader, { recipients, full, groupStart }: ListState): void {
  const { text } = reader;
  if (!full && reader.lexicon.lists && recipients.length > 0 && text.trimEnd().endsWith(',')) {
    const last = text.lastIndexOf(',');
    report(reader, 'list-empty-member', last, last + 1, '');
  }
  if (reader.inGroup) {
    report(reader, 'group-unclosed', groupStart, text.length, ';', insertedAt(text.length));
  }
}

/** Words that waited for the rest of a name, and it did not come: then they lack an "@". */
function forget(reader: Reader, state: ListState): void {
  if (state.half >= 0) missingAt(reader, state.half, state.halfEnd);
  state.half = -1;
}

const isSeparator = ({ lexicon }: Reader, next: number): boolean =>
  next === code.semicolon || isParting(lexicon, next);

/** One separator of the list. */
function separator(reader: Reader, unit: number, full: boolean): void {
  const at = reader.at++;
  if (unit === code.semicolon) {
    report(reader, 'list-semicolon', at, at + 1, ',');
  } else if (unit === code.comma) {
    if (full) report(reader, 'list-in-path', at, at + 1);
    else report(reader, 'list-empty-member', at, at + 1, '');
  }
}

/** RFC 5322 §3.4 address = mailbox / group; or a route or bang path as people type them. */
function entry(reader: Reader, state: ListState, unit: number): Entry {
  const start = reader.at;
  if (unit === code.less) return path(reader, start);
  if (unit === code.at) return bareRoute(reader, start);
  const plain = plainLocalPart(reader);
  if (plain) return addrSpec(reader, start, plain);
  const phraseEnd = plainPhrase(reader);
  const list = phraseEnd < 0 ? words(reader) : none;
  const end = list.at(-1)?.end ?? phraseEnd;
  if (end < 0) {
    unexpected(reader);
    return undefined;
  }
  const next = peek(reader);
  if (next === code.less) return nameAddr(reader, state, start, end, list);
  if (next === code.at) return addrSpec(reader, start, localPartOf(reader, list));
  if (next === code.colon) return colon(reader, state, start, list);
  if (isBangPath(list)) return bangPath(reader, list[0] as Word, start);
  if (next === code.comma) {
    forget(reader, state);
    state.half = start;
    state.halfEnd = end;
    return 'half';
  }
  if (next < 0 || isSeparator(reader, next)) missingAt(reader, start, end);
  else unexpected(reader);
  return undefined;
}

/** RFC 5322 §3.4.1 addr-spec. Stands at "@". One before "<" was meant as the name of another. */
function addrSpec(reader: Reader, start: number, local: LocalPart): Entry {
  const found = mailbox(reader, local, none, start);
  if (found === undefined || !opensBracket(reader)) return found;
  const { end } = found;
  const name = reader.written.slice(start, end);
  report(reader, 'display-name-at', start, end, writeQuoted(name));
  return named(reader, start, name, end);
}

/** Whether "<" is next, perhaps behind spaces, which are skipped then. */
function opensBracket(reader: Reader): boolean {
  const opens = followsSpaces(reader, reader.at, code.less);
  if (opens) cfws(reader, 'space-around');
  return opens;
}

/** RFC 5322 §3.4 name-addr = display-name angle-addr. Stands at "<". `list`: the words up to `end`; none of a plain phrase. */
function nameAddr(
  reader: Reader,
  { half }: ListState,
  start: number,
  end: number,
  list: readonly Word[],
): Entry {
  const { written } = reader;
  if (half >= 0) {
    const name = written.slice(half, end);
    report(reader, 'display-name-comma', half, end, writeQuoted(name));
    return named(reader, half, name, end);
  }
  report(reader, 'display-name', start, end, '', { fixAt: { start, end: reader.at } });
  const quotes = written.charCodeAt(start) === code.quote ? 1 : 0;
  const name = list.length > 0 ? displayName(reader, list) : written.slice(start + quotes, end - quotes);
  return named(reader, start, name, end);
}

/** The angle-addr behind a display name. Stands at "<". */
function named(reader: Reader, start: number, name: string, end: number): Entry {
  if (reader.names !== none) reader.names.push({ start, end });
  const found = path(reader, start, name);
  if (found) judgeName(reader, name, start, end, found);
  return found;
}

/** A route without its angle brackets. Stands at "@". */
function bareRoute(reader: Reader, start: number): Entry {
  const found = routed(reader, start);
  if (found) {
    const { text } = reader;
    report(reader, 'route-brackets-missing', start, reader.at, `<${text.slice(start, reader.at)}>`);
  }
  return found;
}

/** A ":" after words opens a group, RFC 5322 §3.4; or ends a label that was copied along; or a route whose "@" is missing. */
function colon(reader: Reader, state: ListState, start: number, list: readonly Word[]): Entry {
  if (!reader.lexicon.header) {
    if (pastedLabel(reader, start)) return 'opened';
    const link = mailto(reader, start, addressList);
    if (link) {
      state.linked = link;
      return 'link';
    }
    const [first] = list;
    if (list.length === 1 && first && !first.quoted && first.value.includes('.')) {
      report(reader, 'hop-at-missing', first.start, first.end, '@', insertedAt(first.start));
      return undefined;
    }
  }
  reader.at++;
  report(reader, reader.inGroup ? 'group-in-group' : 'group', start, reader.at);
  reader.inGroup = true;
  return 'opened';
}
