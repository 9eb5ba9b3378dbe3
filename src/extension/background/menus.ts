/**
 * What the context menu and the keyboard commands do with a text of any page. Nothing of Waypost stands in such a page: the click or the key
 * itself gives leave for that one tab, for this once.
 */
import browser from 'webextension-polyfill';
import type { Notation } from '../../core/route/itinerary.ts';
import { browserIdna } from '../idna.ts';
import { emptyBuilder } from '../popup/builder.ts';
import { takeUpText } from '../popup/start.ts';
import { inNotation, textOfLink, textOfSelection } from './picked.ts';
import { keepBuilder } from './tabs.ts';
import { openBuilder } from './windows.ts';

const notationOf: Readonly<Record<string, Notation>> = {
  copySourceRoute: 'source-route',
  copyPercent: 'percent',
  copyBang: 'bang',
};
/** Each is the name of its words in `_locales`; the commands of manifest.json are called likewise. */
const items = ['check', 'build', ...Object.keys(notationOf)] as const;

/**
 * At each start of the background, as the scripts are: whoever takes the place of an extension that was there may not hear that it was
 * installed, and the browser may speak another language by now.
 */
export async function makeMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const id of items) {
    const title = browser.i18n.getMessage(id);
    browser.contextMenus.create({ id, title, contexts: ['selection'] });
    browser.contextMenus.create({
      id: `${id}-link`,
      title,
      contexts: ['link'],
      targetUrlPatterns: ['mailto:*'],
    });
  }
}

export async function onMenu(
  info: browser.Menus.OnClickData,
  tab: browser.Tabs.Tab | undefined,
): Promise<void> {
  const [id = '', link] = String(info.menuItemId).split('-');
  const text = link ? textOfLink(info.linkUrl ?? '') : textOfSelection(info.selectionText ?? '');
  if (tab?.id !== undefined) await carryOut(id, text, tab.id, tab.windowId);
}

export async function onCommand(id: string, tab: browser.Tabs.Tab | undefined): Promise<void> {
  if (tab?.id === undefined) return;
  await carryOut(id, textOfSelection(await selectionIn(tab.id)), tab.id, tab.windowId);
}

async function carryOut(
  id: string,
  text: string,
  tabId: number,
  windowId: number | undefined,
): Promise<void> {
  const notation = notationOf[id];
  const written = notation && inNotation(text, notation, browserIdna);
  if (written !== undefined && (await copyIn(tabId, written))) return sayCopied(tabId);
  // To be looked at; also where it can't be copied: the builder says why, and has it to copy.
  const builder = { ...emptyBuilder, recipient: text, ...(notation && { notation }) };
  await keepBuilder(tabId, id === 'check' ? builder : takeUpText(builder, browserIdna));
  await openBuilder(tabId, windowId);
}

async function selectionIn(tabId: number): Promise<string> {
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId }, func: selection });
    return typeof first?.result === 'string' ? first.result : '';
  } catch {
    // A page where no extension may run.
    return '';
  }
}

/** A worker has no clipboard: the tab has one. */
async function copyIn(tabId: number, text: string): Promise<boolean> {
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId }, func: copy, args: [text] });
    return first?.result === true;
  } catch {
    return false;
  }
}

/** Until when the toolbar's button says so, by tab. */
const saying = new Map<number, ReturnType<typeof setTimeout>>();

/** For two seconds, at the toolbar's button. */
async function sayCopied(tabId: number): Promise<void> {
  clearTimeout(saying.get(tabId));
  await browser.action.setBadgeText({ tabId, text: '✓' });
  await browser.action.setTitle({ tabId, title: browser.i18n.getMessage('copied') });
  const over = setTimeout(() => {
    saying.delete(tabId);
    void browser.action.setBadgeText({ tabId, text: '' }).catch(() => undefined);
    // By its words: an empty title is the default one in Chromium only.
    void browser.action.setTitle({ tabId, title: browser.i18n.getMessage('action') }).catch(() => undefined);
  }, 2000);
  saying.set(tabId, over);
}

/** Runs in the tab: stands alone, for the browser carries only its text over. */
function selection(): string {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) {
    const { selectionStart, selectionEnd, value } = at;
    if (selectionStart !== null && selectionEnd !== null && selectionEnd > selectionStart)
      return value.slice(selectionStart, selectionEnd);
  }
  return getSelection()?.toString() ?? '';
}

/** Likewise. A page without TLS has no clipboard of the newer kind, and one without the focus must not use it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let copied = false;
    const listener = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData('text/plain', text);
      copied = true;
    };
    addEventListener('copy', listener, true);
    const done = document.execCommand('copy');
    removeEventListener('copy', listener, true);
    return done && copied;
  }
}
