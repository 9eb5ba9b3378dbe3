/**
 * Puts one recipient into a field, reads back what the webmail made of it, and takes it out again if that means something else.
 * Most webmails damage routes without a word, so nothing counts as inserted before it was read back: at once, and again
 * after they had time to change their mind.
 */
import type { FieldName, InsertAnswer } from '../messages.ts';
import type { Site } from '../sites/site.ts';
import { intoChips } from './into-chips.ts';
import { intoText } from './into-text.ts';
import { listenMeanwhile } from './meanwhile.ts';
import { inputOf } from './parts.ts';
import { sameRecipient } from './text.ts';
import { patience, wait } from './wait.ts';
import { keepingFocus } from './write.ts';

/** Webmails undo early writes within this time; measured on one that resets its field 100 ms after it appears. */
const settleAfter = 300;

/** What became of one attempt, and how to undo it. */
export interface Attempt {
  /** What stands there now instead of nothing: the new chips, or the text. Empty: the webmail took nothing. */
  stands(): readonly string[];
  /** As it was before; what a person typed meanwhile stays. */
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

  const over = new AbortController();
  const life = AbortSignal.any([signal, over.signal]);
  const meanwhile = listenMeanwhile(root, () => inputOf(root, field), life);
  const attempt = await keepingFocus(root.ownerDocument, () =>
    field.kind === 'text'
      ? intoText(root, field, () => site.fields[name] ?? field, address, replaces, meanwhile)
      : intoChips(root, field, address, replaces, meanwhile, life),
  );
  const verdict = (): InsertAnswer => {
    const stands = attempt.stands();
    if (stands.length === 0) return { ok: false, reason: 'not-taken' };
    const same = stands.find((one) => sameRecipient(one, address));
    // Beside it stands what a person added meanwhile, and nothing else.
    const alone = stands.length === 1 || meanwhile.hasTyped();
    if (same !== undefined && alone) return { ok: true, stands: same };
    return { ok: false, reason: 'changed', stands: stands.join(', ') };
  };

  // One that nobody described may make a chip of the text, a moment later.
  for (const moment of field.kind === 'text' ? patience : [])
    if (attempt.stands().length === 0) await wait(moment, life);
  let answer = verdict();
  if (answer.ok) {
    await wait(settleAfter, life);
    answer = verdict();
  }
  const accepted = answer.ok;
  await keepingFocus(root.ownerDocument, () => (accepted ? attempt.finish?.() : attempt.undo()));
  over.abort();
  return answer;
}
