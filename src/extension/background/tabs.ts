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
  insert: (
    tabId: number,
    field: FieldName,
    address: string,
    { replaces, frame }: { readonly replaces?: string | undefined; readonly frame?: string | undefined },
  ) => ask(tabId, { type: 'insert', field, address, ...defined({ replaces, frame }) }, insertAnswerSchema),
  file: (tabId: number, id: string, offset: number) =>
    ask(tabId, { type: 'file', id, offset }, fileAnswerSchema),
  sentDirectly: (tabId: number, frame: string | undefined, maybe: boolean) =>
    ask(tabId, { type: 'sent-directly', maybe, ...defined({ frame }) }, doneAnswerSchema),
  settings: (tabId: number, settings: SiteSettings) =>
    ask(tabId, { type: 'settings', settings }, doneAnswerSchema),
  point: (tabId: number, field: FieldName) => ask(tabId, { type: 'point', field }, doneAnswerSchema),
  permissionRemoved: (tabId: number) => ask(tabId, { type: 'permission-removed' }, doneAnswerSchema),
};

const defined = <const Parts extends Readonly<Record<string, string | undefined>>>(parts: Parts) =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as {
    [Name in keyof Parts]?: string;
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
  replaces?: string | null,
  frame?: string,
): Promise<InsertAnswer | Unreachable> {
  const answer = await toTab.insert(tabId, field, address, { replaces: replaces ?? undefined, frame });
  if (!answer.ok) return answer;
  const key = builderKey(tabId);
  const builder = (await browser.storage.session.get(key))[key];
  if (typeof builder === 'object' && builder !== null) {
    const chosen = { field, text: answer.stands };
    await browser.storage.session.set({ [key]: { ...builder, field, chosen } });
  }
  return answer;
}

/** Each frame asks for itself: its address may be another than the tab's. */
export async function tellRemoved(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && toTab.permissionRemoved(id)));
}

export async function isAllowed(url: string | undefined): Promise<boolean> {
  const origin = originOf(url);
  const pattern = origin === undefined ? undefined : patternOf(origin);
  return pattern !== undefined && (await browser.permissions.contains({ origins: [pattern] }));
}

export async function siteState(tabId: number): Promise<SiteState> {
  const [tab, content, kept] = await Promise.all([
    browser.tabs.get(tabId).catch(() => undefined),
    toTab.state(tabId),
    browser.storage.session.get(startedFrom(tabId)),
  ]);
  const origin = originOf(tab?.url);
  const pattern = origin === undefined ? undefined : patternOf(origin);
  const enabled = await isAllowed(tab?.url);
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
