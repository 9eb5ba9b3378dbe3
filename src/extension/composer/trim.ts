/** Separators at either end, which webmails leave behind a recipient. */
export function trimSeparators(text: string): string {
  return text.replace(/^[,;\s]+|[,;\s]+$/g, '');
}
