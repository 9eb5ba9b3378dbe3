/** What the person decided for one site: kept in storage.local under its origin, for its content scripts can't reach any storage. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type FieldName, fieldNames, type SiteSettings } from '../messages.ts';

const keyOf = (origin: string): string => `site:${origin}`;

/** One line, as long as a description may be. */
export const selectorSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(500), v.regex(/^[^\r\n\0]*$/));

const schema = v.object({
  guard: v.optional(v.boolean(), true),
  pointed: v.optional(v.record(v.picklist(fieldNames), selectorSchema), {}),
});

/** What was stored and does not fit counts as not there. */
export async function settingsOf(origin: string): Promise<SiteSettings> {
  const kept = v.safeParse(schema, (await browser.storage.local.get(keyOf(origin)))[keyOf(origin)]);
  return kept.success ? kept.output : { guard: true, pointed: {} };
}

export async function changeSettings(origin: string, changes: Partial<SiteSettings>): Promise<SiteSettings> {
  const settings = { ...(await settingsOf(origin)), ...changes };
  const isUsual = settings.guard && Object.keys(settings.pointed).length === 0;
  if (isUsual) await browser.storage.local.remove(keyOf(origin));
  else await browser.storage.local.set({ [keyOf(origin)]: settings });
  return settings;
}

/** In storage.session: the field at which the person was asked to point in a tab. */
const pointingKey = (tabId: number): string => `pointing:${tabId}`;

export async function beginPointing(tabId: number, field: FieldName): Promise<void> {
  await browser.storage.session.set({ [pointingKey(tabId)]: field });
}

/** Whether this tab was asked for that field. It may answer once. */
export async function endPointing(tabId: number, field: FieldName): Promise<boolean> {
  const kept = (await browser.storage.session.get(pointingKey(tabId)))[pointingKey(tabId)];
  await browser.storage.session.remove(pointingKey(tabId));
  return kept === field;
}
