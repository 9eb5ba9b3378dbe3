/** What stands in one recipient field, read and assessed again only where it changed. */
import type { Field } from '../../core/address/field.ts';
import { chipsOf, chipText } from '../composer/parts.ts';
import type { RecipientField } from '../sites/site.ts';
import { assessChip, type RecipientMark, typedField } from './assess.ts';

export interface MarkedChip {
  readonly chip: Element;
  readonly mark: RecipientMark;
}

export interface Standing {
  /** The same array as before while no chip changed. */
  readonly chips: readonly MarkedChip[];
  /** All that stands in the input. */
  readonly typed: Field;
  /** The person is at it. */
  readonly typing: boolean;
}

/** A page may make any number of them. */
const most = 300;

/**
 * @param input the field's own, in which the person types
 * @returns reads the field; `anew` where its chips may be others than before
 */
export function standingReader(
  root: Element,
  field: RecipientField,
  input: HTMLElement,
): (anew: boolean) => Standing {
  let chips: readonly MarkedChip[] = [];
  let typed: Field | undefined;
  const known = new WeakMap<Element, RecipientMark>();
  const markedChip = (chip: Element, text: string): MarkedChip => {
    const last = known.get(chip);
    const mark = last?.text === text ? last : assessChip(text);
    known.set(chip, mark);
    return { chip, mark };
  };
  return (anew) => {
    if (anew && field.kind === 'chips')
      chips = chipsOf(root, field)
        .slice(0, most)
        .map((chip) => markedChip(chip, chipText(chip, field)));
    typed = typedField('value' in input ? String(input.value) : '', typed);
    return { chips, typed, typing: input.matches(':focus') };
  };
}
