/** Replies as servers really write them, and what a person is told. */
import { describe, expect, test } from 'vitest';
import { type DeliveryReason, deliveryWords } from '../../../src/core/words/delivery.ts';
import { explainReply } from '../../../src/host/delivery/explain.ts';
import { type ReplyRow, replyTable } from '../../../src/host/delivery/reply-table.ts';
import { type Reply, ReplyReader } from '../../../src/host/smtp/reply.ts';
import type { Step } from '../../../src/host/smtp/state.ts';

type Row = readonly [server: string, step: Step, reply: string, reason: DeliveryReason | undefined];

const rows: readonly Row[] = [
  [
    'Gmail',
    'EHLO',
    '421-4.7.0 Try again later, closing connection. (EHLO)\n421 4.7.0 https://support.google.com/mail/answer/81126 - gsmtp',
    'ehlo-name',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.25 [203.0.113.9] The IP address sending this message does not have a\n550-5.7.25 PTR record setup, or the corresponding forward DNS entry does not\n550 5.7.25 match the sending IP. gsmtp',
    'no-ptr',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550 5.7.26 gsmtp',
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.30 Your email has been blocked because the sender is unauthenticated.\n550 5.7.30 DKIM = did not pass gsmtp',
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.1 [2001:db8::9] Our system has detected that this message does not meet IPv6\n550-5.7.1 sending guidelines regarding PTR records and authentication.\n550 5.7.1 gsmtp',
    'ipv6-guidelines',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.1 [203.0.113.9] Our system has detected that this message is likely\n550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this\n550 5.7.1 message has been blocked. gsmtp',
    'looks-like-spam',
  ],
  [
    'Gmail',
    'end of data',
    '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating\n421 4.7.28 from your IP address. gsmtp',
    'rate-limited',
  ],
  [
    'Gmail',
    'RCPT',
    "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. gsmtp",
    'no-such-user',
  ],
  [
    'Gmail',
    'RCPT',
    "452-4.2.2 The recipient's inbox is out of storage space. Please direct the\n452 4.2.2 recipient to https://support.google.com/mail/?p=OverQuotaTemp gsmtp",
    'mailbox-full',
  ],
  [
    'Gmail',
    'RCPT',
    '550 5.2.1 The email account that you tried to reach is inactive. gsmtp',
    'mailbox-disabled',
  ],
  [
    'Gmail',
    'RCPT',
    '450-4.2.1 The user you are trying to contact is receiving mail at a rate that\n450 4.2.1 prevents additional messages from being delivered. gsmtp',
    'rate-limited',
  ],
  [
    'Gmail',
    'end of data',
    '552-5.7.0 This message was blocked because its content presents a potential\n552 5.7.0 security issue. gsmtp',
    'content-refused',
  ],
  [
    'Gmail',
    'MAIL',
    '530-5.7.0 Authentication Required. For more information, go to\n530 5.7.0  https://support.google.com/accounts/troubleshooter/2402620. gsmtp',
    'auth-required',
  ],
  [
    'Gmail',
    'MAIL',
    '530-5.7.0 Must issue a STARTTLS command first. gsmtp\n530 5.7.0 https://support.google.com',
    'starttls-required',
  ],
  [
    'Gmail',
    'end of data',
    '550 5.7.29 This message was not sent over a TLS connection. gsmtp',
    'starttls-required',
  ],
  [
    'Gmail',
    'end of data',
    '421-4.7.26 This mail has been rate limited because it is unauthenticated. Gmail\n421-4.7.26 requires all senders to authenticate with either SPF or DKIM.\n421 4.7.26 gsmtp',
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    "421-4.7.27 Your email has been rate limited because SPF authentication didn't pass\n421-4.7.27 for this message. Gmail requires all bulk email senders to authenticate\n421 4.7.27 their email with SPF. gsmtp",
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    "421-4.7.30 Your email has been rate limited because DKIM authentication didn't pass\n421-4.7.30 for this message. Gmail requires all email bulk senders to authenticate\n421 4.7.30 their email with DKIM. gsmtp",
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    "421-4.7.32 Your email has been rate limited because the From: header (RFC5322) in\n421-4.7.32 this message isn't aligned with either the authenticated SPF or DKIM\n421 4.7.32 organizational domain. gsmtp",
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    '451-4.7.24 The SPF record of the sending domain has one or more suspicious entries. To\n451-4.7.24 protect our users from spam, mail sent from your IP address has been\n451 4.7.24 temporarily rate limited. gsmtp',
    'not-authenticated',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.1 This message is not RFC 5322 compliant because it has duplicate headers. To\n550-5.7.1 reduce the amount of spam sent to Gmail, this message has been\n550 5.7.1 blocked. gsmtp',
    'content-refused',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.1 Messages missing a valid address in the From: header, or having no From:\n550 5.7.1 header, are not accepted. gsmtp',
    'content-refused',
  ],
  [
    'Gmail',
    'end of data',
    '550-5.7.1 Messages with multiple addresses in From:\n550 5.7.1 header are not accepted. gsmtp',
    'content-refused',
  ],
  ['Gmail', 'end of data', '451 4.4.2 Timeout - closing connection. gsmtp', 'connection-lost'],
  ['Gmail', 'end of data', '550 5.4.5 Daily user sending limit exceeded. gsmtp', 'rate-limited'],

  [
    'Microsoft',
    'RCPT',
    '550 5.7.1 Service unavailable, Client host [203.0.113.9] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/203.0.113.9 (AS16012611)',
    'blocklisted',
  ],
  [
    'Microsoft',
    'MAIL',
    "550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    'blocklisted',
  ],
  [
    'Microsoft',
    'RCPT',
    '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/',
    'blocklisted',
  ],
  [
    'Microsoft',
    'RCPT',
    '550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT012.eop-EUR02.prod.protection.outlook.com]',
    'no-such-user',
  ],
  [
    'Microsoft',
    'RCPT',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'no-such-user',
  ],
  [
    'Microsoft',
    'RCPT',
    '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).',
    'no-such-user',
  ],
  [
    'Microsoft',
    'RCPT',
    '451 4.7.650 The mail server [203.0.113.9] has been temporarily rate limited due to IP reputation. (S775)',
    'rate-limited',
  ],
  [
    'Microsoft',
    'end of data',
    '550 5.7.515 Access denied, sending domain CLIENT.TEST does not meet the required authentication level.',
    'not-authenticated',
  ],
  [
    'Microsoft',
    'end of data',
    '550 5.7.509 Access denied, sending domain client.test does not pass DMARC verification and has a DMARC policy of reject.',
    'not-authenticated',
  ],
  ['Microsoft', 'MAIL', '530 5.7.57 Client not authenticated to send mail. [AM0EUR02FT012]', 'auth-required'],
  [
    'Microsoft',
    'RCPT',
    '451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant which has no mail-enabled subscriptions. ATTR5 [AM0EUR02FT012.eop-EUR02.prod.protection.outlook.com]',
    'recipient-refused',
  ],
  ['Microsoft', 'end of data', '550 5.1.8 Access denied, bad outbound sender AS(42004)', 'sender-refused'],
  ['Microsoft', 'RCPT', '550 5.7.64 TenantAttribution; Relay Access Denied', 'relaying-denied'],
  ['Microsoft', 'RCPT', '550 5.7.124 Sender not in allowed-senders list', 'not-permitted-to-recipient'],
  [
    'Microsoft',
    'end of data',
    '552 5.3.4 Message size exceeds fixed maximum message size',
    'too-large-for-server',
  ],
  ['Microsoft', 'MAIL', '452 4.3.1 Insufficient system resources (UsedDiskSpace)', 'server-full'],
  [
    'Microsoft',
    'MAIL',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    'sender-refused',
  ],

  [
    'Yahoo',
    'MAIL',
    '421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
    'rate-limited',
  ],
  [
    'Yahoo',
    'greeting',
    "553 5.7.1 [BL21] Connections will not be accepted from 203.0.113.9, because the ip is in Spamhaus's list",
    'blocklisted',
  ],
  [
    'Yahoo',
    'end of data',
    "554 delivery error: dd This user doesn't have a yahoo.com account (user@yahoo.com) [-5]",
    'no-such-user',
  ],
  [
    'Yahoo',
    'end of data',
    '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM. See https://senders.yahooinc.com/smtp-error-codes/#authentication-failures for more information.',
    'not-authenticated',
  ],
  [
    'Yahoo',
    'MAIL',
    '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires this sender to authenticate with DKIM.',
    'not-authenticated',
  ],
  [
    'Yahoo',
    'end of data',
    '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    'not-authenticated',
  ],
  [
    'RFC 3463',
    'end of data',
    '534 5.3.4 Message size exceeds fixed maximum message size',
    'too-large-for-server',
  ],
  ['iCloud', 'RCPT', '550 5.1.1 <user@icloud.com>: unknown or illegal alias', 'no-such-user'],
  [
    'iCloud',
    'end of data',
    '554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    'against-policy',
  ],
  [
    'mail.ru',
    'RCPT',
    '550 Message was not accepted -- invalid mailbox. Local mailbox user@mail.ru is unavailable: user not found',
    'no-such-user',
  ],
  [
    'mail.ru',
    'end of data',
    '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=x',
    'looks-like-spam',
  ],
  ['Yandex', 'RCPT', '550 5.7.1 No such user!', 'no-such-user'],
  [
    'Yandex',
    'end of data',
    '554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc',
    'looks-like-spam',
  ],
  [
    'Yandex',
    'RCPT',
    '451 4.7.1 Sorry, the service is currently unavailable. Please come back later.',
    'greylisted',
  ],
  [
    'GMX',
    'greeting',
    '554-gmx.net (mxgmx016) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is block listed.\n554 For explanation visit https://postmaster.gmx.net/',
    'blocklisted',
  ],
  ['GMX', 'end of data', '554-Transaction failed\n554 Reject due to policy restrictions.', 'against-policy'],

  [
    'Postfix',
    'RCPT',
    '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
    'ehlo-name',
  ],
  ['Postfix', 'RCPT', '450 4.7.1 <nosuch>: Helo command rejected: Host not found', 'ehlo-name'],
  ['Postfix', 'RCPT', '450 4.7.25 Client host rejected: cannot find your hostname, [203.0.113.9]', 'no-ptr'],
  [
    'Postfix',
    'RCPT',
    '450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9]',
    'no-ptr',
  ],
  [
    'Postfix',
    'RCPT',
    '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
    'blocklisted',
  ],
  ['Postfix', 'RCPT', '454 4.7.1 <user@dest.test>: Relay access denied', 'relaying-denied'],
  ['Postfix', 'RCPT', '554 5.7.1 <user@dest.test>: Relay access denied', 'relaying-denied'],
  [
    'Postfix',
    'RCPT',
    '550 5.1.1 <nosuch@s1.test>: Recipient address rejected: User unknown in local recipient table',
    'no-such-user',
  ],
  [
    'Postfix',
    'RCPT',
    '450 4.2.0 <user@s1.test>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/s1.test.html',
    'greylisted',
  ],
  ['Postfix', 'RCPT', '450 4.3.2 Service currently unavailable', 'greylisted'],
  [
    'Postfix',
    'RCPT',
    '450 4.1.8 <a@nosuch.test>: Sender address rejected: Domain not found',
    'sender-domain-unknown',
  ],
  [
    'Postfix',
    'RCPT',
    '450 4.1.2 <user@nosuch.test>: Recipient address rejected: Domain not found',
    'next-station-unknown',
  ],
  [
    'Postfix',
    'RCPT',
    '556 5.1.10 <user@null.test>: Recipient address rejected: Domain does not accept mail (nullMX)',
    'null-mx-reply',
  ],
  ['Postfix', 'MAIL', '552 5.3.4 Message size exceeds fixed limit', 'too-large-for-server'],
  ['Postfix', 'MAIL', '452 4.3.1 Insufficient system storage', 'server-full'],
  ['Postfix', 'MAIL', '530 5.7.0 Must issue a STARTTLS command first', 'starttls-required'],
  [
    'Postfix',
    'RCPT',
    '553 5.7.1 <a@s1.test>: Sender address rejected: not owned by user b',
    'sender-refused',
  ],
  [
    'Postfix',
    'greeting',
    '421 4.7.0 s1.test Error: too many connections from 203.0.113.9',
    'too-many-connections',
  ],
  ['Postfix', 'MAIL', '450 4.7.1 Error: too much mail from 203.0.113.9', 'rate-limited'],
  ['Postfix', 'RCPT', '452 4.5.3 Error: too many recipients', 'too-many-recipients'],
  ['Postfix', 'RCPT', '501 5.1.3 Bad recipient address syntax', 'route-refused'],
  ['Postfix', 'RCPT', '555 5.5.4 Unsupported option: ORCPT=x', 'orcpt-refused'],
  ['Postfix', 'MAIL', '555 5.5.4 Unsupported option: FOO=x', 'command-refused'],
  ['Postfix', 'end of data', '554 5.4.0 Error: too many hops', 'loop'],
  [
    'Postfix',
    'MAIL',
    '550 5.6.7 <a@s1.test>: SMTPUTF8 is required, but was not offered by host mx.s1.test',
    'smtputf8-refused',
  ],
  ['Postfix', 'RCPT', '421 4.4.2 s1.test Error: timeout exceeded', 'connection-lost'],
  ['Postfix', 'MAIL', '421 4.3.2 s1.test Server shutting down', 'out-of-service'],

  ['Exim', 'RCPT', '550 relay not permitted', 'relaying-denied'],
  ['Exim', 'RCPT', '550 authentication required', 'auth-required'],
  ['Exim', 'RCPT', '550 Unrouteable address', 'recipient-refused'],
  [
    'Exim',
    'RCPT',
    '550-Verification failed for <a@client.test>\n550-No Such User Here\n550 Sender verify failed',
    'sender-refused',
  ],
  ['Exim', 'RCPT', '550 restricted characters in address', 'route-refused'],
  [
    'Exim',
    'RCPT',
    '501 <@s1.test,@s2.test,user@dest.test>: colon expected after route list',
    'route-refused',
  ],
  ['Exim', 'RCPT', '501 <user@[10.0.0.1]>: domain literals not allowed', 'route-refused'],
  [
    'Exim',
    'EHLO',
    '550 Helo name contains a ip address (HELO was 203.0.113.9) and not is valid',
    'ehlo-name',
  ],
  [
    'Exim',
    'greeting',
    '421 s1.test: Too many concurrent SMTP connections; please try again later.',
    'too-many-connections',
  ],
  ['Exim', 'RCPT', '421 s1.test: SMTP command timeout - closing connection', 'connection-lost'],
  ['Exim', 'MAIL', '552 Message size exceeds maximum permitted', 'too-large-for-server'],
  ['Exim', 'RCPT', '451 Temporary local problem - please try later', undefined],
  ['Exim', 'RCPT', '451 Greylisted, please try again in 600 seconds', 'greylisted'],
  ['Exim', 'end of data', '550 Too many "Received" headers - suspected mail loop', 'loop'],
  ['Exim', 'end of data', '550 This message contains a virus (Eicar-Test-Signature).', 'content-refused'],

  ['Sendmail', 'RCPT', '550 5.7.1 <@s1.test,@s2.test:user@dest.test>... Relaying denied', 'relaying-denied'],
  [
    'Sendmail',
    'RCPT',
    '550 5.7.1 <user@dest.test>... Relaying denied. Proper authentication required.',
    'relaying-denied',
  ],
  ['Sendmail', 'RCPT', '550 5.1.1 <nosuch@s1.test>... User unknown', 'no-such-user'],
  ['Sendmail', 'RCPT', '553 5.1.3 <@:user@dest.test>... Invalid route address', 'route-refused'],
  [
    'Sendmail',
    'MAIL',
    '553 5.1.8 <a@nosuch.test>... Domain of sender address a@nosuch.test does not exist',
    'sender-domain-unknown',
  ],
  [
    'Sendmail',
    'MAIL',
    '451 4.1.8 Domain of sender address a@nosuch.test does not resolve',
    'sender-domain-unknown',
  ],
  [
    'Sendmail',
    'MAIL',
    '552 5.2.3 Message size exceeds fixed maximum message size (1000000)',
    'too-large-for-server',
  ],
  ['Sendmail', 'MAIL', '452 4.4.5 Insufficient disk space; try again later', 'server-full'],
  ['Sendmail', 'greeting', '421 4.3.2 Connection rate limit exceeded.', 'too-many-connections'],
  ['Sendmail', 'EHLO', '501 5.0.0 Invalid domain name', 'ehlo-name'],
  ['Sendmail', 'end of data', '554 5.4.6 Too many hops 26 (25 max): from <a@b.test> via s1.test', 'loop'],
  ['Sendmail', 'RCPT', '451 4.7.1 Greylisting in action, please come back in 00:05:00', 'greylisted'],
  ['Sendmail', 'MAIL', '550 5.7.1 Access denied', 'against-policy'],

  ['OpenSMTPD', 'RCPT', '550 Invalid recipient: <user@dest.test>', 'recipient-refused'],
  ['OpenSMTPD', 'RCPT', '553 ORCPT address syntax error', 'orcpt-refused'],
  ['OpenSMTPD', 'RCPT', '501 5.1.3 Recipient address syntax error', 'route-refused'],
  ['Courier', 'RCPT', '513 Relaying denied.', 'relaying-denied'],
  ['Courier', 'RCPT', '550 User <user%dest.test> unknown', 'no-such-user'],
  ['Courier', 'RCPT', '550 Unknown UUCP bang path.', 'route-refused'],
  ['chasquid', 'RCPT', '503 5.7.1 Relay not allowed', 'relaying-denied'],
  ['chasquid', 'RCPT', '501 5.1.3 Malformed destination address', 'route-refused'],
  ['Haraka', 'RCPT', '550 I cannot deliver mail for <user@dest.test>', 'relaying-denied'],
  [
    'qmail',
    'RCPT',
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    'relaying-denied',
  ],
  ['qmail', 'RCPT', '550 sorry, no mailbox here by that name. (#5.1.1)', 'no-such-user'],
  ['Dovecot', 'RCPT', "550 5.1.1 <user@s1.test> User doesn't exist: user@s1.test", 'no-such-user'],
  [
    'Dovecot',
    'end of data',
    '552 5.2.2 <user@s1.test> Quota exceeded (mailbox for user is full)',
    'mailbox-full',
  ],
  ['rspamd', 'end of data', '451 4.7.1 Try again later', undefined],
  ['rspamd', 'end of data', '554 5.7.1 Spam message rejected', 'looks-like-spam'],
  ['rspamd', 'end of data', '550 5.7.1 Action rejected by DMARC policy', 'not-authenticated'],

  ['Postfix', 'STARTTLS', '454 4.7.0 TLS not available due to local problem', 'starttls-unavailable'],
  ['a middlebox', 'STARTTLS', '502 5.5.1 Error: command not implemented', 'starttls-middlebox'],
  ['RFC 8689', 'MAIL', '550 5.7.30 REQUIRETLS support required', 'requiretls-refused'],
  ['RFC 6531', 'RCPT', '553 5.6.7 Non-ASCII addresses not permitted for that recipient', 'smtputf8-refused'],
  ['RFC 7505', 'MAIL', '550 5.7.27 Sender address has null MX', 'sender-domain-unknown'],
  ['RFC 7504', 'RCPT', '556 Domain does not accept mail', 'null-mx-reply'],
  ['RFC 7504', 'greeting', '521 s1.test does not accept mail', 'no-mail-service'],
  ['RFC 4954', 'MAIL', '534 5.7.9 Authentication mechanism is too weak', 'auth-method-weak'],
  ['RFC 3463', 'RCPT', '452 4.5.3 Too many recipients', 'too-many-recipients'],
  ['RFC 3463', 'RCPT', '450 4.4.2 Bad connection', 'next-station-unreachable'],
  ['RFC 3463', 'RCPT', '450 4.4.1 No answer from host', 'next-station-unreachable'],
  ['RFC 3463', 'RCPT', '550 5.4.4 Unable to route', 'next-station-unknown'],
  // A code alone, and words alone: programs give one, people the other.
  ['a code alone', 'MAIL', '530 5.7.10 No', 'starttls-required'],
  ['a code alone', 'MAIL', '534 No', 'auth-method-weak'],
  ['Gmail', 'MAIL', '535 5.7.9 Application-specific password required. gsmtp', 'auth-method-weak'],
  ['a code alone', 'MAIL', '530 No', 'auth-required'],
  ['a code alone', 'MAIL', '550 5.7.25 No', 'no-ptr'],
  [
    'Microsoft',
    'MAIL',
    '451 4.7.500 Server busy. Please try again later from [203.0.113.9].',
    'rate-limited',
  ],
  ['a code alone', 'end of data', '550 5.7.21 No', 'not-authenticated'],
  ['a code alone', 'MAIL', '550 5.7.30 No', 'requiretls-refused'],
  ['words alone', 'MAIL', '554 REQUIRETLS cannot be kept', 'requiretls-refused'],
  ['a code alone', 'RCPT', '550 5.6.7 No', 'smtputf8-refused'],
  ['words alone', 'RCPT', '501 Address holds non-ASCII characters', 'smtputf8-refused'],
  ['a code alone', 'RCPT', '556 No', 'null-mx-reply'],
  ['words alone', 'RCPT', '550 Domain does not accept mail (nullMX)', 'null-mx-reply'],
  ['a code alone', 'RCPT', '452 4.2.2 Later', 'mailbox-full'],
  ['words alone', 'RCPT', '550 Mailbox quota exceeded', 'mailbox-full'],
  ['a code alone', 'RCPT', '550 5.2.1 No', 'mailbox-disabled'],
  [
    'Yahoo',
    'end of data',
    '554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).',
    'mailbox-disabled',
  ],
  ['a code alone', 'RCPT', '550 5.1.1 No', 'no-such-user'],
  ['a code alone', 'RCPT', '550 5.1.10 No', 'null-mx-reply'],
  ['a code alone', 'RCPT', '451 4.5.3 Later', 'too-many-recipients'],
  ['words alone', 'RCPT', '452 Too many recipients', 'too-many-recipients'],
  ['words alone', 'MAIL', '450 Domain of sender address a@b.test does not resolve', 'sender-domain-unknown'],
  ['a code alone', 'MAIL', '553 5.1.7 No', 'sender-refused'],
  ['a code alone', 'MAIL', '553 5.1.8 No', 'sender-domain-unknown'],
  ['a code alone', 'MAIL', '552 5.3.4 No', 'too-large-for-server'],
  ['a code alone', 'MAIL', '451 4.3.1 Later', 'server-full'],
  ['words alone', 'MAIL', '451 System overloaded', 'server-full'],
  ['a code alone', 'MAIL', '452 Later', 'server-full'],
  ['a code alone', 'RCPT', '421 4.3.2 Later', 'out-of-service'],
  ['a code alone', 'end of data', '554 5.4.6 No', 'loop'],
  ['words alone', 'RCPT', '550 Host not found', 'next-station-unknown'],
  ['a code alone', 'end of data', '554 5.6.1 No', 'content-refused'],
  ['a code alone', 'end of data', '552 5.7.0 No', 'content-refused'],
  ['a code alone', 'MAIL', '550 5.7.1 No', 'against-policy'],
  ['words alone', 'greeting', '554 No SMTP service here', 'no-mail-service'],
  ['words alone', 'MAIL', '421 s1.test closing transmission channel', 'out-of-service'],
  ['nobody', 'RCPT', '550 no', undefined],
  ['nobody', 'RCPT', '450 later', undefined],
  ['nobody', 'end of data', '554 Transaction failed', undefined],
];

describe('a reply in plain words', () => {
  test.each(rows)('%s at %s: %s', (_, step, text, reason) => {
    expect(explainReply(step, replyOf(text))).toBe(reason);
  });

  const replies = rows.map(([, step, text]) => ({ step, reply: replyOf(text) }));
  const reasons = (table: readonly ReplyRow[]) =>
    replies.map(({ step, reply }) => explainReply(step, reply, table)).join();

  test.each(replyTable.map((row) => [row.reason, row.source, row] as const))(
    'the row of %s from %s is needed by some reply',
    (reason, source, row) => {
      expect(source).toMatch(/\w{3}/);
      expect(Object.hasOwn(deliveryWords, reason)).toBe(true);
      expect(reasons(replyTable.filter((each) => each !== row))).not.toBe(reasons(replyTable));
    },
  );
});

function replyOf(text: string): Reply {
  const reader = new ReplyReader();
  reader.push(Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n`));
  const read = reader.next();
  if (!read?.ok) throw new Error(text);
  return read.reply;
}
