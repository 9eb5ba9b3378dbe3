/** A text that the person picked on any page, selected or as the address of a `mailto:` link: what it is as a recipient. Pure. */
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipients } from '../../core/address/parse.ts';
import type { Notation } from '../../core/route/itinerary.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';

/** Far over any address. */
const longest = 2000;

/**
 * The recipients of a `mailto:` link as text: RFC 6068 §2 encodes what a URI can't hold with "%", which in mail means something else.
 * A link that is no such one, or is broken, is taken as it stands.
 */
export function textOfLink(link: string): string {
  const to = /^mailto:([^?#]*)/i.exec(link)?.[1];
  if (to === undefined) return link.slice(0, longest);
  try {
    return decodeURIComponent(to).slice(0, longest);
  } catch {
    return to.slice(0, longest);
  }
}

export const textOfSelection = (selected: string): string => selected.trim().slice(0, longest);

/**
 * The first recipient in another notation.
 * @returns undefined where the text holds none, or its route can't be written so
 */
export function inNotation(text: string, notation: Notation, idna: Idna): string | undefined {
  const [recipient] = parseRecipients(text, { profile: 'input', idna }).recipients;
  if (recipient === undefined) return undefined;
  const [reading] = readings(recipient);
  const written = render(reading?.itinerary ?? itineraryOf(recipient), notation);
  return written.ok ? written.value : undefined;
}
