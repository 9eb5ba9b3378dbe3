/** The content script in a tab, as the background reaches it. */
import browser from 'webextension-polyfill';
import type { FieldName, InsertAnswer, ReadAnswer, StateAnswer, ToContent } from '../messages.ts';
import type { SiteState, Unreachable } from './api.ts';
import { originOf, patternOf } from './patterns.ts';

/** In storage.session: the field whose mark opened the builder of a tab. */
const startedFrom = (tabId: number): string => `started-from:${tabId}`;

export const toTab = {
  state: (tabId: number) => ask<StateAnswer>(tabId, { type: 'state' }),
  read: (tabId: number) => ask<ReadAnswer>(tabId, { type: 'read' }),
  insert: (tabId: number, field: FieldName, address: string, replaces: string | undefined) =>
    ask<InsertAnswer>(tabId, {
      type: 'insert',
      field,
      address,
      ...(replaces === undefined ? {} : { replaces }),
    }),
  sentDirectly: (tabId: number, maybe: boolean) =>
    ask<{ ok: boolean }>(tabId, maybe ? { type: 'sent-directly', maybe } : { type: 'sent-directly' }),
};

async function ask<Answer>(tabId: number, message: ToContent): Promise<Answer | Unreachable> {
  try {
    const answer: Answer | undefined = await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
    return answer ?? { ok: false, reason: 'unreachable' };
  } catch {
    return { ok: false, reason: 'unreachable' };
  }
}

export async function siteState(tabId: number): Promise<SiteState> {
  const [tab, content, kept] = await Promise.all([
    browser.tabs.get(tabId).catch(() => undefined),
    toTab.state(tabId),
    browser.storage.session.get(startedFrom(tabId)),
  ]);
  const origin = originOf(tab?.url);
  const pattern = origin === undefined ? undefined : patternOf(origin);
  const enabled = pattern !== undefined && (await browser.permissions.contains({ origins: [pattern] }));
  const field = kept[startedFrom(tabId)] as FieldName | undefined;
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(pattern === undefined ? {} : { pattern }),
    enabled,
    hasComposer: content.ok,
    ...(content.ok ? { site: content.site, webmail: content.webmail } : {}),
    ...(field === undefined ? {} : { startedFrom: field }),
  };
}

export async function rememberStart(tabId: number, field: FieldName): Promise<void> {
  await browser.storage.session.set({ [startedFrom(tabId)]: field });
}

export async function forgetTab(tabId: number): Promise<void> {
  await browser.storage.session.remove([startedFrom(tabId), `builder:${tabId}`]);
}
