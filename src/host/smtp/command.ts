/** The one place where text becomes commands on the wire. */

/** Whether text can stand on a command line: RFC 5321 §2.3.8 and §4.1.1.4 leave no room for CR, LF or NUL in it. */
function fitsOnLine(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}

/** The octets of commands, each with its CRLF, in UTF-8 (RFC 6531 §3.4); or the place of the first that must not be sent. */
export function commandOctets(
  texts: readonly string[],
): { readonly octets: Buffer } | { readonly unsafe: number } {
  const unsafe = texts.findIndex((text) => !fitsOnLine(text));
  return unsafe < 0
    ? { octets: Buffer.from(texts.map((text) => `${text}\r\n`).join(''), 'utf8') }
    : { unsafe };
}
