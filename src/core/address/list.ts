/** Lists of recipients: entries, display names and groups. */
import { bangPath, isBangPath } from './bang.ts';
import { cfws } from './cfws.ts';
import { code } from './chars.ts';
import { displayName, judgeName } from './display-name.ts';
import { plainLocalPart } from './local-part.ts';
import { mailto, pastedLabel } from './paste.ts';
import { afterMailbox, localPartOf, mailbox, missingAt, noHops, path, routed } from './path.ts';
import type { PathParts } from './path-parts.ts';
import { isParting } from './profile.ts';
import { appended, insertion, isHeard, peek, type Reader, removal, report, unexpected } from './reader.ts';
import type { LocalPart, Recipient } from './recipient.ts';
import { skipEntry } from './skip.ts';
import { type Word, words } from './words.ts';
import { canonicalPath, writePath, writeQuoted } from './write.ts';

/** What one member of a list was. `half`: words before a comma, perhaps the beginning of `Last, First <a@b>`. */
type Entry =
  | { readonly kind: 'recipient'; readonly recipient: Recipient }
  | { readonly kind: 'half'; readonly words: readonly Word[] }
  /** A group opened, or something pasted was passed over: what follows is an entry of its own. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'many'; readonly recipients: readonly Recipient[] }
  | undefined;

/** Where the reading of a list stands between two members. */
export interface ListState {
  /** Those without an error. */
  recipients: Recipient[];
  half: readonly Word[] | undefined;
  /** Whether the last thing read was an entry: then a separator must follow. */
  full: boolean;
  groupStart: number;
}

export const newList = (): ListState => ({ recipients: [], half: undefined, full: false, groupStart: 0 });

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
  if (state.full && state.half && next !== code.comma) forget(reader, state);
  if (next < 0) {
    forget(reader, state);
    return 'end';
  }
  if (reader.inGroup && next === code.semicolon) {
    reader.at++;
    forget(reader, state);
    reader.inGroup = false;
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
  const found = entry(reader, state.half, next);
  if (found?.kind === 'opened') {
    forget(reader, state);
    if (!inGroup) state.groupStart = at;
    state.full = false;
    return;
  }
  let clean = found !== undefined && reader.errors === errors;
  // The words before took part in it as a name, or lack an "@" of their own: a fault, though not of this entry.
  if (found?.kind === 'recipient' && found.recipient.start < at) state.half = undefined;
  forget(reader, state);
  if (found?.kind === 'half') {
    state.half = found.words;
  } else if (found) {
    cfws(reader, 'space-around');
    const behind = peek(reader);
    if (behind >= 0 && !isSeparator(reader, behind)) {
      afterMailbox(reader);
      clean = false;
    }
  }
  if (!clean) skipEntry(reader);
  else if (found?.kind === 'recipient') state.recipients = appended(state.recipients, found.recipient);
  else if (found?.kind === 'many') for (const one of found.recipients) state.recipients.push(one);
  state.full = true;
}

/** What only the end of the text shows. */
export function finishList(reader: Reader, { recipients, full, groupStart }: ListState): void {
  const { text } = reader;
  if (!full && reader.lexicon.lists && recipients.length > 0 && text.trimEnd().endsWith(',')) {
    const last = text.lastIndexOf(',');
    report(reader, 'list-empty-member', last, last + 1, removal(last, last + 1));
  }
  if (reader.inGroup) {
    report(reader, 'group-unclosed', groupStart, text.length, insertion(text.length, ';'));
  }
}

/** Words that waited for the rest of a name, and it did not come: then they lack an "@". */
function forget(reader: Reader, state: ListState): void {
  if (state.half) missingAt(reader, state.half);
  state.half = undefined;
}

const isSeparator = ({ lexicon }: Reader, next: number): boolean =>
  next === code.semicolon || isParting(lexicon, next);

/** One separator of the list. */
function separator(reader: Reader, unit: number, full: boolean): void {
  const at = reader.at++;
  if (unit === code.semicolon) {
    report(reader, 'list-semicolon', at, at + 1, { start: at, end: at + 1, text: ',' });
  } else if (unit === code.comma) {
    if (full) report(reader, 'list-in-path', at, at + 1);
    else report(reader, 'list-empty-member', at, at + 1, removal(at, at + 1));
  }
}

const noWords: readonly Word[] = [];

/** RFC 5322 §3.4 address = mailbox / group; or a route or bang path as people type them. */
function entry(reader: Reader, half: readonly Word[] | undefined, unit: number): Entry {
  const start = reader.at;
  if (unit === code.less) return nameAddr(reader, start, noWords, half);
  if (unit === code.at) return bareRoute(reader, start);
  const plain = plainLocalPart(reader);
  if (plain) return addrSpec(reader, start, plain);
  const list = words(reader);
  const [first] = list;
  if (first === undefined) {
    unexpected(reader);
    return undefined;
  }
  const next = peek(reader);
  if (next === code.less) return nameAddr(reader, start, list, half);
  if (next === code.at) return addrSpec(reader, start, localPartOf(reader, list));
  if (next === code.colon) return colon(reader, start, list);
  if (isBangPath(list)) return recipient(reader, start, bangPath(reader, first));
  if (next === code.comma) return { kind: 'half', words: list };
  if (next < 0 || isSeparator(reader, next)) missingAt(reader, list);
  else unexpected(reader);
  return undefined;
}

/** RFC 5322 §3.4.1 addr-spec. Stands at "@". One before "<" was meant as the name of another. */
function addrSpec(reader: Reader, start: number, local: LocalPart): Entry {
  const parts = mailbox(reader, local, noHops);
  const end = reader.at;
  const found = recipient(reader, start, parts);
  if (parts === undefined || !opensBracket(reader)) return found;
  const name = reader.written.slice(start, end);
  report(reader, 'display-name-at', start, end, { start, end, text: writeQuoted(name) });
  return named(reader, start, name, end);
}

/** Whether "<" is next, perhaps behind spaces, which are skipped then. */
function opensBracket(reader: Reader): boolean {
  const { text } = reader;
  let i = reader.at;
  while (text.charCodeAt(i) === code.space) i++;
  reader.reach = Math.max(reader.reach, i + 1);
  if (text.charCodeAt(i) !== code.less) return false;
  cfws(reader, 'space-around');
  return true;
}

/** RFC 5322 §3.4 name-addr = [display-name] angle-addr. Stands at "<". */
function nameAddr(
  reader: Reader,
  start: number,
  name: readonly Word[],
  half: readonly Word[] | undefined,
): Entry {
  const open = reader.at;
  const first = half?.[0];
  const last = name.at(-1);
  if (last === undefined) return recipient(reader, start, path(reader));
  if (first) {
    const written = reader.written.slice(first.start, last.end);
    const text = writeQuoted(written);
    report(
      reader,
      'display-name-comma',
      first.start,
      last.end,
      { start: first.start, end: last.end, text },
      { text },
    );
    return named(reader, first.start, written, last.end);
  }
  if (isHeard(reader, 'display-name')) {
    report(reader, 'display-name', start, last.end, removal(start, open));
  }
  return named(reader, start, displayName(reader, name), last.end);
}

/** The angle-addr behind a display name. Stands at "<". */
function named(reader: Reader, start: number, name: string, end: number): Entry {
  if (reader.text !== reader.written) reader.names.push({ start, end });
  const parts = path(reader);
  if (parts) judgeName(reader, name, start, end, parts);
  return recipient(reader, start, parts, name);
}

/** A route without its angle brackets. Stands at "@". */
function bareRoute(reader: Reader, start: number): Entry {
  const parts = routed(reader);
  if (parts) {
    const { text } = reader;
    report(reader, 'route-brackets-missing', start, reader.at, {
      start,
      end: reader.at,
      text: `<${text.slice(start, reader.at)}>`,
    });
  }
  return recipient(reader, start, parts);
}

function recipient(reader: Reader, start: number, parts: PathParts | undefined, displayName?: string): Entry {
  if (parts === undefined) return undefined;
  const { hops, localPart, domain, isBang } = parts;
  const end = reader.at;
  const form = isBang ? 'bang' : hops.length > 0 ? 'source-route' : 'mailbox';
  const canonical = isBang
    ? writePath(hops, localPart, domain)
    : canonicalPath(reader.text, hops, localPart, domain);
  const whole = domain
    ? ({ start, end, form, hops, localPart, domain, canonical } as const)
    : ({ start, end, form, hops, localPart, canonical } as const);
  return { kind: 'recipient', recipient: displayName === undefined ? whole : { ...whole, displayName } };
}

/** A ":" after words opens a group, RFC 5322 §3.4; or ends a label that was copied along; or a route whose "@" is missing. */
function colon(reader: Reader, start: number, list: readonly Word[]): Entry {
  if (reader.lexicon.labels) {
    if (pastedLabel(reader, start)) return { kind: 'opened' };
    const link = mailto(reader, start, addressList);
    if (link) return { kind: 'many', recipients: link };
    const [first] = list;
    if (list.length === 1 && first?.kind === 'run' && first.value.includes('.')) {
      report(reader, 'hop-at-missing', first.start, first.end, insertion(first.start, '@'), {
        text: first.value,
      });
      return undefined;
    }
  }
  reader.at++;
  report(reader, reader.inGroup ? 'group-in-group' : 'group', start, reader.at);
  reader.inGroup = true;
  return { kind: 'opened' };
}
