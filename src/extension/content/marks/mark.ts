/**
 * The marks of one recipient field: a sign at each recipient, and at the field's end the button that opens the builder. All signs
 * together are one stop of the Tab key, with the arrows between them, as the toolbars of ARIA are.
 */
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import { visible } from '../../../core/words/visible.ts';
import type { FieldName, InsertAnswer } from '../../messages.ts';
import type { RecipientMark } from '../assess.ts';
import { follow } from '../place.ts';
import type { Standing } from '../standing.ts';
import { cardFor } from './card.ts';
import { chipLayer } from './chip-layer.ts';
import { element, sign } from './element.ts';
import { isDark, topLayer } from './layer.ts';
import { fieldLabel, sentenceOf, summaryOf } from './sentences.ts';
import { nameSign, signFor } from './sign.ts';
import { marksStyle } from './style.ts';
import { textLayer } from './text-layer.ts';

export interface Mark {
  show(standing: Standing): void;
  /** A note that stays until the person hides it or the composer goes. */
  say(note: keyof typeof marksWords): void;
  /** The page may have moved the field. */
  place(): void;
  /** Moves the focus to the sign of the recipient that is being typed, else to the last one. */
  focus(): boolean;
}

export interface MarkOptions {
  readonly field: FieldName;
  /** What the person sees as the field. */
  readonly beside: HTMLElement;
  /** Where the person types; without it there are no signs, only notes. */
  readonly input?: HTMLElement;
  readonly language: Language;
  /** What a person calls the webmail. */
  readonly webmail?: string;
  /** Without it there is no button. */
  readonly onOpen?: () => void;
  readonly onFix?: (mark: RecipientMark, text: string) => Promise<InsertAnswer>;
  readonly onGone: () => void;
  /** `open` only where a test has to look into it. */
  readonly mode?: ShadowRootMode;
}

/** Milliseconds without a change before a screen reader is told: not every keystroke is news. */
const quiet = 900;
/** Milliseconds that the pointer rests on a recipient before its card opens, or is elsewhere before it closes. */
const rest = { before: 250, after: 200 };

export function createMark(options: MarkOptions, signal: AbortSignal): Mark {
  const { field, beside, input, language, webmail = '', onOpen, onFix, onGone, mode = 'closed' } = options;
  const document = beside.ownerDocument;
  const label = fieldLabel(field, language);
  const { host, shadow, raise } = topLayer(document, marksStyle, mode, signal);
  const at = { signal } as const;
  const meant = new WeakMap<Element, RecipientMark>();

  const open = iconButton('open', say(marksWords.open, language, { field: label }), 'waypost');
  open.hidden = onOpen === undefined;
  // Only a person opens the builder: the page can't reach this, and what it dispatches is not trusted.
  open.addEventListener('click', (event) => event.isTrusted && onOpen?.(), at);
  /** @param last the sign in the same place: good for this mark too where both are in the same state */
  const make = (mark: RecipientMark, last?: HTMLElement): HTMLElement => {
    const stays = last !== undefined && meant.get(last)?.state === mark.state;
    const made = stays ? last : signFor(document, mark, language);
    if (stays) nameSign(last, mark, language);
    // Its card speaks of another text.
    if (made === looking) leave();
    meant.set(made, mark);
    return made;
  };
  const chips = chipLayer(document, make);
  const typed = isControl(input) ? textLayer(input, make) : undefined;
  const signs = element(
    document,
    'div',
    { class: 'signs', role: 'toolbar' },
    chips.box,
    ...(typed ? [typed.box] : []),
  );
  const card = element(document, 'div', { class: 'card', role: 'group', hidden: '' });
  const aloud = element(document, 'div', { class: 'aloud', role: 'status', 'aria-live': 'polite' });
  const box = element(document, 'div', { class: 'mark', role: 'group', 'aria-label': `Waypost, ${label}` });
  box.append(signs, card, open, aloud);
  shadow.append(box);

  let origin = beside.getBoundingClientRect();
  const place = follow(host, beside, onGone, signal, (rect) => {
    origin = rect;
    typed?.place(rect);
    typed?.scroll();
    chips.place(rect);
    box.toggleAttribute('data-dark', isDark(beside));
  });

  input?.addEventListener('scroll', () => typed?.scroll(), { ...at, passive: true });

  let looking: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: ReadonlySet<string> = new Set();
  let telling: ReturnType<typeof setTimeout> | undefined;
  let changed: number | undefined;

  // On the sign, on the chip, or on the words in the field.
  const soon = (target: HTMLElement | undefined): void => {
    clearTimeout(timer);
    if (target === looking) return;
    timer = setTimeout(() => (target ? look(target) : leave()), target ? rest.before : rest.after);
  };
  const over = (event: Event): void => soon(signOver(event as PointerEvent));
  beside.addEventListener('pointermove', over, { ...at, passive: true });
  beside.addEventListener('pointerleave', () => soon(undefined), { ...at, passive: true });
  shadow.addEventListener('pointerover', (event) => soon(signOf(event.target) ?? looking), at);
  box.addEventListener('pointerleave', () => soon(undefined), at);
  shadow.addEventListener(
    'focusin',
    (event) => {
      const target = signOf(event.target);
      if (target) look(target);
    },
    at,
  );
  shadow.addEventListener(
    'focusout',
    (event) => {
      if (!box.contains((event as FocusEvent).relatedTarget as Node | null)) leave();
    },
    at,
  );
  signs.addEventListener(
    'click',
    (event) => {
      const target = signOf(event.target);
      if (target) look(target);
    },
    at,
  );
  shadow.addEventListener('keydown', (event) => onKey(event as KeyboardEvent), at);
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      clearTimeout(telling);
    },
    { once: true },
  );

  return {
    place,
    show(standing) {
      const { activeElement } = shadow;
      typed?.show(standing.typed, standing.typing);
      chips.show(standing.chips);
      signs.hidden = signs.querySelector('.sign') === null;
      if (looking?.isConnected === false) leave();
      if (!signs.querySelector('[tabindex="0"]')) allSigns()[0]?.setAttribute('tabindex', '0');
      if (activeElement instanceof HTMLElement && activeElement !== shadow.activeElement) back();
      if (changed === undefined) summarise();
      changed = performance.now();
      telling ??= setTimeout(tellNews, quiet);
    },
    say(note) {
      box.querySelector('.note')?.remove();
      const hide = iconButton('hide', say(marksWords.dismiss, language), 'dismiss');
      const words = say(marksWords[note], language);
      const shown = element(document, 'div', { class: 'note', role: 'status' }, words, hide);
      hide.addEventListener('click', () => shown.remove(), at);
      box.append(shown);
      raise();
    },
    focus() {
      const target = allSigns().at(-1);
      target?.focus();
      return target !== undefined;
    },
  };

  function iconButton(name: string, text: string, shape: 'waypost' | 'dismiss'): HTMLButtonElement {
    const attributes = { type: 'button', class: name, 'aria-label': text, title: text };
    return element(document, 'button', attributes, sign(document, shape));
  }

  function allSigns(): readonly HTMLElement[] {
    return [...signs.querySelectorAll<HTMLElement>('.sign')];
  }

  function signOf(target: EventTarget | null): HTMLElement | undefined {
    return target instanceof Element ? (target.closest<HTMLElement>('.sign') ?? undefined) : undefined;
  }

  function signOver(event: PointerEvent): HTMLElement | undefined {
    const target = event.composedPath()[0];
    if (target !== input) return chips.signAt(target);
    const hit = [...signs.querySelectorAll<HTMLElement>('.recipient')].find((words) =>
      [...words.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom,
      ),
    );
    return signOf(hit?.nextElementSibling ?? null);
  }

  function look(target: HTMLElement): void {
    clearTimeout(timer);
    const mark = meant.get(target);
    if (mark === undefined || target === looking) return;
    leave();
    looking = target;
    // The one that was looked at last is where Tab comes back to.
    signs.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    target.setAttribute('tabindex', '0');
    target.setAttribute('aria-expanded', 'true');
    const parts = cardFor(document, mark, { language, webmail, fix, tell }, () => {
      leave();
      back();
    });
    card.replaceChildren(...parts);
    card.setAttribute('aria-label', visible(mark.text));
    card.hidden = false;
    // What a person looks at comes before the marks of the fields below.
    raise();
    const words = target.previousElementSibling;
    const lines = (chips.chipOf(target) ?? words ?? target).getClientRects();
    putCard(lines[lines.length - 1] ?? target.getBoundingClientRect());
  }

  function leave(): void {
    clearTimeout(timer);
    looking?.setAttribute('aria-expanded', 'false');
    looking = undefined;
    card.hidden = true;
  }

  /** Under the recipient, or above it where there is no room, and never out of the window. */
  function putCard({ left, top, bottom }: DOMRect): void {
    const { innerWidth = 0, innerHeight = 0 } = document.defaultView ?? {};
    const { offsetWidth, offsetHeight } = card;
    const x = Math.max(4, Math.min(left, innerWidth - offsetWidth - 4));
    const below = bottom + 6;
    const y =
      below + offsetHeight > innerHeight && top - offsetHeight - 6 > 0 ? top - offsetHeight - 6 : below;
    card.style.setProperty('transform', `translate(${x - origin.left}px,${y - origin.top}px)`);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      leave();
      back();
      return;
    }
    const all = allSigns();
    const here = all.indexOf(shadow.activeElement as HTMLElement);
    if (here < 0) return;
    const forward = getComputedStyle(beside).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to = {
      ArrowLeft: forward === 'ArrowLeft' ? here + 1 : here - 1,
      ArrowRight: forward === 'ArrowRight' ? here + 1 : here - 1,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
  }

  function back(): void {
    input?.focus({ preventScroll: true });
  }

  function fix(mark: RecipientMark, text: string): Promise<InsertAnswer> {
    return onFix?.(mark, text) ?? Promise.resolve({ ok: false, reason: 'no-field' });
  }

  function tell(sentence: string): void {
    if (aloud.textContent !== sentence) aloud.textContent = sentence;
  }

  /** Once nothing has changed for a while. One timer waits for that, however many keys are pressed. */
  function tellNews(): void {
    const left = (changed ?? 0) + quiet - performance.now();
    telling = left > 0 ? setTimeout(tellNews, left) : undefined;
    if (left <= 0) announce(summarise());
  }

  function summarise(): readonly RecipientMark[] {
    const marks = [...chips.marks(), ...(typed?.marks() ?? [])];
    const words = { field: label, summary: summaryOf(marks, language) };
    signs.setAttribute('aria-label', say(marksWords.signs, language, words));
    return marks;
  }

  /** What was not said before. */
  function announce(marks: readonly RecipientMark[]): void {
    const news = marks
      .filter(({ state }) => state !== 'valid')
      .map((mark) => `${visible(mark.text)}: ${sentenceOf(mark, language)}`);
    const fresh = news.filter((one) => !told.has(one));
    told = new Set(news);
    if (fresh.length > 0) tell(`${label}. ${fresh.join('. ')}`);
  }
}

function isControl(input: HTMLElement | undefined): input is HTMLInputElement | HTMLTextAreaElement {
  return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
}
