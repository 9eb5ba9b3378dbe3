/** Address header fields, RFC 5322 §3.4 and RFC 2047: written here, for a mail library would parse and "repair" the addresses. */

export interface HeaderMailbox {
  /** The strict form, `user@dest.test` or `"a b"@dest.test`, without brackets. */
  readonly address: string;
  readonly name?: string | undefined;
}

/** One field with its CRLF, folded between mailboxes so that no line is needlessly long. */
export function mailboxField(field: string, mailboxes: readonly HeaderMailbox[]): string {
  return `${field}: ${mailboxes.map(mailbox).join(',\r\n ')}\r\n`;
}

function mailbox({ address, name }: HeaderMailbox): string {
  return name ? `${phrase(name)} <${address}>` : address;
}

/** RFC 5322 §3.2.5: atoms as they are, other ASCII quoted, the rest as encoded words. Long names fold between the words. */
function phrase(name: string): string {
  const text = name.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
  if (
    /^[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*$/.test(text) &&
    !text.includes('=?') &&
    text.length <= 60
  )
    return text;
  if (/^[\x20-\x7e]*$/.test(text) && text.length <= 60) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  return encodedWords(text);
}

/** RFC 2047 §2 and §5: base64 words of at most 75 characters, none splitting a character. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}
