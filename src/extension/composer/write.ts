/**
 * Writes into a page's control so that the page notices. Runs in the content script's isolated world, where the setter is the
 * browser's own: a framework that overlays `value` on its elements in the page's world sees a change that it did not make.
 */

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Sets the text, then says so as a person's typing and leaving the field would. */
export function setText(control: Control, text: string): void {
  control.value = text;
  // `composed`, as the browser's own: a composer may sit in a shadow root.
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs a step that may move the focus, and gives the focus and selection back to whom they belonged. */
export function keepingFocus<T>(document: Document, step: () => T): T {
  const focused = document.activeElement;
  const selection =
    focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
      ? ([focused.selectionStart, focused.selectionEnd] as const)
      : undefined;
  const result = step();
  if (focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
    if (selection?.[0] != null && 'setSelectionRange' in focused) {
      (focused as Control).setSelectionRange(selection[0], selection[1]);
    }
  }
  return result;
}
