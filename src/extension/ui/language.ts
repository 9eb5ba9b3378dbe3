/** The page's language: what the person chose in `storage.local`, else the browser's own. */
import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { type InterfaceKey, interfaceWords } from '../../core/words/interface.ts';
import { type Language, languageFor, languages, say } from '../../core/words/phrase.ts';
import { visible } from '../../core/words/visible.ts';

export const language = signal<Language>('en');

/** To be awaited before the first view, so that no word changes under the reader. */
export async function settleLanguage(title: InterfaceKey): Promise<void> {
  const stored = await browser.storage.local.get('language').catch(() => ({}) as Record<string, unknown>);
  const chosen = languages.find((one) => one === stored['language']);
  language.value = chosen ?? languageFor(browser.i18n.getUILanguage());
  document.documentElement.lang = language.value;
  document.title = t(title);
}

/** A sentence of the interface in the page's language. Its words may come from strangers: none hides or reorders the others. */
export function t(key: InterfaceKey, words: Readonly<Record<string, string | number>> = {}): string {
  const safe = Object.entries(words).map(([name, word]) => [name, visible(String(word))]);
  return say(interfaceWords[key], language.value, Object.fromEntries(safe));
}
