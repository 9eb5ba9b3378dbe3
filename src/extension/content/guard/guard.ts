/** The Send guard of one document: what it holds, what it offers instead, and when it lets a message pass. */
import { advise } from '../../../core/advice/advise.ts';
import { webmails } from '../../../core/webmail/measured.ts';
import type { Language } from '../../../core/words/phrase.ts';
import type { FieldName } from '../../messages.ts';
import type { ComposerSession } from '../composer-session.ts';
import type { Fault } from './judge.ts';
import { type Held, listenForSend } from './listen.ts';
import { openPanel } from './panel.ts';

export interface GuardOptions {
  readonly language: Language;
  /** The composers that are open. */
  readonly sessions: () => readonly ComposerSession[];
  /** The person wants the builder for a field. */
  readonly onOpen: (field: FieldName) => void;
  readonly signal: AbortSignal;
}

/** How long "send anyway" lets the same recipients pass, in milliseconds: a webmail may ignore a click that is not the person's own. */
const passFor = 10_000;
/** After that the person is asked to press Send again. */
const sentBy = 1500;

export function guardSend(document: Document, { language, sessions, onOpen, signal }: GuardOptions): void {
  const { defaultView: window } = document;
  if (window === null) return;
  let pass: { session: ComposerSession; recipients: string; until: number } | undefined;
  let panel: AbortController | undefined;
  signal.addEventListener('abort', () => panel?.abort(), { once: true });

  const mayPass = (session: ComposerSession): boolean => {
    const passes =
      pass?.session === session && performance.now() < pass.until && pass.recipients === session.recipients();
    return passes || session.judge().length === 0;
  };
  listenForSend(window, sessions, mayPass, hold, signal);

  function hold({ session, control }: Held): void {
    panel?.abort();
    panel = new AbortController();
    const faults = session.judge();
    openPanel(
      document,
      {
        language,
        webmail: session.site.name,
        beside: session.beside(),
        faults: faults.map((fault) => ({ fault, rewrites: rewritesOf(session, fault) })),
        rewrite: ({ field, stands, text }, address) => session.insert(field, address, stands[0] ?? text),
        build: () => onOpen(faults[0]?.field ?? 'to'),
        anyway: () => letPass(session, control),
      },
      panel,
    );
  }

  function letPass(session: ComposerSession, control: HTMLElement | undefined): void {
    pass = { session, recipients: session.recipients(), until: performance.now() + passFor };
    control?.click();
    const timer = setTimeout(() => {
      if (session.root.isConnected && session.beside()?.isConnected) session.say('press-again');
    }, sentBy);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}

/** Addresses that this webmail carries and that mean the same; only where one of them can take the place of one that stands there. */
function rewritesOf({ site }: ComposerSession, { itinerary, stands }: Fault): readonly string[] {
  if (itinerary === undefined || itinerary.hops.length === 0 || stands.length > 1) return [];
  const { choices } = advise(itinerary, webmails[site.webmail]);
  return choices.flatMap(({ address, webmail }) =>
    address !== undefined && webmail === 'intact' ? [address] : [],
  );
}
