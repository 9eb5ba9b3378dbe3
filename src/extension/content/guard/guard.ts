/** The Send guard of one composer: what it offers instead of what was held, and when it lets a message pass. */
import { advise } from '../../../core/advice/advise.ts';
import { webmails } from '../../../core/webmail/measured.ts';
import type { Language } from '../../../core/words/phrase.ts';
import type { FieldName, InsertAnswer } from '../../messages.ts';
import type { Site } from '../../sites/site.ts';
import type { Fault } from './judge.ts';
import { openPanel } from './panel.ts';

/** The composer, as far as the guard looks into it. */
export interface GuardedComposer {
  readonly site: Site;
  readonly root: Element;
  /** Why this message must not leave as it is; nothing for nearly every one. */
  judge(): readonly Fault[];
  /** What its recipients are now, as one text: equal while nothing about them changed. */
  recipients(): string;
  /** A field, as a person sees it. */
  beside(): HTMLElement | undefined;
  insert(field: FieldName, address: string, replaces: readonly string[]): Promise<InsertAnswer>;
  say(note: 'press-again'): void;
}

export interface GuardOptions {
  readonly language: Language;
  /** The person wants the builder for a field. */
  readonly onOpen: (field: FieldName) => void;
}

export interface Guard {
  mayPass(): boolean;
  /** A Send was held, now or while this guard was not there yet. */
  held(control: HTMLElement | undefined): void;
}

/** How long "send anyway" lets the same recipients pass, in milliseconds: a webmail may ignore a click that is not the person's own. */
const passFor = 10_000;
/** After that the person is asked to press Send again. */
const sentBy = 1500;

/** One at a time, whatever a page presses in all of its composers. */
let panel: AbortController | undefined;

export function guardSend(
  composer: GuardedComposer,
  { language, onOpen }: GuardOptions,
  signal: AbortSignal,
): Guard {
  const { site, root } = composer;
  let pass: { recipients: string; until: number } | undefined;
  return {
    mayPass() {
      const passes =
        pass !== undefined && performance.now() < pass.until && pass.recipients === composer.recipients();
      return passes || composer.judge().length === 0;
    },
    held(control) {
      panel?.abort();
      const faults = composer.judge();
      if (faults.length === 0) return letPass(control);
      const life = new AbortController();
      panel = life;
      signal.addEventListener('abort', () => life.abort(), { signal: life.signal });
      openPanel(
        root.ownerDocument,
        {
          language,
          webmail: site.name,
          beside: composer.beside(),
          faults: faults.map((fault) => ({ fault, rewrites: rewritesOf(site, fault, faults) })),
          rewrite: ({ field, stands, text }, address) =>
            composer.insert(field, address, stands.length > 0 ? [...stands, text] : [text]),
          build: () => onOpen(faults[0]?.field ?? 'to'),
          anyway: () => letPass(control),
        },
        life,
      );
    },
  };

  function letPass(control: HTMLElement | undefined): void {
    pass = { recipients: composer.recipients(), until: performance.now() + passFor };
    control?.click();
    const timer = setTimeout(() => {
      if (root.isConnected && composer.beside()?.isConnected) composer.say('press-again');
    }, sentBy);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}

/**
 * Addresses that this webmail carries and that mean the same; only where it is known what one of them would take the place of: two texts
 * of which the webmail made other recipients can't be told apart any more.
 */
function rewritesOf(
  site: Site,
  { itinerary, field, stands }: Fault,
  faults: readonly Fault[],
): readonly string[] {
  const isShared =
    stands.length > 0 &&
    faults.filter((other) => other.field === field && other.stands.length > 0).length > 1;
  if (itinerary === undefined || itinerary.hops.length === 0 || isShared) return [];
  const { choices } = advise(itinerary, webmails[site.webmail]);
  return choices.flatMap(({ address, webmail }) =>
    address !== undefined && webmail === 'intact' ? [address] : [],
  );
}
