/** What becomes of a recipient, told from the server's reply or its absence. */
import type { Answer } from './answer.ts';
import { isPositive, type Reply } from './reply.ts';
import type { Step } from './state.ts';
import type { TroubleCode } from './trouble.ts';

/** Why without a reply: a trouble of the connection, or something the server can't do that this message needs. */
export type ResultReason =
  | TroubleCode
  | 'refused'
  | 'try-later'
  | 'no-answer-after-data'
  | 'no-connection'
  | 'chunking-broken'
  | 'not-all-accepted'
  | 'auth-refused'
  | 'too-large-for-server'
  | 'eight-bit-not-offered'
  | 'smtputf8-not-offered';

/** What became of one recipient at one server. */
export interface Result {
  readonly path: string;
  readonly state: 'sent' | 'failed' | 'deferred' | 'maybe-sent';
  readonly reason?: ResultReason;
  readonly step: Step;
  readonly reply?: Reply;
}

export type Fate = Omit<Result, 'path'>;

/** RFC 5321 §4.2.1: 4yz is for now, 5yz for good. A code that no such step may give tells of confusion, and is not final. */
export function fateOf(step: Step, answer: Answer): Fate {
  if (!answer.ok) {
    const { code } = answer.trouble;
    // The same text can never pass; everything else that befalls a connection may go better the next time.
    return { state: code === 'unsafe-command' ? 'failed' : 'deferred', reason: code, step };
  }
  const { reply } = answer;
  // A server that should encrypt and won't is no verdict about the message: RFC 8461 §5 and RFC 7672 §2.2 let it wait.
  if (step === 'STARTTLS' && reply.code !== 421)
    return { state: 'deferred', reason: 'tls-missing', step, reply };
  // RFC 4954 §6: it is the account that was refused, not the message; somebody can put that right.
  if (step === 'AUTH' && reply.code >= 500) return { state: 'deferred', reason: 'auth-refused', step, reply };
  // RFC 5321 §4.5.3.1.10: "too many recipients" stood under 552 in RFC 821; it is for now. A full mailbox says so by 5.2.2.
  const tooMany = step === 'RCPT' && reply.code === 552 && (reply.enhanced ?? '5.5.3') === '5.5.3';
  if (reply.code >= 500 && !tooMany) return { state: 'failed', reason: 'refused', step, reply };
  if (reply.code >= 400) return { state: 'deferred', reason: 'try-later', step, reply };
  return { state: 'deferred', reason: 'unexpected-reply', step, reply };
}

export const unknownEnd: Fate = { state: 'maybe-sent', reason: 'no-answer-after-data', step: 'end of data' };

/**
 * What becomes of those who were accepted, by the answer to the end of the message. Once its last octet may have left and nothing
 * understandable came back, the server may have taken it (RFC 1047).
 */
export function fateAtEnd(answer: Answer, released: boolean): Fate {
  if (answer.ok && isPositive(answer.reply))
    return { state: 'sent', step: 'end of data', reply: answer.reply };
  const unknown = released && (!answer.ok || answer.reply.code < 400);
  return unknown ? unknownEnd : fateOf('end of data', answer);
}
