/** Key presses in the DevTools Protocol's words. */

/** The keys that are no letters. */
const keys: Readonly<Record<string, { code: string; keyCode: number; text?: string }>> = {
  Enter: { code: 'Enter', keyCode: 13, text: '\r' },
  Tab: { code: 'Tab', keyCode: 9 },
  Escape: { code: 'Escape', keyCode: 27 },
  Backspace: { code: 'Backspace', keyCode: 8 },
  Delete: { code: 'Delete', keyCode: 46 },
  Home: { code: 'Home', keyCode: 36 },
  End: { code: 'End', keyCode: 35 },
  ArrowUp: { code: 'ArrowUp', keyCode: 38 },
  ArrowDown: { code: 'ArrowDown', keyCode: 40 },
  ArrowLeft: { code: 'ArrowLeft', keyCode: 37 },
  ArrowRight: { code: 'ArrowRight', keyCode: 39 },
  ' ': { code: 'Space', keyCode: 32, text: ' ' },
};
/** What one can type into; a field with suggestions is a combobox. */
export const textRoles = ['textbox', 'searchbox', 'combobox'];
const modifierBits = { alt: 1, control: 2, meta: 4, shift: 8 } as const;
export type Modifier = keyof typeof modifierBits;

/** Parameters of Input.dispatchKeyEvent for the key going down and coming up. */
export function keyEvents(
  key: string,
  modifiers: readonly Modifier[],
): readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] {
  const letter = { code: `Key${key.toUpperCase()}`, keyCode: key.toUpperCase().charCodeAt(0), text: key };
  const { code, keyCode, text } = keys[key] ?? letter;
  const held = modifiers.reduce((bits, modifier) => bits | modifierBits[modifier], 0);
  const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers: held };
  // With Control, Alt or Meta held a key types nothing.
  const types = text !== undefined && (held & ~modifierBits.shift) === 0;
  return [
    { type: 'keyDown', ...event, ...(types ? { text } : {}) },
    { type: 'keyUp', ...event },
  ];
}
