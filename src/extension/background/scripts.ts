/** The files of the content script, and how its stages come into a page beyond their registration. */
import browser from 'webextension-polyfill';
import { sayLate } from '../content/handover.ts';

export const firstStage = 'bootstrap.js';
const secondStage = 'engine.js';
/** By which the browser tells of recipient fields that begin to be shown. */
export const watchSheet = 'content.css';

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

/** Into the one frame that asked for it. */
export async function loadSecondStage(
  tabId: number,
  frameId: number | undefined,
): Promise<{ readonly ok: boolean }> {
  const target = { tabId, ...(frameId === undefined ? {} : { frameIds: [frameId] }) };
  try {
    // A composer is being waited for: not only once the page has loaded everything.
    await browser.scripting.executeScript({ target, files: [secondStage], injectImmediately: true });
    return { ok: true };
  } catch {
    return { ok: false };
  }
}
