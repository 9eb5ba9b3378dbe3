/**
 * One script at a time in a page. It may be started again where it runs already (a permission granted twice), and after an update of Waypost
 * an open tab holds a script that is cut off from its extension: the older one has to leave first.
 */
import { alive } from './browser.ts';
import { endFirst } from './handover.ts';

const event = 'waypost:takeover';

/** On every element that a script of ours adds to the page, so that its successor can take it away. */
export const ours = 'data-waypost-mark';

/** Ends the script that is there and returns the signal under which this one lives. Synchronous: both never run together. */
export function takeOver(document: Document): AbortController {
  const life = new AbortController();
  // One of the same extension shares our world; one from before an update has a world of its own and hears only the page's events.
  endFirst();
  document.dispatchEvent(new CustomEvent(event));
  // Firefox ends a script together with its extension: that one heard nothing, and its marks still stand.
  for (const left of document.querySelectorAll(`[${ours}]`)) left.remove();
  // The page can say it too, so only an orphan listens to it.
  document.addEventListener(event, () => alive() || life.abort(), { signal: life.signal });
  return life;
}
