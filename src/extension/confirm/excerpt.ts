/** The beginning of a text, and its measures. */

export interface Measures {
  /** In UTF-8. */
  readonly octets: number;
  readonly lines: number;
}

export function measure(text: string): Measures {
  // A line break ends a line; it does not begin one.
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return { octets: new TextEncoder().encode(text).length, lines };
}

/** At most so many lines and characters from the beginning; the same text when it is shorter. Never cuts a character in two. */
export function excerpt(text: string, lines: number, characters: number): string {
  const beginning = text.split('\n', lines).join('\n');
  if (beginning.length <= characters) return beginning;
  const cut = beginning.slice(0, characters);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
