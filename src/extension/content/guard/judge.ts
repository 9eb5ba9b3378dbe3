/**
 * Whether a message may leave: what a person put into a recipient field, beside what stands there now and what this webmail is known to
 * make of it. Ordinary recipients are never in the way: only a route, or a form that this webmail was seen to damage or refuse.
 */
import { parseRecipients } from '../../../core/address/parse.ts';
import type { Recipient } from '../../../core/address/recipient.ts';
import { sameItinerary } from '../../../core/route/equal.ts';
import type { Itinerary } from '../../../core/route/itinerary.ts';
import { itineraryOf, readings } from '../../../core/route/reading.ts';
import {
  type How,
  isHarmed,
  type Treatment,
  treatmentOf,
  treatmentOfList,
  type WebmailBehaviour,
} from '../../../core/webmail/behaviour.ts';
import { type Form, formsOf } from '../../../core/webmail/form.ts';
import { browserIdna } from '../../idna.ts';
import type { FieldContent, FieldName } from '../../messages.ts';
import type { RecipientField } from '../../sites/site.ts';
import type { Entered } from './entered.ts';

export type Reason = 'changed' | 'damaged' | 'refused' | 'unknown' | 'not-an-address';

/** One recipient for which the message is held. */
export interface Fault {
  readonly field: FieldName;
  readonly reason: Reason;
  /** What was meant. */
  readonly text: string;
  /** What stands there instead, where that is something else. */
  readonly stands: readonly string[];
  /** The way that was meant, as its notation says; absent where the text is no address, or several. */
  readonly itinerary?: Itinerary;
}

const options = { profile: 'input', idna: browserIdna } as const;

interface Standing {
  readonly text: string;
  /** Absent where the text is no address. */
  readonly recipient?: Recipient;
  /** As it came in, where that is known. */
  how: How;
  /** Somebody meant it. */
  meant: boolean;
}

/**
 * @param entered what was put into the field since it was empty
 * @param webmail undefined for one that nobody has measured
 */
export function judgeField(
  content: FieldContent,
  entered: readonly Entered[],
  webmail: WebmailBehaviour | undefined,
  kind: RecipientField['kind'] = 'chips',
): readonly Fault[] {
  const { field } = content;
  const standing = [...content.recipients.map(standingOne), ...standingIn(content.pending)];
  const faults: Fault[] = [];
  const entries = entered.map((entry) => ({ ...entry, ...parseRecipients(entry.text, options) }));
  const lostOf = entries.map(({ recipients, how }) =>
    recipients.filter((recipient) => {
      const found = standing.filter((one) => one.recipient && isSame(one.recipient, recipient));
      for (const one of found) Object.assign(one, { how, meant: true });
      return found.length === 0;
    }),
  );
  const strange = standing.filter(({ meant }) => !meant);
  const explained = new Set<Standing>();
  for (const [index, { ok, text, recipients, how, settled }] of entries.entries()) {
    const lost = lostOf[index] ?? [];
    // What is no whole address was not meant yet.
    if (!ok || settled || (lost.length === 0 && strange.length === 0)) continue;
    // What is gone without anything in its place was taken out; but of lines that were made chips of, some may just be gone.
    if (strange.length === 0 && (kind === 'text' || !/[\r\n]/.test(text))) continue;
    const treatment = treatmentOfList(webmail, text, recipients, how);
    // Instead of an ordinary recipient, another may have been chosen.
    if (!isHarmed(treatment) && lost.every((recipient) => formsOf(recipient).includes('plain'))) continue;
    for (const one of strange) explained.add(one);
    const stands = (strange.length > 0 ? strange : standing).map((one) => one.text);
    const [one, another] = lost.length > 0 ? lost : recipients;
    // Of several, no single way was meant.
    const way = one && another === undefined ? { itinerary: wayOf(one) } : {};
    faults.push({ field, reason: 'changed', text: text.trim(), stands, ...way });
  }
  for (const one of standing) {
    if (explained.has(one)) continue;
    const { text, recipient, how } = one;
    if (recipient === undefined) {
      if (looksRouted(text)) faults.push({ field, reason: 'not-an-address', text, stands: [] });
      continue;
    }
    const reason = reasonOf(treatmentOf(webmail, recipient, how), formsOf(recipient));
    if (reason) faults.push({ field, reason, text, stands: [], itinerary: wayOf(recipient) });
  }
  return faults;
}

/** Whether all that was put in stands there, each as it was meant. What is pending may still become anything. */
export function isSettled(text: string, content: FieldContent): boolean {
  const { ok, recipients } = parseRecipients(text, options);
  const standing = content.recipients.map(standingOne);
  // A piece that is no address may be left of it.
  if (!ok || standing.some(({ recipient }) => recipient === undefined)) return false;
  return recipients.every((one) => standing.some(({ recipient }) => recipient && isSame(recipient, one)));
}

/** Routes that most webmails damage; percent and bang with "@" are only local-parts to them. */
const risky: readonly Form[] = [
  'source-route',
  'source-route-named',
  'one-hop',
  'one-hop-named',
  'bare-bang',
];

function reasonOf(treatment: Treatment, forms: readonly Form[]): Reason | undefined {
  if (isHarmed(treatment)) return treatment;
  return treatment === 'unknown' && forms.some((form) => risky.includes(form)) ? 'unknown' : undefined;
}

function standingOne(text: string): Standing {
  const { ok, recipients } = parseRecipients(text, options);
  const [recipient] = recipients;
  return ok && recipients.length === 1 && recipient
    ? { text, recipient, how: 'inserted', meant: false }
    : { text, how: 'inserted', meant: false };
}

/** What is still being typed: its recipients, or all of it where it is none. */
function standingIn(text: string): readonly Standing[] {
  if (text === '') return [];
  const { ok, recipients } = parseRecipients(text, options);
  if (!ok) return [standingOne(text)];
  return recipients.map((recipient) => ({
    text: text.slice(recipient.start, recipient.end),
    recipient,
    how: 'typed',
    meant: false,
  }));
}

const isSame = (a: Recipient, b: Recipient): boolean => sameItinerary(itineraryOf(a), itineraryOf(b));

/** The way by the first of its readings; straight to the mailbox where there is no route. */
const wayOf = (recipient: Recipient): Itinerary =>
  readings(recipient)[0]?.itinerary ?? itineraryOf(recipient);

/** A "%" or "!", or an "@" that begins a recipient. */
const looksRouted = (text: string): boolean => /[%!]|(?:^|[\s,;<])@/.test(text);
