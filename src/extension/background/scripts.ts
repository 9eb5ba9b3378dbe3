/** How the stages of the content script come into a page beyond their registration. */
import browser from 'webextension-polyfill';
import { sayLate } from '../content/handover.ts';
import { firstStage, watchSheet } from '../content/stages.ts';

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

/** A later stage: into the one frame that asked for it, or into all. @returns whether it came there */
export async function loadStage(file: string, tabId: number, frameId?: number): Promise<boolean> {
  const target = { tabId, ...(frameId === undefined ? { allFrames: true } : { frameIds: [frameId] }) };
  try {
    // A composer is being waited for: not only once the page has loaded everything.
    await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
    return true;
  } catch {
    return false;
  }
}
