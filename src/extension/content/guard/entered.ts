/**
 * What a person put into the recipient fields, as it was before the webmail made chips of it: many cut a route into pieces while it is
 * typed, and some make another, perfectly valid address of it. Kept only as long as the composer.
 */
import type { How } from '../../../core/webmail/behaviour.ts';
import type { RecipientField } from '../../sites/site.ts';

/** A text as it was put into a field, before the webmail made anything of it. */
export interface Entered {
  readonly text: string;
  readonly how: How;
  /** It stood there once, as it was meant: if it does no more, the person took it out. */
  readonly settled?: boolean;
}

/** Of one field. */
export interface Entries {
  /** In their order, with what is being typed now. */
  all(): readonly Entered[];
  /** Something was put in that did not stand there yet. */
  isUnsettled(): boolean;
  /** The field changed: notes which of the entered texts stand there now as they were meant. */
  settle(stands: (text: string) => boolean): void;
  /** An address was put in by us and stands: it is meant from now on, and what it took the place of no more. */
  inserted(address: string, insteadOf: readonly string[]): void;
  /** Nothing is meant any more. */
  clear(): void;
}

export type EntriesOf = (input: HTMLElement, kind: RecipientField['kind'], signal: AbortSignal) => Entries;

/** More than this nobody types into a field; and a page can't make us keep more. */
const most = 200;
const longest = 10_000;

interface Recorder extends Entries {
  key(event: KeyboardEvent): void;
  paste(event: ClipboardEvent): void;
  leave(): void;
}

/**
 * Listens in one window for all fields that it is asked about. On window, and from its beginning, so that it comes before the page's own
 * listeners: a webmail that makes a chip of a key keeps that key to itself.
 */
export function rememberEntries(window: Window, signal: AbortSignal): EntriesOf {
  const recorders = new Map<EventTarget, { readonly recorder: Recorder; readonly life: AbortSignal }>();
  const at = { capture: true, signal } as const;
  const recorderOf = (event: Event): Recorder | undefined =>
    recorders.size > 0 ? recorders.get(event.composedPath()[0] as EventTarget)?.recorder : undefined;
  window.addEventListener('keydown', (event) => event.isTrusted && recorderOf(event)?.key(event), at);
  window.addEventListener('paste', (event) => event.isTrusted && recorderOf(event)?.paste(event), at);
  window.addEventListener('blur', (event) => recorderOf(event)?.leave(), at);
  return (input, kind, life) => {
    // The same field, known by more of its parts now: what was put into it stays.
    const recorder = recorders.get(input)?.recorder ?? record(input, kind);
    recorders.set(input, { recorder, life });
    const forget = (): void => {
      if (recorders.get(input)?.life === life) recorders.delete(input);
    };
    life.addEventListener('abort', forget, { once: true });
    return recorder;
  };
}

function record(input: HTMLElement, kind: RecipientField['kind']): Recorder {
  let done: readonly Entered[] = [];
  /** Key by key; undefined once a key moved about in it, so that nobody knows what came of it. */
  let typed: string | undefined = '';
  const value = (): string => ('value' in input ? String(input.value) : (input.textContent ?? ''));
  const keep = ({ text, how }: Entered): void => {
    done = [...done.slice(1 - most), { text: text.slice(0, longest), how }];
  };
  const finish = (): void => {
    if (typed) keep({ text: typed, how: 'typed' });
    typed = '';
  };
  return {
    key(event) {
      const isText =
        event.key.length === 1 &&
        (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey));
      if (event.key === 'Enter' || event.key === 'Tab') finish();
      else if (isText && typed !== undefined && isAtEnd(input)) typed = (typed + event.key).slice(-longest);
      else if (event.key === 'Backspace' && typed && value() !== '') typed = typed.slice(0, -1);
      else if (!passive.has(event.key) && !event.ctrlKey && !event.metaKey) typed = undefined;
    },
    paste(event) {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Pasted behind something typed, it is one text with it; anywhere else nobody knows.
      if (value().trim() === '') keep({ text, how: 'inserted' });
      else typed = undefined;
    },
    leave: finish,
    all() {
      // A text field holds what was typed; but it takes pasted lines as one.
      if (kind === 'text') return done.filter(({ text, settled }) => settled || /[\r\n]/.test(text));
      return typed ? [...done, { text: typed, how: 'typed' }] : done;
    },
    isUnsettled: () => done.some(({ settled }) => !settled),
    settle(stands) {
      done = done.map((entry) =>
        entry.settled || !stands(entry.text) ? entry : { ...entry, settled: true },
      );
    },
    inserted(address, insteadOf) {
      done = done.filter(({ text }) => !insteadOf.includes(text.trim()));
      done = [...done.slice(1 - most), { text: address, how: 'inserted', settled: true }];
      if (value() === '') typed = '';
    },
    clear() {
      done = [];
      typed = '';
    },
  };
}

/** Keys that change no text. */
const passive = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Escape']);

const isAtEnd = (input: HTMLElement): boolean =>
  !('selectionEnd' in input) || input.selectionEnd === String('value' in input ? input.value : '').length;
