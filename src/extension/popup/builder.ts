/**
 * The whole state of the route builder, as plain data: it is kept in `storage.session` after every change, because a
 * popup closes at any loss of focus. Each function gives a new state; nothing typed is ever dropped by one.
 */
import { type Notation, notations } from '../../core/route/itinerary.ts';
import type { FieldName } from '../messages.ts';

export interface Hop {
  /** Keeps the row (and the focus in it) while its text and place change. */
  readonly id: number;
  readonly text: string;
}

export interface Builder {
  /** As typed or taken from the composer. */
  readonly recipient: string;
  /** The composer's recipient that was chosen: an insertion takes its place. */
  readonly chosen?: { readonly field: FieldName; readonly text: string };
  readonly hops: readonly Hop[];
  /** What stands in the field for the next hop. */
  readonly adding: string;
  /** Absent: the recommended one. */
  readonly notation?: Notation;
  /** Where a new recipient is inserted. */
  readonly field: FieldName;
  /** Connect to this host itself, not to its MX, where it is the first hop. */
  readonly thisHost?: string | undefined;
  /** Send directly to this recipient alone. */
  readonly onlyThis: boolean;
}

export const emptyBuilder: Builder = {
  recipient: '',
  hops: [],
  adding: '',
  field: 'to',
  onlyThis: false,
};

/** Another recipient; typed text keeps `chosen`, so that a chip that is being corrected is still the one replaced. */
export function typeRecipient(builder: Builder, recipient: string): Builder {
  return { ...builder, recipient };
}

export function chooseRecipient(builder: Builder, field: FieldName, text: string): Builder {
  return { ...builder, recipient: text, chosen: { field, text }, field };
}

export function typeHop(builder: Builder, id: number, text: string): Builder {
  return { ...builder, hops: builder.hops.map((hop) => (hop.id === id ? { id, text } : hop)) };
}

/** The names in a text that was typed or pasted for hops: one, or several parted by commas or spaces, perhaps `@a,@b:`. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .map((name) => name.replace(/^@|:$/g, ''))
    .filter((name) => name !== '');
}

/** The names in `text` become the last hops. */
export function addHops(builder: Builder, text: string): Builder {
  const first = builder.hops.reduce((highest, hop) => Math.max(highest, hop.id), 0) + 1;
  const added = namesIn(text).map((name, at): Hop => ({ id: first + at, text: name }));
  return { ...builder, hops: [...builder.hops, ...added] };
}

/**
 * Another text in the field for the next hop. What a comma, a space or the colon of a whole route closes in it are hops at once; the rest
 * stands in the field, and is the last station already.
 */
export function typeAdding(builder: Builder, text: string): Builder {
  const open = /^@.*:$/.test(text) ? '' : (/[^\s,]*$/.exec(text)?.[0] ?? '');
  return { ...addHops(builder, text.slice(0, text.length - open.length)), adding: open };
}

/** The text in the field for the next hop becomes a hop; the field is empty then. */
export function addTyped(builder: Builder): Builder {
  return { ...addHops(builder, builder.adding), adding: '' };
}

export function removeHop(builder: Builder, id: number): Builder {
  return { ...builder, hops: builder.hops.filter((hop) => hop.id !== id) };
}

/** The hop moves to place `to` (0 is the first), or as near as there is one. */
export function moveHop(builder: Builder, id: number, to: number): Builder {
  const moved = builder.hops.find((hop) => hop.id === id);
  if (moved === undefined) return builder;
  const others = builder.hops.filter((hop) => hop.id !== id);
  return { ...builder, hops: others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, moved) };
}

/** What was stored, if it is whole; else an empty builder. */
export function restoreBuilder(stored: unknown): Builder {
  if (typeof stored !== 'object' || stored === null) return emptyBuilder;
  const held = stored as Record<string, unknown>;
  const notation = notations.find((one) => one === held['notation']);
  const chosen = restoreChosen(held['chosen']);
  const thisHost = textOf(held['thisHost']);
  return {
    recipient: textOf(held['recipient']),
    ...(chosen !== undefined && { chosen }),
    hops: hopTexts(held['hops']).map((text, at) => ({ id: at + 1, text })),
    adding: textOf(held['adding']),
    ...(notation !== undefined && { notation }),
    field: fieldOf(held['field']) ?? 'to',
    ...(thisHost !== '' && { thisHost }),
    onlyThis: held['onlyThis'] === true,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function hopTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((hop) => textOf((hop as Partial<Hop> | null)?.text)) : [];
}

function fieldOf(value: unknown): FieldName | undefined {
  return (['to', 'cc', 'bcc'] as const).find((field) => field === value);
}

function restoreChosen(value: unknown): Builder['chosen'] {
  const held = value as { field?: unknown; text?: unknown } | null | undefined;
  const field = fieldOf(held?.field);
  return field !== undefined && typeof held?.text === 'string' ? { field, text: held.text } : undefined;
}
