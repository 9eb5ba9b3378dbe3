/**
 * What a person put into one recipient field, as it was before the webmail made chips of it: many cut a route into pieces while it is
 * typed, and some make another, perfectly valid address of it. Kept only as long as the composer.
 */
import type { FieldContent } from '../../messages.ts';
import type { RecipientField } from '../../sites/site.ts';
import { type Entered, isSettled } from './judge.ts';

export interface Entries {
  /** In their order, with what is being typed now. */
  all(): readonly Entered[];
  /** The field changed: notes what of it stands there now. Where it is empty, nothing is meant any more. */
  settle(content: FieldContent): void;
  clear(): void;
}

/** More than this nobody types into a field; and a page can't make us keep more. */
const most = 200;
const longest = 10_000;

export function rememberEntries(
  input: HTMLElement,
  kind: RecipientField['kind'],
  signal: AbortSignal,
): Entries {
  const { defaultView: window } = input.ownerDocument;
  let done: Entered[] = [];
  /** Key by key; undefined once a key moved about in it, so that nobody knows what came of it. */
  let typed: string | undefined = '';
  const finish = (): void => {
    if (typed) keep({ text: typed, how: 'typed' });
    typed = '';
  };
  const keep = ({ text, how }: Entered): void => {
    done = [...done.slice(1 - most), { text: text.slice(0, longest), how }];
  };
  const own = (event: Event): boolean => event.isTrusted && event.composedPath()[0] === input;
  const value = (): string => ('value' in input ? String(input.value) : (input.textContent ?? ''));

  // On window, and before the page's own listeners: a webmail that makes a chip of a key keeps it to itself.
  const at = { capture: true, signal } as const;
  window?.addEventListener(
    'keydown',
    (event) => {
      if (!own(event)) return;
      const isText =
        event.key.length === 1 &&
        (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey));
      if (event.key === 'Enter' || event.key === 'Tab') finish();
      else if (isText && typed !== undefined && isAtEnd(input)) typed = (typed + event.key).slice(-longest);
      else if (event.key === 'Backspace' && typed && value() !== '') typed = typed.slice(0, -1);
      else if (!passive.has(event.key) && !event.ctrlKey && !event.metaKey) typed = undefined;
    },
    at,
  );
  window?.addEventListener(
    'paste',
    (event) => {
      if (!own(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Pasted behind something typed, it is one text with it; anywhere else nobody knows.
      if (value().trim() === '') keep({ text, how: 'inserted' });
      else typed = undefined;
    },
    at,
  );
  window?.addEventListener('blur', (event) => event.composedPath()[0] === input && finish(), at);

  return {
    all() {
      // A text field holds what was typed; but it takes pasted lines as one.
      if (kind === 'text') return done.filter(({ text }) => /[\r\n]/.test(text));
      return typed ? [...done, { text: typed, how: 'typed' }] : done;
    },
    settle(content) {
      if (content.recipients.length === 0 && content.pending === '') return clear();
      done = done.map((entry) =>
        entry.settled || !isSettled(entry.text, content) ? entry : { ...entry, settled: true },
      );
    },
    clear,
  };

  function clear(): void {
    done = [];
    typed = '';
  }
}

/** Keys that change no text. */
const passive = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Escape']);

const isAtEnd = (input: HTMLElement): boolean =>
  !('selectionEnd' in input) || input.selectionEnd === String('value' in input ? input.value : '').length;
