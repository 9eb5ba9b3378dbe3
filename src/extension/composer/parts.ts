/** The parts of a recipient field, as its site file names them. Knows no grammar: the first stage of the content script looks at them too. */
import type { ChipsField, RecipientField } from '../sites/site.ts';
import { trimSeparators } from './trim.ts';

export type Control = HTMLInputElement | HTMLTextAreaElement;

export function inputOf(root: Element, field: RecipientField): Control | undefined {
  return asControl(root.querySelector(field.input.css));
}

export function chipsOf(root: Element, field: ChipsField): readonly Element[] {
  return [...root.querySelectorAll(field.chip.css)];
}

/** A chip as `address` or `Name <address>`. */
export function chipText(chip: Element, field: ChipsField): string {
  const text = field.chipText
    .map(({ css, attribute }) => {
      const element = css === ':scope' ? chip : chip.querySelector(css);
      return (attribute ? element?.getAttribute(attribute) : element?.textContent) ?? '';
    })
    .join('');
  const tail = field.chipTail;
  return trimSeparators(tail !== undefined && text.endsWith(tail) ? text.slice(0, -tail.length) : text);
}

/** What the webmail would send of this field, when it keeps that in a hidden control. */
export function carriedText(root: Element, field: ChipsField): string | undefined {
  return field.carrier && asControl(root.querySelector(field.carrier.css))?.value;
}

/** By its own control, as a person would. */
export function removeChip(chip: Element, field: ChipsField): void {
  const control = chip.querySelector(field.remove.css);
  if (control instanceof HTMLElement) control.click();
}

function asControl(element: Element | null): Control | undefined {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : undefined;
}
