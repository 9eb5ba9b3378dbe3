/**
 * What a person sees when Send is held. In a closed shadow root and in the top layer, as the marks are; and what it does, it does for a
 * person only: trusted events, and not before it could be read.
 */
import { lineText, stationsOf } from '../../../core/route/line.ts';
import { guardWords } from '../../../core/words/guard.ts';
import { marksWords } from '../../../core/words/marks.ts';
import { type Language, say } from '../../../core/words/phrase.ts';
import { visible } from '../../../core/words/visible.ts';
import type { InsertAnswer } from '../../messages.ts';
import { dress } from '../dress.ts';
import { element } from '../marks/element.ts';
import { isDark } from '../marks/layer.ts';
import { ours } from '../takeover.ts';
import type { Fault } from './judge.ts';
import { panelStyle } from './panel-style.ts';

export interface PanelOptions {
  readonly language: Language;
  /** What a person calls it. */
  readonly webmail: string;
  /** A field of the composer: tells whether its page is dark. */
  readonly beside: HTMLElement | undefined;
  /** Each with the addresses that would do instead. */
  readonly faults: readonly { readonly fault: Fault; readonly rewrites: readonly string[] }[];
  readonly rewrite: (fault: Fault, address: string) => Promise<InsertAnswer>;
  readonly build: () => void;
  readonly anyway: () => void;
  /** `open` only where a test has to look into it. */
  readonly mode?: ShadowRootMode;
}

/** Milliseconds: a click that was meant for what lay beneath does nothing. */
const readable = 500;
/** Recipients that are shown; a list of hundreds would hide the buttons. */
const most = 5;

export function openPanel(document: Document, options: PanelOptions, life: AbortController): void {
  const { language, webmail, faults } = options;
  const { signal } = life;
  const name = (word: keyof typeof guardWords, words = {}): string =>
    say(guardWords[word], language, { webmail, ...words });
  const began = performance.now();
  /** An address is being written into the field: what is pressed meanwhile, also by a double click, would meet half of it. */
  let writing = false;
  const before = document.activeElement;

  const host = element(document, 'div', { [ours]: '' });
  host.style.cssText = 'all:initial!important;position:fixed!important;inset:0 auto auto 0!important';
  const shadow = host.attachShadow({ mode: options.mode ?? 'closed' });
  const dialog = element(document, 'dialog', {
    role: 'alertdialog',
    'aria-labelledby': 'title',
    'aria-describedby': 'lead',
  });
  dialog.toggleAttribute('data-dark', options.beside !== undefined && isDark(options.beside));
  const status = element(document, 'p', { class: 'status', role: 'status' });
  const back = button('back', name('back'), () => {});
  dialog.append(
    element(document, 'h1', { id: 'title' }, name('title')),
    element(document, 'p', { id: 'lead' }, name('lead')),
    element(document, 'ul', {}, ...faults.slice(0, most).map(entry)),
    ...(faults.length > most
      ? [element(document, 'p', {}, name('more', { count: faults.length - most }))]
      : []),
    status,
    element(
      document,
      'div',
      { class: 'buttons' },
      back,
      button('build', name('build'), options.build),
      button('anyway', name('anyway'), options.anyway),
    ),
  );
  dress(shadow, document, panelStyle);
  shadow.append(dialog);
  document.documentElement.append(host);
  dialog.showModal();
  back.focus();

  // What happens in the panel is no business of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown'] as const)
    shadow.addEventListener(type, (event) => event.stopPropagation(), { signal });
  dialog.addEventListener('close', () => life.abort(), { signal });
  signal.addEventListener(
    'abort',
    () => {
      host.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    { once: true },
  );

  function button(className: string, text: string, press: () => void): HTMLButtonElement {
    const made = element(document, 'button', { type: 'button', class: className }, text);
    made.addEventListener(
      'click',
      (event) => {
        if (!event.isTrusted || performance.now() - began < readable) return;
        if (writing && made !== back) return;
        life.abort();
        press();
      },
      { signal },
    );
    return made;
  }

  function entry({ fault, rewrites }: PanelOptions['faults'][number]): HTMLElement {
    const { reason, text, stands, itinerary } = fault;
    const line =
      itinerary && itinerary.hops.length > 0
        ? lineText(stationsOf(itinerary), say(marksWords.sender, language))
        : '';
    return element(
      document,
      'li',
      {},
      element(document, 'p', {}, name(reason)),
      element(document, 'p', { class: 'address' }, visible(text)),
      ...(line ? [element(document, 'p', { class: 'line' }, line)] : []),
      ...stands.map((one) => element(document, 'p', { class: 'address instead' }, visible(one))),
      ...rewrites.map((address) => rewriteButton(fault, address)),
    );
  }

  function rewriteButton(fault: Fault, address: string): HTMLButtonElement {
    const made = element(document, 'button', { type: 'button' }, name('rewrite', { address }));
    made.addEventListener(
      'click',
      async (event) => {
        if (!event.isTrusted || writing || performance.now() - began < readable) return;
        writing = true;
        // Emptied, so that the same sentence is told once more.
        status.textContent = '';
        const answer = await options.rewrite(fault, address);
        writing = false;
        if (answer.ok) life.abort();
        else status.textContent = name('not-written');
      },
      { signal },
    );
    return made;
  }
}
