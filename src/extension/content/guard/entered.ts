/**
 * What a person put into the recipient fields, as it was before the webmail made chips of it: many cut a route into pieces while it is
 * typed, and some make another, perfectly valid address of it. Kept only as long as the composer.
 */
import type { How } from '../../../core/webmail/behaviour.ts';
import type { RecipientField } from '../../sites/site.ts';
import { mayBeRoute } from './route-text.ts';

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
  /** An address that we put in does not stand: it was not the person who entered it. */
  refused(address: string): void;
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
  /** Pasted or dropped. */
  bring(text: string): void;
  /** By any of those ways, or by others, such as an input method: about to happen. */
  change(): void;
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
  const bring = (event: Event, data: DataTransfer | null): void => {
    const text = data?.getData('text/plain');
    if (event.isTrusted && text) recorderOf(event)?.bring(text);
  };
  window.addEventListener('paste', (event) => bring(event, event.clipboardData), at);
  window.addEventListener('drop', (event) => bring(event, event.dataTransfer), at);
  // Before it happens; and not for what a script writes, as `input` is.
  window.addEventListener('beforeinput', (event) => event.isTrusted && recorderOf(event)?.change(), at);
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
  /** Key by key, for many webmails take the beginning away meanwhile; undefined where keys alone don't tell what came of it. */
  let typed: string | undefined = '';
  /** Whether the text began in an empty field, so that all that stands there is the person's; undefined before it begins. */
  let isAlone: boolean | undefined;
  /** A suggestion is being chosen: then what stands there is not what is taken. */
  let isChoosing = false;
  /** Pasted or dropped, and perhaps still in the field, where it may become something longer. */
  let brought: Entered | undefined;
  const value = (): string => ('value' in input ? String(input.value) : (input.textContent ?? ''));
  const keep = (text: string, how: How): Entered => {
    const kept = { text: text.slice(0, longest), how };
    done = [...done.slice(1 - most), kept];
    return kept;
  };
  const isEmpty = (): boolean => value().trim() === '';
  const begin = (): void => {
    isAlone ??= isEmpty();
  };
  const replaceAll = (key: string): void => {
    done = done.filter((entry) => entry !== brought);
    brought = undefined;
    isAlone = true;
    typed = key;
  };
  /** Where keys don't tell: what stands in the field, if it is a route and nothing else was there. */
  const keepStanding = (): void => {
    const standing = value().trim();
    if (!isAlone || isChoosing || !mayBeRoute(standing)) return;
    if (brought) {
      const isLonger = standing.startsWith(brought.text.trim());
      // Where no key came since, or it was typed on and begins otherwise now, the webmail made that of it.
      if (standing === brought.text.trim() || typed === '' || (typed !== undefined && !isLonger)) return;
      done = done.filter((entry) => entry !== brought);
    }
    keep(standing, 'typed');
  };
  const forget = (): void => {
    typed = '';
    isAlone = undefined;
    isChoosing = false;
    brought = undefined;
  };
  /** A text ends, and the webmail has not seen yet that it does. */
  const finish = (): void => {
    if (typed && brought === undefined) keep(typed, 'typed');
    else keepStanding();
    forget();
  };
  return {
    key(event) {
      const { key } = event;
      const isCommand = event.ctrlKey || event.metaKey || event.altKey;
      const isText = key.length === 1 && (event.getModifierState('AltGraph') || !isCommand);
      const { start, end, length } = selectionIn(input, value());
      if (key === 'Enter' || key === 'Tab') {
        if (!event.isComposing) finish();
        return;
      }
      if (isText) begin();
      // The webmail took it.
      if (isEmpty()) brought = undefined;
      isChoosing = key === 'ArrowUp' || key === 'ArrowDown' || (isChoosing && !isText);
      if (event.isComposing) typed = undefined;
      else if (isText && length > 0 && end - start === length) replaceAll(key);
      else if (isText && length === 0 && typed === undefined) replaceAll(key);
      else if (isText && start === length && typed !== undefined) typed = (typed + key).slice(-longest);
      else if (key === 'Backspace' && start === length && length > 0 && !isCommand)
        typed = typed?.slice(0, -1);
      else if (isText) {
        // A chip may be made of it without another key.
        if (key === ',' || key === ';') keepStanding();
        typed = undefined;
      } else if (isCommand ? isChanging(event) : !passive.has(key)) typed = undefined;
    },
    bring(text) {
      begin();
      const { start, end } = selectionIn(input, value());
      // What becomes of it behind something that the webmail left there, nobody knows.
      if (isAlone) brought = keep(value().slice(0, start) + text + value().slice(end), 'inserted');
      typed = isEmpty() ? '' : undefined;
    },
    change() {
      begin();
      if (typed === '' && brought === undefined) typed = undefined;
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
    refused(address) {
      done = done.filter(({ text, settled }) => settled || text.trim() !== address);
      forget();
    },
    inserted(address, insteadOf) {
      done = done.filter(({ text }) => !insteadOf.includes(text.trim()));
      done = [...done.slice(1 - most), { text: address, how: 'inserted', settled: true }];
      if (value() === '') typed = '';
    },
    clear() {
      done = [];
      forget();
    },
  };
}

/** Keys that change no text. */
const passive = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Escape']);
/** And those that do, or move in it, together with Ctrl and its like: cut, undo, redo. */
const changing = new Set(['x', 'y', 'z', 'backspace', 'delete', 'arrowleft', 'arrowright', 'home', 'end']);
/** Option on a Mac writes other letters. */
const isChanging = ({ key, altKey }: KeyboardEvent): boolean =>
  changing.has(key.toLowerCase()) || (altKey && key.length === 1);

/** Where the next key goes. An element that doesn't tell is written in at its end. */
function selectionIn(input: HTMLElement, { length }: string) {
  const [start, end] =
    'selectionStart' in input && 'selectionEnd' in input
      ? [Number(input.selectionStart), Number(input.selectionEnd)]
      : [length, length];
  return { start, end, length };
}
