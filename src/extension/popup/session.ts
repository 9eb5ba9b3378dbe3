/** What a popup stands on: its tab, what is in it, and the builder as it was left. */
import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { background, type SiteState } from '../background/api.ts';
import { browserIdna } from '../idna.ts';
import type { ComposerContent } from '../messages.ts';
import { type Builder, restoreBuilder } from './builder.ts';
import { composerRecipients } from './direct.ts';
import { meetComposer } from './start.ts';

/** The tab that the builder is for. Known by the address in a window of its own, else the active one. */
async function ownTab(): Promise<{ readonly tabId: number | undefined; readonly inWindow: boolean }> {
  const named = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return { tabId: named, inWindow: true };
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return { tabId: active?.id, inWindow: false };
}

export async function openSession() {
  const { tabId, inWindow } = await ownTab();
  const site = signal<SiteState>({ enabled: false, hasComposer: false });
  const composer = signal<ComposerContent | undefined>(undefined);
  const unreachable = signal(false);
  /** Which of the tab's frames has it. */
  let frame: string | undefined;

  /** What the tab holds now: read at the start, before and after an insertion, before a sending, and whenever the person comes back. */
  const look = async (): Promise<void> => {
    if (tabId === undefined) return;
    site.value = await background.siteState(tabId);
    // Turned off meanwhile, or another page is there: what was read before is not offered any more.
    const answer = site.value.enabled ? await background.readComposer(tabId) : undefined;
    composer.value = answer?.ok ? answer.composer : undefined;
    frame = answer?.ok ? answer.frame : undefined;
    unreachable.value = answer?.ok === false && answer.reason === 'unreachable';
  };

  const key = `builder:${tabId}`;
  const stored = async (): Promise<Builder> => restoreBuilder((await browser.storage.session.get(key))[key]);
  const [left, held] = await Promise.all([stored(), browser.storage.local.get('relays'), look()]);
  const builder = signal<Builder>(left);
  const relays = signal<readonly string[]>(relaysFrom(held['relays']));

  const change = (to: Builder): void => {
    builder.value = to;
    void browser.storage.session.set({ [key]: to });
  };
  const meet = (): void => {
    if (composer.value === undefined) return;
    const { startedFrom } = site.value;
    const met = meetComposer(builder.value, composerRecipients(composer.value), startedFrom, browserIdna);
    if (met !== builder.value) change(met);
  };
  meet();

  return {
    tabId,
    inWindow,
    site,
    composer,
    unreachable,
    frame: () => frame,
    builder,
    relays,
    look,
    /** Every change of the builder passes here, and is kept at once. */
    change,
    /** The person comes back: the message may be another one, and another window may have gone on with the same builder. */
    async comeBack(): Promise<void> {
      const before = builder.value;
      const [now] = await Promise.all([stored(), look()]);
      // Typed in the meantime: that is the newest.
      if (builder.value !== before) return;
      if (JSON.stringify(now) !== JSON.stringify(restoreBuilder(before))) builder.value = now;
      meet();
    },
    keepRelays(names: readonly string[]): void {
      relays.value = names;
      void browser.storage.local.set({ relays: [...names] });
    },
  };
}

export type Session = Awaited<ReturnType<typeof openSession>>;

function relaysFrom(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
