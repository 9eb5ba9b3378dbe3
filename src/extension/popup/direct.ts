/** From the composer and the plan to the draft that the confirmation shows. Pure: ids come from outside. */

import { decodeWords } from '../../core/address/decode-word.ts';
import type { Idna } from '../../core/address/idna.ts';
import { parseRecipient } from '../../core/address/parse.ts';
import { canonical } from '../../core/address/write.ts';
import { fileName } from '../../core/bridge/file.ts';
import type { DraftRecipient } from '../../core/bridge/protocol.ts';
import type { Itinerary } from '../../core/route/itinerary.ts';
import { stationsOf } from '../../core/route/line.ts';
import { itineraryOf, readings } from '../../core/route/reading.ts';
import { render } from '../../core/route/render.ts';
import type { FrozenDraft } from '../background/api.ts';
import type { Body } from '../draft/body.ts';
import type { ComposerContent, FieldName } from '../messages.ts';
import type { Builder } from './builder.ts';
import type { Plan } from './plan.ts';

export interface ComposerRecipient {
  readonly field: FieldName;
  /** As the webmail holds it. */
  readonly text: string;
}

/** Everyone in the composer: committed chips, then what is still being typed. */
export function composerRecipients(composer: ComposerContent): readonly ComposerRecipient[] {
  return composer.fields.flatMap(({ field, recipients, pending }) =>
    [...recipients, pending].filter((text) => text.trim() !== '').map((text) => ({ field, text })),
  );
}

export interface DirectPlan {
  readonly recipients: readonly DraftRecipient[];
  /** Per path, the stations. */
  readonly stations: Readonly<Record<string, readonly string[]>>;
  /** As the composer holds them. */
  readonly leftOut: readonly string[];
  /** Hosts that are connected to themselves, not to their MX. */
  readonly thisHosts: readonly string[];
}

/** The first hop of the route that is built: the one that the builder asks about. Absent without a route, and while it is no name yet. */
export const firstHop = ({ hops, adding, itinerary }: Plan): string | undefined =>
  [...hops, adding][0]?.station ?? itinerary?.hops[0];

/**
 * Whom a direct sending goes to: the recipient being routed, and, unless it is to be the only one, everyone else in
 * the composer by the same hops. Who already has a route of their own keeps it; who can't be read is left out, by name.
 */
export function directPlan(
  builder: Builder,
  plan: Plan,
  composer: ComposerContent | undefined,
  idna: Idna,
): DirectPlan | undefined {
  if (plan.itinerary === undefined || plan.address === undefined) return undefined;
  const routed: DraftRecipient = {
    field: builder.chosen?.field ?? builder.field,
    path: plan.address,
    ...(plan.recipient?.displayName !== undefined && { name: plan.recipient.displayName }),
  };
  const recipients = [routed];
  const stations: Record<string, readonly string[]> = { [routed.path]: stationsOf(plan.itinerary) };
  const leftOut: string[] = [];
  for (const other of composer === undefined ? [] : othersThan(builder, composer)) {
    const way = builder.onlyThis ? undefined : wayOf(other, plan, idna);
    if (way === undefined) leftOut.push(other.text);
    else if (stations[way.recipient.path] === undefined) {
      recipients.push(way.recipient);
      stations[way.recipient.path] = stationsOf(way.itinerary);
    }
  }
  const first = firstHop(plan);
  const thisHosts = first !== undefined && first === builder.thisHost ? [first] : [];
  return { recipients, stations, leftOut, thisHosts };
}

function othersThan(builder: Builder, composer: ComposerContent): readonly ComposerRecipient[] {
  const all = composerRecipients(composer);
  const mine = all.findIndex(
    ({ field, text }) => field === builder.chosen?.field && text === builder.chosen.text,
  );
  return mine === -1 ? all : all.toSpliced(mine, 1);
}

/** A name that was pasted from a header leaves encoded once, not twice. */
const encodedWords = decodeWords();

function wayOf(
  { field, text }: ComposerRecipient,
  plan: Plan,
  idna: Idna,
): { recipient: DraftRecipient; itinerary: Itinerary } | undefined {
  const parsed = parseRecipient(text, { profile: 'input', idna, encodedWords });
  if (!parsed.ok || parsed.value.domain === undefined) return undefined;
  const { value } = parsed;
  const name = value.displayName === undefined ? {} : { name: value.displayName };
  const own = itineraryOf(value);
  const routes = own.hops.length > 0 ? [own] : readings(value).map((reading) => reading.itinerary);
  const routed = routes.find((itinerary) => itinerary.hops.length > 0);
  if (routed !== undefined && value.form !== 'bang') {
    return { recipient: { field, path: canonical(value), ...name }, itinerary: routed };
  }
  const itinerary = routed ?? { ...own, hops: plan.itinerary?.hops ?? [] };
  const path = render(itinerary, plan.notation);
  return path.ok ? { recipient: { field, path: path.value, ...name }, itinerary } : undefined;
}

export function frozenDraft(
  direct: DirectPlan,
  composer: ComposerContent,
  { text, html, lostImages, remoteImages }: Body,
  given: {
    readonly id: string;
    readonly identity: string;
    readonly tabId: number;
    readonly frame?: string | undefined;
  },
): FrozenDraft {
  return {
    draft: {
      id: given.id,
      identity: given.identity,
      recipients: [...direct.recipients],
      subject: composer.subject,
      text,
      ...(html !== undefined && { html }),
      ...(composer.inReplyTo !== undefined && { inReplyTo: composer.inReplyTo }),
      thisHosts: [...direct.thisHosts],
    },
    stations: direct.stations,
    files: composer.attachments.map(({ name, caught, doubtful }) => ({
      name: fileName(name),
      ...(caught !== undefined && { caught }),
      ...(doubtful && { doubtful }),
    })),
    ...(lostImages.length > 0 && { lostImages }),
    ...(remoteImages > 0 && { remoteImages }),
    ...(composer.from !== undefined && { from: composer.from }),
    leftOut: direct.leftOut,
    tabId: given.tabId,
    ...(given.frame !== undefined && { frame: given.frame }),
  };
}
