/** Windows of our own: the popped-out builder and the confirmation. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { builderSize, confirmSize } from '../ui/windows.ts';
import type { FrozenDraft } from './api.ts';
import { frozenSchema } from './calls.ts';

/** In storage.session: the frozen draft, the window that confirms it, and whether it was given to the host. */
const draftKey = (id: string): string => `draft:${id}`;
const windowKey = (id: string): string => `confirm:${id}`;
const sentKey = (id: string): string => `sent:${id}`;
const keysOf = (id: string): string[] => [draftKey(id), windowKey(id), sentKey(id)];

/** The toolbar popup where the browser opens it; else, and without a tab's window in front, the same page in a window. */
export async function openBuilder(tabId: number, windowId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } catch {
    await popOut(tabId);
  }
}

export async function popOut(tabId: number): Promise<{ ok: boolean }> {
  await browser.windows.create({ type: 'popup', url: `popup.html?tab=${tabId}`, ...builderSize });
  return { ok: true };
}

export async function openConfirm(
  candidate: unknown,
): Promise<{ ok: true; id: string } | { ok: false; reason: 'bad-draft' | 'too-large' }> {
  const checked = v.safeParse(frozenSchema, candidate);
  if (!checked.success) return { ok: false, reason: 'bad-draft' };
  const { id } = checked.output.draft;
  const kept = await browser.storage.session.get([draftKey(id), windowKey(id)]);
  // Frozen means frozen: the first draft under an id stays, and so does its window.
  if (kept[draftKey(id)] !== undefined) {
    if (!(await focus(kept[windowKey(id)]))) await show(id);
    return { ok: true, id };
  }
  await withdraw(checked.output.tabId);
  try {
    await browser.storage.session.set({ [draftKey(id)]: checked.output });
  } catch {
    return { ok: false, reason: 'too-large' };
  }
  await show(id);
  return { ok: true, id };
}

export async function frozenDraft(id: string): Promise<FrozenDraft | undefined> {
  const kept = await browser.storage.session.get(draftKey(id));
  return kept[draftKey(id)] as FrozenDraft | undefined;
}

/** From now on its window is no longer a question, but the view of a message on its way. */
export async function markSent(id: string): Promise<void> {
  if ((await frozenDraft(id)) !== undefined) await browser.storage.session.set({ [sentKey(id)]: true });
}

/** A composer is asked about once: what it asked before and nobody answered goes, or two windows would send the same message twice. */
async function withdraw(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const kept = await browser.storage.session.get(null);
  const ids = unansweredOf(tabId, kept);
  await browser.storage.session.remove(ids.flatMap(keysOf));
  await Promise.all(ids.map((id) => close(kept[windowKey(id)])));
}

/** Of everything in storage.session: the drafts of this tab that were shown and not sent. */
export function unansweredOf(tabId: number, kept: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(kept).flatMap(([key, value]) => {
    const id = key.startsWith('draft:') ? key.slice('draft:'.length) : undefined;
    const mine = id !== undefined && (value as FrozenDraft).tabId === tabId;
    return mine && kept[sentKey(id)] === undefined ? [id] : [];
  });
}

/** A closed confirmation leaves its draft behind no longer. */
export async function forgetWindow(windowId: number): Promise<void> {
  const kept = await browser.storage.session.get(null);
  const ids = Object.entries(kept)
    .filter(([key, value]) => key.startsWith('confirm:') && value === windowId)
    .map(([key]) => key.slice('confirm:'.length));
  await browser.storage.session.remove(ids.flatMap(keysOf));
}

async function show(id: string): Promise<void> {
  const window = await browser.windows.create({
    type: 'popup',
    url: `confirm.html?draft=${id}`,
    ...confirmSize,
  });
  if (window.id !== undefined) await browser.storage.session.set({ [windowKey(id)]: window.id });
}

async function close(windowId: unknown): Promise<void> {
  if (typeof windowId === 'number') await browser.windows.remove(windowId).catch(() => undefined);
}

async function focus(windowId: unknown): Promise<boolean> {
  if (typeof windowId !== 'number') return false;
  try {
    await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}
