/** What a webmail does to a routed recipient between its recipient field and the wire. */
import type { Notation } from '../route/itinerary.ts';

/**
 * `intact`: RCPT TO and the To field hold it octet for octet. `refused`: the webmail says no, nothing is sent. `damaged`: something else
 * is sent, and the webmail reports success. `unknown`: nobody has tried.
 */
export type Treatment = 'intact' | 'refused' | 'damaged' | 'unknown';

export interface Carriage {
  /** Typed key by key. */
  readonly typed: Treatment;
  /** Put into the field as a whole, as pasting and Waypost do. */
  readonly inserted: Treatment;
  /** `run`: seen on the wire; `source`: read in the program; `reported`: somebody said so. */
  readonly evidence: 'run' | 'source' | 'reported';
  /** Day of the evidence, ISO 8601. */
  readonly date: string;
}

export interface WebmailBehaviour extends Readonly<Record<Notation, Carriage>> {
  readonly key: string;
  readonly name: string;
  readonly version: string;
}

/** What becomes of an address that Waypost inserts. Where inserting was never tried, typing is the nearest thing; the read-back decides. */
export const whenInserted = ({ typed, inserted }: Carriage): Treatment =>
  inserted === 'unknown' ? typed : inserted;
