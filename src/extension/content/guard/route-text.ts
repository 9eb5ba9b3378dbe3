/**
 * Whether something in a composer might be a route, told without the address grammar: for the short time in which that is not loaded yet.
 * Rather once too often than once too seldom; ordinary recipients have none of these characters.
 */
import { carriedText, chipsOf, chipText, inputOf } from '../../composer/parts.ts';
import type { OpenComposer } from '../handover.ts';

/** "%", "!" and ":" also in full width; an "@" that begins an address, and two in one. */
const routed = /[%!:\uff05\uff01\uff1a]|(?:^|[\s,;<])[@\uff20]|[@\uff20][^\s,;<>]*[@\uff20]/;

/** One text. */
export const mayBeRoute = (text: string): boolean => routed.test(text);

export function mayHoldRoute({ site, root, fields }: OpenComposer): boolean {
  return [...fields.values()].some(({ name, entries }) => {
    const field = site.fields[name];
    if (field === undefined) return false;
    const texts = [inputOf(root, field)?.value ?? '', ...entries.all().map(({ text }) => text)];
    if (field.kind === 'chips')
      texts.push(
        ...chipsOf(root, field).map((chip) => chipText(chip, field)),
        carriedText(root, field) ?? '',
      );
    return texts.some(mayBeRoute);
  });
}
