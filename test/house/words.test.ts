/** Every sentence stands in both languages, with the same placeholders, and the Russian one is Russian. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Language, languageFor, languages, type Phrase, say } from '../../src/core/words/phrase.ts';

const folder = join(import.meta.dirname, '../../src/core/words');
/** These hold functions, and sections of RFCs, no sentences. */
const without = ['phrase.ts', 'rules.ts', 'visible.ts'];
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !without.includes(name));

const isPhrase = (value: unknown): value is Phrase =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value);

/** The sentences of a table and of the tables in it, each with the keys that lead to it. */
function phrasesIn(table: unknown, key = ''): (readonly [key: string, phrase: Phrase])[] {
  if (isPhrase(table)) return [[key, table]];
  if (typeof table !== 'object' || table === null) return [];
  return Object.entries(table).flatMap(([name, inner]) => phrasesIn(inner, key ? `${key}.${name}` : name));
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
/** Commands, notations and names read the same in every language; a sentence has words. */
const hasProse = (text: string) =>
  /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(text.replace(/`[^`]*`|\{\w+\}/g, ''));

test.each(files)('%s', async (file) => {
  const phrases = phrasesIn({ ...(await import(join(folder, file))) });
  expect(phrases.length).toBeGreaterThan(0);
  for (const [key, phrase] of phrases) {
    expect({ key, placeholders: placeholders(phrase.ru) }).toEqual({
      key,
      placeholders: placeholders(phrase.en),
    });
    for (const language of languages)
      expect({ key, text: phrase[language].trim() }).not.toEqual({ key, text: '' });
    if (hasProse(phrase.en))
      expect({ key, cyrillic: /[а-яё]/i.test(phrase.ru) }).toEqual({ key, cyrillic: true });
    expect({ key, latin: /[а-яё]/i.test(phrase.en) }).toEqual({ key, latin: false });
  }
});

test.each<[string | undefined, Language]>([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['ru_RU.UTF-8', 'ru'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['C.UTF-8', 'en'],
  [undefined, 'en'],
])('the language for %s is %s', (tag, language) => expect(languageFor(tag)).toBe(language));

test('a sentence is filled in, and a missing word stays visible', () => {
  const phrase = { en: '{hop} is not {what}.', ru: '{hop} — не {what}.' };
  expect(say(phrase, 'en', { hop: 's1.test' })).toBe('s1.test is not {what}.');
  expect(say(phrase, 'ru', { hop: 's1.test', what: 'имя' })).toBe('s1.test — не имя.');
});
