/** Waypost at work in one composer: a mark beside each recipient field, kept true to what stands there, and the guard over all of them. */

import { webmails } from '../../core/webmail/measured.ts';
import { insertRecipient } from '../composer/insert.ts';
import { readComposer, readField } from '../composer/read.ts';
import type { FieldName } from '../messages.ts';
import type { RecipientField } from '../sites/site.ts';
import { type GuardedComposer, guardSend } from './guard/guard.ts';
import { isSettled, judgeField } from './guard/judge.ts';
import type { OpenComposer, OpenField, Session, SessionOptions } from './handover.ts';
import { createMark, type Mark } from './marks/mark.ts';
import { standingReader } from './standing.ts';

/** One field of it. */
interface Marked {
  readonly mark: Mark;
  readonly beside: HTMLElement;
}

export function composerSession(
  { site, root, fields, signal }: OpenComposer,
  { language, onOpen }: SessionOptions,
): Session {
  const marked = new Map<FieldName, Marked>();
  const main = (): Marked | undefined => marked.get('to') ?? [...marked.values()][0];
  const composer: GuardedComposer & Pick<Session, 'say' | 'insert'> = {
    site,
    root,
    say: (note) => main()?.mark.say(note),
    beside: () => main()?.beside,
    async insert(name, address, replaces) {
      const answer = await insertRecipient(site, root, name, address, replaces, signal);
      const entries = fields.get(name)?.entries;
      if (answer.ok) entries?.inserted(address, replaces);
      else entries?.refused(address);
      return answer;
    },
    judge: () =>
      [...fields.values()].flatMap(({ name, kind, entries }) => {
        const content = contentOf(name);
        return content ? judgeField(content, entries.all(), webmails[site.webmail], kind) : [];
      }),
    recipients: () => JSON.stringify([...fields.keys()].map(contentOf)),
  };
  const guard = guardSend(composer, { language, onOpen }, signal);

  return {
    ...guard,
    say: composer.say,
    insert: composer.insert,
    read: () => readComposer(site, root),
    add(open) {
      const { name, input, gone } = open;
      const field = site.fields[name];
      if (field === undefined) return;
      const beside = field.kind === 'chips' ? (input.closest<HTMLElement>(field.list.css) ?? input) : input;
      const mark = createMark(
        {
          field: name,
          beside,
          input,
          language,
          webmail: site.name,
          onOpen: () => onOpen(name),
          onFix: (mark, text) => composer.insert(name, text, [mark.text]),
          onGone: gone,
        },
        open.signal,
      );
      const own = { mark, beside };
      marked.set(name, own);
      open.signal.addEventListener(
        'abort',
        () => {
          if (marked.get(name) === own) marked.delete(name);
        },
        { once: true },
      );
      keepTrue(root, open, field, own, () => placeAll());
    },
  };

  function contentOf(name: FieldName) {
    const field = site.fields[name];
    return field && readField(root, name, field);
  }

  function placeAll(): void {
    for (const { mark } of marked.values()) mark.place();
  }
}

/** Reads the field anew at each change, at most once a frame, and shows what it means. */
function keepTrue(
  root: Element,
  { name, input, entries, signal }: OpenField,
  field: RecipientField,
  { beside, mark }: Marked,
  onShown: () => void,
): void {
  const read = standingReader(root, field, input);
  let frame: number | undefined;
  let chipsChanged = true;
  const show = (): void => {
    frame = undefined;
    if (signal.aborted) return;
    const standing = read(chipsChanged);
    if (standing.chips.length === 0 && !/[^,;\s]/.test(standing.typed.text)) entries.clear();
    else if (entries.isUnsettled()) {
      const content = readField(root, name, field);
      entries.settle((text) => isSettled(text, content));
    }
    mark.show(standing);
    if (chipsChanged) onShown();
    chipsChanged = false;
  };
  const soon = (): void => {
    frame ??= requestAnimationFrame(show);
  };
  for (const event of ['input', 'change', 'focus', 'blur'] as const) {
    input.addEventListener(event, soon, { signal });
  }
  if (field.kind === 'chips') {
    const chips = new MutationObserver(() => {
      chipsChanged = true;
      soon();
    });
    chips.observe(beside, { childList: true, subtree: true, characterData: true });
    signal.addEventListener('abort', () => chips.disconnect(), { once: true });
  }
  signal.addEventListener('abort', () => frame !== undefined && cancelAnimationFrame(frame), { once: true });
  show();
}
