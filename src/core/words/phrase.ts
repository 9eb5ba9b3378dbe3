/** Every sentence that a person reads stands here in both languages, side by side, so that none can miss its translation. */

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** One sentence. `{name}` is filled in by `say`. */
export type Phrase = Readonly<Record<Language, string>>;
export type Phrases = Readonly<Record<string, Phrase>>;

/** The sentence in a language, its placeholders filled. A placeholder without a word stays visible, so that it is noticed. */
export function say(
  phrase: Phrase,
  language: Language,
  words: Readonly<Record<string, string | number>> = {},
): string {
  return phrase[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole));
}

/** The language for a tag such as `ru-RU` or `en_GB.UTF-8`: Russian for Russian, English for the rest. */
export function languageFor(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}
