/**
 * The person shows a field of the page: with the pointer, or with the Tab key and Enter; Escape ends it. Only what the person does counts,
 * never what the page pretends, and the page learns nothing of it: neither the key nor the click reach it.
 */

import { say } from '../../core/words/phrase.ts';
import { pointWords } from '../../core/words/point.ts';
import { describeForGood } from '../composer/elsewhere/describe.ts';
import type { FieldName } from '../messages.ts';
import type { PointOptions } from './handover.ts';
import { element } from './marks/element.ts';
import { topLayer } from './marks/layer.ts';

const fields = 'input:not([type]), input:is([type="text"], [type="email"], [type="search"]), textarea';

export function pointAtField(field: FieldName, options: PointOptions): void {
  const { language, onPointed, onEnd, signal, mode = 'closed' } = options;
  const life = new AbortController();
  const both = AbortSignal.any([signal, life.signal]);
  const { host, shadow } = topLayer(document, style, mode, both);
  const box = element(document, 'div', { class: 'box', hidden: '' });
  const words = element(document, 'p', { role: 'status' });
  shadow.append(box, words);
  host.style.setProperty('inset', '0', 'important');
  const tell = (word: keyof typeof pointWords): void => {
    words.textContent = say(pointWords[word], language, { field: say(pointWords[field], language) });
  };
  // Into the live region once it is there: a screen reader tells of what changes in one.
  requestAnimationFrame(() => tell('point'));

  const at = { capture: true, signal: both } as const;
  let choice: HTMLElement | undefined;
  const show = (target: EventTarget | null | undefined): void => {
    choice = fieldAt(target);
    box.hidden = choice === undefined;
    if (choice === undefined) return;
    const { left, top, width, height } = choice.getBoundingClientRect();
    Object.assign(box.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  };
  const choose = (target: EventTarget | null | undefined): void => {
    show(target);
    const css = choice && describeForGood(choice, choice.getRootNode() as Document | ShadowRoot);
    if (choice === undefined || css === undefined) {
      tell(choice ? 'no-description' : 'no-field');
      return;
    }
    life.abort();
    onPointed(choice, css);
  };
  const ours = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('pointermove', (event) => event.isTrusted && show(event.composedPath()[0]), at);
  addEventListener('focusin', (event) => show(event.composedPath()[0]), at);
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
    addEventListener(type, (event) => event.isTrusted && ours(event), at);
  addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      ours(event);
      choose(event.composedPath()[0]);
    },
    at,
  );
  addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted) return;
      if (event.key === 'Enter') {
        ours(event);
        choose(document.activeElement);
      } else if (event.key === 'Escape') {
        ours(event);
        life.abort();
        onEnd();
      }
    },
    at,
  );
}

/** The field itself, or the only one in what was pointed at: a label, a row of chips. */
function fieldAt(target: EventTarget | null | undefined): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  if (target.matches(fields)) return target as HTMLElement;
  const label = target.closest('label')?.control;
  if (label?.matches(fields)) return label;
  const inside = target.querySelectorAll<HTMLElement>(fields);
  return inside.length === 1 ? inside[0] : undefined;
}

const style = `
* { box-sizing: border-box; }
.box { position: fixed; border: 2px solid #08627d; outline: 2px solid #fff; border-radius: 3px; background: rgb(8 98 125 / 15%); }
.box[hidden] { display: none; }
p {
  position: fixed; inset: 12px 0 auto; width: max-content; max-width: min(480px, 92vw); margin: 0 auto; padding: 8px 12px;
  border: 1px solid #c3c9ce; border-block-start: 3px solid #08627d; border-radius: 4px; background: #fff; color: #1b1e21;
  box-shadow: 0 4px 16px rgb(0 0 0 / 25%); font: 13px/18px system-ui, -apple-system, "Segoe UI", sans-serif; text-align: start;
}
p:empty { visibility: hidden; }
@media (prefers-color-scheme: dark) {
  .box { border-color: #74c7e0; outline-color: #1d1f21; }
  p { border-color: #4a5056; border-block-start-color: #74c7e0; background: #1d1f21; color: #e6e8ea; }
}
@media (forced-colors: active) { .box { border-color: Highlight; } }
`;
