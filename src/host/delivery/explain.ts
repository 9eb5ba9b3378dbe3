/** A server's refusal in plain words: the first row of the table that fits. What none fits stays `refused` or `try-later`, with the reply beside it. */
import type { DeliveryReason } from '../../core/words/delivery.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Step } from '../smtp/state.ts';
import { type ReplyRow, replyTable } from './reply-table.ts';

/** `undefined`: the table knows nothing better. */
export function explainReply(
  step: Step,
  reply: Reply,
  table: readonly ReplyRow[] = replyTable,
): DeliveryReason | undefined {
  // RFC 2034 §4: the code stands in front of every line, also in the middle of a sentence.
  const words = reply.lines.map((line) => line.replace(/^[245]\.\d{1,3}\.\d{1,3} /, '')).join(' ');
  const enhanced = reply.enhanced ?? enhancedInWords(words);
  const asked = { step, code: reply.code, detail: enhanced?.slice(2) ?? '', words };
  return table.find((row) => fits(row, asked))?.reason;
}

/** qmail and its heirs: "(#5.1.1)" at the end of the sentence. */
function enhancedInWords(words: string): string | undefined {
  return /\(#([245]\.\d{1,3}\.\d{1,3})\)/.exec(words)?.[1];
}

function fits(
  row: ReplyRow,
  asked: { readonly step: Step; readonly code: number; readonly detail: string; readonly words: string },
): boolean {
  return (
    (!row.steps || row.steps.includes(asked.step)) &&
    (!row.codes || row.codes.includes(asked.code)) &&
    (!row.class || row.class === Math.floor(asked.code / 100)) &&
    (!row.detail || row.detail.test(asked.detail)) &&
    (!row.words || row.words.test(asked.words))
  );
}
