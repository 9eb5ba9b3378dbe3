/** What a mail server does with a routed recipient that names it as the first station. */
import type { Notation } from '../route/itinerary.ts';

/**
 * `follows`: takes itself off and goes to the next hop with the rest. `drops-route`: answers 250 and goes straight to the final
 * domain, unseen by the sender. `refuses`: answers 4xx or 5xx. `opaque`: answers 250, but the whole address is a local-part to it and goes nowhere.
 */
export type Handling = 'follows' | 'drops-route' | 'refuses' | 'opaque';

export const serverKinds = [
  'postfix',
  'exim',
  'sendmail',
  'opensmtpd',
  'courier',
  'haraka',
  'chasquid',
  'smtp-server',
  'aiosmtpd',
] as const;
export type ServerKind = (typeof serverKinds)[number];

/** One server in one configuration. A notation that was not tried is absent. */
export interface MtaBehaviour extends Readonly<Partial<Record<Notation, Handling>>> {
  readonly server: ServerKind;
  readonly version: string;
  /** Short key, such as `relay` (our client may relay, all else as the distribution ships it). */
  readonly configuration: string;
  readonly evidence: 'run' | 'source' | 'reported';
  /** ISO 8601 day. */
  readonly date: string;
}
