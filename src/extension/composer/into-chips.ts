/** A field of chips: a text that is put into its input becomes a chip, by the first of its rungs that this webmail takes. */
import type { ChipsField } from '../sites/site.ts';
import type { Attempt } from './insert.ts';
import { joined, without, withoutRecipient } from './list-text.ts';
import type { Meanwhile } from './meanwhile.ts';
import { carriedText, chipsOf, chipText, inputOf, removeChip } from './parts.ts';
import { sameRecipient, splitRecipients } from './text.ts';
import { trimSeparators } from './trim.ts';
import { patience, wait } from './wait.ts';
import { climb, setText } from './write.ts';

export async function intoChips(
  root: Element,
  field: ChipsField,
  address: string,
  replaces: readonly string[],
  meanwhile: Meanwhile,
  signal: AbortSignal,
): Promise<Attempt> {
  const valueNow = (): string => inputOf(root, field)?.value ?? '';
  const before = new Set(chipsOf(root, field));
  const typed = valueNow();
  const old = new Set<Element>();
  const replacesTyped = replaces.filter((text) => {
    const chip = [...before].find((one) => !old.has(one) && matches(one, field, text));
    if (chip) old.add(chip);
    return chip === undefined;
  });
  // What the person was typing waits outside meanwhile, without what the new recipient replaces of it.
  const keptTyped = replacesTyped.reduce(
    (kept, text) => (trimSeparators(kept) === trimSeparators(text) ? '' : withoutRecipient(kept, text)),
    typed,
  );
  // Where what stands in the input is sent too, the new recipient stands behind it.
  const text = field.sendsPending ? joined(keptTyped, address) : address;
  const others = field.sendsPending ? splitRecipients(keptTyped) : { recipients: [], pending: '' };

  const fresh = (): readonly Element[] => chipsOf(root, field).filter((chip) => !before.has(chip));
  const restoreTyped = (restored: string): void => {
    const input = inputOf(root, field);
    if (input === undefined || input.value === restored) return;
    // Not announced by `change`: that would make a chip of it.
    input.value = restored;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };

  /** What the person typed meanwhile, where it was taken aside. */
  let aside = '';
  const takeAside = (): string => {
    const { left, tail } = meanwhile.take(valueNow());
    aside += tail;
    return left;
  };
  for (const [at, rung] of field.rungs.entries()) {
    if (at > 0) takeAside();
    const input = inputOf(root, field);
    if (input) meanwhile.ours(() => climb[rung](input, text));
    for (const moment of patience) {
      if (fresh().length > 0) break;
      await wait(moment, signal);
    }
    if (fresh().length > 0 || field.sendsPending) break;
  }
  const made = fresh();
  // Where what is still typed is sent too, the new recipient stands in the input, and so does what the person writes behind it.
  const leftover = field.sendsPending ? '' : trimSeparators(takeAside());
  const isRestored = made.length > 0 && leftover === '' && !field.sendsPending;
  if (isRestored) restoreTyped(keptTyped + aside);

  return {
    stands() {
      const chips = fresh().map((chip) => chipText(chip, field));
      if (field.sendsPending) {
        const { recipients, pending } = splitRecipients(valueNow());
        return without([...chips, ...recipients, pending].filter(Boolean), [
          ...others.recipients,
          others.pending,
        ]);
      }
      if (chips.length === 0) return [];
      // Together they are one text: the rest is no recipient that somebody added.
      if (leftover !== '') return [[...chips, leftover].join(', ')];
      // The chip is what the person sees; the carrier is what the webmail sends. Both have to mean it.
      const carried = carriedText(root, field);
      return carried === undefined || chips.every((chip) => carried.includes(chip))
        ? chips
        : [[...chips, carried].join(', ')];
    },
    undo() {
      const now = valueNow();
      const isEdited = isRestored && !now.startsWith(meanwhile.before() ?? '');
      const own = aside + meanwhile.take(now).tail;
      // Emptied and announced first: the webmail writes its list anew, with whatever is in the input.
      const input = inputOf(root, field);
      if (input) setText(input, '');
      // What the person made since is theirs.
      for (const chip of meanwhile.hasTyped() ? made : fresh()) if (chip.isConnected) removeChip(chip, field);
      if (isEdited) restoreTyped(now);
      else if (own === '' || keptTyped === typed) restoreTyped(typed + own);
      // What is replaced comes back, and what they began in its place.
      else restoreTyped(joined(typed, own));
    },
    finish() {
      for (const chip of old) if (chip.isConnected) removeChip(chip, field);
    },
  };
}

function matches(chip: Element, field: ChipsField, text: string): boolean {
  const stands = chipText(chip, field);
  return stands === trimSeparators(text) || sameRecipient(stands, text);
}
