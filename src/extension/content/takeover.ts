/**
 * One script at a time in a page. It may be started again where it runs already (a permission granted twice, an update of
 * Waypost in an open tab), and the older one, perhaps cut off from its extension, has to leave first.
 */
const event = 'waypost:takeover';

/** On every element that a script of ours adds to the page, so that its successor can take it away. */
export const ours = 'data-waypost-mark';

/** Ends the script that is there and returns the signal under which this one lives. Synchronous: both never run together. */
export function takeOver(document: Document): AbortController {
  const life = new AbortController();
  document.dispatchEvent(new CustomEvent(event));
  // Firefox ends a script together with its extension: that one heard nothing, and its marks still stand.
  for (const left of document.querySelectorAll(`[${ours}]`)) left.remove();
  // After the dispatch, so that it does not end itself.
  document.addEventListener(event, () => life.abort(), { signal: life.signal });
  return life;
}
