/**
 * What the two stages of the content script know of each other. The first stands in every document of a permitted site from its
 * beginning; the second, which holds all that weighs something, is asked for when a composer appears.
 *
 * They meet at the global object of the extension's own world, which no page sees, under symbols, which no element's id can take.
 */
import type { Language } from '../../core/words/phrase.ts';
import type { ComposerContent, FieldName, InsertAnswer } from '../messages.ts';
import type { RecipientField, Site } from '../sites/site.ts';
import type { Entries } from './guard/entered.ts';

/** One recipient field of an open composer. */
export interface OpenField {
  readonly name: FieldName;
  readonly kind: RecipientField['kind'];
  readonly input: HTMLElement;
  /** What a person put into it since the first stage saw it. */
  readonly entries: Entries;
  /** Aborted once the field is gone, or the webmail put another in its place. */
  readonly signal: AbortSignal;
  /** To be called by whoever notices first that it went. */
  gone(): void;
}

export interface OpenComposer {
  readonly site: Site;
  readonly root: Element;
  /** Those that are shown now. */
  readonly fields: ReadonlyMap<FieldName, OpenField>;
  readonly signal: AbortSignal;
}

/** A note that the second stage shows beside a field. */
export type Note = 'sent-directly' | 'maybe-sent-directly' | 'press-again';

/** The second stage at work in one composer. */
export interface Session {
  add(field: OpenField): void;
  say(note: Note): void;
  read(): ComposerContent;
  /** Puts a recipient into a field; see composer/insert.ts. */
  insert(field: FieldName, address: string, replaces: readonly string[]): Promise<InsertAnswer>;
  /** Whether the message may leave as it is: decided at once. */
  mayPass(): boolean;
  /** A Send was held: asks the person, or lets it go where there is nothing to ask. */
  held(control: HTMLElement | undefined): void;
}

export interface SecondStage {
  open(composer: OpenComposer, options: SessionOptions): Session;
}

export interface SessionOptions {
  readonly language: Language;
  /** The person wants the builder for a field. */
  readonly onOpen: (field: FieldName) => void;
}

const first = Symbol.for('waypost.first-stage');
const late = Symbol.for('waypost.late');
const world = globalThis as {
  [first]?: { readonly life: AbortController; readonly enter: (stage: SecondStage) => void };
  [late]?: true;
};

/** Ends a first stage that is here already, and takes its place. */
export function standFirst(life: AbortController, enter: (stage: SecondStage) => void): void {
  world[first] = { life, enter };
}

export function endFirst(): void {
  world[first]?.life.abort();
}

/** Called by the second stage. A page where no first stage lives any more has no use for it. */
export function enterSecond(stage: SecondStage): void {
  if (world[first]?.life.signal.aborted === false) world[first].enter(stage);
}

/** Whether this script was started in a page that was there before it: the page's own listeners came first then. */
export const isLate = (): boolean => world[late] === true;

/** Runs in the page, before the first stage is started there. Stands alone: the browser carries only its text over. */
export function sayLate(): void {
  (globalThis as { [key: symbol]: unknown })[Symbol.for('waypost.late')] = true;
}
