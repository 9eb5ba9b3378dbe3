/** A sentence in a corner of the page, for what the first stage has to say by itself. */
import { notes } from '../../core/words/notes.ts';
import { type Language, say } from '../../core/words/phrase.ts';
import { dress } from './dress.ts';
import { ours } from './takeover.ts';

/** Shows it until the person hides it, or the signal ends. In the top layer and a closed tree, as the marks are. */
export function showNote(
  document: Document,
  note: Exclude<keyof typeof notes, 'dismiss'>,
  language: Language,
  signal: AbortSignal,
): void {
  const host = document.createElement('div');
  host.setAttribute(ours, '');
  host.popover = 'manual';
  host.style.cssText =
    'all:initial!important;position:fixed!important;inset:auto 16px 16px auto!important;margin:0!important;z-index:2147483647!important';
  const shadow = host.attachShadow({ mode: 'closed' });
  const box = document.createElement('div');
  box.setAttribute('role', 'status');
  const hide = document.createElement('button');
  hide.type = 'button';
  hide.ariaLabel = hide.title = say(notes.dismiss, language);
  hide.textContent = '×';
  hide.addEventListener('click', () => host.remove(), { signal });
  signal.addEventListener('abort', () => host.remove(), { once: true });
  dress(shadow, document, style);
  shadow.append(box);
  document.documentElement.append(host);
  host.showPopover();
  // Into the live region once it is there: a screen reader tells of what changes in one.
  box.append(say(notes[note], language), hide);
}

const style = `
div {
  display: flex; gap: 8px; align-items: start; box-sizing: border-box; max-width: min(420px, 90vw); padding: 8px 10px;
  border: 1px solid #c3c9ce; border-inline-start: 3px solid #08627d; border-radius: 4px; background: #fff; color: #1b1e21;
  box-shadow: 0 2px 8px rgb(0 0 0 / 20%); font: 12px/16px system-ui, -apple-system, "Segoe UI", sans-serif; text-align: start;
}
button { all: unset; padding: 0 6px; border-radius: 10px; font-size: 15px; cursor: pointer; }
button:focus-visible { outline: 2px solid; outline-offset: 1px; }
@media (prefers-color-scheme: dark) {
  div { border-color: #4a5056; border-inline-start-color: #74c7e0; background: #1d1f21; color: #e6e8ea; }
}
`;
