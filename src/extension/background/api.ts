/**
 * What Waypost's own pages may ask of the background, and what they get. Types only, plus the two small clients
 * that speak it. Content scripts have a protocol of their own (messages.ts) and are refused here.
 *
 * The pages' addresses: `popup.html` in the toolbar popup (for the active tab), `popup.html?tab=ID` popped out into a
 * window for that tab, `confirm.html?draft=ID`, `verify.html`.
 */
import browser from 'webextension-polyfill';
import type { Draft, Request, Response } from '../../core/bridge/protocol.ts';
import type {
  CaughtFile,
  FieldName,
  FileAnswer,
  Finding,
  InsertAnswer,
  ReadAnswer,
  SiteSettings,
} from '../messages.ts';

/** Where a tab stands with Waypost. */
export interface SiteState {
  /** Such as `https://mail.example.org`; absent where no extension may run (browser pages, files). */
  readonly origin?: string;
  /** The match pattern to ask `permissions.request` for, `https://mail.example.org/*`; absent with `origin`. Ports are no part of it. */
  readonly pattern?: string;
  /** The permission for the origin is held. */
  readonly enabled: boolean;
  readonly hasComposer: boolean;
  /** Key of the site file that matched, and of core/webmail. */
  readonly site?: string;
  readonly webmail?: string;
  /** How the composer was found, where no site file describes it. */
  readonly finding?: Finding;
  /** Waypost came to the page after it was loaded: the guard is complete after the next reload. */
  readonly late?: boolean;
  /** What the person decided for the origin; absent with it. */
  readonly settings?: SiteSettings;
  /** The field whose mark was pressed to open the builder, if it was; told to the first who asks. */
  readonly startedFrom?: FieldName;
}

/** No content script answers in that tab: not enabled, or the page must be reloaded. */
export type Unreachable = { readonly ok: false; readonly reason: 'unreachable' };

/** An attachment of the composer. The names are as core/bridge/file.ts makes them: what is shown is what is sent. */
export interface FrozenFile {
  readonly name: string;
  /** Absent where nobody saw it being added: then its octets are nowhere but in the webmail. */
  readonly caught?: CaughtFile;
  /** As in `ComposerFile`: the person decides. */
  readonly doubtful?: true;
}

/** What the confirmation shows and sends: kept in storage.session under `draft:<draft.id>`, never changed. */
export interface FrozenDraft {
  readonly draft: Draft;
  /** Per recipient path, the stations as `stationsOf` gives them: hops, then the domain. */
  readonly stations: Readonly<Record<string, readonly string[]>>;
  /** What the composer has attached, in its order. Whether and from where each goes along is decided in the confirmation. */
  readonly files: readonly FrozenFile[];
  /** Images within the text that can't be sent: the webmail alone can show them. */
  readonly lostImages?: readonly string[];
  /** Images within the text that are only named: whoever reads the message fetches them. */
  readonly remoteImages?: number;
  /** Recipients of the composer that this draft does not go to, as the composer holds them. */
  readonly leftOut?: readonly string[];
  /** The sender as the composer names it, which the host may not send for. */
  readonly from?: string;
  /** The tab with the composer, told after the message was sent. */
  readonly tabId?: number;
  /** Which of the tab's frames has it. */
  readonly frame?: string;
}

/** A message that was made of the same draft before. */
export interface Earlier {
  /** When it was given to the outbox, ISO 8601. */
  readonly at: string;
  readonly paths: readonly string[];
}

export interface BackgroundApi {
  siteState(tabId: number): Promise<SiteState>;
  /** After `permissions.request` was granted: registers the content script and starts it in the open tabs of the origin. */
  enableSite(origin: string): Promise<{ readonly ok: boolean }>;
  /** Gives the origin's permission back; nothing runs there any more. */
  disableSite(origin: string): Promise<{ readonly ok: boolean }>;
  /** Whether Send is held on the tab's site where a route would be damaged; the marks stay. Open pages follow at once. */
  setGuard(tabId: number, on: boolean): Promise<{ readonly ok: boolean }>;
  /** Asks the person, in the page, to point at a recipient field. What is chosen is remembered for the site. */
  point(tabId: number, field: FieldName): Promise<{ readonly ok: boolean }>;
  forgetPointed(tabId: number, field: FieldName): Promise<{ readonly ok: boolean }>;
  readComposer(tabId: number): Promise<ReadAnswer | Unreachable>;
  /**
   * Puts one recipient into a field and reads it back; the tab's builder then remembers what stands there.
   * `replaces`: the recipient, as read, whose place it takes. `frame`: as read, for another frame may hold a message too.
   */
  insert(
    tabId: number,
    field: FieldName,
    address: string,
    replaces?: string | null,
    frame?: string,
  ): Promise<InsertAnswer | Unreachable>;
  /** The builder in a window of its own, which outlives a change of focus. */
  popOut(tabId: number): Promise<{ readonly ok: boolean }>;
  /**
   * Freezes the draft and opens its confirmation window; `id` is `draft.id`. The same id again only focuses its window. A confirmation of
   * the same tab that nobody answered yet is closed.
   */
  openConfirm(
    frozen: FrozenDraft,
  ): Promise<
    | { readonly ok: true; readonly id: string }
    | { readonly ok: false; readonly reason: 'bad-draft' | 'too-large' }
  >;
  frozenDraft(id: string): Promise<FrozenDraft | undefined>;
  /** What was made of the same draft before this, the newest first. */
  givenBefore(id: string): Promise<readonly Earlier[]>;
  /** A piece of one of the frozen draft's caught files, by its place among them, out of the composer's tab. To be asked after the click on Send. */
  filePiece(id: string, file: number, offset: number): Promise<FileAnswer | Unreachable>;
  /** Says beside the composer's fields that the draft is sent. The background does it by itself when the host reports `sent`. */
  sentDirectly(tabId: number): Promise<{ readonly ok: boolean }>;
}

/** A call as it travels. `to` keeps it apart from everything else on runtime.sendMessage. */
export type Call = {
  [Name in keyof BackgroundApi]: {
    readonly to: 'background';
    readonly call: Name;
    readonly with: Parameters<BackgroundApi[Name]>;
  };
}[keyof BackgroundApi];

/** The background as the pages see it. Each call is one message; a call rejects only when the background itself is broken. */
export const background: BackgroundApi = {
  siteState: (tabId) => ask({ to: 'background', call: 'siteState', with: [tabId] }),
  enableSite: (origin) => ask({ to: 'background', call: 'enableSite', with: [origin] }),
  disableSite: (origin) => ask({ to: 'background', call: 'disableSite', with: [origin] }),
  setGuard: (tabId, on) => ask({ to: 'background', call: 'setGuard', with: [tabId, on] }),
  point: (tabId, field) => ask({ to: 'background', call: 'point', with: [tabId, field] }),
  forgetPointed: (tabId, field) => ask({ to: 'background', call: 'forgetPointed', with: [tabId, field] }),
  readComposer: (tabId) => ask({ to: 'background', call: 'readComposer', with: [tabId] }),
  insert: (tabId, field, address, replaces, frame) =>
    ask({
      to: 'background',
      call: 'insert',
      with:
        frame !== undefined
          ? [tabId, field, address, replaces ?? null, frame]
          : replaces == null
            ? [tabId, field, address]
            : [tabId, field, address, replaces],
    }),
  popOut: (tabId) => ask({ to: 'background', call: 'popOut', with: [tabId] }),
  openConfirm: (frozen) => ask({ to: 'background', call: 'openConfirm', with: [frozen] }),
  frozenDraft: (id) => ask({ to: 'background', call: 'frozenDraft', with: [id] }),
  givenBefore: (id) => ask({ to: 'background', call: 'givenBefore', with: [id] }),
  filePiece: (id, file, offset) => ask({ to: 'background', call: 'filePiece', with: [id, file, offset] }),
  sentDirectly: (tabId) => ask({ to: 'background', call: 'sentDirectly', with: [tabId] }),
};

async function ask<Answer>(call: Call): Promise<Answer> {
  try {
    return await browser.runtime.sendMessage(call);
  } catch (error) {
    // Firefox (153) loses what is said at the moment in which it ends the idle background, and the next word wakes it. Only an insertion
    // is not repeated: were its answer all that was lost, the address would stand there twice.
    if (call.call === 'insert' || !/Receiving end does not exist/.test(String(error))) throw error;
    return browser.runtime.sendMessage(call);
  }
}

/** Why the host did not answer, when it was not the host that said so. A sentence for each is in core/words/interface.ts. */
export const hostTroubles = [
  /** `nativeMessaging` was not granted yet: ask for it on the next click. */
  'not-permitted',
  /** No program of our name is registered with this browser: show the command that installs it. */
  'no-host',
  /** It is registered, but not for this extension. */
  'forbidden',
  /** It started and went away, or could not be started at all. */
  'exited',
  /** It said something outside the protocol. */
  'garbled',
  /** The page asked something outside the protocol; a bug of ours. */
  'bad-request',
] as const;
export type HostTrouble = (typeof hostTroubles)[number];

/** What comes over the port `host`: the host's responses unchanged, or the background's word that there is none. */
export type FromHostPort =
  | Response
  | { readonly type: 'trouble'; readonly trouble: HostTrouble; readonly detail?: string };

/**
 * Asks for what a direct send needs: must be called straight from a click. Firefox's own consent for handing mail to another
 * program (`data_collection`, see vite.config.ts) is asked in the same question; elsewhere there is no such thing.
 */
export function askForHost(): Promise<boolean> {
  const wanted: browser.Permissions.Permissions = { permissions: ['nativeMessaging'] };
  const gecko = browser.runtime.getURL('').startsWith('moz-extension:');
  return browser.permissions.request(
    gecko ? Object.assign(wanted, { data_collection: ['personalCommunications'] }) : wanted,
  );
}

export interface HostPort {
  /** Opens the native port if it is not open: after a `trouble` the next request tries again. */
  request(request: Request): void;
  close(): void;
}

/** A page's way to the host program. Closed by the signal; a restarted background is met again by the next request. */
export function openHost(onMessage: (message: FromHostPort) => void, signal: AbortSignal): HostPort {
  let port: browser.Runtime.Port | undefined;
  const close = (): void => {
    port?.disconnect();
    port = undefined;
  };
  signal.addEventListener('abort', close, { once: true });
  return {
    close,
    request(request) {
      if (signal.aborted) return;
      if (port === undefined) {
        const opened = browser.runtime.connect({ name: 'host' });
        port = opened;
        opened.onMessage.addListener((message) => onMessage(message as FromHostPort));
        opened.onDisconnect.addListener(() => {
          if (port !== opened) return;
          port = undefined;
          onMessage({ type: 'trouble', trouble: 'exited' });
        });
      }
      port.postMessage(request);
    },
  };
}
