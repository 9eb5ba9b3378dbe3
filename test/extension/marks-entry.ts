/** Marks, the guard's panel and the pointing at a field in open shadow roots, so that axe and the tests can look into them. The same components as on a webmail. */

import type { Language } from '../../src/core/words/phrase.ts';
import { openPanel } from '../../src/extension/content/guard/panel.ts';
import { createMark, type Mark } from '../../src/extension/content/marks/mark.ts';
import { pointAtField } from '../../src/extension/content/point.ts';
import { standingReader } from '../../src/extension/content/standing.ts';
import type { InsertAnswer } from '../../src/extension/messages.ts';
import type { RecipientField } from '../../src/extension/sites/site.ts';

const known = { evidence: 'run', date: '2026-11-24' } as const;

const fields: Readonly<Record<'text' | 'lines' | 'chips', RecipientField>> = {
  text: { kind: 'text', input: { css: '#text', ...known }, rungs: [] },
  lines: { kind: 'text', input: { css: '#lines', ...known }, rungs: [] },
  chips: {
    kind: 'chips',
    list: { css: '#chips', ...known },
    input: { css: '#chips input', ...known },
    chip: { css: '#chips li.chip', ...known },
    chipText: [{ css: 'span', ...known }],
    remove: { css: 'button', ...known },
    rungs: [],
  },
};

/** Cures that were asked for: `old -> new`. */
export const fixes: string[] = [];
/** How the next cures end. */
export const answers: InsertAnswer[] = [];

export interface Shown {
  readonly mark: Mark;
  /** Reads the field and shows it, as a keystroke does. */
  refresh(anew: boolean): void;
  end(): void;
}

export function mark(kind: keyof typeof fields, language: Language = 'en'): Shown {
  const field = fields[kind];
  const input = document.querySelector<HTMLElement>(field.input.css);
  const beside = field.kind === 'chips' ? document.querySelector<HTMLElement>(field.list.css) : input;
  if (!input || !beside) throw new Error(`no ${kind}`);
  const life = new AbortController();
  const made = createMark(
    {
      field: 'to',
      beside,
      input,
      language,
      webmail: 'Testmail',
      onOpen() {},
      onFix(marked, text) {
        fixes.push(`${marked.text} -> ${text}`);
        return Promise.resolve(answers.shift() ?? { ok: true, stands: text });
      },
      onGone: () => life.abort(),
      mode: 'open',
    },
    life.signal,
  );
  const read = standingReader(document.body, field, input);
  const refresh = (anew: boolean): void => {
    made.show(read(anew));
    if (anew) made.place();
  };
  refresh(true);
  return { mark: made, refresh, end: () => life.abort() };
}

/** What was pressed in the panel, and the end of the writing that is under way. */
export const pressed: string[] = [];
export let notTaken = (): void => {};

/** `count`: of the recipients for whom Send is held. */
export function panel(language: Language = 'en', count = 1): AbortController {
  const life = new AbortController();
  openPanel(
    document,
    {
      language,
      webmail: 'Testmail',
      beside: document.querySelector<HTMLElement>('#text') ?? undefined,
      faults: Array.from({ length: count }, () => ({
        fault: {
          field: 'to',
          reason: 'changed',
          text: '@s1.test:user@dest.test',
          stands: ['user@dest.test'],
          itinerary: { hops: ['s1.test'], localPart: 'user', domain: 'dest.test' },
        },
        rewrites: ['user%dest.test@s1.test'],
      })),
      rewrite: (_, address) => {
        pressed.push(address);
        const { promise, resolve } = Promise.withResolvers<InsertAnswer>();
        notTaken = () => resolve({ ok: false, reason: 'not-taken' });
        return promise;
      },
      build: () => void pressed.push('build'),
      anyway: () => void pressed.push('anyway'),
      mode: 'open',
    },
    life,
  );
  return life;
}

/** Selectors of the fields that were pointed at. */
export const pointed: string[] = [];

export function point(language: Language = 'en'): AbortController {
  const life = new AbortController();
  const { signal } = life;
  const onPointed = (_: HTMLElement, css: string) => void pointed.push(css);
  pointAtField('to', { language, onPointed, onEnd() {}, signal, mode: 'open' });
  return life;
}
