/**
 * Puts one recipient into a field, reads back what the webmail made of it, and takes it out again if that means something else.
 * Most webmails damage routes without a word, so nothing counts as inserted before it was read back: at once, and again
 * after they had time to change their mind.
 */
import type { Span } from '../../core/address/recipient.ts';
import type { FieldName, InsertAnswer } from '../messages.ts';
import type { ChipsField, RecipientField, Site, TextField } from '../sites/site.ts';
import { carriedText, chipsOf, chipText, inputOf } from './parts.ts';
import { sameRecipient, spanOf, splitRecipients } from './text.ts';
import { trimSeparators } from './trim.ts';
import { climb, keepingFocus, setText } from './write.ts';

/** Webmails undo early writes within this time; measured on one that resets its field 100 ms after it appears. */
const settleAfter = 300;

/** What became of one attempt, and how to undo it. */
interface Attempt {
  /** What stands there now instead of nothing: the new chips, or the text. Empty: the webmail took nothing. */
  stands(): readonly string[];
  undo(): void;
  /** Once it stands: takes the replaced one out. */
  finish?(): void;
}

/**
 * @param replaces the recipients, as `read` gave them, whose place the new one takes: of the first, where they are several
 * @returns what stands in the field when it means the same as `address`, else why not
 */
export async function insertRecipient(
  site: Site,
  root: Element,
  name: FieldName,
  address: string,
  replaces: readonly string[],
  signal: AbortSignal,
): Promise<InsertAnswer> {
  const field = site.fields[name];
  const input = field && inputOf(root, field);
  if (field === undefined || input === undefined) return { ok: false, reason: 'no-field' };

  const attempt = await keepingFocus(root.ownerDocument, () =>
    field.kind === 'text'
      ? intoText(root, field, () => site.fields[name] ?? field, address, replaces)
      : intoChips(root, field, address, replaces, signal),
  );
  const verdict = (): InsertAnswer => {
    const stands = attempt.stands();
    const [first] = stands;
    if (first === undefined) return { ok: false, reason: 'not-taken' };
    if (stands.length === 1 && sameRecipient(first, address)) return { ok: true, stands: first };
    return { ok: false, reason: 'changed', stands: stands.join(', ') };
  };

  // One that nobody described may make a chip of the text, a moment later.
  for (const moment of field.kind === 'text' ? patience : [])
    if (attempt.stands().length === 0) await wait(moment, signal);
  let answer = verdict();
  if (answer.ok) {
    await wait(settleAfter, signal);
    answer = verdict();
  }
  const accepted = answer.ok;
  await keepingFocus(root.ownerDocument, () => (accepted ? attempt.finish?.() : attempt.undo()));
  return answer;
}

/**
 * A field of one text: into the place of the replaced recipient, or behind the others.
 * @param now the field as it is known by then: one that nobody described may turn out to hold chips
 */
function intoText(
  root: Element,
  field: TextField,
  now: () => RecipientField,
  address: string,
  replaces: readonly string[],
): Attempt {
  const before = inputOf(root, field)?.value ?? '';
  const [first, ...more] = replaces;
  const cleared = more.reduce(withoutRecipient, before);
  const place = first === undefined ? undefined : placeOf(cleared, first);
  const after = place
    ? `${cleared.slice(0, place.start)}${address}${cleared.slice(place.end)}`
    : joined(cleared, address);
  const others = splitRecipients(place ? cleared.slice(0, place.start) + cleared.slice(place.end) : cleared);

  const write = (text: string): void => {
    for (const [at, rung] of field.rungs.entries()) {
      const input = inputOf(root, field);
      // What the webmail has taken is not given to it twice.
      if (input && (at === 0 || input.value === text)) climb[rung](input, text);
    }
  };
  const chips = (): readonly { chip: Element; known: ChipsField }[] => {
    const known = now();
    return known.kind === 'chips' ? chipsOf(root, known).map((chip) => ({ chip, known })) : [];
  };
  write(after);
  return {
    stands() {
      const typed = splitRecipients(inputOf(root, field)?.value ?? '');
      const recipients = [...chips().map(({ chip, known }) => chipText(chip, known)), ...typed.recipients];
      const { pending } = typed;
      return [
        ...without(recipients, others.recipients),
        ...(pending === others.pending ? [] : [pending]),
      ].filter(Boolean);
    },
    undo() {
      for (const { chip, known } of chips()) removeChip(chip, known);
      write(before);
    },
  };
}

function withoutRecipient(list: string, text: string): string {
  const place = placeOf(list, text);
  return place ? joined(list.slice(0, place.start), list.slice(place.end)) : list;
}

/** Two lists as one. */
const joined = (...lists: readonly string[]): string => lists.map(trimSeparators).filter(Boolean).join(', ');

/** The same characters as a member of the list; else a recipient that means the same; else, for what was no recipient, the same characters. */
function placeOf(list: string, replaces: string): Span | undefined {
  const exact = list.indexOf(replaces);
  const found = { start: exact, end: exact + replaces.length };
  const [before, after] = [list.slice(0, found.start).trim(), list.slice(found.end).trim()];
  if (exact >= 0 && /(?:^|[,;])$/.test(before) && /^(?:$|[,;])/.test(after)) return found;
  return spanOf(list, replaces) ?? (exact < 0 ? undefined : found);
}

/** A webmail may make its chips a moment later; until then, in milliseconds, the next rung waits. */
const patience = [0, 30, 120];

/** A field of chips: a text that is put into its input becomes a chip, by the first of its rungs that this webmail takes. */
async function intoChips(
  root: Element,
  field: ChipsField,
  address: string,
  replaces: readonly string[],
  signal: AbortSignal,
): Promise<Attempt> {
  const before = new Set(chipsOf(root, field));
  const typed = inputOf(root, field)?.value ?? '';
  // What the person was typing waits outside meanwhile; or it is what the new recipient replaces.
  const keptTyped = replaces.some((text) => trimSeparators(typed) === trimSeparators(text)) ? '' : typed;
  const old = new Set<Element>();
  for (const text of replaces) {
    const chip = [...before].find((one) => !old.has(one) && matches(one, field, text));
    if (chip) old.add(chip);
  }

  const fresh = (): readonly Element[] => chipsOf(root, field).filter((chip) => !before.has(chip));
  const left = (): string => trimSeparators(inputOf(root, field)?.value ?? '');
  const restoreTyped = (text: string): void => {
    const input = inputOf(root, field);
    if (input === undefined || input.value === text) return;
    // Not announced by `change`: that would make a chip of it.
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };

  for (const rung of field.rungs) {
    const input = inputOf(root, field);
    if (input) climb[rung](input, address);
    for (const moment of patience) {
      if (fresh().length > 0) break;
      await wait(moment, signal);
    }
    if (fresh().length > 0 || field.sendsPending) break;
  }
  const leftover = left();
  if (fresh().length > 0 && leftover === '') restoreTyped(keptTyped);
  return {
    stands() {
      const made = fresh().map((chip) => chipText(chip, field));
      if (made.length === 0) return field.sendsPending && leftover !== '' ? [leftover] : [];
      if (leftover !== '') return [...made, leftover];
      // The chip is what the person sees; the carrier is what the webmail sends. Both have to mean it.
      const carried = carriedText(root, field);
      return carried === undefined || made.every((text) => carried.includes(text))
        ? made
        : [...made, carried];
    },
    undo() {
      // Emptied and announced first: the webmail writes its list anew, with whatever is in the input.
      const input = inputOf(root, field);
      if (input) setText(input, '');
      for (const chip of fresh()) removeChip(chip, field);
      restoreTyped(typed);
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

function removeChip(chip: Element, field: ChipsField): void {
  const control = chip.querySelector(field.remove.css);
  if (control instanceof HTMLElement) control.click();
}

/** `all` without one of each of `some`. */
function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const rest = [...some];
  return all.filter((text) => {
    const at = rest.indexOf(text);
    if (at < 0) return true;
    rest.splice(at, 1);
    return false;
  });
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
