/** The one place where text becomes a command on the wire. */

/** Whether text can stand on a command line: RFC 5321 §2.3.8 and §4.1.1.4 leave no room for CR, LF or NUL in it. */
export function fitsOnLine(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}

/** The octets of one command with its CRLF, in UTF-8 (RFC 6531 §3.4), or undefined when it must not be sent. */
export function commandOctets(text: string): Buffer | undefined {
  return fitsOnLine(text) ? Buffer.from(`${text}\r\n`, 'utf8') : undefined;
}
