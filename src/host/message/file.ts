/** A message that somebody else wrote, made fit for the wire without touching what it says. */

export type FileFault = 'no-from' | 'bare-cr' | 'nul' | 'long-line' | 'no-header';
export type PreparedFile =
  | { readonly ok: true; readonly octets: Buffer; readonly messageId: string }
  /** `line`: counted from 1. */
  | { readonly ok: false; readonly fault: FileFault; readonly line: number };

/**
 * Takes LF or CRLF. Adds a missing Date and Message-ID (RFC 5322 §3.6), removes Bcc, refuses what must not be sent: no From, a bare CR,
 * a NUL, a line over 998 octets (RFC 5321 §2.3.8, RFC 5322 §2.1.1). Everything else stays octet for octet.
 */
export function prepareFile(source: Buffer, { date, unique }: { date: Date; unique: string }): PreparedFile {
  // Latin-1 maps octets to characters one to one, so nothing is decoded and nothing changes.
  const lines = source
    .toString('latin1')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const fault = line.includes('\r')
      ? 'bare-cr'
      : line.includes('\0')
        ? 'nul'
        : line.length > 998
          ? 'long-line'
          : undefined;
    if (fault) return { ok: false, fault, line: index + 1 };
  }
  const end = lines.indexOf('');
  const header = end < 0 ? lines : lines.slice(0, end);
  const body = end < 0 ? [] : lines.slice(end + 1);

  const fields: string[][] = [];
  for (const [index, line] of header.entries()) {
    if (/^[ \t]/.test(line) && index > 0) fields.at(-1)?.push(line);
    // RFC 5322 §2.2 field name, with the space before the colon that §4.5 still reads.
    else if (/^[!-9;-~]+[ \t]*:/.test(line)) fields.push([line]);
    else return { ok: false, fault: 'no-header', line: index + 1 };
  }
  const nameOf = (field: readonly string[]) => /^[^: \t]+/.exec(field[0] ?? '')?.[0].toLowerCase();
  const fieldValue = (name: string) =>
    fields
      .find((field) => nameOf(field) === name)
      ?.join(' ')
      .replace(/^[^:]*:/, '')
      .trim();

  const from = fieldValue('from');
  if (!from) return { ok: false, fault: 'no-from', line: 1 };
  const given = fieldValue('message-id');
  const dated = fieldValue('date');
  // An empty field is a missing one, and RFC 5322 §3.6 allows each of the two once.
  const dropped = ['bcc', 'resent-bcc', ...(given ? [] : ['message-id']), ...(dated ? [] : ['date'])];
  const kept = fields.filter((field) => !dropped.includes(nameOf(field) ?? ''));
  const domain = /@([\w.-]+|\[[\w.:]+\])/.exec(from)?.[1] ?? 'localhost';
  const messageId = given || `<${unique}@${domain}>`;
  if (!dated) kept.push([`Date: ${date.toUTCString().replace('GMT', '+0000')}`]);
  if (!given) kept.push([`Message-ID: ${messageId}`]);
  const octets = Buffer.from([...kept.flat(), '', ...body, ''].join('\r\n'), 'latin1');
  return { ok: true, octets, messageId };
}
