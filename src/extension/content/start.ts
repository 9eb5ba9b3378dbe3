/** The content script at work in one document. */

import type { Language } from '../../core/words/phrase.ts';
import { findFields } from '../composer/find.ts';
import { readComposer } from '../composer/read.ts';
import {
  type FieldName,
  type FromContent,
  fieldNames,
  type InsertAnswer,
  type ReadAnswer,
  type StateAnswer,
  type ToContent,
} from '../messages.ts';
import type { Site } from '../sites/site.ts';
import { alive, type Listener, runtime } from './browser.ts';
import { type ComposerSession, composerSession } from './composer-session.ts';
import { guardSend } from './guard/guard.ts';
import { createMark } from './marks/mark.ts';
import { takeOver } from './takeover.ts';

export interface ContentOptions {
  readonly document: Document;
  readonly sites: readonly Site[];
  readonly language: Language;
}

export function startContent({ document, sites, language }: ContentOptions, life: AbortController): void {
  const { signal } = life;
  const composers = new Map<Element, { session: ComposerSession; end: AbortController }>();
  /** Where the person is, or was last; else the newest. */
  let current: ComposerSession | undefined;

  findFields(
    document,
    sites,
    (found) => {
      let composer = composers.get(found.root);
      if (composer === undefined) {
        const end = new AbortController();
        const session = composerSession(
          found,
          { language, onOpen: open, onGone: () => close(found.root) },
          AbortSignal.any([signal, end.signal]),
        );
        composer = { session, end };
        composers.set(found.root, composer);
        current = session;
        tell({ type: 'composer', present: true });
      }
      composer.session.add(found);
    },
    signal,
  );

  guardSend(document, {
    language,
    sessions: () => [...composers.values()].map(({ session }) => session),
    onOpen: open,
    signal,
  });

  // A person at work is also the moment to notice that the extension went: no timer asks for it.
  document.addEventListener(
    'focusin',
    (event) => {
      if (composers.size === 0 || !stillAlive()) return;
      const target = event.composedPath()[0];
      for (const [root, { session }] of composers) {
        if (target instanceof Node && root.contains(target)) current = session;
      }
    },
    { capture: true, signal },
  );

  const listener: Listener = (message, sender, respond) => {
    if (sender.id !== runtime?.id || sender.tab !== undefined) return undefined;
    const answer = answerTo(message as ToContent);
    if (answer === undefined) return undefined;
    void answer.then(respond);
    return true;
  };
  runtime?.onMessage.addListener(listener);
  signal.addEventListener('abort', () => alive() && runtime?.onMessage.removeListener(listener), {
    once: true,
  });

  function answerTo(
    message: ToContent,
  ): Promise<StateAnswer | ReadAnswer | InsertAnswer | { ok: boolean }> | undefined {
    if (message.type === 'stop') {
      life.abort();
      return Promise.resolve({ ok: true });
    }
    const session = here();
    if (session === undefined) return nobodyHere();
    switch (message.type) {
      case 'state':
        return Promise.resolve({ ok: true, site: session.site.key, webmail: session.site.webmail });
      case 'read':
        return Promise.resolve({ ok: true, composer: readComposer(session.site, session.root) });
      case 'insert':
        if (!fieldNames.includes(message.field) || typeof message.address !== 'string') return undefined;
        return session.insert(message.field, message.address, message.replaces);
      case 'sent-directly':
        session.say(message.maybe ? 'maybe-sent-directly' : 'sent-directly');
        return Promise.resolve({ ok: true });
      default:
        return undefined;
    }
  }

  /** Every frame of the page is asked, and the first answer counts: so it is the page itself that says no, and not at once. */
  function nobodyHere(): Promise<typeof noComposer> | undefined {
    const { defaultView: window } = document;
    if (window !== window?.top) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => resolve(noComposer), courtesy);
    });
  }

  function here(): ComposerSession | undefined {
    if (current?.root.isConnected) return current;
    return [...composers.values()].at(-1)?.session;
  }

  function open(field: FieldName): void {
    if (stillAlive()) tell({ type: 'open-builder', field });
  }

  function close(root: Element): void {
    const composer = composers.get(root);
    if (composer === undefined) return;
    composers.delete(root);
    composer.end.abort();
    if (current === composer.session) current = undefined;
    if (composers.size === 0) tell({ type: 'composer', present: false });
  }

  function tell(message: FromContent): void {
    if (alive()) void runtime?.sendMessage(message).catch(() => undefined);
  }

  /** Once the extension is gone, everything ends; what stays is one note beside the field. */
  function stillAlive(): boolean {
    if (alive()) return true;
    const beside = here()?.beside();
    life.abort();
    if (beside) sayOrphaned(beside, language);
    return false;
  }
}

function sayOrphaned(beside: HTMLElement, language: Language): void {
  const life = takeOver(beside.ownerDocument);
  const onGone = (): void => life.abort();
  createMark({ field: 'to', beside, language, onGone }, life.signal).say('orphaned');
}

/** Milliseconds that a frame with a composer has to answer first. */
const courtesy = 100;

const noComposer = { ok: false, reason: 'no-composer' } as const;
