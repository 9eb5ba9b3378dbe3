/** From what stands in the builder to everything the popup shows of it: one pure function. */

import type { AddressIssueCode } from '../../core/address/codes.ts';
import type { Idna } from '../../core/address/idna.ts';
import type { Issue } from '../../core/address/issue.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import type { Recipient } from '../../core/address/recipient.ts';
import { shiftedIssue } from '../../core/address/shift.ts';
import { type Advice, advise } from '../../core/advice/advise.ts';
import type { RouteIssueCode } from '../../core/route/codes.ts';
import { hopView } from '../../core/route/hop-view.ts';
import type { HopView, Itinerary, Notation, Reading } from '../../core/route/itinerary.ts';
import { withoutRouteNotes } from '../../core/route/notes.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';
import type { WebmailBehaviour } from '../../core/webmail/behaviour.ts';
import { type Builder, namesIn } from './builder.ts';
import { parseHop } from './hop.ts';

interface Typed {
  /** The host name or literal as it goes into the route; absent while the text is none. */
  readonly station?: string;
  readonly issues: readonly Issue<AddressIssueCode>[];
}

export interface PlannedHop extends Typed {
  readonly id: number;
  readonly text: string;
}

export interface Plan {
  /** Absent while the field is empty or wrong. */
  readonly recipient?: Recipient;
  readonly recipientIssues: readonly Issue<AddressIssueCode>[];
  /** Routes that the recipient's own text holds, which can be taken apart into hops. */
  readonly inside: readonly Reading[];
  readonly hops: readonly PlannedHop[];
  /** What stands in the field for the next hop: the last station, as soon as it is one. */
  readonly adding: Typed & { readonly view?: HopView | undefined };
  /** Absent while a hop, the hop that is being added, or the recipient is wrong. */
  readonly itinerary?: Itinerary;
  readonly advice?: Advice;
  /** For each notation, what is wrong or doubtful about the itinerary in it. */
  readonly written?: Readonly<Record<Notation, readonly Issue<RouteIssueCode>[]>>;
  /** The notation in use: the person's choice, else the recommended one. */
  readonly notation: Notation;
  /** The path in that notation, without angle brackets; absent where it can't be written so. */
  readonly address?: string;
  /** What each station receives and sends, in that notation. */
  readonly views: readonly HopView[];
  /** Advice and views are those of a moment ago. */
  readonly stale?: boolean;
}

export function planOf(builder: Builder, idna: Idna, webmail: WebmailBehaviour | undefined): Plan {
  const typed = builder.recipient.trim();
  const parsed = typed === '' ? undefined : parseRecipient(builder.recipient, { profile: 'input', idna });
  const recipient = parsed?.ok === true ? parsed.value : undefined;
  const inside = recipient === undefined ? [] : routesInside(recipient);
  const hops = builder.hops.map(({ id, text }): PlannedHop => {
    return { id, text, ...readHop(text, idna) };
  });
  const [typing] = namesIn(builder.adding);
  const adding = typing === undefined ? undefined : readHop(typing, idna);
  const itinerary = itineraryFor(adding ? [...hops, adding] : hops, recipient);
  const advice = itinerary && advise(itinerary, webmail);
  const notation = builder.notation ?? advisedNotation(advice);
  const address = advice?.choices.find((choice) => choice.notation === notation)?.address;
  const views = itinerary && hopView(itinerary, notation);
  return {
    ...(recipient && { recipient }),
    recipientIssues: inside.length > 0 ? withoutRouteNotes(parsed?.issues ?? []) : (parsed?.issues ?? []),
    inside,
    hops,
    adding: {
      issues: [],
      ...(typing !== undefined && adding && within(builder.adding, typing, adding)),
      ...(adding?.station !== undefined && views?.ok === true && { view: views.value[hops.length] }),
    },
    ...(itinerary && { itinerary }),
    ...(advice && { advice }),
    ...(itinerary && { written: writtenIssues(itinerary) }),
    notation,
    ...(address !== undefined && { address }),
    views: views?.ok === true ? views.value : [],
  };
}

function readHop(text: string, idna: Idna): Typed {
  // Nothing is wrong with it: its field says what it waits for.
  if (text.trim() === '') return { issues: [] };
  const hop = parseHop(text, idna);
  return { issues: hop.issues, ...(hop.ok && { station: hop.value }) };
}

/** What was found in a name, where it stands in the text that holds it. */
function within(text: string, name: string, typed: Typed): Typed {
  const at = text.indexOf(name);
  return { ...typed, issues: typed.issues.map((issue) => shiftedIssue(issue, at)) };
}

/** All hops in the builder, then those that the recipient's own source route names. */
function itineraryFor(hops: readonly Typed[], recipient: Recipient | undefined): Itinerary | undefined {
  if (recipient?.domain === undefined) return undefined;
  const stations = hops.map((hop) => hop.station);
  if (stations.includes(undefined)) return undefined;
  const own = itineraryOf(recipient);
  return { ...own, hops: [...stations.filter((one) => one !== undefined), ...own.hops] };
}

function routesInside(recipient: Recipient): readonly Reading[] {
  const written = itineraryOf(recipient);
  const own: readonly Reading[] =
    written.hops.length === 0 ? [] : [{ notation: 'source-route', itinerary: written }];
  const others = readings(recipient).filter(
    (reading) => reading.notation !== 'source-route' && reading.itinerary.hops.length > 0,
  );
  return [...own, ...others];
}

function writtenIssues(itinerary: Itinerary): NonNullable<Plan['written']> {
  return {
    'source-route': render(itinerary, 'source-route').issues,
    percent: render(itinerary, 'percent').issues,
    bang: render(itinerary, 'bang').issues,
  };
}

/** Direct sending is the way of the source route: the first hop gets exactly what the standard says. */
function advisedNotation(advice: Advice | undefined): Notation {
  return advice?.recommended.way === 'insert' ? advice.recommended.notation : 'source-route';
}

/**
 * While a hop or the recipient is half typed there is no itinerary. What was worked out for the same hops a moment ago
 * keeps its place then, marked as stale, so that nothing jumps.
 */
export function keptInPlace(plan: Plan, last: Plan): Plan {
  const same = (one: Plan): string => one.hops.map((hop) => hop.id).join();
  if (plan.itinerary !== undefined || last.advice === undefined || same(plan) !== same(last)) return plan;
  return {
    ...plan,
    advice: last.advice,
    ...(last.written && { written: last.written }),
    views: last.views,
    adding: { ...plan.adding, view: last.adding.view },
    stale: true,
  };
}
