/** Lists of recipients: entries, display names and groups. */
import { bangPath, isBangPath } from './bang.ts';
import { cfws } from './cfws.ts';
import { code } from './chars.ts';
import { mailto, pastedLabel } from './paste.ts';
import { afterMailbox, mailbox, missingAt, path, routed } from './path.ts';
import type { PathParts } from './path-parts.ts';
import { atEnd, insertion, peek, type Reader, removal, report, take, unexpected } from './reader.ts';
import type { Recipient } from './recipient.ts';
import { skipEntry } from './skip.ts';
import { type Word, words } from './words.ts';
import { writePath, writeQuoted } from './write.ts';

/** What one member of a list was. `half`: words before a comma, perhaps the beginning of `Last, First <a@b>`. */
type Entry =
  | { readonly kind: 'recipient'; readonly recipient: Recipient }
  | { readonly kind: 'half'; readonly words: readonly Word[] }
  /** A group opened, or something pasted was passed over: what follows is an entry of its own. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'many'; readonly recipients: readonly Recipient[] }
  | undefined;

/**
 * RFC 5322 §3.4 address-list and §4.4 obs-addr-list, with the separators that the profile adds. Gives back the recipients
 * that have no error.
 */
export function addressList(reader: Reader): readonly Recipient[] {
  const recipients: Recipient[] = [];
  let half: readonly Word[] | undefined;
  /** Whether the last thing read was an entry: then a separator must follow. */
  let full = false;
  let groupStart = 0;
  for (;;) {
    cfws(reader, 'space-around');
    const at = reader.at;
    if (full && half && peek(reader) !== code.comma) half = forget(reader, half);
    if (atEnd(reader)) break;
    if (reader.inGroup && take(reader, code.semicolon)) {
      half = forget(reader, half);
      reader.inGroup = false;
      full = true;
      continue;
    }
    if (separator(reader, full)) {
      if (!full) half = forget(reader, half);
      full = false;
      continue;
    }
    const { errors } = reader;
    const wasInGroup = reader.inGroup;
    const found = entry(reader, half);
    if (found?.kind === 'opened') {
      half = forget(reader, half);
      if (!wasInGroup) groupStart = at;
      full = false;
      continue;
    }
    let clean = found !== undefined && reader.errors === errors;
    // The words before took part in it as a name, or lack an "@" of their own: a fault, though not of this entry.
    if (found?.kind === 'recipient' && found.recipient.start < at) half = undefined;
    half = forget(reader, half);
    if (found?.kind === 'half') half = found.words;
    else if (found) {
      cfws(reader, 'space-around');
      if (!atEnd(reader) && !isSeparator(reader)) {
        afterMailbox(reader);
        clean = false;
      }
    }
    if (!clean) skipEntry(reader);
    else if (found?.kind === 'recipient') recipients.push(found.recipient);
    else if (found?.kind === 'many') for (const one of found.recipients) recipients.push(one);
    full = true;
  }
  forget(reader, half);
  if (!full && reader.lexicon.lists && recipients.length > 0 && reader.text.trimEnd().endsWith(',')) {
    const last = reader.text.lastIndexOf(',');
    report(reader, 'list-empty-member', last, last + 1, { fix: removal(last, last + 1) });
  }
  if (reader.inGroup) {
    report(reader, 'group-unclosed', groupStart, reader.text.length, {
      fix: insertion(reader.text.length, ';'),
    });
  }
  return recipients;
}

/** Words that waited for the rest of a name, and it did not come: then they lack an "@". */
function forget(reader: Reader, half: readonly Word[] | undefined): undefined {
  if (half) missingAt(reader, half);
}

const isSeparator = (reader: Reader): boolean =>
  peek(reader) === code.semicolon || reader.lexicon.separators.includes(reader.text.charAt(reader.at));

/** One separator of the list, if it is next. */
function separator(reader: Reader, full: boolean): boolean {
  if (!isSeparator(reader)) return false;
  const at = reader.at++;
  const unit = reader.text.charCodeAt(at);
  if (unit === code.semicolon) {
    report(reader, 'list-semicolon', at, at + 1, { fix: { start: at, end: at + 1, text: ',' } });
  } else if (unit === code.comma) {
    if (full) report(reader, 'list-in-path', at, at + 1);
    else report(reader, 'list-empty-member', at, at + 1, { fix: removal(at, at + 1) });
  }
  return true;
}

/** RFC 5322 §3.4 address = mailbox / group; or a route or bang path as people type them. */
function entry(reader: Reader, half: readonly Word[] | undefined): Entry {
  const start = reader.at;
  if (peek(reader) === code.less) return nameAddr(reader, start, [], half);
  if (peek(reader) === code.at) return bareRoute(reader, start);
  const list = words(reader);
  const [first] = list;
  if (first === undefined) {
    unexpected(reader);
    return undefined;
  }
  const next = peek(reader);
  if (next === code.less) return nameAddr(reader, start, list, half);
  if (next === code.at) return recipient(reader, start, mailbox(reader, list, []));
  if (next === code.colon) return colon(reader, start, list);
  if (isBangPath(list)) return recipient(reader, start, bangPath(reader, first));
  if (next === code.comma) return { kind: 'half', words: list };
  if (atEnd(reader) || isSeparator(reader)) missingAt(reader, list);
  else unexpected(reader);
  return undefined;
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
  if (first && last) {
    const text = writeQuoted(reader.text.slice(first.start, last.end));
    report(reader, 'display-name-comma', first.start, last.end, {
      words: { text },
      fix: { start: first.start, end: last.end, text },
    });
    return recipient(reader, first.start, path(reader), reader.text.slice(first.start, last.end));
  }
  if (last) {
    report(reader, 'display-name', start, last.end, { fix: removal(start, open) });
    judgePhrase(reader, name);
  }
  return recipient(reader, start, path(reader), last && phrase(name));
}

/** RFC 5322 §3.2.5 phrase = 1*word; §4.1 obs-phrase lets dots in. */
function judgePhrase(reader: Reader, name: readonly Word[]): void {
  for (const { kind, start, value } of name) {
    const dot = kind === 'run' ? value.indexOf('.') : -1;
    if (dot < 0) continue;
    report(reader, 'display-name-dot', start + dot, start + dot + 1);
    return;
  }
}

const phrase = (name: readonly Word[]): string =>
  name.map(({ value, gap, start }) => (gap < start ? ` ${value}` : value)).join('');

/** A route without its angle brackets. Stands at "@". */
function bareRoute(reader: Reader, start: number): Entry {
  const parts = routed(reader);
  if (parts) {
    const { text } = reader;
    report(reader, 'route-brackets-missing', start, reader.at, {
      fix: { start, end: reader.at, text: `<${text.slice(start, reader.at)}>` },
    });
  }
  return recipient(reader, start, parts);
}

function recipient(reader: Reader, start: number, parts: PathParts | undefined, displayName?: string): Entry {
  if (parts === undefined) return undefined;
  const { hops, localPart, domain, isBang } = parts;
  return {
    kind: 'recipient',
    recipient: {
      start,
      end: reader.at,
      ...(displayName === undefined ? {} : { displayName }),
      form: isBang ? 'bang' : hops.length > 0 ? 'source-route' : 'mailbox',
      hops,
      localPart,
      ...(domain ? { domain } : {}),
      canonical: writePath(hops, localPart, domain),
    },
  };
}

/** A ":" after words opens a group, RFC 5322 §3.4; or ends a label that was copied along; or a route whose "@" is missing. */
function colon(reader: Reader, start: number, list: readonly Word[]): Entry {
  if (reader.lexicon.labels) {
    if (pastedLabel(reader, start)) return { kind: 'opened' };
    const link = mailto(reader, start, addressList);
    if (link) return { kind: 'many', recipients: link };
    const [first] = list;
    if (list.length === 1 && first?.kind === 'run' && first.value.includes('.')) {
      report(reader, 'hop-at-missing', first.start, first.end, {
        words: { text: first.value },
        fix: insertion(first.start, '@'),
      });
      return undefined;
    }
  }
  reader.at++;
  report(reader, reader.inGroup ? 'group-in-group' : 'group', start, reader.at);
  reader.inGroup = true;
  return { kind: 'opened' };
}
