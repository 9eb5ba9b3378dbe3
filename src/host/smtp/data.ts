/** The message on its way through DATA. */

const dot = 0x2e;
const newLine = Buffer.from('\r\n');
const endOfData = Buffer.from('.\r\n');

/**
 * The message as it stands between 354 and its reply, with the line that ends it. RFC 5321 §4.5.2: every line that begins with a dot
 * gets one more. The octets are final, so every line end is CRLF; a last line without one gets it, for it belongs to the end of data.
 */
export function mailData(octets: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  if (octets[0] === dot) pieces.push(Buffer.from('.'));
  for (;;) {
    const at = octets.indexOf('\r\n.', from, 'latin1');
    if (at < 0) break;
    pieces.push(octets.subarray(from, at + 3), Buffer.from('.'));
    from = at + 3;
  }
  pieces.push(octets.subarray(from));
  if (octets.length > 0 && !octets.subarray(-2).equals(newLine)) pieces.push(newLine);
  pieces.push(endOfData);
  return Buffer.concat(pieces);
}
