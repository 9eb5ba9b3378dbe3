/** The hops of a source route. */
import { cfws, gap } from './cfws.ts';
import { code, dotAtomEnd, isAtext, startsWord } from './chars.ts';
import { domain, plainName } from './domain.ts';
import { appended, insertedAt, missing, peek, type Reader, report, unexpected } from './reader.ts';
import type { Domain } from './recipient.ts';

/**
 * RFC 5321 §4.1.2 A-d-l = At-domain *( "," At-domain ), and the ":" behind it; in headers RFC 5322 §4.4 obs-route, with
 * empty members, white space and comments. Stands at the first "@" or ",". A fault with one clear cure (a missing "@",
 * "," or ":") is reported with it and read over; after any other, undefined.
 */
export function aDL(reader: Reader): readonly Domain[] | undefined {
  const plain = plainADL(reader);
  if (plain) return plain;
  const start = reader.at;
  let hops: Domain[] = [];
  /** Offset of a ":" after which another hop stood instead of the mailbox. */
  let earlyColon = -1;
  reader.inRoute = !reader.inBrackets;
  for (;;) {
    emptyHops(reader);
    // `@a,:u@h`: the last comma parts nothing.
    if (hops.length === 0 || peek(reader) !== code.colon) {
      const hop = atDomain(reader);
      if (hop === undefined) return undefined;
      if (hop !== 'missing') hops = appended(hops, hop);
    }
    const behind = reader.at;
    cfws(reader);
    const at = reader.at;
    const next = peek(reader);
    // A gap before anything else is where a mark is missing, no stray space.
    if (next === code.comma || next === code.colon || next === code.at) {
      gap(reader, 'space-in-route', behind, at);
    }
    if (next === code.comma || next === code.colon) {
      reader.at++;
      // `@a:@b:user@dest`: hops are parted by commas, and one colon ends the route.
      if (earlyColon >= 0) report(reader, 'route-twice', earlyColon, earlyColon + 1, ',');
      earlyColon = -1;
      const after = reader.at;
      cfws(reader, 'space-in-route');
      const follows = peek(reader);
      if (next === code.colon) {
        if (follows === code.at || follows === code.comma) earlyColon = at;
        else return finish(reader, start, after, hops);
      } else if (follows === code.colon) {
        report(reader, 'hop-empty', at, at + 1, '');
      } else if (startsWord(follows) && mailboxFollows(reader)) {
        report(reader, 'route-colon-missing', at, at + 1, ':');
        return finish(reader, start, after, hops);
      }
    } else if (next === code.at) {
      report(reader, 'hop-comma-missing', at, at + 1, ',', insertedAt(at));
    } else {
      noColon(reader, start, earlyColon, hops);
      return undefined;
    }
  }
}

/**
 * A-d-l and ":" as nearly all are, of plain names and with a local-part right behind. The cursor stays where it was when it
 * is any other.
 */
function plainADL(reader: Reader): readonly Domain[] | undefined {
  const { text, at: start } = reader;
  let hops: Domain[] = [];
  let next: number = code.comma;
  while (next === code.comma && text.charCodeAt(reader.at) === code.at) {
    reader.at++;
    const hop = plainName(reader);
    if (hop === undefined) break;
    hops = appended(hops, hop);
    next = text.charCodeAt(reader.at++);
  }
  if (next === code.colon && startsWord(text.charCodeAt(reader.at))) {
    return finish(reader, start, reader.at, hops);
  }
  reader.at = start;
  return undefined;
}

/** RFC 5322 §4.4 obs-domain-list: commas without a hop between them. */
function emptyHops(reader: Reader): void {
  while (peek(reader) === code.comma) {
    report(reader, 'hop-empty', reader.at, reader.at + 1, '');
    reader.at++;
    cfws(reader, 'space-in-route');
  }
}

/** RFC 5321 §4.1.2 At-domain = "@" Domain; undefined when nothing of the kind stands here. */
function atDomain(reader: Reader): Domain | 'missing' | undefined {
  const start = reader.at;
  const next = peek(reader);
  if (next !== code.at) {
    const hop = isAtext(next) ? domain(reader, 'hop') : undefined;
    if (hop) report(reader, 'hop-at-missing', hop.start, hop.end, '@', insertedAt(start));
    else missing(reader, 'hop-name-missing', code.greater, code.colon);
    return hop;
  }
  reader.at++;
  while (peek(reader) === code.at) {
    report(reader, 'at-extra', reader.at, reader.at + 1, '');
    reader.at++;
  }
  cfws(reader, 'space-in-route');
  const { errors } = reader;
  const hop = domain(reader, 'hop');
  if (hop) return hop;
  // An unclosed literal was reported where it began.
  if (reader.errors > errors) return undefined;
  report(reader, 'hop-name-missing', start, start + 1);
  const after = peek(reader);
  return after === code.comma || after === code.colon ? 'missing' : undefined;
}

/** Whether an atom and "@" come next: then the route ended, though no ":" said so. */
function mailboxFollows(reader: Reader): boolean {
  const { text } = reader;
  return peek(reader) === code.quote || text.charCodeAt(dotAtomEnd(text, reader.at)) === code.at;
}

function finish(reader: Reader, start: number, end: number, hops: readonly Domain[]): readonly Domain[] {
  reader.inRoute = false;
  report(reader, 'source-route', start, end, '');
  return hops;
}

/** The hops ended, and neither "," nor ":" followed. */
function noColon(reader: Reader, start: number, earlyColon: number, hops: readonly Domain[]): void {
  const next = peek(reader);
  const end = hops.at(-1)?.end ?? reader.at;
  const isGap = startsWord(next) && reader.at > end;
  if (earlyColon >= 0) {
    report(reader, 'local-part-missing', earlyColon, end);
  } else if (isGap || next < code.space || next === code.greater || next === code.semicolon) {
    const fix = isGap && mailboxFollows(reader) ? ':' : undefined;
    report(reader, 'route-colon-missing', start, end, fix, fix && { fixAt: { start: end, end: reader.at } });
  } else {
    unexpected(reader);
  }
}
