/** Texts that hold several recipients: one out of them, and two of them together. */
import type { Span } from '../../core/address/recipient.ts';
import { spanOf } from './text.ts';
import { trimSeparators } from './trim.ts';

/** Two lists as one. */
export const joined = (...lists: readonly string[]): string =>
  lists.map(trimSeparators).filter(Boolean).join(', ');

export function withoutRecipient(list: string, text: string): string {
  const place = placeOf(list, text);
  return place ? joined(list.slice(0, place.start), list.slice(place.end)) : list;
}

/** The same characters as a member of the list; else a recipient that means the same; else, for what was no recipient, the same characters. */
export function placeOf(list: string, text: string): Span | undefined {
  if (text === '') return undefined;
  const exact = list.indexOf(text);
  const found = { start: exact, end: exact + text.length };
  const [before, after] = [list.slice(0, found.start), list.slice(found.end)];
  if (exact >= 0 && /(?:^|[,;])\s*$/.test(before) && /^\s*(?:$|[,;])/.test(after)) return found;
  // Never the end of another word.
  const isWhole = exact >= 0 && /(?:^|[\s,;<])$/.test(before) && /^(?:$|[\s,;>])/.test(after);
  return spanOf(list, text) ?? (isWhole ? found : undefined);
}

/** `all` without one of each of `some`. */
export function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const rest = [...some];
  return all.filter((text) => {
    const at = rest.indexOf(text);
    if (at < 0) return true;
    rest.splice(at, 1);
    return false;
  });
}
