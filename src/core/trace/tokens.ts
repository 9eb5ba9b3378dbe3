/**
 * The words of a structured header field: RFC 5322 §3.2.2 comments (they nest), quoted strings and angle brackets.
 * One pass from left to right, so the time is linear whatever stands there: what is never closed runs to the end.
 */

export type Token =
  /** A run without white space; quoted strings and `<...>` in it are kept whole, delimiters and all. */
  | { readonly kind: 'word'; readonly text: string }
  /** Without its outer parentheses. */
  | { readonly kind: 'comment'; readonly text: string }
  /** A semicolon outside of everything. `end` is the offset behind it. */
  | { readonly kind: 'semicolon'; readonly end: number };

const isSpace = (char: string | undefined) => char === ' ' || char === '\t' || char === '\r' || char === '\n';

/** The offset behind the comment that opens at `start`. RFC 5322 §3.2.2: `ccontent = ctext / quoted-pair / comment`. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The offset behind the quoted string that opens at `start`, RFC 5322 §3.2.4. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** The offset behind the `<...>` that opens at `start`; a `>` in a quoted local-part does not close it. */
function endOfAngle(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === '"') at = endOfQuoted(text, at);
    else if (text[at++] === '>') return at;
  }
  return text.length;
}

const endsWord = (char: string | undefined) => isSpace(char) || char === '(' || char === ';';

/** Of a word that is a host. RFC 5321 §4.1.2: no quote or angle bracket is part of one, but of what clients say there are. */
function endOfHost(text: string, start: number): number {
  let at = start;
  while (at < text.length && !endsWord(text[at])) at++;
  return at;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (endsWord(char)) return at;
    if (char === '"') at = endOfQuoted(text, at);
    else if (char === '<') at = endOfAngle(text, at);
    else at++;
  }
  return Math.min(at, text.length);
}

/** All tokens of `text`, in order. The word behind `from` is a host. Never fails. */
export function tokens(text: string): readonly Token[] {
  return split(text, (before) =>
    before?.kind === 'word' && before.text.toLowerCase() === 'from' ? endOfHost : endOfWord,
  );
}

/** The words of a comment, and the comments in it. RFC 5322 §3.2.2 ccontent knows no quoted strings. */
export const tokensOfComment = (comment: string): readonly Token[] => split(comment, () => endOfHost);

type EndOf = (text: string, start: number) => number;

function split(text: string, endAfter: (before: Token | undefined) => EndOf): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (isSpace(char)) {
      at++;
    } else if (char === ';') {
      found.push({ kind: 'semicolon', end: ++at });
    } else if (char === '(') {
      const end = endOfComment(text, at);
      const closed = end > at + 1 && text[end - 1] === ')';
      found.push({ kind: 'comment', text: text.slice(at + 1, closed ? end - 1 : end) });
      at = end;
    } else {
      const end = endAfter(found.at(-1))(text, at);
      found.push({ kind: 'word', text: text.slice(at, end) });
      at = end;
    }
  }
  return found;
}
