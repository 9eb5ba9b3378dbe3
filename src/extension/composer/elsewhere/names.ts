/** What a control of a page is called, and which part of a composer that makes it. */
import { plain, type Role, roleOfKey, roleOfLabel } from './labels.ts';

/** Why a control is taken for a part. */
export interface Named {
  readonly role: Role;
  /** The label itself, or the name in the page's code. */
  readonly by: 'label' | 'name';
  readonly text: string;
  /** Both say so. */
  readonly twice: boolean;
}

/** Longer texts are none. */
const longestLabel = 60;

/** By its label before its name: the label is what the person reads. */
export function nameOf(control: Element): Named | undefined {
  const key = ['name', 'id', 'data-testid']
    .map((attribute) => control.getAttribute(attribute) ?? '')
    .find((value) => roleOfKey(value) !== undefined);
  const byKey = key === undefined ? undefined : roleOfKey(key);
  for (const label of labelsOf(control)) {
    const role = label.trim().length > longestLabel ? undefined : roleOfLabel(label);
    if (role) return { role, by: 'label', text: label.trim(), twice: role === byKey };
  }
  return key !== undefined && byKey ? { role: byKey, by: 'name', text: key, twice: false } : undefined;
}

/** The labels of a button; what is written on it first. */
export function buttonRole(button: Element): Role | undefined {
  const texts = [
    button instanceof HTMLInputElement ? button.value : shortText(button),
    ...['aria-label', 'title', 'data-tooltip'].map((name) => button.getAttribute(name) ?? ''),
  ];
  return texts
    .map((text) => (text.trim().length > longestLabel ? undefined : roleOfLabel(text)))
    .find(Boolean);
}

function* labelsOf(control: Element): Iterable<string> {
  yield control.getAttribute('aria-label') ?? '';
  const tree = control.getRootNode() as Document | ShadowRoot;
  for (const id of (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean).slice(0, 5))
    yield shortText(tree.getElementById(id));
  if ('labels' in control)
    for (const label of (control as HTMLInputElement).labels ?? []) yield textAlone(label);
  for (const name of ['placeholder', 'title', 'aria-placeholder']) yield control.getAttribute(name) ?? '';
  yield* textBefore(control);
}

/** A label around its control holds that too. */
function textAlone(label: Element): string {
  return [...label.childNodes]
    .filter((node) => !(node instanceof Element && node.querySelector('*')) || node.textContent === '')
    .map((node) => node.textContent)
    .join(' ');
}

/** How far from its field a label without any tie to it may stand, in levels of the tree: as many as a table's cell and two wrappers. */
const levels = 5;

/** The short text that stands before the field and belongs to no other; and the name of a group around it. */
function* textBefore(control: Element): Iterable<string> {
  let at: Element | null = control;
  for (let level = 0; level < levels && at !== null; level++) {
    const text = textRightBefore(at);
    if (text !== '') {
      yield text;
      return;
    }
    const before: Element | null = at.previousElementSibling;
    if (before !== null) {
      const own = shortText(before);
      if (plain(own) !== '' && !before.matches(fieldOrButton) && !before.querySelector(fieldOrButton)) {
        yield own;
        return;
      }
      // A link or button that opens the address book is often the label.
      if (before.matches('button, a')) yield own;
      if (before.querySelector('input:not([type="hidden"]), textarea')) return;
    }
    at = at.parentElement;
    if (at !== null) yield at.getAttribute('aria-label') ?? '';
  }
}

/** The text of a small element; nothing of a large one, such as all mail in a folder. */
function shortText(element: Element | null): string {
  if (element === null || element.getElementsByTagName('*')[largest] !== undefined) return '';
  const text = element.textContent ?? '';
  return text.length > 10 * longestLabel ? '' : text;
}

/** Elements in what may be a label. */
const largest = 30;

/** Text that stands in no element of its own. */
function textRightBefore(element: Element): string {
  let text = '';
  for (let at = element.previousSibling; at !== null && !(at instanceof Element); at = at.previousSibling)
    if (at instanceof Text) text = at.data + text;
  return text.trim();
}

const fieldOrButton = 'input:not([type="hidden"]), textarea, select, button, [contenteditable]';
