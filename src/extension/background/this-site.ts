/** What the person decides about the site of a tab, and how its pages hear of it. */
import browser from 'webextension-polyfill';
import { thirdStage } from '../content/stages.ts';
import type { FieldName, SiteSettings } from '../messages.ts';
import { originOf, patternOf } from './patterns.ts';
import { loadStage } from './scripts.ts';
import { beginPointing, changeSettings, endPointing, settingsOf } from './site-settings.ts';
import { toTab } from './tabs.ts';

interface Done {
  readonly ok: boolean;
}

export async function setGuard(tabId: number, guard: boolean): Promise<Done> {
  const origin = await originIn(tabId);
  if (origin !== undefined) await changeSite(origin, { guard });
  return { ok: origin !== undefined };
}

export async function point(tabId: number, field: FieldName): Promise<Done> {
  await loadStage(thirdStage, tabId);
  await beginPointing(tabId, field);
  const { ok } = await toTab.point(tabId, field);
  // Asked from a window of its own, the page is not the one with the keyboard.
  const { windowId } = await browser.tabs.get(tabId);
  if (ok && windowId !== undefined) await browser.windows.update(windowId, { focused: true });
  return { ok };
}

export async function forgetPointed(tabId: number, field: FieldName): Promise<Done> {
  const origin = await originIn(tabId);
  if (origin === undefined) return { ok: false };
  const { [field]: _, ...pointed } = (await settingsOf(origin)).pointed;
  await changeSite(origin, { pointed });
  return { ok: true };
}

/** Only of a tab that was asked to: what a page's process says by itself is not what the person decided. */
export async function rememberPointed(
  tabId: number,
  field: FieldName,
  css: string | undefined,
): Promise<Done> {
  const origin = await originIn(tabId);
  if (!(await endPointing(tabId, field)) || origin === undefined) return { ok: false };
  const { pointed } = await settingsOf(origin);
  await changeSite(origin, css === undefined ? {} : { pointed: { ...pointed, [field]: css } });
  return { ok: true };
}

const originIn = async (tabId: number): Promise<string | undefined> =>
  originOf((await browser.tabs.get(tabId).catch(() => undefined))?.url);

/** Remembers it, and tells the pages of that site. */
async function changeSite(origin: string, changes: Partial<SiteSettings>): Promise<void> {
  const settings = await changeSettings(origin, changes);
  const pattern = patternOf(origin);
  if (pattern === undefined) return;
  const tabs = await browser.tabs.query({ url: pattern });
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      if (id !== undefined && originOf(url) === origin) await toTab.settings(id, settings);
    }),
  );
}
