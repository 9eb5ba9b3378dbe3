/**
 * The background: wires events to the small modules beside it. Every listener is added in the first turn, because the browser starts this
 * script for an event and delivers it only to listeners that are there by then. Nothing is kept in memory that a restart may not lose.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { secondStage, thirdStage } from '../content/stages.ts';
import type { ContentAnswer, FromContent } from '../messages.ts';
import type { BackgroundApi, FrozenDraft } from './api.ts';
import { type CheckedCall, callSchema, fromContentSchema } from './calls.ts';
import { forgetGiven, givenBefore, rememberGiven } from './given.ts';
import { relayHost } from './host-relay.ts';
import { makeMenus, onCommand, onMenu } from './menus.ts';
import { originOf, patternOf } from './patterns.ts';
import { reconcile } from './reconcile.ts';
import { loadStage, startInOpenTabs } from './scripts.ts';
import { speakerOf } from './sender.ts';
import { newsFor } from './sent.ts';
import { settingsOf } from './site-settings.ts';
import { forgetTab, insertInto, isAllowed, rememberStart, siteState, tellRemoved, toTab } from './tabs.ts';
import { forgetPointed, point, rememberPointed, setGuard } from './this-site.ts';
import { forgetWindow, frozenDraft, markSent, openBuilder, openConfirm, popOut } from './windows.ts';

const own = { id: browser.runtime.id, url: browser.runtime.getURL('') };

const api = {
  siteState,
  async enableSite(origin) {
    const pattern = patternOf(origin);
    const held = pattern !== undefined && (await browser.permissions.contains({ origins: [pattern] }));
    if (!held) return { ok: false };
    await reconcile();
    await startInOpenTabs([pattern]);
    return { ok: true };
  },
  async disableSite(origin) {
    const pattern = patternOf(origin);
    if (pattern === undefined) return { ok: false };
    return { ok: await browser.permissions.remove({ origins: [pattern] }) };
  },
  setGuard,
  point,
  forgetPointed,
  readComposer: toTab.read,
  insert: insertInto,
  popOut,
  openConfirm,
  frozenDraft,
  async givenBefore(id) {
    const frozen = await frozenDraft(id);
    return frozen === undefined ? [] : givenBefore(frozen);
  },
  async filePiece(id, file, offset) {
    const frozen = await frozenDraft(id);
    const caught = frozen?.files[file]?.caught;
    if (frozen?.tabId === undefined || caught === undefined) return { ok: false, reason: 'gone' };
    return toTab.file(frozen.tabId, caught.id, offset);
  },
  async sentDirectly(tabId) {
    return { ok: (await toTab.sentDirectly(tabId, undefined, false)).ok };
  },
} satisfies BackgroundApi;

function carryOut(message: CheckedCall): Promise<unknown> {
  const method = api[message.call] as (...parameters: unknown[]) => Promise<unknown>;
  return method(...message.with);
}

browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => {
  const speaker = speakerOf(sender, own);
  if (speaker.kind === 'page') {
    const call = v.safeParse(callSchema, message);
    return call.success ? carryOut(call.output) : Promise.reject(new Error(v.summarize(call.issues)));
  }
  if (speaker.kind === 'content') {
    const said = v.safeParse(fromContentSchema, message);
    if (said.success) {
      return hear(said.output, speaker.tabId, sender);
    }
  }
  return undefined;
});

function hear(
  said: FromContent,
  tabId: number,
  { frameId, tab, url, origin }: browser.Runtime.MessageSender & { readonly origin?: string },
) {
  switch (said.type) {
    case 'second-stage':
      return answerStage(secondStage(said.language), tabId, frameId, originOf(tab?.url));
    case 'third-stage':
      return answerStage(thirdStage, tabId, frameId, originOf(tab?.url));
    case 'may-stay':
      // A frame of about:blank has the origin of who made it; where the browser does not tell that, the tab's counts.
      return isAllowed(originOf(url) ?? originOf(origin) ?? tab?.url).then((ok) => ({ ok }));
    case 'open-builder':
      return startBuilder(tabId, tab?.windowId, said.field);
    case 'pointed':
      return rememberPointed(tabId, said.field, said.css);
  }
}

async function answerStage(
  file: string,
  tabId: number,
  frameId: number | undefined,
  origin: string | undefined,
): Promise<ContentAnswer> {
  const ok = await loadStage(file, tabId, frameId ?? 0);
  return { ok, ...(origin === undefined ? {} : { settings: await settingsOf(origin) }) };
}

async function startBuilder(
  tabId: number,
  windowId: number | undefined,
  field: 'to' | 'cc' | 'bcc',
): Promise<void> {
  await rememberStart(tabId, field);
  await openBuilder(tabId, windowId);
}

browser.runtime.onConnect.addListener((port) => {
  // The host protocol is for our own pages. A content script that tries gets its port closed and no word.
  if (port.name !== 'host' || speakerOf(port.sender, own).kind !== 'page') return port.disconnect();
  const drafts = new Map<string, Promise<FrozenDraft | undefined>>();
  const told = new Set<string>();
  // A confirmation that lost this worker in the middle watches on; nobody else's watching is news for the composer.
  const confirms = port.sender?.url?.startsWith(`${own.url}confirm.html`) === true;
  relayHost(port, {
    onMessage(message, asked) {
      if (asked === 'send') {
        void markSent(message);
        void rememberGiven(frozenDraft(message), new Date());
      }
      if (confirms && !drafts.has(message)) drafts.set(message, frozenDraft(message));
    },
    onNotTaken: (message) => void forgetGiven(message),
    onResponse(response) {
      const news = newsFor(response);
      if (news === undefined || told.has(JSON.stringify(news))) return;
      told.add(JSON.stringify(news));
      void tell(drafts.get(news.message), news.maybe);
    },
  });
});

async function tell(draft: Promise<FrozenDraft | undefined> | undefined, maybe: boolean): Promise<void> {
  const { tabId, frame } = (await draft) ?? {};
  if (tabId !== undefined) await toTab.sentDirectly(tabId, frame, maybe);
}

browser.permissions.onAdded.addListener(() => reconcile());
browser.permissions.onRemoved.addListener(async () => {
  await reconcile();
  await tellRemoved();
});
browser.contextMenus.onClicked.addListener((info, tab) => void onMenu(info, tab));
browser.commands.onCommand.addListener((command, tab) => void onCommand(command, tab));
browser.runtime.onStartup.addListener(() => reconcile());
browser.runtime.onInstalled.addListener(async () => {
  await reconcile();
  const { origins = [] } = await browser.permissions.getAll();
  // Scripts of the former version in open tabs are orphans now.
  await startInOpenTabs(origins);
});
browser.tabs.onRemoved.addListener((tabId) => forgetTab(tabId));
browser.windows.onRemoved.addListener((windowId) => forgetWindow(windowId));

void closeStorageToContentScripts();
void reconcile();
void makeMenus();

/** Content scripts run beside a hostile page. Where the browser can (Chromium), no storage answers them. */
async function closeStorageToContentScripts(): Promise<void> {
  const { local, session, sync } = browser.storage;
  for (const area of [local, session, sync] as readonly AccessControlled[]) {
    try {
      await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    } catch {
      // This area can't be closed in this browser.
    }
  }
}

interface AccessControlled {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}
