import { expect, test } from 'vitest';
import { arrived } from './makes.ts';
import { client, makes } from './network.ts';
import { messageOf, send } from './send.ts';
import { converse } from './smtp-client.ts';

/**
 * RFC 3461 §4.2. A Postfix that is given no ORCPT makes one, of the recipient as it was given to it; where that is a source route,
 * OpenSMTPD refuses the command. Waypost says ORCPT itself: the final mailbox.
 */
const path = '@postfix.test:user@opensmtpd.test';
/** At the Postfix, whose mailbox shows what comes back. */
const sender = 'user@postfix.test';

test('Postfix and OpenSMTPD without us: a source route in RCPT, and no ORCPT, comes back', async ({
  signal,
}) => {
  const { text, end } = messageOf('Hello.');
  const replies = await converse(
    makes.postfix.address,
    [
      `EHLO ${client.name}`,
      `MAIL FROM:<${sender}>`,
      `RCPT TO:<${path}>`,
      'DATA',
      `${text.replaceAll('\n', '\r\n')}\r\n.`,
      'QUIT',
    ],
    signal,
  );
  expect(replies.map((reply) => reply.slice(0, 3))).toEqual([
    '220',
    '250',
    '250',
    '250',
    '354',
    '250',
    '221',
  ]);

  const bounce = await arrived('postfix', end);
  console.log(bounce);
  expect(bounce).toContain('\nSubject: Undelivered Mail Returned to Sender\n');
  expect(bounce).toContain(`Original-Recipient: rfc822;${path}`);
  expect(bounce).toMatch(/Diagnostic-Code: smtp; 553 ORCPT address syntax error/);
});

test('the same path sent by Waypost arrives', async () => {
  const { text, end } = messageOf('Hello.');
  const { outcomes, transcript } = await send([path], text, sender);
  console.log(transcript.join('\n'));
  expect(transcript).toContain(`~> RCPT TO:<${path}> ORCPT=rfc822;user@opensmtpd.test`);
  expect(outcomes).toMatchObject([{ path, state: 'sent' }]);
  const message = await arrived('opensmtpd', end);
  console.log(message);
  expect(message).toMatch(/^Received: from postfix\.test /m);
});
