/** What a webmail does to a recipient between its recipient field and the wire. */
import type { Recipient } from '../address/recipient.ts';
import { type Form, formsOf, formsOfList } from './form.ts';

/**
 * `intact`: the recipients that reach RCPT TO, and those of the To field, mean the same hops and mailboxes. `refused`: the webmail says no,
 * nothing is sent. `damaged`: something else is sent, in the envelope or in the To field, and the webmail reports success. `unknown`:
 * nobody has tried.
 */
export type Treatment = 'intact' | 'refused' | 'damaged' | 'unknown';

/** Whether it is known not to arrive as it was meant. */
export const isHarmed = (treatment: Treatment): treatment is 'refused' | 'damaged' =>
  treatment === 'refused' || treatment === 'damaged';

/** `typed`: key by key. `inserted`: put into the field as a whole, as pasting and Waypost do. */
export type How = 'typed' | 'inserted';

export interface Carriage extends Readonly<Record<How, Treatment>> {
  /** `run`: seen on the wire; `source`: read in the program; `reported`: somebody said so. */
  readonly evidence: 'run' | 'source' | 'reported';
  /** Day of the evidence, ISO 8601. */
  readonly date: string;
}

export interface WebmailBehaviour extends Readonly<Record<Form, Carriage>> {
  readonly key: string;
  readonly name: string;
  readonly version: string;
}

/** What becomes of an address that Waypost inserts. Where inserting was never tried, typing is the nearest thing; the read-back decides. */
export const whenInserted = ({ typed, inserted }: Carriage): Treatment =>
  inserted === 'unknown' ? typed : inserted;

const treatmentAs = (carriage: Carriage, how: How): Treatment =>
  how === 'inserted' ? whenInserted(carriage) : carriage.typed;

/** Damage goes unseen, a refusal does not; and what nobody has tried may be either. */
const worstFirst: readonly Treatment[] = ['damaged', 'refused', 'unknown', 'intact'];

const worst = (all: readonly Treatment[]): Treatment =>
  worstFirst.find((treatment) => all.includes(treatment)) ?? 'intact';

/**
 * What this webmail makes of a recipient: the worst that it does to any form the recipient shows.
 * @param behaviour undefined for a webmail that nobody has measured
 */
export function treatmentOf(
  behaviour: WebmailBehaviour | undefined,
  recipient: Recipient,
  how: How,
): Treatment {
  if (behaviour === undefined) return 'unknown';
  return worst(formsOf(recipient).map((form) => treatmentAs(behaviour[form], how)));
}

/**
 * The same of a text with several recipients, whose separators a webmail may not understand either.
 * @param recipients of this text, with their places in it
 */
export function treatmentOfList(
  behaviour: WebmailBehaviour | undefined,
  text: string,
  recipients: readonly Recipient[],
  how: How,
): Treatment {
  if (behaviour === undefined) return 'unknown';
  return worst([
    ...formsOfList(text, recipients).map((form) => treatmentAs(behaviour[form], how)),
    ...recipients.map((recipient) => treatmentOf(behaviour, recipient, how)),
  ]);
}
