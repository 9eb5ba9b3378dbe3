/**
 * The mark beside one recipient field: the button that opens the builder, one sign per recipient, and on hover or focus what each
 * sign means. In a closed shadow root and in the top layer: the page can neither read nor cover it, and keeps its layout.
 */
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import { visible } from '../../../core/words/visible.ts';
import type { FieldName, RecipientMark } from '../../messages.ts';
import { dress } from '../dress.ts';
import { follow } from '../place.ts';
import { ours } from '../takeover.ts';
import { element, sign } from './element.ts';
import { fieldLabel, sentenceOf, summaryOf } from './sentences.ts';
import { marksStyle } from './style.ts';

export interface Mark {
  show(marks: readonly RecipientMark[]): void;
  /** A note that stays until the person hides it or the composer goes. */
  say(note: keyof typeof marksWords): void;
  /** The page may have moved the field. */
  place(): void;
}

export interface MarkOptions {
  readonly field: FieldName;
  /** What the person sees as the field. */
  readonly beside: HTMLElement;
  readonly language: Language;
  /** Without it there is no button. */
  readonly onOpen?: () => void;
  readonly onGone: () => void;
}

/** Signs shown before the rest is only counted. */
const most = 6;
/** Milliseconds without a change before a screen reader is told: not every keystroke is news. */
const quiet = 900;

export function createMark(
  { field, beside, language, onOpen, onGone }: MarkOptions,
  signal: AbortSignal,
): Mark {
  const document = beside.ownerDocument;
  const label = fieldLabel(field, language);
  const host = element(document, 'div', { popover: 'manual', [ours]: '' });
  host.style.cssText =
    'all:initial!important;position:fixed!important;display:block!important;inset:auto;margin:0!important;overflow:visible!important;z-index:2147483647!important';
  const shadow = host.attachShadow({ mode: 'closed' });

  const open = button('open', say(marksWords.open, language, { field: label }), sign(document, 'waypost'));
  const signs = button('signs', '');
  signs.hidden = true;
  signs.setAttribute('aria-expanded', 'false');
  const panel = element(document, 'ul', { class: 'panel' });
  const aloud = element(document, 'div', { class: 'aloud', role: 'status', 'aria-live': 'polite' });
  const box = element(document, 'div', { class: 'mark', role: 'group', 'aria-label': `Waypost, ${label}` });
  box.append(signs, open, panel, aloud);
  dress(shadow, document, marksStyle);
  shadow.append(box);

  // Only a person opens the builder: the page can't reach these, and what it dispatches is not trusted.
  open.hidden = onOpen === undefined;
  open.addEventListener('click', (event) => event.isTrusted && onOpen?.(), { signal });
  signs.addEventListener('click', () => expand(signs.getAttribute('aria-expanded') !== 'true'), { signal });
  shadow.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && expand(false), {
    signal,
  });
  // What happens in the mark is no business of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown'] as const) {
    shadow.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }

  document.documentElement.append(host);
  host.showPopover();
  // What a person looks at comes before the marks of the fields below.
  const raise = (): void => {
    host.hidePopover();
    host.showPopover();
  };
  signs.addEventListener('pointerenter', raise, { signal });
  signs.addEventListener('focus', raise, { signal });
  const place = follow(host, beside, onGone, signal);
  place();
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      host.remove();
    },
    { once: true },
  );

  function button(name: string, text: string, ...children: Node[]): HTMLButtonElement {
    return element(
      document,
      'button',
      { type: 'button', class: name, 'aria-label': text, title: text },
      ...children,
    );
  }

  function expand(wide: boolean): void {
    signs.setAttribute('aria-expanded', String(wide));
  }

  return {
    place,
    show(marks) {
      const summary = say(marksWords.signs, language, { field: label, summary: summaryOf(marks, language) });
      signs.hidden = marks.length === 0;
      signs.removeAttribute('title');
      signs.setAttribute('aria-label', summary);
      signs.replaceChildren(
        ...marks
          .slice(0, most)
          .map(({ state }) => element(document, 'span', { class: state }, sign(document, state))),
        ...(marks.length > most ? [`+${marks.length - most}`] : []),
      );
      panel.hidden = marks.length === 0;
      box.toggleAttribute('data-dark', isDark(beside));
      panel.replaceChildren(...marks.map((mark) => entry(document, mark, language)));
      place();
      clearTimeout(timer);
      timer = setTimeout(() => announce(marks), quiet);
    },
    say(note) {
      box.querySelector('.note')?.remove();
      const hide = button('hide', say(marksWords.dismiss, language), sign(document, 'dismiss'));
      const shown = element(
        document,
        'div',
        { class: 'note', role: 'status' },
        say(marksWords[note], language),
        hide,
      );
      hide.addEventListener('click', () => shown.remove(), { signal });
      box.append(shown);
      box.toggleAttribute('data-dark', isDark(beside));
      raise();
    },
  };

  function announce(marks: readonly RecipientMark[]): void {
    const news = marks
      .filter(({ state }) => state !== 'valid')
      .map((mark) => `${visible(mark.text)}: ${sentenceOf(mark, language)}`);
    const text = news.length > 0 ? `${label}. ${news.join('. ')}` : '';
    if (aloud.textContent !== text) aloud.textContent = text;
  }
}

function entry(document: Document, mark: RecipientMark, language: Language): HTMLElement {
  const address = element(document, 'span', { class: 'address' }, ...underlined(document, mark));
  const sentence = element(document, 'span', { class: 'sentence' }, sentenceOf(mark, language));
  return element(document, 'li', { class: mark.state }, sign(document, mark.state), address, sentence);
}

/** The text with its first fault underlined. An empty span stands for "here something is missing": the next character, or the last. */
function underlined(
  document: Document,
  { text: raw, state, issues }: RecipientMark,
): readonly (Node | string)[] {
  // As long as before, so that the offsets hold.
  const text = visible(raw);
  const fault =
    state === 'wrong' ? (issues.find(({ severity }) => severity === 'error') ?? issues[0]) : undefined;
  if (fault === undefined) return [text];
  const start = fault.start < fault.end ? fault.start : Math.min(fault.start, Math.max(0, text.length - 1));
  const end = Math.max(fault.end, start + 1);
  return [text.slice(0, start), element(document, 'u', {}, text.slice(start, end)), text.slice(end)];
}

/** Light text stands on a dark ground: told by the field itself, for a page need not follow the system. */
export function isDark(field: HTMLElement): boolean {
  const [r = 0, g = 0, b = 0] = (getComputedStyle(field).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140;
}
