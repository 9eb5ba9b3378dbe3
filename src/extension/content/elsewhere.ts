/**
 * Composers of webmails that no site file describes, as far as the first stage goes: it notices that a person came to a field, and only
 * then asks for the third stage, which knows what to look for. A page that merely changes costs nothing here.
 */
import type { FoundField } from '../composer/find.ts';
import type { FieldName, SiteSettings } from '../messages.ts';
import type { PointOptions, ThirdStage } from './handover.ts';

export interface ElsewhereOptions {
  readonly document: Document;
  readonly settings: () => SiteSettings;
  /** Nothing is looked for where a site file describes the webmail. */
  readonly isKnownSite: () => boolean;
  readonly isOpen: (input: HTMLElement) => boolean;
  /** Asks the background for the third stage; settled once that is here, or is not to be had. */
  readonly ask: () => Promise<unknown>;
  readonly report: (found: FoundField) => void;
  readonly signal: AbortSignal;
}

export interface LookElsewhere {
  enter(stage: ThirdStage): void;
  /** The person asks: the whole document is looked at, once. */
  everywhere(): Promise<void>;
  point(field: FieldName, options: Omit<PointOptions, 'signal'>): boolean;
  /** The settings are others now: who points is done. */
  settled(): void;
}

export function lookElsewhere(options: ElsewhereOptions): LookElsewhere {
  const { document, isKnownSite, signal } = options;
  let third: ThirdStage | undefined;
  let asking: Promise<unknown> | undefined;
  let pointing: AbortController | undefined;
  /** Around which there was nothing. */
  let fruitless = new WeakSet<Element>();

  const at = { capture: true, signal } as const;
  document.addEventListener('focusin', (event) => void come(event.composedPath()[0]), at);
  // A message in a frame takes the focus, and the page hears only that it lost it.
  document.defaultView?.addEventListener('blur', () => void come(document.activeElement), at);
  // Where the person was before this script.
  void come(document.activeElement);

  async function come(target: EventTarget | null | undefined): Promise<void> {
    if (!(target instanceof HTMLElement) || !target.matches(written) || fruitless.has(target)) return;
    if (isKnownSite()) return;
    await stage();
    if (target.isConnected) look(target);
  }

  async function stage(): Promise<void> {
    if (third !== undefined) return;
    asking ??= options.ask().finally(() => {
      // Where it did not come, the next field asks again.
      asking = undefined;
    });
    await asking;
  }

  function look(target: HTMLElement): void {
    if (signal.aborted || isKnownSite() || third === undefined) return;
    const { isOpen, report } = options;
    if (!third.look(target, { pointed: options.settings().pointed, isOpen, report, signal }))
      fruitless.add(target);
  }

  return {
    enter(stage) {
      // One that came again, for the person is to point, does not know what the first one found.
      third ??= stage;
    },
    async everywhere() {
      if (!isKnownSite()) await stage();
      if (document.body) look(document.body);
    },
    point(field, { language, onPointed, onEnd }) {
      if (third === undefined) return false;
      pointing?.abort();
      pointing = new AbortController();
      third.point(field, {
        language,
        onPointed,
        onEnd,
        signal: AbortSignal.any([signal, pointing.signal]),
      });
      return true;
    },
    settled() {
      pointing?.abort();
      // What was no field may be one now.
      fruitless = new WeakSet();
      void come(document.activeElement);
    },
  };
}

/** What somebody writes in. */
const written =
  'input:not([type]), input:is([type="text"], [type="email"], [type="search"]), textarea, [contenteditable]:not([contenteditable="false"]), iframe';
