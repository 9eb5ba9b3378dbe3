/** Waypost at work in one composer: a mark beside each recipient field, kept true to what stands there. */

import { webmails } from '../../core/webmail/measured.ts';
import type { Language } from '../../core/words/phrase.ts';
import type { FoundField } from '../composer/find.ts';
import { insertRecipient } from '../composer/insert.ts';
import { readField } from '../composer/read.ts';
import type { FieldContent, FieldName, InsertAnswer } from '../messages.ts';
import type { RecipientField, Site } from '../sites/site.ts';
import { assess } from './assess.ts';
import { type Entries, rememberEntries } from './guard/entered.ts';
import { type Fault, judgeField } from './guard/judge.ts';
import { createMark, type Mark } from './marks/mark.ts';

export interface ComposerSession {
  readonly site: Site;
  readonly root: Element;
  add(found: FoundField): void;
  /** A note beside the To field, or beside whichever field there is. */
  say(note: Parameters<Mark['say']>[0]): void;
  /** The field beside which it would say it. */
  beside(): HTMLElement | undefined;
  /** Puts a recipient into a field; see composer/insert.ts. */
  insert(field: FieldName, address: string, replaces: string | undefined): Promise<InsertAnswer>;
  /** Why this message must not leave as it is; nothing for nearly every one. */
  judge(): readonly Fault[];
  /** What its recipients are now, as one text: equal while nothing about them changed. */
  recipients(): string;
}

/** One field of it. */
interface Marked {
  readonly mark: Mark;
  readonly beside: HTMLElement;
  readonly end: AbortController;
  readonly entries: Entries;
}

export interface SessionOptions {
  readonly language: Language;
  readonly onOpen: (field: FieldName) => void;
  /** The last field went: the composer is closed. */
  readonly onGone: () => void;
}

export function composerSession(
  { site, root }: Pick<FoundField, 'site' | 'root'>,
  { language, onOpen, onGone }: SessionOptions,
  signal: AbortSignal,
): ComposerSession {
  const fields = new Map<FieldName, Marked>();
  const main = () => fields.get('to') ?? [...fields.values()][0];
  return {
    site,
    root,
    add({ field: name, input }) {
      const field = site.fields[name];
      if (field === undefined) return;
      // The webmail rebuilt the field: the old mark goes with the old one.
      fields.get(name)?.end.abort();
      const end = new AbortController();
      const life = AbortSignal.any([signal, end.signal]);
      const beside = field.kind === 'chips' ? (input.closest<HTMLElement>(field.list.css) ?? input) : input;
      const mark = createMark(
        {
          field: name,
          beside,
          language,
          onOpen: () => onOpen(name),
          onGone() {
            end.abort();
            if (fields.get(name)?.end === end) fields.delete(name);
            if (fields.size === 0) onGone();
          },
        },
        life,
      );
      const entries = rememberEntries(input, field.kind, life);
      fields.set(name, { mark, beside, end, entries });
      keepTrue(root, name, field, { input, beside, mark, entries }, () => placeAll(), life);
    },
    say: (note) => main()?.mark.say(note),
    beside: () => main()?.beside,
    async insert(name, address, replaces) {
      const answer = await insertRecipient(site, root, name, address, replaces, signal);
      // What was written before is meant no more, where this took its place.
      if (answer.ok && replaces !== undefined) fields.get(name)?.entries.clear();
      return answer;
    },
    judge: () =>
      standing().flatMap(({ content, entries, kind }) =>
        judgeField(content, entries.all(), webmails[site.webmail], kind),
      ),
    recipients: () => JSON.stringify(standing().map(({ content }) => content)),
  };

  function standing(): readonly {
    readonly content: FieldContent;
    readonly entries: Entries;
    readonly kind: RecipientField['kind'];
  }[] {
    return [...fields].flatMap(([name, { entries }]) => {
      const field = site.fields[name];
      return field ? [{ content: readField(root, name, field), entries, kind: field.kind }] : [];
    });
  }

  function placeAll(): void {
    for (const { mark } of fields.values()) mark.place();
  }
}

/** Reads the field anew at each change, at most once a frame, and shows what it means. */
function keepTrue(
  root: Element,
  name: FieldName,
  field: RecipientField,
  { input, beside, mark, entries }: Pick<Marked, 'beside' | 'mark' | 'entries'> & { input: HTMLElement },
  onShown: () => void,
  signal: AbortSignal,
): void {
  let last: string | undefined;
  let frame: number | undefined;
  const show = (): void => {
    frame = undefined;
    if (signal.aborted) return;
    const typing = input.ownerDocument.activeElement === input;
    const content = readField(root, name, field);
    const { recipients, pending } = content;
    entries.settle(content);
    const now = JSON.stringify([recipients, pending, typing]);
    if (now === last) return;
    last = now;
    mark.show(assess(recipients, pending, typing));
    onShown();
  };
  const soon = (): void => {
    frame ??= requestAnimationFrame(show);
  };
  for (const event of ['input', 'change', 'focus', 'blur'] as const) {
    input.addEventListener(event, soon, { signal });
  }
  if (field.kind === 'chips') {
    const chips = new MutationObserver(soon);
    chips.observe(beside, { childList: true, subtree: true, characterData: true });
    signal.addEventListener('abort', () => chips.disconnect(), { once: true });
  }
  signal.addEventListener('abort', () => frame !== undefined && cancelAnimationFrame(frame), { once: true });
  show();
}
