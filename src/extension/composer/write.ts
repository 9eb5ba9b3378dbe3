/**
 * Writes into a page's control so that the page notices. Runs in the content script's isolated world, where the setter is the
 * browser's own: a framework that overlays `value` on its elements in the page's world sees a change that it did not make.
 */

import type { Rung } from '../sites/site.ts';
import type { Control } from './parts.ts';

/** Sets the text, then says so as a person's typing and leaving the field would. */
export function setText(control: Control, text: string): void {
  setValue(control, text);
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Climbs one rung: the text is put into the control, and the webmail told in the one way that this rung is. */
export const climb: Readonly<Record<Rung, (control: Control, text: string) => void>> = {
  'set-change': setText,
  'set-enter': (control, text) => {
    setValue(control, text);
    press(control, 'Enter', 'Enter', 13);
  },
  'set-comma': (control, text) => {
    setValue(control, text);
    press(control, ',', 'Comma', 188);
  },
  'set-blur': (control, text) => whileFocused(control, () => setValue(control, text)),
  'insert-text': (control, text) =>
    whileFocused(control, () => {
      control.select();
      // Deprecated, and the one way in which a page sees its own typing.
      control.ownerDocument.execCommand('insertText', false, text);
    }),
  paste: (control, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    // Firefox hands a DataTransfer over empty; it takes the two words instead.
    const init = { ...reaching, clipboardData, dataType: 'text/plain', data: text };
    control.dispatchEvent(new ClipboardEvent('paste', init));
  },
};

/** As the browser's own events: through shadow roots, and open to a page that wants to keep them. */
const reaching = { bubbles: true, composed: true, cancelable: true };

/** `keyCode` is out of date, and what older webmails look at. */
function press(control: Control, key: string, code: string, keyCode: number): void {
  for (const type of ['keydown', 'keypress', 'keyup'])
    control.dispatchEvent(new KeyboardEvent(type, { ...reaching, key, code, keyCode }));
}

/** In a page that has no focus itself, the browser tells of neither its coming nor its going: then it is told here. */
function whileFocused(control: Control, step: () => void): void {
  const alone = !control.ownerDocument.hasFocus();
  const tell = (type: string, bubbles: boolean): void => {
    if (alone) control.dispatchEvent(new FocusEvent(type, { bubbles, composed: true }));
  };
  control.focus({ preventScroll: true });
  tell('focus', false);
  tell('focusin', true);
  step();
  control.blur();
  tell('blur', false);
  tell('focusout', true);
}

function setValue(control: Control, text: string): void {
  control.value = text;
  // `composed`, as the browser's own: a composer may sit in a shadow root.
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
}

/** Runs a step that may move the focus, and gives the focus and selection back to whom they belonged. */
export async function keepingFocus<T>(document: Document, step: () => T | Promise<T>): Promise<T> {
  const focused = document.activeElement;
  const selection =
    focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
      ? ([focused.selectionStart, focused.selectionEnd] as const)
      : undefined;
  const result = await step();
  if (focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
    if (selection?.[0] != null && 'setSelectionRange' in focused) {
      (focused as Control).setSelectionRange(selection[0], selection[1]);
    }
  }
  return result;
}
