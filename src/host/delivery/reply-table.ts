/**
 * What servers mean by their replies. The first row that fits counts, so the particular stands before the general: words that name a
 * thing beat a code that many use for everything (5.7.1), and a code that means one thing beats words that may mean two.
 */
import type { DeliveryReason } from '../../core/words/delivery.ts';
import type { Step } from '../smtp/state.ts';

/** Everything that is given has to fit. */
export interface ReplyRow {
  readonly reason: DeliveryReason;
  readonly steps?: readonly Step[];
  readonly codes?: readonly number[];
  /** Enhanced status code (RFC 3463) without its class. */
  readonly detail?: RegExp;
  /** All lines, joined by a space. */
  readonly words?: RegExp;
  /** Only for what is for now (4), or for good (5). */
  readonly class?: 4 | 5;
  readonly source: string;
}

const atStart: readonly Step[] = ['greeting', 'EHLO'];
/** RFC 4954 §4 and §6: AUTH itself, and MAIL where a server wanted it before. */
const atLogin: readonly Step[] = ['AUTH', 'MAIL'];
const atRecipient: readonly Step[] = ['RCPT'];
const atMessage: readonly Step[] = ['DATA', 'end of data'];

export const replyTable: readonly ReplyRow[] = [
  // STARTTLS
  {
    reason: 'starttls-unavailable',
    steps: ['STARTTLS'],
    codes: [454],
    source: 'RFC 3207 §4: 454 TLS not available',
  },
  {
    reason: 'starttls-middlebox',
    steps: ['STARTTLS'],
    codes: [500, 502, 503, 504, 550, 554],
    source: 'Cisco ASA ESMTP inspection and mail shields leave the offer standing and blank the command',
  },
  {
    reason: 'starttls-required',
    words:
      /must issue (a )?starttls|starttls (is )?required|(requires|require|must use) (tls|encryption)|not sent over (a )?tls|tls (is )?required|encryption (needed|required)/i,
    source: 'RFC 3207 §4: 530 5.7.0 Must issue a STARTTLS command first; Gmail 5.7.29',
  },
  {
    reason: 'starttls-required',
    detail: /^7\.(10|29)$/,
    source: 'RFC 5248 registry: X.7.10 Encryption Needed; Gmail 5.7.29',
  },

  // Logging in
  {
    reason: 'auth-method-weak',
    steps: atLogin,
    codes: [534, 538],
    source: 'RFC 4954 §6: 534 5.7.9 Authentication mechanism is too weak, 538 5.7.11',
  },
  {
    reason: 'auth-method-weak',
    steps: atLogin,
    detail: /^7\.(9|11|14)$/,
    words: /password|log ?in|browser|mechanism/i,
    source: 'RFC 4954 §6; Gmail 534-5.7.14 (log in by browser), 5.7.9 (application-specific password)',
  },
  {
    reason: 'relaying-denied',
    steps: atRecipient,
    words: /relay(ing)? (is )?(access )?denied/i,
    source: 'Sendmail "Relaying denied. Proper authentication required.": measured',
  },
  {
    reason: 'auth-required',
    codes: [530],
    source: 'RFC 4954 §6: 530 5.7.0 Authentication required; Microsoft 530 5.7.57',
  },
  {
    reason: 'auth-required',
    words:
      /authentication (is )?required|must (be )?authenticat|client (was )?not authenticated|not logged in|please (log ?in|authenticate)|smtp auth (is )?required/i,
    source: 'Exim "550 authentication required"; Microsoft 5.7.57; qmail-smtp-auth',
  },

  // Who we are
  {
    reason: 'ehlo-name',
    words:
      /\bhelo (command rejected|name)|(invalid|bad|bogus|forged|wrong) (helo|ehlo)|(helo|ehlo)[^.]{0,40} (invalid|is not|does not|should be|rejected|forged)|\(EHLO\)|need fully-qualified hostname/i,
    source: 'Postfix reject_*_helo_hostname; Exim recipes; Gmail 421-4.7.0 (EHLO)',
  },
  {
    reason: 'blocklisted',
    words:
      /spamhaus|spamcop|barracudacentral|sorbs|uceprotect|mailspike|abuseat|blocked using|block ?list(ed)?\b|black ?list(ed)?\b|\b(dnsbl|rbl)\b|\bbanned sending ip|\(S3150\)|\(S3140\)|poor reputation|\[BL\d+\]/i,
    source: 'Postfix reject_rbl_client "blocked using"; Microsoft S3140, S3150, 5.7.606; Yahoo BL21; GMX',
  },
  {
    reason: 'ipv6-guidelines',
    words: /ipv6 sending guidelines/i,
    source: 'Gmail 550-5.7.1, sender guidelines',
  },
  {
    reason: 'no-ptr',
    detail: /^7\.25$/,
    source: 'RFC 7372 §3.3: Reverse DNS validation failed; Gmail 550-5.7.25',
  },
  {
    reason: 'no-ptr',
    words:
      /cannot find your (reverse )?hostname|\bno (ptr|reverse dns)\b|reverse dns (lookup )?(failed|required)|(does not|doesn't) have a ptr|(missing|invalid) (ptr|reverse)|\bptr record|reverse lookup/i,
    source: 'Postfix reject_unknown_client_hostname; OpenSMTPD fcrdns; Exim recipes',
  },
  {
    reason: 'ehlo-name',
    steps: ['EHLO'],
    codes: [421, 450, 501, 504, 550, 554],
    source:
      'Gmail answers 421-4.7.0 at EHLO to "localhost" and dotless names; Postfix 504 5.5.2; Sendmail 501 5.0.0 Invalid domain name',
  },

  // Not to be cured by waiting, though Gmail says "rate limited" to all of them
  {
    reason: 'not-authenticated',
    detail: /^7\.(24|26|27|30|31|32|40)$/,
    words: /\b(spf|dkim|dmarc)\b|unauthenticated/i,
    source:
      'Gmail 4.7.24 to 4.7.40; RFC 7372 §3.3. With the words, for 7.27 is a null MX (RFC 7505) and 7.30 REQUIRETLS (RFC 8689) elsewhere',
  },

  // Sooner or later
  {
    reason: 'greylisted',
    class: 4,
    words: /gr[ae]y-?\s?list/i,
    source: 'Postgrey, milter-greylist, rspamd, Exim recipes',
  },
  {
    reason: 'greylisted',
    class: 4,
    codes: [450, 451],
    words:
      /service currently unavailable|service is currently unavailable|temporarily deferred.{0,40}first|try again in \d+ (second|minute)|come back later|please retry in/i,
    source: 'Postfix postscreen 450 4.3.2 after its deep tests; Yandex 451 4.7.1; policyd',
  },
  {
    reason: 'too-many-connections',
    words:
      /too many (concurrent |simultaneous )?(smtp )?(connections|sessions)|connection (rate|limit)|maximum (number of )?connections/i,
    source:
      'Postfix smtpd_client_connection_count_limit; Sendmail ConnectionRateThrottle; Exim smtp_accept_max',
  },
  {
    reason: 'connection-lost',
    class: 4,
    words: /error: timeout exceeded|time-?out\b.{0,5}closing connection/i,
    source:
      'Postfix 421 4.4.2 "Error: timeout exceeded", Gmail 451 4.4.2, Exim: this connection, none of the server\'s own',
  },
  {
    reason: 'rate-limited',
    detail: /^7\.(28|500|650|651|652)$/,
    class: 4,
    source: 'Gmail 4.7.28; Microsoft 4.7.500, 4.7.650',
  },
  {
    reason: 'rate-limited',
    words:
      /rate.?limit|unusual rate|too (much|many) (mail|e-?mails|messages)|(sending|message|hourly|daily)[^.]{0,20} (limit|quota) (was )?(exceeded|reached)|temporarily deferred due to|at a rate that|\[TSS?\d+\]|throttl/i,
    source: 'Gmail 4.7.28, 4.2.1, 5.4.5; Yahoo TSS04; Postfix smtpd_client_message_rate_limit',
  },

  // What was promised of the message
  {
    reason: 'recipient-refused',
    words: /no mail-enabled subscriptions/i,
    source:
      'Microsoft 451 4.4.4 ATTR5: its "received as unauthenticated" only leads up to a domain without mail',
  },
  {
    reason: 'not-authenticated',
    words:
      /\b(spf|dkim|dmarc)\b|unauthenticated|sender policy framework|required authentication level|not authorized to send (mail|email|on behalf)/i,
    source:
      'RFC 7372; Gmail 5.7.26, 5.7.27 (SPF), 5.7.30 (DKIM); Microsoft 5.7.23, 5.7.509, 5.7.515; Exim and rspamd recipes',
  },
  {
    reason: 'not-authenticated',
    detail: /^7\.(20|21|22|23|24|26)$/,
    source: 'RFC 7372 §3: DKIM, SPF and combined authentication failures',
  },
  {
    reason: 'not-authenticated',
    steps: atMessage,
    detail: /^7\.9$/,
    source:
      'Yahoo "554 5.7.9 Message not accepted for policy reasons": DKIM, SPF or DMARC failed (its help, SLN7253)',
  },
  { reason: 'sender-domain-unknown', detail: /^7\.27$/, source: 'RFC 7505 §4.2: Sender address has null MX' },
  { reason: 'requiretls-refused', detail: /^7\.30$/, source: 'RFC 8689 §4.2.1: REQUIRETLS support required' },
  { reason: 'requiretls-refused', words: /requiretls/i, source: 'RFC 8689 §4.2.1' },
  {
    reason: 'smtputf8-refused',
    detail: /^6\.(7|9)$/,
    source: 'RFC 6531 §3.5: X.6.7 Non-ASCII addresses not permitted for that sender/recipient, X.6.9',
  },
  {
    reason: 'smtputf8-refused',
    words: /smtputf8|non-ascii|internationali[sz]ed/i,
    source: 'RFC 6531 §3.5; Postfix "SMTPUTF8 is required"',
  },
  {
    reason: 'orcpt-refused',
    words: /\borcpt\b/i,
    source: 'OpenSMTPD 553 ORCPT address syntax error: measured',
  },

  // The recipient
  {
    reason: 'no-mail-service',
    steps: atStart,
    class: 5,
    words: /no (smtp|mail) (service|here)|does not accept mail|not accepting|no mail/i,
    source: 'RFC 5321 §3.1: 554 at the greeting; RFC 7504 §3: 521',
  },
  {
    reason: 'sender-refused',
    words: /sender verify failed|verification failed for <|callout/i,
    source: 'Exim sender verification: its reply repeats what the server of the sender said of a recipient',
  },
  { reason: 'null-mx-reply', codes: [556], source: 'RFC 7504 §2 and RFC 7505 §4.1: 556 5.1.10' },
  {
    reason: 'null-mx-reply',
    words: /null mx|does not accept (any )?mail|accepts no mail|nullMX/i,
    class: 5,
    source: 'RFC 7505 §4.1; Postfix "Domain does not accept mail (nullMX)"',
  },
  {
    reason: 'route-refused',
    steps: atRecipient,
    words:
      /source.?rout|malformed destination|restricted characters in address|invalid route address|unknown uucp bang|colon expected after route|domain literals not allowed/i,
    source: 'Exim, chasquid, Sendmail, Courier: measured',
  },
  {
    reason: 'relaying-denied',
    words:
      /relay(ing)? (is )?(access )?(denied|not (permitted|allowed)|prohibited)|(not|isn't) (permitted|allowed) to relay|cannot deliver mail for|unable to relay|relay access|no relay|rcpthosts|not a (local|relay)|tenantattribution/i,
    source: 'Postfix, Exim, Sendmail, Courier, chasquid, Haraka: measured; qmail rcpthosts; Microsoft 5.7.64',
  },
  { reason: 'mailbox-full', detail: /^2\.2$/, source: 'RFC 3463 §3.3: Mailbox full' },
  {
    reason: 'mailbox-full',
    words:
      /(mailbox|quota|inbox|storage)[^.]{0,40} (is )?(full|exceeded)|over quota|(out of|exceeds?)[^.]{0,30} (storage|quota)|quota exceeded/i,
    source: 'Dovecot LMTP, Gmail, Exim quota',
  },
  {
    reason: 'mailbox-disabled',
    steps: ['RCPT', 'DATA', 'end of data'],
    class: 5,
    detail: /^2\.1$/,
    source: 'RFC 3463 §3.3: Mailbox disabled, not accepting messages; Gmail 550-5.2.1',
  },
  {
    reason: 'mailbox-disabled',
    class: 5,
    words:
      /(account|mailbox|user|recipient)[^.]{0,40} (is |has been )?(disabled|inactive|suspended|deactivated)/i,
    source: 'Gmail, Yahoo, mail.ru',
  },
  {
    reason: 'no-such-user',
    steps: ['RCPT', 'DATA', 'end of data'],
    class: 5,
    words:
      /(user|recipient|mailbox|account|alias|address)s?( <[^>]*>)? (is )?(unknown|not found|unavailable|(does not|doesn't) exist|not known)|((unknown|no such|illegal|nonexistent|non-existent) (or illegal )?(local )?(user|recipient|mailbox|alias|account|address here)|invalid (user|mailbox))|no mailbox (here )?by that name|doesn't have a [\w.]+ account|recipientnotfound|user doesn't exist|that you tried to reach (does not|doesn't) exist/i,
    source:
      'Postfix, Sendmail, Exim, Courier, OpenSMTPD: measured; Gmail, Microsoft, Yahoo, iCloud, mail.ru, Yandex, qmail',
  },
  {
    reason: 'recipient-refused',
    steps: atRecipient,
    class: 5,
    words: /invalid recipient|unrouteable address/i,
    source:
      'OpenSMTPD and Exim say the same of strangers and of domains to which they do not relay: measured',
  },
  {
    reason: 'no-such-user',
    steps: atRecipient,
    class: 5,
    detail: /^1\.(1|6)$/,
    source: 'RFC 3463 §3.2: Bad destination mailbox address; mailbox has moved',
  },
  {
    reason: 'no-such-user',
    steps: atRecipient,
    codes: [550],
    detail: /^4\.1$/,
    words: /recipient address rejected: access denied/i,
    source: 'Microsoft directory-based edge blocking: 550 5.4.1',
  },
  {
    reason: 'null-mx-reply',
    detail: /^1\.10$/,
    source: 'RFC 7505 §4.1: X.1.10 Recipient address has null MX',
  },
  {
    reason: 'route-refused',
    steps: atRecipient,
    detail: /^1\.3$/,
    source: 'RFC 3463 §3.2: Bad destination mailbox address syntax',
  },
  {
    reason: 'not-permitted-to-recipient',
    detail: /^7\.(2|124|129|133|134)$/,
    source: 'RFC 3463 §3.8: Mailing list expansion prohibited; Microsoft 5.7.124, 5.7.129, 5.7.133',
  },
  { reason: 'too-many-recipients', detail: /^5\.3$/, source: 'RFC 3463 §3.6: Too many recipients' },
  {
    reason: 'too-many-recipients',
    steps: atRecipient,
    words: /too many recipients/i,
    source: 'RFC 5321 §4.5.3.1.10: 452 Too many recipients',
  },

  // The sender
  {
    reason: 'sender-refused',
    words: /bad outbound sender/i,
    source: 'Microsoft 550 5.1.8 AS(42004): the account has sent spam, or too much',
  },
  {
    reason: 'sender-domain-unknown',
    detail: /^1\.8$/,
    source: "RFC 3463 §3.2: Bad sender's system address; Postfix and Sendmail",
  },
  {
    reason: 'sender-domain-unknown',
    words:
      /(sender|domain of sender).{0,80} (domain not found|does not (exist|resolve))|sender (address )?(rejected|verify failed)[^.]{0,80}(domain not found|unrouteable|no mx)/i,
    source: 'Postfix reject_unknown_sender_domain; Sendmail; Exim',
  },
  {
    reason: 'sender-refused',
    detail: /^1\.7$/,
    source: "RFC 3463 §3.2: Bad sender's mailbox address syntax",
  },
  {
    reason: 'sender-refused',
    words:
      /sender (address )?(rejected|denied)|not owned by user|not allowed to send (mail )?(from|as)|permissions to send as|sendas ?denied/i,
    source: 'Postfix reject_sender_login_mismatch; Microsoft 5.7.60',
  },

  // Size and room
  {
    reason: 'too-large-for-server',
    detail: /^(3\.4|2\.3)$/,
    source: 'RFC 3463 §3.3 and §3.4: Message length exceeds administrative limit; message too big for system',
  },
  {
    reason: 'too-large-for-server',
    words: /(message|mail|size)[^.]{0,40} (too (big|large)|exceeds?)/i,
    codes: [452, 523, 534, 550, 552, 554],
    source: 'RFC 1870 §6: 552; Postfix, Sendmail, Exim, Microsoft',
  },
  {
    reason: 'server-full',
    detail: /^(3\.1|4\.5)$/,
    source:
      'RFC 3463 §3.4: Mail system full; §3.5: Mail system congestion; Sendmail 452 4.4.5 Insufficient disk space',
  },
  {
    reason: 'server-full',
    words:
      /insufficient (system )?(storage|disk|resources)|(system|server) (is )?(busy|overloaded|too busy)|load average|not enough (disk|space)/i,
    source: 'RFC 5321 §4.2.3: 452; Postfix, Sendmail, Exim, Microsoft',
  },
  {
    reason: 'server-full',
    codes: [452],
    steps: ['MAIL', 'DATA', 'end of data'],
    source: 'RFC 5321 §4.2.3: 452 insufficient system storage',
  },
  {
    reason: 'out-of-service',
    detail: /^3\.2$/,
    source: 'RFC 3463 §3.4: System not accepting network messages',
  },

  // Beyond this server
  { reason: 'loop', detail: /^4\.6$/, source: 'RFC 3463 §3.5: Routing loop detected' },
  {
    reason: 'loop',
    words: /too many (hops|"?received)|mail (loops|forwarding loop)|loops back|routing loop/i,
    source: 'RFC 5321 §6.3; Postfix, Sendmail, Exim received_headers_max',
  },
  {
    reason: 'next-station-unknown',
    detail: /^(1\.2|4\.3|4\.4)$/,
    source: 'RFC 3463 §3.2: Bad destination system address; §3.5: Directory server failure, unable to route',
  },
  {
    reason: 'next-station-unknown',
    words:
      /host (or domain name )?not found|domain not found|unknown (host|domain)|no route to host|unrouteable mail domain/i,
    source: 'Postfix, Sendmail, Exim',
  },
  {
    reason: 'next-station-unreachable',
    detail: /^4\.(1|2)$/,
    class: 4,
    source: 'RFC 3463 §3.5: No answer from host; bad connection',
  },

  // The message
  {
    reason: 'content-refused',
    steps: atMessage,
    words: /not rfc ?\d+ compliant|(syntax|missing|multiple|duplicate|invalid) [^.]{0,40}\bheaders?\b/i,
    source: 'Gmail 550-5.7.1, which refuses it "to reduce the amount of spam"; Exim syntax checks',
  },
  {
    reason: 'looks-like-spam',
    words: /\bspam|unsolicited|\bUBE\b|\bUCE\b|junk ?mail|phish/i,
    source: 'Gmail, Yandex, mail.ru, rspamd, SpamAssassin milters',
  },
  {
    reason: 'content-refused',
    steps: atMessage,
    words:
      /virus|malware|infected|attachment|potential security issue|content (rejected|filter)|blocked content|banned (file|name)|\bmime\b/i,
    source: 'ClamAV milters, amavis, Gmail 552-5.7.0',
  },
  {
    reason: 'content-refused',
    detail: /^6\.(0|1|2|3|4|5|6)$/,
    source: 'RFC 3463 §3.7: Message content or media',
  },
  { reason: 'content-refused', steps: atMessage, codes: [552], detail: /^7\.0$/, source: 'Gmail 552-5.7.0' },
  {
    reason: 'command-refused',
    steps: ['MAIL', 'RCPT'],
    codes: [500, 501, 502, 503, 504, 555],
    source: 'RFC 5321 §4.2.3: syntax errors, parameters not recognized',
  },
  {
    reason: 'against-policy',
    detail: /^7\.(0|1|7)$/,
    class: 5,
    source: 'RFC 3463 §3.8: Delivery not authorized, message refused',
  },
  {
    reason: 'against-policy',
    words: /(local|our|site|security|server) polic|policy (reasons|violation|restrictions)|access denied/i,
    source: 'GMX, iCloud CS01, Sendmail access map, Postfix',
  },
  {
    reason: 'out-of-service',
    class: 4,
    codes: [421],
    words: /shutting down|maintenance|closing (transmission )?channel|not available|unavailable/i,
    source: 'RFC 5321 §4.2.3: 421 service not available',
  },
];
