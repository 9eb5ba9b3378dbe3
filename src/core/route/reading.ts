/** What a recipient says about the way: as written, and as servers that read local-parts would understand it. */
import type { Idna } from '../address/idna.ts';
import type { Recipient } from '../address/recipient.ts';
import type { Itinerary, Reading } from './itinerary.ts';
import { type Unpacked, unpackBang, unpackPercent } from './unpack.ts';

/** The itinerary as written: the hops of its route. Percent and "bang with @" stay in the local-part. `domain` is '' for "Postmaster" alone. */
export function itineraryOf(recipient: Recipient): Itinerary {
  return {
    hops: recipient.hops.map(({ ascii }) => ascii),
    localPart: recipient.localPart.value,
    domain: recipient.domain?.ascii ?? '',
  };
}

/**
 * Every routed meaning of a recipient; none for a plain mailbox. A source route and a bare bang path mean what they say.
 * A local-part with "%" or "!" has the meanings that servers give it, which differ where both marks stand: RFC 1123
 * §5.2.16 takes `a!b%c` as (a!b)%c, percent first; Sendmail and Postfix take the bang first. Both are given.
 */
export function readings(recipient: Recipient, options: { readonly idna?: Idna } = {}): readonly Reading[] {
  const written = itineraryOf(recipient);
  const found: Reading[] = [];
  if (recipient.form !== 'mailbox') {
    found.push({ notation: recipient.form === 'bang' ? 'bang' : 'source-route', itinerary: written });
  }
  if (written.domain === '') return found;
  for (const [notation, order] of orders) {
    const unpacked = unpackAll(written, order, options.idna);
    if (unpacked)
      found.push({ notation, itinerary: { ...unpacked, hops: [...written.hops, ...unpacked.hops] } });
  }
  return found;
}

type Unpack = typeof unpackPercent;

const orders: readonly [Reading['notation'], readonly [Unpack, Unpack]][] = [
  ['percent', [unpackPercent, unpackBang]],
  ['bang', [unpackBang, unpackPercent]],
];

/** Takes one mark's route out of the local-part, then the other's out of what is left. */
function unpackAll(
  { localPart, domain }: Itinerary,
  [first, second]: readonly [Unpack, Unpack],
  idna?: Idna,
): Unpacked | undefined {
  const outer = first(localPart, domain, idna);
  const inner = outer && second(outer.localPart, outer.domain, idna);
  return inner ? { ...inner, hops: [...outer.hops, ...inner.hops] } : outer;
}
