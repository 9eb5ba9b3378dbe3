/** What is copied along with an address: `RCPT TO:`, `To:`, `Кому:`, `mailto:`. */
import { code } from './chars.ts';
import { lexicons } from './profile.ts';
import { lookedAt, type Reader, report } from './reader.ts';
import type { Recipient } from './recipient.ts';

/** The command or field name before an address; «Скрытая копия» and its like are Bcc. The words before the cursor, which stands at ":". */
export function pastedLabel(reader: Reader, start: number): boolean {
  if (!/^(?:rcpt\s+)?(?:to|cc|bcc|кому|.*копия)\s*$/i.test(reader.text.slice(start, reader.at))) return false;
  report(reader, 'label-before-address', start, ++reader.at, '');
  return true;
}

/** `<mailto:a@b.test>`, as some programs write an address that can be clicked. Stands behind "<". */
export function linkLabel(reader: Reader): void {
  const start = reader.at;
  const end = start + 'mailto:'.length;
  if (!reader.inBrackets || reader.text.slice(start, end).toLowerCase() !== 'mailto:') return;
  reader.at = end;
  report(reader, 'label-before-address', start, end, '');
}

/**
 * RFC 6068 §2 mailto: addresses, then perhaps "?" and header fields, which are passed over. A link with percent-encoded
 * addresses is refused with its decoding as the fix: `%` means another thing to mail, and no guess is right for both.
 * The cursor stands at ":"; undefined when this is no such link.
 */
export function mailto(
  reader: Reader,
  start: number,
  readList: (reader: Reader) => readonly Recipient[],
): readonly Recipient[] | undefined {
  const { text } = reader;
  if (text.slice(start, reader.at).toLowerCase() !== 'mailto') return undefined;
  const from = ++reader.at;
  let end = from + text.slice(from).search(/[\r\n\t <>;]|$/);
  lookedAt(reader, end);
  while (text.charCodeAt(end - 1) === code.comma) end--;
  const [addresses = ''] = text.slice(from, end).split('?');
  if (addresses.includes('%')) {
    report(reader, 'mailto-encoded', start, end, decode(addresses));
    reader.at = end;
    return [];
  }
  report(reader, 'label-before-address', start, from, '');
  // A prefix of the text keeps every offset. As in a header, a second label inside it is none.
  const inner: Reader = {
    ...reader,
    text: text.slice(0, from + addresses.length),
    lexicon: lexicons.header,
    inGroup: false,
  };
  const recipients = readList(inner);
  reader.errors = inner.errors;
  reader.issues = inner.issues;
  reader.at = end;
  return recipients;
}

/** RFC 3986 §2.1, or undefined when it does not decode to text. */
function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
