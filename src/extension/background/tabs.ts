/** The content script in a tab, as the background reaches it. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { FieldName, InsertAnswer, SiteSettings, ToContent } from '../messages.ts';
import type { Builder } from '../popup/builder.ts';
import {
  doneAnswerSchema,
  fileAnswerSchema,
  insertAnswerSchema,
  readAnswerSchema,
  stateAnswerSchema,
} from './answers.ts';
import type { SiteState, Unreachable } from './api.ts';
import { originOf, patternOf } from './patterns.ts';
import { settingsOf } from './site-settings.ts';

/** In storage.session: the field whose mark opened the builder of a tab. */
const startedFrom = (tabId: number): string => `started-from:${tabId}`;
/** In storage.session: the builder of a tab, as the popup keeps it (popup/builder.ts). */
const builderKey = (tabId: number): string => `builder:${tabId}`;

export async function keepBuilder(tabId: number, builder: Builder): Promise<void> {
  await browser.storage.session.set({ [builderKey(tabId)]: builder });
}

export const toTab = {
  state: (tabId: number) => ask(tabId, { type: 'state' }, stateAnswerSchema),
  read: (tabId: number) => ask(tabId, { type: 'read' }, readAnswerSchema),
  insert: (tabId: number, field: FieldName, address: string, replaces: string | undefined) =>
    ask(
      tabId,
      { type: 'insert', field, address, ...(replaces === undefined ? {} : { replaces }) },
      insertAnswerSchema,
    ),
  file: (tabId: number, id: string, offset: number) =>
    ask(tabId, { type: 'file', id, offset }, fileAnswerSchema),
  sentDirectly: (tabId: number, maybe: boolean) =>
    ask(tabId, maybe ? { type: 'sent-directly', maybe } : { type: 'sent-directly' }, doneAnswerSchema),
  settings: (tabId: number, settings: SiteSettings) =>
    ask(tabId, { type: 'settings', settings }, doneAnswerSchema),
  point: (tabId: number, field: FieldName) => ask(tabId, { type: 'point', field }, doneAnswerSchema),
  stop: (tabId: number) => ask(tabId, { type: 'stop' }, doneAnswerSchema),
};

/** Every frame is asked; one with a composer answers first. */
async function ask<Answer>(
  tabId: number,
  message: ToContent,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Answer | Unreachable> {
  const unreachable: Unreachable = { ok: false, reason: 'unreachable' };
  try {
    const answer = v.safeParse(schema, await browser.tabs.sendMessage(tabId, message));
    return answer.success ? answer.output : unreachable;
  } catch {
    return unreachable;
  }
}

/**
 * Inserts, and remembers in the tab's builder what stands in the field now: the popup that asked may be closed by then, and the next
 * insertion, or a direct sending, has to know whose place this one took.
 */
export async function insertInto(
  tabId: number,
  field: FieldName,
  address: string,
  replaces?: string,
): Promise<InsertAnswer | Unreachable> {
  const answer = await toTab.insert(tabId, field, address, replaces);
  if (!answer.ok) return answer;
  const key = builderKey(tabId);
  const builder = (await browser.storage.session.get(key))[key];
  if (typeof builder === 'object' && builder !== null) {
    const chosen = { field, text: answer.stands };
    await browser.storage.session.set({ [key]: { ...builder, field, chosen } });
  }
  return answer;
}

/** Ends the content script in every tab whose permission went. */
export async function stopWhereForbidden(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      const origin = originOf(url);
      const pattern = origin === undefined ? undefined : patternOf(origin);
      // An address that can't be seen is one without permission.
      const held = pattern !== undefined && (await browser.permissions.contains({ origins: [pattern] }));
      if (id !== undefined && !held) await toTab.stop(id);
    }),
  );
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
  // Told once: the next opening by the toolbar's button was not started from a field.
  if (field !== undefined) await browser.storage.session.remove(startedFrom(tabId));
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(pattern === undefined ? {} : { pattern }),
    enabled,
    hasComposer: content.ok,
    ...(content.ok ? { site: content.site, webmail: content.webmail, late: content.late } : {}),
    ...(content.ok && content.finding ? { finding: content.finding } : {}),
    ...(origin === undefined ? {} : { settings: await settingsOf(origin) }),
    ...(field === undefined ? {} : { startedFrom: field }),
  };
}

export async function rememberStart(tabId: number, field: FieldName): Promise<void> {
  await browser.storage.session.set({ [startedFrom(tabId)]: field });
}

export async function forgetTab(tabId: number): Promise<void> {
  await browser.storage.session.remove([startedFrom(tabId), builderKey(tabId)]);
}
