/** What the verify page makes of its two fields: pure. */
import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Idna } from '../../core/address/idna.ts';
import type { Issue } from '../../core/address/issue.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { MessageStatus } from '../../core/bridge/protocol.ts';
import type { Itinerary, Notation } from '../../core/route/itinerary.ts';
import { withoutRouteNotes } from '../../core/route/notes.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { readChain } from '../../core/trace/chain.ts';
import type { Verification } from '../../core/trace/verdict.ts';
import { verify } from '../../core/trace/verify.ts';

/** One way to understand the route field: without a notation it is a plain mailbox. */
export interface RouteMeaning {
  readonly notation?: Notation;
  readonly itinerary: Itinerary;
}

export interface RouteRead {
  /** The likeliest first; none while the text is empty or wrong. */
  readonly meanings: readonly RouteMeaning[];
  readonly issues: readonly Issue<AddressIssueCode>[];
}

/** A route in any notation means the same itinerary; one that can be read in two ways gives both. */
export function readRoute(text: string, idna: Idna): RouteRead {
  if (text.trim() === '') return { meanings: [], issues: [] };
  const parsed = parseRecipient(text, { profile: 'input', idna });
  if (!parsed.ok) return { meanings: [], issues: parsed.issues };
  const { value } = parsed;
  const issues = withoutRouteNotes(parsed.issues);
  if (value.domain === undefined) return { meanings: [], issues };
  const written = itineraryOf(value);
  const routed = readings(value).filter((reading) => reading.itinerary.hops.length > 0);
  const plain: RouteMeaning =
    written.hops.length === 0
      ? { itinerary: written }
      : { notation: value.form === 'bang' ? 'bang' : 'source-route', itinerary: written };
  return { meanings: written.hops.length > 0 ? [plain] : [...routed, plain], issues };
}

export interface Checked {
  /** How many Received lines the text holds. */
  readonly lines: number;
  /** Absent when there are none. */
  readonly verification?: Verification;
}

/** `sent`: what was recorded when the message was sent through Waypost: other names of its hops, and our own name. */
export function check(itinerary: Itinerary, source: string, sent?: MessageStatus): Checked {
  const chain = readChain(withoutLeadingBlank(source));
  if (chain.length === 0) return { lines: 0 };
  const verification = verify(itinerary, chain, {
    ...(sent !== undefined && { aliases: sent.aliases }),
    ...(sent?.origin !== undefined && { origin: sent.origin }),
  });
  return { lines: chain.length, verification };
}

/** Copying from a page often brings empty lines in front, which would end the header before it began. */
function withoutLeadingBlank(source: string): string {
  return source.replace(/^(?:[ \t]*\r?\n)+/, '');
}
