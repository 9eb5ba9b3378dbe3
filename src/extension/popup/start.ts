/** How a builder begins, and how a written route becomes one: pure. */
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { itineraryOf } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';
import type { FieldName } from '../messages.ts';
import { addHops, type Builder, chooseRecipient, emptyBuilder } from './builder.ts';
import type { ComposerRecipient } from './direct.ts';

/** With the first recipient of the field whose mark was pressed, else of the whole message. */
export function startBuilder(
  recipients: readonly ComposerRecipient[],
  from: FieldName | undefined,
  idna: Idna,
): Builder {
  const first =
    recipients.find(({ field }) => field === from) ?? (from === undefined ? recipients[0] : undefined);
  if (first === undefined) return from === undefined ? emptyBuilder : { ...emptyBuilder, field: from };
  return takeUp(emptyBuilder, first, idna);
}

/** Chooses a recipient of the composer. If it holds a source route, this is taken apart, unless there are hops already. */
export function takeUp(builder: Builder, { field, text }: ComposerRecipient, idna: Idna): Builder {
  const chosen = chooseRecipient(builder, field, text);
  const parsed = parseRecipient(text, { profile: 'input', idna });
  if (!parsed.ok || chosen.hops.length > 0) return chosen;
  const itinerary = itineraryOf(parsed.value);
  return itinerary.hops.length > 0 ? takeApart(chosen, itinerary) : chosen;
}

/** The itinerary's hops follow the builder's own, and the recipient is its bare mailbox. */
export function takeApart(builder: Builder, itinerary: Itinerary): Builder {
  const mailbox = render({ ...itinerary, hops: [] }, 'source-route');
  if (!mailbox.ok) return builder;
  const grown = itinerary.hops.reduce((into, hop) => addHops(into, hop), builder);
  return { ...grown, recipient: mailbox.value };
}
