/** After a fault: on to where the next recipient begins, so that one wrong member does not hide the others. */
import { code } from './chars.ts';
import { isParting } from './profile.ts';
import { followsSpaces, lookedAt, type Reader } from './reader.ts';

/** Moves to the separator behind the entry at hand, past its closing bracket and its quotes. */
export function skipEntry(reader: Reader): void {
  const { text, lexicon } = reader;
  if (reader.inBrackets) leaveBrackets(reader);
  while (reader.at < text.length) {
    const unit = text.charCodeAt(reader.at);
    if (unit === code.quote && !reader.quotesUnclosed) {
      skipQuoted(reader);
    } else if (
      // Whatever stood before "<" was an entry of its own.
      unit === code.less ||
      (unit === code.semicolon && reader.inGroup) ||
      (isParting(lexicon, unit) && !isInsideRoute(reader))
    ) {
      break;
    } else {
      reader.at++;
    }
  }
  reader.inRoute = false;
}

/** To behind ">"; nowhere when the bracket is not meant to close: then a separator ends the entry. */
function leaveBrackets(reader: Reader): void {
  const { text } = reader;
  reader.inBrackets = false;
  const i = reader.at + text.slice(reader.at).search(/[<>]|$/);
  if (text.charCodeAt(i) === code.greater) reader.at = i + 1;
  else lookedAt(reader, i);
}

/** Past a Quoted-string, or past its first quote only when it never closes. */
function skipQuoted(reader: Reader): void {
  const { text } = reader;
  for (let i = reader.at + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === code.backslash) i++;
    else if (unit === code.quote) {
      reader.at = i + 1;
      return;
    }
  }
  reader.at++;
  lookedAt(reader, text.length);
  reader.quotesUnclosed = true;
}

/** Whether the comma here parts hops of a route without brackets: then "@" comes next. */
function isInsideRoute(reader: Reader): boolean {
  return (
    reader.inRoute &&
    reader.text.charCodeAt(reader.at) === code.comma &&
    followsSpaces(reader, reader.at + 1, code.at)
  );
}
