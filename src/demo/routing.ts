/** What a demo server does with one recipient path: RFC 5321 §3.6.1 and Appendix C, and the older notations for itself. */
import { parseRecipient } from '../core/address/parse.ts';
import type { Recipient } from '../core/address/recipient.ts';
import type { Itinerary, Notation } from '../core/route/itinerary.ts';
import { itineraryOf, readings } from '../core/route/reading.ts';
import { render } from '../core/route/render.ts';

/** Who the server is and what it is willing to do. */
export interface Station {
  /** Its host name, the only one that it answers to. */
  readonly name: string;
  /** Local-parts that have a mailbox here. */
  readonly mailboxes: readonly string[];
  /** Follows a route whose next station it is itself. */
  readonly followsRoutes: boolean;
  /** Takes mail for anywhere, as a submission server does for its own people (RFC 6409). */
  readonly relaysAnything: boolean;
}

export type Disposition =
  | { readonly does: 'deliver'; readonly mailbox: string }
  /** `path` goes into RCPT TO at `nextHop`, without angle brackets. */
  | { readonly does: 'forward'; readonly nextHop: string; readonly path: string }
  | { readonly does: 'refuse'; readonly reply: string };

/** `path` is the argument of RCPT TO without angle brackets. */
export function dispositionOf(path: string, station: Station): Disposition {
  const parsed = parseRecipient(`<${path}>`, { profile: 'smtp' });
  if (!parsed.ok) return refuse('501 5.1.3', `<${path}> is not a path`);
  const recipient = parsed.value;
  // RFC 5321 §4.1.1.3: "Postmaster" may come without a domain, and is then the server's own.
  if (!recipient.domain) return deliver('postmaster', path, station);

  const next = recipient.hops[0] ?? recipient.domain;
  if (next.ascii !== station.name) {
    if (!station.relaysAnything) return refuse('550 5.7.1', `<${path}> relaying denied`);
    if (next.kind === 'literal') return refuse('550 5.1.2', `<${path}> the demo routes by name only`);
    return { does: 'forward', nextHop: next.ascii, path };
  }

  const meaning = meaningFor(recipient);
  if (meaning === 'ambiguous') return refuse('553 5.1.3', `<${path}> mixes "!" and "%"`);
  if (!meaning) return deliver(recipient.localPart.value, path, station);
  if (!station.followsRoutes) return refuse('550 5.7.1', `<${path}> source routing denied`);

  // RFC 5321 App. C: the server takes itself off the route, and the rest goes on in the notation in which it came.
  const rest: Itinerary = { ...meaning.itinerary, hops: meaning.itinerary.hops.slice(1) };
  const rendered = render(rest, meaning.notation);
  if (!rendered.ok) return refuse('553 5.1.3', `<${path}> the rest of the route cannot be written`);
  const nextHop = rest.hops[0] ?? rest.domain;
  if (nextHop === station.name) return dispositionOf(rendered.value, station);
  if (nextHop.startsWith('[')) return refuse('550 5.1.2', `<${path}> the demo routes by name only`);
  return { does: 'forward', nextHop, path: rendered.value };
}

/** The route that this server may read in a path that names it first; undefined for a plain mailbox. */
function meaningFor(
  recipient: Recipient,
): { notation: Notation; itinerary: Itinerary } | 'ambiguous' | undefined {
  if (recipient.form === 'source-route')
    return { notation: 'source-route', itinerary: itineraryOf(recipient) };
  const [only, second] = readings(recipient);
  return second ? 'ambiguous' : only;
}

function deliver(localPart: string, path: string, station: Station): Disposition {
  // RFC 5321 §2.3.11 leaves case to the receiving server; §4.5.1 wants "postmaster" in any case.
  const mailbox = station.mailboxes.find((name) => name === localPart.toLowerCase());
  if (!mailbox) return refuse('550 5.1.1', `<${path}> no such mailbox here`);
  return { does: 'deliver', mailbox };
}

function refuse(code: string, text: string): Disposition {
  return { does: 'refuse', reply: `${code} ${text}` };
}
