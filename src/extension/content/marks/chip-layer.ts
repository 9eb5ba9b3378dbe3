/** Signs at chips: at the corner of each, and a line under its fault. */
import type { RecipientMark } from '../assess.ts';
import type { MarkedChip } from '../standing.ts';
import { element } from './element.ts';
import { faultIn } from './sign.ts';

export interface ChipLayer {
  readonly box: HTMLElement;
  show(chips: readonly MarkedChip[]): void;
  marks(): readonly RecipientMark[];
  /** The page may have moved them. */
  place(origin: DOMRect): void;
  /** The sign of the chip around an element of the page. */
  signAt(target: EventTarget | null | undefined): HTMLElement | undefined;
  chipOf(sign: HTMLElement): Element | undefined;
}

interface Shown extends MarkedChip {
  readonly sign: HTMLElement;
  readonly line: HTMLElement | undefined;
}

export function chipLayer(document: Document, make: (mark: RecipientMark) => HTMLElement): ChipLayer {
  const box = element(document, 'div', { class: 'chips' });
  let shown: readonly Shown[] = [];
  let last: readonly MarkedChip[] = [];

  return {
    box,
    show(chips) {
      if (chips === last) return;
      last = chips;
      const before = new Map(shown.map((one) => [one.chip, one]));
      shown = chips.map((one) => {
        const known = before.get(one.chip);
        if (known?.mark === one.mark) return known;
        const line = faultIn(one.mark) && element(document, 'u', { class: 'line' });
        return { ...one, sign: make(one.mark), line };
      });
      box.replaceChildren(...shown.flatMap(({ sign, line }) => (line ? [line, sign] : [sign])));
    },
    marks: () => shown.map(({ mark }) => mark),
    place(origin) {
      // First all that is read, then all that is written: else the browser would lay out the page once for each.
      const places = shown.map(({ chip, mark, line }) => ({
        chip: chip.getBoundingClientRect(),
        fault: line && faultRect(chip, mark),
      }));
      for (const [index, { sign, line }] of shown.entries()) {
        const { chip, fault } = places[index] as (typeof places)[number];
        // Scrolled out of the field, or hidden.
        const middle = chip.top + chip.height / 2;
        const seen = chip.width > 0 && middle >= origin.top && middle <= origin.bottom;
        sign.hidden = !seen;
        move(sign, chip.left - origin.left, chip.top - origin.top);
        if (line === undefined) continue;
        line.hidden = !seen || fault === undefined;
        if (fault === undefined) continue;
        move(line, fault.left - origin.left, fault.top - origin.top);
        for (const side of ['width', 'height'] as const) line.style.setProperty(side, `${fault[side]}px`);
      }
    },
    chipOf: (sign) => shown.find((one) => one.sign === sign)?.chip,
    signAt(target) {
      if (!(target instanceof Node)) return undefined;
      return shown.find(({ chip }) => chip.contains(target))?.sign;
    },
  };
}

function move(element: HTMLElement, left: number, top: number): void {
  element.style.setProperty('transform', `translate(${left}px,${top}px)`);
}

/** Where the chip itself shows the fault; undefined where it shows another text, such as a name alone. */
function faultRect(chip: Element, mark: RecipientMark): DOMRect | undefined {
  const fault = faultIn(mark);
  if (fault === undefined) return undefined;
  const texts: Text[] = [];
  const walker = chip.ownerDocument.createTreeWalker(chip, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const begin = texts
    .map(({ data }) => data)
    .join('')
    .indexOf(mark.text);
  if (begin < 0) return undefined;
  const range = chip.ownerDocument.createRange();
  let at = 0;
  for (const text of texts) {
    const start = begin + fault.start - at;
    const end = begin + fault.end - at;
    if (start >= 0 && start < text.length) range.setStart(text, start);
    if (end > 0 && end <= text.length) range.setEnd(text, end);
    at += text.length;
  }
  return range.getBoundingClientRect();
}
