/** From a draft to the final octets of its message: CRLF only, 7-bit, no line over 998, before any server is known. */
import type { Draft } from '../../core/bridge/protocol.ts';
import type { Identity } from '../config.ts';
import { type HeaderMailbox, mailboxField, messageIdField, textField } from './fields.ts';

export interface Composed {
  readonly octets: Buffer;
  /** With its angle brackets. */
  readonly messageId: string;
}

/**
 * `mailboxes`: for each recipient of the draft, in order, its final mailbox. The header names mailboxes; the route belongs to the
 * envelope, and Bcc to neither (RFC 5322 §3.6.3).
 */
export async function composeMessage(
  draft: Draft,
  mailboxes: readonly string[],
  identity: Identity,
  { date, unique }: { date: Date; unique: string },
): Promise<Composed> {
  // 70 ms to load, and only this step needs it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const messageId = `<${unique}@${identity.address.slice(identity.address.lastIndexOf('@') + 1)}>`;
  const text = draft.text.replace(/\r\n?|\n/g, '\r\n');
  const rest = await new MailComposer({
    text: text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`,
    encoding: encodingFor(text),
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
    messageIdField('References', draft.references ?? ''),
  ].join('');
  const octets = Buffer.concat([Buffer.from(header), rest]);
  return {
    octets: octets.subarray(-2).equals(Buffer.from('\r\n'))
      ? octets
      : Buffer.concat([octets, Buffer.from('\r\n')]),
    messageId,
  };
}

/** RFC 2045 §6: as it is where that is safe; else whichever stays readable or short. */
function encodingFor(text: string): '7bit' | 'quoted-printable' | 'base64' {
  if (/^[\t\r\n\x20-\x7e]*$/.test(text) && text.split('\r\n').every((line) => line.length <= 76))
    return '7bit';
  const beyondAscii = text.replace(/[\x00-\x7f]/g, '').length;
  return beyondAscii * 3 > text.length ? 'base64' : 'quoted-printable';
}
