/** How the stages of the content script come into a page beyond their registration. */
import browser from 'webextension-polyfill';
import type { Language } from '../../core/words/phrase.ts';
import { sayLate } from '../content/handover.ts';
import { firstStage, secondStage, watchSheet } from '../content/stages.ts';

/** Starts the first stage in tabs that are open already. A second start in the same page replaces the first. */
export async function startInOpenTabs(matches: readonly string[]): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...matches], discarded: false });
  await Promise.all(
    tabs.map(async ({ id: tabId }) => {
      if (tabId === undefined) return;
      const target = { tabId, allFrames: true };
      try {
        await browser.scripting.insertCSS({ target, files: [watchSheet] });
        await browser.scripting.executeScript({ target, func: sayLate });
        await browser.scripting.executeScript({ target, files: [firstStage] });
      } catch {
        // The tab went, or shows a page where no extension may run: nothing to do there.
      }
    }),
  );
}

/** Into the one frame that asked for it, in the language that the first stage speaks there. */
export async function loadSecondStage(
  tabId: number,
  frameId: number | undefined,
  language: Language,
): Promise<{ readonly ok: boolean }> {
  const target = { tabId, ...(frameId === undefined ? {} : { frameIds: [frameId] }) };
  try {
    // A composer is being waited for: not only once the page has loaded everything.
    await browser.scripting.executeScript({
      target,
      files: [secondStage(language)],
      injectImmediately: true,
    });
    return { ok: true };
  } catch {
    return { ok: false };
  }
}
