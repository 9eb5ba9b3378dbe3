/** A field of one text: into the place of the replaced recipient, or behind the others. */
import type { ChipsField, RecipientField, TextField } from '../sites/site.ts';
import type { Attempt } from './insert.ts';
import { joined, placeOf, without, withoutRecipient } from './list-text.ts';
import type { Meanwhile } from './meanwhile.ts';
import { chipsOf, chipText, inputOf, removeChip } from './parts.ts';
import { splitRecipients } from './text.ts';
import { climb } from './write.ts';

/** @param now the field as it is known by then: one that nobody described may turn out to hold chips */
export function intoText(
  root: Element,
  field: TextField,
  now: () => RecipientField,
  address: string,
  replaces: readonly string[],
  meanwhile: Meanwhile,
): Attempt {
  const valueNow = (): string => inputOf(root, field)?.value ?? '';
  const before = valueNow();
  const [first, ...more] = replaces;
  const cleared = more.reduce(withoutRecipient, before);
  const place = first === undefined ? undefined : placeOf(cleared, first);
  const after = place
    ? `${cleared.slice(0, place.start)}${address}${cleared.slice(place.end)}`
    : joined(cleared, address);
  const others = splitRecipients(place ? cleared.slice(0, place.start) + cleared.slice(place.end) : cleared);

  const write = (text: string): void => {
    for (const [at, rung] of field.rungs.entries()) {
      const input = inputOf(root, field);
      // What the webmail has taken is not given to it twice.
      if (input && (at === 0 || input.value === text)) meanwhile.ours(() => climb[rung](input, text));
    }
  };
  const chips = (): readonly { chip: Element; known: ChipsField }[] => {
    const known = now();
    return known.kind === 'chips' ? chipsOf(root, known).map((chip) => ({ chip, known })) : [];
  };
  write(after);
  return {
    stands() {
      const typed = splitRecipients(valueNow());
      const recipients = [...chips().map(({ chip, known }) => chipText(chip, known)), ...typed.recipients];
      const { pending } = typed;
      return [
        ...without(recipients, others.recipients),
        ...(pending === others.pending ? [] : [pending]),
      ].filter(Boolean);
    },
    undo() {
      for (const { chip, known } of chips()) removeChip(chip, known);
      const typedOnto = meanwhile.before();
      if (typedOnto === undefined) write(before);
      // Typed in the middle of it, nobody knows which part is whose: then it stays, and is shown.
      else if (valueNow().startsWith(typedOnto)) write(joined(before, valueNow().slice(typedOnto.length)));
    },
  };
}
