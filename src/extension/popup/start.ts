/** How a builder begins, and how a written route becomes one: pure. */
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { itineraryOf } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';
import type { FieldName } from '../messages.ts';
import { addHops, type Builder, chooseRecipient } from './builder.ts';
import type { ComposerRecipient } from './direct.ts';

/**
 * A builder, new or as it was left, meets the composer. Its route stays. Its recipient becomes the first of the field whose mark was
 * pressed; or the first of the message, while there is none yet, and where the one that was chosen is gone: another message is open
 * now, or the address was corrected by hand, and nothing must go to whom it is no longer meant for.
 *
 * @param from the field whose mark was pressed, if one was
 */
export function meetComposer(
  builder: Builder,
  recipients: readonly ComposerRecipient[],
  from: FieldName | undefined,
  idna: Idna,
): Builder {
  const { chosen } = builder;
  if (from !== undefined && from !== chosen?.field) {
    const first = recipients.find(({ field }) => field === from);
    return first === undefined ? { ...builder, field: from } : takeUp(builder, first, idna);
  }
  const gone =
    chosen && !recipients.some(({ field, text }) => field === chosen.field && text === chosen.text);
  const [first] = recipients;
  if (first === undefined || (chosen === undefined ? builder.recipient !== '' : !gone)) return builder;
  // What was agreed for one message is not agreed for the next.
  return takeUp({ ...builder, onlyThis: false }, first, idna);
}

/** Chooses a recipient of the composer. If it holds a source route, this is taken apart, unless there are hops already. */
export function takeUp(builder: Builder, { field, text }: ComposerRecipient, idna: Idna): Builder {
  return takeUpText(chooseRecipient(builder, field, text), idna);
}

/** The same of the recipient that the builder has. */
export function takeUpText(builder: Builder, idna: Idna): Builder {
  const parsed = parseRecipient(builder.recipient, { profile: 'input', idna });
  if (!parsed.ok || builder.hops.length > 0) return builder;
  const itinerary = itineraryOf(parsed.value);
  return itinerary.hops.length > 0 ? takeApart(builder, itinerary) : builder;
}

/** The itinerary's hops follow the builder's own, and the recipient is its bare mailbox. */
export function takeApart(builder: Builder, itinerary: Itinerary): Builder {
  const mailbox = render({ ...itinerary, hops: [] }, 'source-route');
  if (!mailbox.ok) return builder;
  const grown = itinerary.hops.reduce((into, hop) => addHops(into, hop), builder);
  return { ...grown, recipient: mailbox.value };
}
