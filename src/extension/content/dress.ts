/** Style sheets of our own shadow roots. */

/** Gives a shadow root of ours its style sheet. */
export function dress(shadow: ShadowRoot, document: Document, css: string): void {
  try {
    // The page's policy for inline styles does not reach a constructed sheet.
    const Sheet =
      (document.defaultView as (Window & typeof globalThis) | null)?.CSSStyleSheet ?? CSSStyleSheet;
    const sheet = new Sheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox before 153 keeps constructed sheets apart from content scripts (bug 1751346). By `textContent`, not by a text
    // node: only so does it know that no page wrote this, and leaves the page's policy out of it.
    const style = document.createElement('style');
    style.textContent = css;
    shadow.append(style);
  }
}
