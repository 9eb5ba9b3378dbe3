/**
 * The content script runs exactly where the permission is held, whatever happened meanwhile: an update forgets registered scripts, a
 * person takes a permission back in the browser's settings, a worker dies between two steps. So nothing is remembered here: at each
 * start, install and change of permissions, what is registered is compared with what is held.
 */
import browser from 'webextension-polyfill';

/** Of the one registered script. */
const id = 'composer';
const js = 'content.js';
const css = 'content.css';

export type Step =
  | { readonly do: 'nothing' }
  | { readonly do: 'register' | 'update'; readonly matches: readonly string[] }
  | { readonly do: 'unregister' };

/**
 * @param held the match patterns of the origins that are permitted
 * @param registered those of the registered script; undefined where none is
 */
export function nextStep(held: readonly string[], registered: readonly string[] | undefined): Step {
  const matches = [...new Set(held)].sort();
  if (matches.length === 0) return registered === undefined ? { do: 'nothing' } : { do: 'unregister' };
  if (registered === undefined) return { do: 'register', matches };
  const same = JSON.stringify(matches) === JSON.stringify([...new Set(registered)].sort());
  return same ? { do: 'nothing' } : { do: 'update', matches };
}

/** One reconciliation at a time: two events together must not both register. */
let queue: Promise<void> = Promise.resolve();

export function reconcile(): Promise<void> {
  queue = queue.then(reconcileNow, reconcileNow);
  return queue;
}

async function reconcileNow(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  const step = nextStep(origins, registered?.matches);
  switch (step.do) {
    case 'nothing':
      return;
    case 'unregister':
      return browser.scripting.unregisterContentScripts({ ids: [id] });
    default: {
      const script = {
        id,
        matches: [...step.matches],
        js: [js],
        css: [css],
        // Before the page's own scripts: the Send guard listens first.
        runAt: 'document_start',
        // Some webmails keep their composer in a frame.
        allFrames: true,
        persistAcrossSessions: true,
      } satisfies browser.Scripting.RegisteredContentScript;
      return step.do === 'register'
        ? browser.scripting.registerContentScripts([script])
        : browser.scripting.updateContentScripts([script]);
    }
  }
}

/** Starts the content script in tabs that are open already. A second start in the same page replaces the first. */
export async function startInOpenTabs(matches: readonly string[]): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...matches], discarded: false });
  await Promise.all(
    tabs.map(async ({ id: tabId }) => {
      if (tabId === undefined) return;
      const target = { tabId, allFrames: true };
      try {
        await browser.scripting.insertCSS({ target, files: [css] });
        await browser.scripting.executeScript({ target, files: [js] });
      } catch {
        // The tab went, or shows a page where no extension may run: nothing to do there.
      }
    }),
  );
}
