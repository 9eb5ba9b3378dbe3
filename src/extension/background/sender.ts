/**
 * Who speaks. A content script has the same `sender.id` as our pages, so the id alone says nothing: a page is known by its address,
 * which no content script can have, because none runs on our origin.
 */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

export type Speaker =
  /** A page of Waypost's own. */
  | { readonly kind: 'page' }
  /** Our content script in a tab. What it says is data from a hostile place. */
  | { readonly kind: 'content'; readonly tabId: number }
  | { readonly kind: 'stranger' };

/**
 * @param own the extension's id and its address with the slash, `chrome-extension://…/`
 */
export function speakerOf(
  sender: Sender | undefined,
  own: { readonly id: string; readonly url: string },
): Speaker {
  const stranger = { kind: 'stranger' } as const;
  if (sender === undefined || sender.id !== own.id || sender.url === undefined) return stranger;
  // Chromium adds the origin; where it stands, it has to agree (a sandboxed frame has our address and the origin "null").
  if (sender.url.startsWith(own.url)) {
    return sender.origin === undefined || `${sender.origin}/` === own.url ? { kind: 'page' } : stranger;
  }
  return sender.tab?.id === undefined ? stranger : { kind: 'content', tabId: sender.tab.id };
}
