/**
 * The content script runs exactly where the permission is held, whatever happened meanwhile: an update forgets registered scripts, a
 * person takes a permission back in the browser's settings, a worker dies between two steps. So nothing is remembered here: at each
 * start, install and change of permissions, what is registered is compared with what is held.
 */
import browser from 'webextension-polyfill';
import { firstStage, watchSheet } from '../content/stages.ts';
import { startInOpenTabs } from './scripts.ts';

/** Of the one registered script. */
const id = 'composer';

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
let queue: Promise<unknown> = Promise.resolve();

/** Also starts the script in tabs that were there before the browser knew of it. */
export async function reconcile(): Promise<void> {
  const step = queue.then(reconcileNow, reconcileNow);
  queue = step;
  await startInOpenTabs(await step);
}

/** @returns the match patterns that the browser did not know before */
async function reconcileNow(): Promise<readonly string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  const step = nextStep(origins, registered?.matches);
  switch (step.do) {
    case 'nothing':
      return [];
    case 'unregister':
      await browser.scripting.unregisterContentScripts({ ids: [id] });
      return [];
    default: {
      const script = {
        id,
        matches: [...step.matches],
        js: [firstStage],
        css: [watchSheet],
        // Before the page's own scripts: the Send guard listens first.
        runAt: 'document_start',
        // Some webmails keep their composer in a frame.
        allFrames: true,
        // Also in one that has no address of its own.
        matchOriginAsFallback: true,
        persistAcrossSessions: true,
      } satisfies browser.Scripting.RegisteredContentScript & { matchOriginAsFallback: boolean };
      if (step.do === 'register') await browser.scripting.registerContentScripts([script]);
      else await browser.scripting.updateContentScripts([script]);
      const before = registered?.matches ?? [];
      return step.matches.filter((match) => !before.includes(match));
    }
  }
}
