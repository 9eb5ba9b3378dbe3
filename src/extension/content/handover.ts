/**
 * What the stages of the content script know of each other. The first stands in every document of a permitted site from its
 * beginning; the second, which holds all that weighs something, is asked for when a composer appears; the third where nobody described one.
 *
 * They meet at the global object of the extension's own world, which no page sees, under symbols, which no element's id can take.
 */
import type { Language } from '../../core/words/phrase.ts';
import type { FoundField } from '../composer/find.ts';
import type { ComposerContent, FieldName, Finding, InsertAnswer, SiteSettings } from '../messages.ts';
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
  /** Where no site file describes it. */
  readonly finding?: Finding;
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

/** The third stage: composers that no site file describes. */
export interface ThirdStage {
  /**
   * Finds the composer around a field that the person came to, and reports its recipient fields; again where one turns out to hold chips.
   * @returns whether there was one
   */
  look(at: HTMLElement, elsewhere: Elsewhere): boolean;
  /** Lets the person point at a field of the page. */
  point(field: FieldName, options: PointOptions): void;
}

export interface Elsewhere {
  readonly pointed: SiteSettings['pointed'];
  /** Reported already, and still there. */
  readonly isOpen: (input: HTMLElement) => boolean;
  readonly report: (found: FoundField) => void;
  readonly signal: AbortSignal;
}

export interface PointOptions {
  readonly language: Language;
  readonly onPointed: (input: HTMLElement, css: string) => void;
  /** The person gave up. */
  readonly onEnd: () => void;
  readonly signal: AbortSignal;
  /** `open` only where a test has to look into it. */
  readonly mode?: ShadowRootMode;
}

export interface SessionOptions {
  readonly language: Language;
  /** The person wants the builder for a field. */
  readonly onOpen: (field: FieldName) => void;
}

const first = Symbol.for('waypost.first-stage');
const late = Symbol.for('waypost.late');
const world = globalThis as {
  [first]?: { readonly life: AbortController } & Entrances;
  [late]?: true;
};

interface Entrances {
  readonly enter: (stage: SecondStage) => void;
  readonly enterThird: (stage: ThirdStage) => void;
}

/** Ends a first stage that is here already, and takes its place. */
export function standFirst(life: AbortController, entrances: Entrances): void {
  world[first] = { life, ...entrances };
}

export function endFirst(): void {
  world[first]?.life.abort();
}

/** Called by the second stage. A page where no first stage lives any more has no use for it. */
export function enterSecond(stage: SecondStage): void {
  if (world[first]?.life.signal.aborted === false) world[first].enter(stage);
}

export function enterThird(stage: ThirdStage): void {
  if (world[first]?.life.signal.aborted === false) world[first].enterThird(stage);
}

/** Whether this script was started in a page that was there before it: the page's own listeners came first then. */
export const isLate = (): boolean => world[late] === true;

/** Runs in the page, before the first stage is started there. Stands alone: the browser carries only its text over. */
export function sayLate(): void {
  (globalThis as { [key: symbol]: unknown })[Symbol.for('waypost.late')] = true;
}
