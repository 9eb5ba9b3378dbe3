/**
 * Signs in a text that is typed: the same text, transparent, in the same type lies over the input, so that the browser itself puts each
 * sign and underline where it belongs. An edit renews only the entries that it touched, in their old elements where it can; nothing is measured.
 */
import type { Entry, Field } from '../../../core/address/field.ts';
import { assessEntry, type RecipientMark } from '../assess.ts';
import { element } from './element.ts';
import { faultIn } from './sign.ts';

export interface TextLayer {
  readonly box: HTMLElement;
  /** @param typing the person is at it */
  show(field: Field, typing: boolean): void;
  marks(): readonly RecipientMark[];
  /** The input may have moved within the field, or look otherwise. */
  place(origin: DOMRect): void;
  /** Its text may have been scrolled. */
  scroll(): void;
}

/** One entry as it is shown. */
interface Run {
  readonly entry: Entry;
  readonly typing: boolean;
  readonly parts: readonly Part[];
  readonly marks: readonly RecipientMark[];
  readonly node: HTMLElement;
}

/** A recipient with its sign behind it, or what stands between two. */
interface Part extends Words {
  readonly sign: HTMLElement | undefined;
}

/** Three texts side by side, of which the second is underlined. A key changes one of them, and nothing is made anew. */
interface Words {
  readonly words: HTMLElement;
  readonly texts: readonly [before: Text, fault: Text, after: Text];
}

/** Characters; a longer text than any list of recipients is not laid out twice. */
const longest = 30_000;

/** What decides where a character stands. */
const copied = [
  'direction', 'font-family', 'font-feature-settings', 'font-kerning', 'font-optical-sizing', 'font-size', 'font-stretch',
  'font-style', 'font-variant', 'font-variation-settings', 'font-weight', 'letter-spacing', 'line-break', 'line-height',
  'overflow-wrap', 'padding', 'tab-size', 'text-align', 'text-indent', 'text-rendering', 'text-transform', 'word-break',
  'word-spacing',
] as const; // biome-ignore format: a list of words

export function textLayer(
  input: HTMLInputElement | HTMLTextAreaElement,
  make: (mark: RecipientMark, last?: HTMLElement) => HTMLElement,
): TextLayer {
  const { ownerDocument: document } = input;
  const ink = element(document, 'div', { class: 'ink' });
  const lines = input instanceof HTMLTextAreaElement;
  const box = element(document, 'div', { class: lines ? 'text lines' : 'text' }, ink);
  let runs: readonly Run[] = [];
  let rightToLeft = false;

  return {
    box,
    show({ text, entries, ascii }, typing) {
      ink.classList.toggle('cells', ascii && !lines && !rightToLeft);
      const shown = text.length > longest ? [] : entries;
      const stays = (run: Run | undefined, at: number): boolean =>
        run !== undefined && run.entry === shown[at] && run.typing === (typing && at === shown.length - 1);
      let head = 0;
      while (head < shown.length && stays(runs[head], head)) head++;
      let tail = 0;
      const rest = Math.min(runs.length, shown.length) - head;
      while (tail < rest && stays(runs[runs.length - 1 - tail], shown.length - 1 - tail)) tail++;

      const old = runs.slice(head, runs.length - tail);
      for (const { node } of old.slice(shown.length - tail - head)) node.remove();
      const behind = runs[runs.length - tail]?.node ?? null;
      let start = 0;
      for (const { length } of shown.slice(0, head)) start += length;
      const fresh = shown.slice(head, shown.length - tail).map((entry, index) => {
        const own = text.slice(start, start + entry.length);
        start += entry.length;
        const last = old[index];
        const run = runOf(entry, own, typing && head + index === shown.length - 1, last);
        if (last === undefined) ink.insertBefore(run.node, behind);
        return run;
      });
      runs = [...runs.slice(0, head), ...fresh, ...runs.slice(runs.length - tail)];
    },
    marks: () => runs.flatMap(({ marks }) => marks),
    place(origin) {
      const rect = input.getBoundingClientRect();
      const style = getComputedStyle(input);
      rightToLeft = style.direction === 'rtl';
      // A page may have made it larger or smaller as a whole.
      const scale = rect.width / input.offsetWidth || 1;
      for (const property of copied) box.style.setProperty(property, style.getPropertyValue(property));
      if (!lines)
        box.style.setProperty(
          'line-height',
          `${input.clientHeight - edge(style, 'top') - edge(style, 'bottom')}px`,
        );
      box.style.setProperty('width', `${input.clientWidth}px`);
      box.style.setProperty('height', `${input.clientHeight}px`);
      const left = rect.left - origin.left + input.clientLeft * scale;
      const top = rect.top - origin.top + input.clientTop * scale;
      box.style.setProperty('transform', `translate(${left}px,${top}px) scale(${scale})`);
    },
    scroll() {
      ink.style.setProperty('transform', `translate(${-input.scrollLeft}px,${-input.scrollTop}px)`);
    },
  };

  function runOf(entry: Entry, text: string, typing: boolean, last?: Run): Run {
    const placed = assessEntry(entry, text, typing);
    const node = last?.node ?? element(document, 'span');
    const parts: Part[] = [];
    const add = (words: string, mark?: RecipientMark): void => {
      parts.push(partOf(words, mark, last?.parts[parts.length]));
    };
    let at = 0;
    for (const { start, end, mark } of placed) {
      if (start > at) add(text.slice(at, start));
      add(mark.text, mark);
      at = end;
    }
    if (at < text.length) add(text.slice(at));
    const isSame = ({ words, sign }: Part, index: number): boolean =>
      last?.parts[index]?.words === words && last.parts[index].sign === sign;
    if (parts.length !== last?.parts.length || !parts.every(isSame))
      node.replaceChildren(...parts.flatMap(({ words, sign }) => (sign ? [words, sign] : [words])));
    return { entry, typing, parts, marks: placed.map(({ mark }) => mark), node };
  }

  function partOf(text: string, mark: RecipientMark | undefined, last: Part | undefined): Part {
    const { words, texts } = last ?? newWords();
    const { start, end } = (mark && faultIn(mark)) ?? { start: text.length, end: text.length };
    const pieces = [text.slice(0, start), text.slice(start, end), text.slice(end)];
    for (const [index, one] of texts.entries()) {
      const piece = pieces[index] ?? '';
      if (one.data !== piece) one.data = piece;
    }
    words.className = mark ? `recipient ${mark.state}` : '';
    // Out of the flow, so that it breaks no line that the input would not break.
    return { words, texts, sign: mark && make(mark, last?.sign) };
  }

  function newWords(): Words {
    const texts = [
      document.createTextNode(''),
      document.createTextNode(''),
      document.createTextNode(''),
    ] as const;
    const [before, fault, after] = texts;
    const underlined = element(document, 'u', {}, fault);
    return { words: element(document, 'span', { 'aria-hidden': 'true' }, before, underlined, after), texts };
  }
}

const edge = (style: CSSStyleDeclaration, side: 'top' | 'bottom'): number =>
  Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
