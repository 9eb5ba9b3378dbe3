/**
 * A server's refusal in plain words: a small table, first match wins. Codes first, for they are meant for programs; words of a reply only
 * where servers give no code of their own. Whatever is not in the table stays `refused` or `try-later`, with the reply beside it.
 */
import type { DeliveryReason } from '../../core/words/delivery.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Step } from '../smtp/session.ts';

interface Row {
  readonly reason: DeliveryReason;
  readonly steps?: readonly Step[];
  readonly codes?: readonly number[];
  /** RFC 3463 code without its class. */
  readonly detail?: RegExp;
  readonly words?: RegExp;
  /** Only for what is for now (4), or for good (5). */
  readonly class?: 4 | 5;
  readonly source: string;
}

const rows: readonly Row[] = [
  {
    reason: 'ehlo-name',
    steps: ['EHLO'],
    codes: [421, 450, 501, 504, 550, 554],
    source: 'Gmail answers 421-4.7.0 at EHLO to "localhost" and dotless names',
  },
  {
    reason: 'ehlo-name',
    words: /\bhelo (command rejected|name)|invalid helo/i,
    source: 'Postfix reject_*_helo_hostname',
  },
  { reason: 'no-ptr', detail: /^7\.25$/, source: 'RFC 7372 §3.3 Reverse DNS validation failed' },
  {
    reason: 'no-ptr',
    words: /cannot find your (reverse )?hostname|\bno (ptr|reverse dns)\b|reverse dns (lookup )?failed/i,
    source: 'Postfix reject_unknown_client_hostname',
  },
  {
    reason: 'not-authenticated',
    detail: /^7\.(20|21|22|23|24|26)$/,
    source: 'RFC 7372 §3: DKIM, SPF and combined authentication failures',
  },
  {
    reason: 'blocklisted',
    words: /spamhaus|blocked using|\b(dnsbl|rbl)\b|blacklist|blocklist/i,
    source: 'Postfix reject_rbl_client: "blocked using"',
  },
  { reason: 'greylisted', class: 4, words: /gr[ae]y-?list/i, source: 'Postgrey, rspamd, Exim recipes' },
  {
    reason: 'relaying-denied',
    words:
      /relay(ing)? (access )?(denied|not (permitted|allowed))|not allowed to relay|cannot deliver mail for/i,
    source: 'Postfix, Exim, Sendmail, Courier, chasquid, Haraka, measured',
  },
  { reason: 'mailbox-full', detail: /^2\.2$/, source: 'RFC 3463 §3.3 Mailbox full' },
  { reason: 'too-large-for-server', detail: /^3\.4$/, source: 'RFC 3463 §3.4 Message too big for system' },
  {
    reason: 'route-refused',
    steps: ['RCPT'],
    words:
      /source rout|malformed destination|restricted characters in address|invalid route address|unknown uucp bang/i,
    source: 'Exim, chasquid, Sendmail, Courier, measured',
  },
  {
    reason: 'route-refused',
    steps: ['RCPT'],
    detail: /^1\.3$/,
    source: 'RFC 3463 §3.2 Bad destination mailbox address syntax',
  },
  {
    reason: 'no-such-user',
    steps: ['RCPT'],
    class: 5,
    detail: /^1\.1$/,
    source: 'RFC 3463 §3.2 Bad destination mailbox address',
  },
  {
    reason: 'no-such-user',
    steps: ['RCPT'],
    class: 5,
    words: /user unknown|unknown (user|recipient)|no such (user|recipient|mailbox)/i,
    source: 'Sendmail, Exim, Courier, measured',
  },
];

/** `undefined`: the table knows nothing better. */
export function explainReply(step: Step, reply: Reply): DeliveryReason | undefined {
  const kind = Math.floor(reply.code / 100);
  const detail = reply.enhanced?.slice(2) ?? '';
  const words = reply.lines.join(' ');
  return rows.find(
    (row) =>
      (!row.steps || row.steps.includes(step)) &&
      (!row.codes || row.codes.includes(reply.code)) &&
      (!row.class || row.class === kind) &&
      (!row.detail || row.detail.test(detail)) &&
      (!row.words || row.words.test(words)),
  )?.reason;
}
