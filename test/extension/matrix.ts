/** One address in one composer: entered, sent, and what became of it. */
import type { Page } from 'playwright-core';
import { parseRecipients } from '../../src/core/address/parse.ts';
import { sameItinerary } from '../../src/core/route/equal.ts';
import type { Itinerary } from '../../src/core/route/itinerary.ts';
import { itineraryOf } from '../../src/core/route/reading.ts';
import { until } from '../../src/demo/cdp.ts';
import type { Site } from '../../src/extension/sites/site.ts';
import { nodeIdna } from '../../src/host/idna.ts';

/** A webmail that runs, or a fixture that behaves as one was measured to. */
export interface Composer {
  readonly site: Site;
  /** Shows an empty composer that lacks nothing but recipients. */
  open(page: Page): Promise<void>;
  /** The paths of RCPT TO, a list for each message that left since `open`. */
  sent(page: Page): Promise<readonly (readonly string[])[]>;
  /** The webmail's own words, when it refuses to send. */
  refusal(page: Page): Promise<string | undefined>;
}

export type Outcome =
  | { readonly kind: 'sent'; readonly rcpt: readonly string[] }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'held' };

/**
 * Waits until Send has come to an end.
 * @param held whether Waypost holds it
 */
export function outcomeOf(
  page: Page,
  composer: Composer,
  held: () => Promise<boolean> = async () => false,
): Promise<Outcome> {
  return until(
    async (): Promise<Outcome | undefined> => {
      const isHeld = await held();
      const words = await composer.refusal(page);
      // Asked last: what left meanwhile has left, and "your message was sent" is no refusal.
      const [rcpt] = await composer.sent(page);
      if (rcpt) return { kind: 'sent', rcpt };
      if (isHeld) return { kind: 'held' };
      return words === undefined ? undefined : { kind: 'refused', words };
    },
    20_000,
    `${composer.site.name}: nothing was sent, refused or held`,
  );
}

export const readList = (text: string) => parseRecipients(text, { profile: 'input', idna: nodeIdna });

/** Whether these paths are what a person meant who entered this text. */
export function isMeant(given: string, rcpt: readonly string[]): boolean {
  const meant = readList(given).recipients.map(itineraryOf);
  const sent = rcpt.map((path): Itinerary | undefined => {
    const { ok, recipients } = readList(`<${path}>`);
    return ok && recipients.length === 1 && recipients[0] ? itineraryOf(recipients[0]) : undefined;
  });
  return (
    meant.length === sent.length &&
    meant.every((one, at) => {
      const other = sent[at];
      return other !== undefined && sameItinerary(one, other);
    })
  );
}
