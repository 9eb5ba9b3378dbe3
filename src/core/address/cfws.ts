/** White space and comments. */
import { code, isControl } from './chars.ts';
import { behindCharacter, peek, type Reader, report } from './reader.ts';

type SpaceCode = 'space-around' | 'space-in-address' | 'space-in-route';

/**
 * RFC 5322 §3.2.2 CFWS, which RFC 5321 has nowhere. Skips it and reports each run of spaces as `spaces` says, each
 * comment as a comment. True when there was any.
 */
export function cfws(reader: Reader, spaces?: SpaceCode): boolean {
  // Every character that can begin CFWS sorts before ")": the common case leaves here.
  const next = peek(reader);
  if (next > code.open || next < 0) return false;
  const begin = reader.at;
  for (;;) {
    const start = reader.at;
    const found = reader.issues.length;
    if (fws(reader)) {
      // A line break in it was worth a finding of its own.
      if (spaces && reader.issues.length === found) report(reader, spaces, start, reader.at, '');
    } else if (peek(reader) === code.open) {
      comment(reader);
    } else {
      return reader.at > begin;
    }
  }
}

/** Reports CFWS that was skipped before its place was known. A comment at its head has been reported by itself. */
export function gap(reader: Reader, spaces: SpaceCode, start: number, end: number): void {
  if (start === end || reader.text.charCodeAt(start) === code.open) return;
  report(reader, spaces, start, end, '');
}

/** RFC 5322 §3.2.2 FWS and §4.2 obs-FWS: a run of white space; CRLF only where white space follows it. */
function fws(reader: Reader): boolean {
  const start = reader.at;
  for (;;) {
    const unit = peek(reader);
    if (unit === code.space) reader.at++;
    // Where they part a list they are no white space, but for those in brackets.
    else if (reader.lexicon.lines && !reader.inBrackets) break;
    else if (unit === code.tab) reader.at++;
    else if (unit === code.cr || unit === code.lf) lineBreak(reader);
    else break;
  }
  return reader.at > start;
}

/** A line break where white space may stand: folding in a header, nothing in pasted brackets, a fault elsewhere. */
export function lineBreak(reader: Reader): void {
  const { text } = reader;
  const start = reader.at;
  const folds = foldsAt(reader) || (reader.inBrackets && reader.lexicon.lines);
  reader.at += text.startsWith('\r\n', start) ? 2 : 1;
  if (!folds) report(reader, 'line-break', start, reader.at);
}

/** RFC 5322 §3.2.2: in a header a line is folded by a CRLF before white space. */
export const foldsAt = ({ text, at, lexicon }: Reader): boolean =>
  lexicon.header && /^\r\n[ \t]/.test(text.slice(at, at + 3));

/** RFC 5322 §3.2.2 comment. They nest, so the depth is counted, not recursed into. */
function comment(reader: Reader): void {
  const { text } = reader;
  const start = reader.at;
  let depth = 0;
  while (reader.at < text.length) {
    const unit = text.charCodeAt(reader.at);
    enclosed(reader, unit);
    if (unit === code.open) depth++;
    else if (unit === code.close && --depth === 0) {
      report(reader, 'comment', start, reader.at, '');
      return;
    }
  }
  report(reader, 'comment-unclosed', start, text.length);
}

/** One unit inside quotes or a comment, or what it begins: RFC 5322 §4.1 obs-NO-WS-CTL lets every control character in but NUL. */
export function enclosed(reader: Reader, unit: number): void {
  if (unit === code.cr || unit === code.lf) {
    lineBreak(reader);
    return;
  }
  const start = reader.at++;
  if (unit === 0) report(reader, 'control-character', start, reader.at);
  else if (isControl(unit) && unit !== code.tab) report(reader, 'control-in-quotes', start, reader.at);
  else if (unit === code.backslash && reader.at < reader.text.length) quotedPair(reader);
}

/** RFC 5321 §4.1.2 quoted-pairSMTP = "\" %d32-126; RFC 6532 §3.2 lets UTF-8 in, RFC 5322 §4.1 obs-qp controls. After "\". */
function quotedPair(reader: Reader): void {
  const { text } = reader;
  const start = reader.at - 1;
  const unit = text.charCodeAt(reader.at);
  reader.at = behindCharacter(text, reader.at);
  // The line breaks of obs-qp are no more folding than its other controls, and no SMTP command holds either.
  if ((unit === code.cr || unit === code.lf) && !reader.lexicon.header)
    report(reader, 'line-break', start, reader.at);
  else if (unit === code.tab) report(reader, 'tab-in-quotes', start, reader.at);
  else if (isControl(unit)) report(reader, 'control-in-quotes', start, reader.at);
  else if (unit > 127) report(reader, 'quoted-pair-not-ascii', start, reader.at);
}
