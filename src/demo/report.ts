/** The delivery report that a demo server writes to the sender when a message cannot go on: RFC 3462, RFC 3464. */
import { randomUUID } from 'node:crypto';
import type { PathOutcome } from './smtp-client.ts';
import { rfc5322Date } from './smtp-server.ts';

/** CRLF, ready to be sent with the null reverse-path. */
export function deliveryReport(
  from: string,
  to: string,
  failures: readonly PathOutcome[],
  message: Buffer,
): Buffer {
  const boundary = `report-${randomUUID()}`;
  const text = message.toString('latin1');
  const headers = text.slice(0, text.indexOf('\r\n\r\n') + 2);
  const lines = [
    `From: Mail server <postmaster@${from}>`,
    `To: <${to}>`,
    'Subject: Your message could not be delivered',
    `Date: ${rfc5322Date(new Date())}`,
    `Message-ID: <${randomUUID()}@${from}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `${from} could not hand your message on:`,
    '',
    ...failures.flatMap(({ path, reply }) => [`  <${path}>`, `  ${reply}`, '']),
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${from}`,
    '',
    ...failures.flatMap(({ path, reply }) => [
      `Final-Recipient: rfc822; ${path}`,
      'Action: failed',
      `Status: ${/^\d{3} (\d\.\d{1,3}\.\d{1,3})/.exec(reply)?.[1] ?? (reply.startsWith('5') ? '5.0.0' : '4.0.0')}`,
      `Diagnostic-Code: smtp; ${reply}`,
      '',
    ]),
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
