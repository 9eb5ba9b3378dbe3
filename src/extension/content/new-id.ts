/** Not guessable by a page that would answer for another frame; `randomUUID` is for pages of https alone. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}
