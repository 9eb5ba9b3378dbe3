/**
 * Header fields of a message that is written here, RFC 5322 §2.2 and §3.6, RFC 2047. A mail library would parse and "repair" the
 * addresses, pass what is not ASCII, and leave a word of any length on one line.
 */

export interface HeaderMailbox {
  /** The strict form, `user@dest.test` or `"a b"@dest.test`, without brackets. */
  readonly address: string;
  readonly name?: string | undefined;
}

/** RFC 5322 §2.1.1: what a line should not pass. */
const lineLength = 78;
/** RFC 2047 §2: what a line with an encoded word may not. */
const encodedLength = 76;

/** One field with its CRLF, folded between mailboxes, and within them where a line would be too long. */
export function mailboxField(field: string, mailboxes: readonly HeaderMailbox[]): string {
  const begin = `${field}: `;
  const list = mailboxes.map((each, at) => mailbox(each, at === 0 ? begin.length : 1));
  return `${begin}${list.join(',\r\n ')}\r\n`;
}

/** An unstructured field: ASCII as it is, folded at single spaces; else encoded words. Nothing for a text without content. */
export function textField(field: string, value: string): string {
  const text = value.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
  if (text === '') return '';
  const words = text.split(/(?<=\S) (?=\S)/);
  if (!isPlain(text) || words.some((word) => word.length > lineLength - 1))
    return `${field}: ${encodedWords(text, field.length + 2)}\r\n`;
  let folded = `${field}:`;
  let used = folded.length;
  for (const word of words) {
    const fits = used + 1 + word.length <= lineLength;
    folded += fits ? ` ${word}` : `\r\n ${word}`;
    used = (fits ? used : 0) + 1 + word.length;
  }
  return `${folded}\r\n`;
}

/** RFC 5322 §3.6.4: the message ids in a text, with or without their brackets, one a line. What is none is left out. */
export function messageIdField(field: string, text: string): string {
  const ids = text.split(/[\s<>]+/).filter((id) => /^[!-?A-~]+@[!-?A-~]+$/.test(id) && id.length <= 250);
  return ids.length === 0 ? '' : `${field}: ${ids.map((id) => `<${id}>`).join('\r\n ')}\r\n`;
}

/** `used`: columns before it on its line. */
function mailbox({ address, name = '' }: HeaderMailbox, used: number): string {
  const text = name.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
  if (text === '') return address;
  const named = phrase(text, used);
  const lastLine = `${' '.repeat(used)}${named}`.split('\n').at(-1);
  const most = named.includes('=?') ? encodedLength : lineLength;
  // A comma may follow.
  const fits = `${lastLine} <${address}>,`.length <= most;
  return `${named}${fits ? ' ' : '\r\n '}<${address}>`;
}

/** RFC 5322 §3.2.5: atoms as they are, other ASCII quoted, the rest as encoded words. Long names fold between the words. */
function phrase(text: string, used: number): string {
  if (!isPlain(text) || text.length > 60) return encodedWords(text, used);
  if (/^[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*$/.test(text)) return text;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Printable ASCII that nobody takes for an encoded word, not even inside of quotes. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');

/** RFC 2047 §2 and §5: base64 words, one a line and none splitting a character. `used`: columns before the first on its line. */
function encodedWords(text: string, used: number): string {
  const words: string[] = [];
  let word = '';
  let most = octetsWithin(encodedLength - used);
  for (const character of text) {
    if (Buffer.byteLength(word + character) > most) {
      words.push(word);
      word = '';
      // Behind the space of a folded line; so no word passes the 75 characters that §2 lets it have.
      most = octetsWithin(encodedLength - 1);
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

/** How many octets an encoded word of so many columns can hold: base64 makes four characters of three. */
const octetsWithin = (columns: number): number => Math.floor((columns - '=?UTF-8?B??='.length) / 4) * 3;
