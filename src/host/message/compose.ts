/** From a draft to the final octets of its message: CRLF only, 7-bit, no line over 998, before any server is known. */
import type { Draft } from '../../core/bridge/protocol.ts';
import type { Identity } from '../config.ts';
import { type HeaderMailbox, mailboxField, messageIdField, textField } from './fields.ts';
import { withParts } from './inline-images.ts';

export interface Composed {
  readonly octets: Buffer;
  /** With its angle brackets. */
  readonly messageId: string;
}

export interface Composition {
  readonly draft: Draft;
  /**
   * For each recipient of the draft, in order, its final mailbox. The header names mailboxes; the route belongs to the envelope, and Bcc to
   * neither (RFC 5322 §3.6.3).
   */
  readonly mailboxes: readonly string[];
  /** The octets of the draft's attachments, in their order. */
  readonly contents: readonly Buffer[];
  readonly identity: Identity;
}

/**
 * multipart/mixed around the files, multipart/alternative around text and HTML, multipart/related around the HTML and the images that it
 * shows (RFC 2046 §5.1, RFC 2387), each only where there is something for it. File names by RFC 2231.
 */
export async function composeMessage(
  { draft, mailboxes, contents, identity }: Composition,
  { date, unique }: { date: Date; unique: string },
): Promise<Composed> {
  // 70 ms to load, and only this step needs it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const domain = identity.address.slice(identity.address.lastIndexOf('@') + 1);
  const messageId = `<${unique}@${domain}>`;
  const files = draft.attachments ?? [];
  const html = draft.html === undefined ? undefined : withParts(draft.html, `${unique}@${domain}`);
  const rest = await new MailComposer({
    // Beside files there is a body, even an empty one: without it, one file alone would be the message.
    ...((draft.text !== '' || (html === undefined && files.length > 0)) && { text: textPart(draft.text) }),
    ...(html !== undefined && { html: textPart(html.html) }),
    attachments: [
      ...(html?.images ?? []),
      ...files.map(({ name, type }, at) => ({
        filename: name,
        contentType: type,
        contentDisposition: 'attachment' as const,
        content: contents[at] ?? Buffer.alloc(0),
      })),
    ],
    date,
    messageId,
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

  const field = (name: 'to' | 'cc'): HeaderMailbox[] =>
    draft.recipients.flatMap((recipient, index) =>
      recipient.field === name ? [{ address: mailboxes[index] ?? '', name: recipient.name }] : [],
    );
  const to = field('to');
  const cc = field('cc');
  const header = [
    mailboxField('From', [{ address: identity.address, name: identity.name }]),
    to.length > 0 ? mailboxField('To', to) : '',
    cc.length > 0 ? mailboxField('Cc', cc) : '',
    // RFC 5322 §3.4 group: a message whose recipients are all blind still names somebody.
    to.length + cc.length === 0 ? 'To: undisclosed-recipients:;\r\n' : '',
    textField('Subject', draft.subject),
    messageIdField('In-Reply-To', draft.inReplyTo ?? ''),
    // RFC 5322 §3.6.4: without the parent's own references, the parent.
    messageIdField('References', draft.references ?? draft.inReplyTo ?? ''),
  ].join('');
  const octets = Buffer.concat([Buffer.from(header), rest]);
  return {
    octets: octets.subarray(-2).equals(Buffer.from('\r\n'))
      ? octets
      : Buffer.concat([octets, Buffer.from('\r\n')]),
    messageId,
  };
}

type TransferEncoding = '7bit' | 'quoted-printable' | 'base64';

/** RFC 2046 §4.1.1: lines end with CRLF, the last one too. */
function textPart(text: string): { content: string; contentTransferEncoding: TransferEncoding } {
  const lines = text.replace(/\r\n?|\n/g, '\r\n');
  const content = lines.endsWith('\r\n') ? lines : `${lines}\r\n`;
  return { content, contentTransferEncoding: encodingFor(content) };
}

/** RFC 2045 §6: as it is where that is safe; else whichever stays readable or short. */
function encodingFor(text: string): TransferEncoding {
  if (/^[\t\r\n\x20-\x7e]*$/.test(text) && text.split('\r\n').every((line) => line.length <= 76))
    return '7bit';
  const beyondAscii = text.replace(/[\x00-\x7f]/g, '').length;
  return beyondAscii * 3 > text.length ? 'base64' : 'quoted-printable';
}
