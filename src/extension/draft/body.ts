/** What of a composer's body is sent. Reads HTML, so only a page can do it, not the background. */
import type { ComposerContent } from '../messages.ts';
import { cleanHtml } from './clean-html.ts';
import { plainText } from './plain-text.ts';

export interface Body {
  readonly text: string;
  /** Absent where the composer has no rich editor, or nothing in it. */
  readonly html?: string;
  readonly lostImages: readonly string[];
  readonly remoteImages: number;
}

/** @param origin of the webmail, where it is known */
export function bodyOf({ text, html }: ComposerContent, origin: string | undefined): Body {
  if (html === undefined) return { text, lostImages: [], remoteImages: 0 };
  const { html: clean, ...images } = cleanHtml(html, origin);
  return { text: plainText(clean), ...(clean !== '' && { html: clean }), ...images };
}
