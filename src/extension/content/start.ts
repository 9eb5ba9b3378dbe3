/** The first stage at work in one document: it knows which composers are open, and lets the second stage work in each. */

import type { Language } from '../../core/words/phrase.ts';
import { type FoundField, findFields } from '../composer/find.ts';
import {
  type ContentAnswer,
  type FieldName,
  type FileAnswer,
  type FromContent,
  fieldNames,
  type InsertAnswer,
  type ReadAnswer,
  type SiteSettings,
  type ToContent,
} from '../messages.ts';
import type { Site } from '../sites/site.ts';
import { alive, type Listener, runtime } from './browser.ts';
import { type Composer, openComposers } from './composers.ts';
import { lookElsewhere } from './elsewhere.ts';
import { rememberFiles } from './files.ts';
import { rememberEntries } from './guard/entered.ts';
import { type Held, listenForSend } from './guard/listen.ts';
import { mayHoldRoute } from './guard/route-text.ts';
import { type SecondStage, type Session, standFirst } from './handover.ts';
import { newId } from './new-id.ts';
import { showNote } from './note.ts';

export interface ContentOptions {
  readonly document: Document;
  readonly sites: readonly Site[];
  readonly language: Language;
  /** The page was there first, and so are its listeners. */
  readonly late: boolean;
}

export function startContent(
  { document, sites, language, late }: ContentOptions,
  life: AbortController,
): void {
  const { signal } = life;
  const { defaultView: window } = document;
  if (window === null) return;
  /** By this name the background finds the one that read a composer again. */
  const frame = newId();
  let second: SecondStage | undefined;
  let loading: Promise<void> | undefined;
  /** Sends that wait for the second stage to judge them. */
  let waiting: readonly Held[] = [];
  /** Composers of which one was held without any judgement, and that pass since then. */
  const unchecked = new WeakSet<Element>();
  let saidLate = false;
  let settings: SiteSettings = { guard: true, pointed: {} };
  /** A site file knows this page. */
  let knownSite = false;

  listenForSend(window, () => composers.all(), mayPass, onHeld, signal);
  const entriesOf = rememberEntries(window, signal);
  /** Fields that are no news. One whose composer was closed is again, for the page may show the same elements once more. */
  const known = new WeakSet<Node>();
  const composers = openComposers(entriesOf, { onForget: (input) => known.delete(input), signal });
  const files = rememberFiles(window, (path) => composers.around(path), signal);
  findFields(
    document,
    sites,
    (found) => {
      // Whoever came to a field before the webmail had made its own of it was given a guess.
      if (!knownSite) forgetGuesses();
      knownSite = true;
      known.add(found.input);
      open(found);
    },
    { known, signal },
  );
  const elsewhere = lookElsewhere({
    document,
    settings: () => settings,
    isKnownSite: () => knownSite,
    isOpen: (input) => composers.has(input),
    ask: () => tell({ type: 'third-stage' }),
    report(found) {
      if (!knownSite) open(found);
    },
    signal,
  });

  standFirst(life, {
    enter(stage) {
      second = stage;
      for (const composer of composers.all()) equip(composer);
      for (const { composer, control } of waiting) composer.session?.held(control);
      waiting = [];
    },
    enterThird: elsewhere.enter,
  });

  function open(found: FoundField): void {
    const composer = composers.add(found);
    begin();
    equip(composer);
  }

  /** Composers that no site file describes. */
  function forgetGuesses(): void {
    for (const { finding, fields } of composers.all())
      if (finding) for (const field of fields.values()) field.gone();
  }

  // A person at work is also the moment to notice that the extension went: no timer asks for it.
  document.addEventListener(
    'focusin',
    (event) => {
      if (composers.size > 0 && stillAlive()) composers.follow(event.composedPath()[0]);
    },
    { capture: true, signal },
  );

  /** A composer is there. */
  function begin(): void {
    if (late && !saidLate) showNote(document, 'late', language, signal);
    saidLate = true;
    void loadSecond();
  }

  function loadSecond(): Promise<void> {
    loading ??= askForSecond().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  async function askForSecond(): Promise<void> {
    if (second !== undefined || !stillAlive()) return;
    const loaded = await tell({ type: 'second-stage', language });
    if (loaded || signal.aborted || waiting.length === 0) return;
    // Nobody may wait for ever: what is held is said, and passes next time.
    showNote(document, 'not-loaded', language, signal);
    for (const { composer } of waiting) unchecked.add(composer.root);
    waiting = [];
  }

  /** Lets the second stage work in it, once that is here: it judges at once, and marks one field in a turn, for a page has its own work to do. */
  function equip(composer: Composer): void {
    if (second === undefined) return;
    composer.session ??= second.open(composer, { language, onOpen: openBuilder });
    const { session } = composer;
    for (const field of composer.fields.values()) {
      if (field.equipped) continue;
      field.equipped = true;
      setTimeout(() => field.signal.aborted || session.add(field));
    }
  }

  function mayPass(composer: Composer): boolean {
    // What only may be a composer is not held: its Send may be anything.
    if (!settings.guard || composer.finding?.certainty === 'possible') return true;
    if (composer.session) return composer.session.mayPass();
    return unchecked.has(composer.root) || !mayHoldRoute(composer) || !stillAlive();
  }

  function onHeld(held: Held): void {
    const { session } = held.composer;
    if (session) session.held(held.control);
    else {
      waiting = [...waiting.filter(({ composer }) => composer !== held.composer), held];
      void loadSecond();
    }
  }

  const listener: Listener = (message, sender, respond) => {
    if (sender.id !== runtime?.id || sender.tab !== undefined) return undefined;
    const answer = answerTo(message as ToContent);
    if (answer === undefined) return undefined;
    void answer.then(respond);
    return true;
  };
  runtime?.onMessage.addListener(listener);
  signal.addEventListener('abort', () => alive() && runtime?.onMessage.removeListener(listener), {
    once: true,
  });

  function answerTo(message: ToContent): Promise<unknown> | undefined {
    if (message.type === 'permission-removed') {
      void say({ type: 'may-stay' }).then((answer) => answer?.ok === false && life.abort());
      return Promise.resolve({ ok: true });
    }
    if ('frame' in message && message.frame !== frame) return nobodyHere(noComposer, patience.deed);
    if (message.type === 'settings') {
      take(message.settings);
      return Promise.resolve({ ok: true });
    }
    if (message.type === 'point') {
      const { field } = message;
      const onPointed = (input: HTMLElement, css: string): void =>
        void tell({ type: 'pointed', field, css }).then(() => input.focus());
      const onEnd = (): void => void tell({ type: 'pointed', field });
      return Promise.resolve({ ok: elsewhere.point(field, { language, onPointed, onEnd }) });
    }
    // Whichever frame holds it; a page that was left holds it no more.
    if (message.type === 'file')
      return files.piece(message.id, message.offset) ?? nobodyHere(noFile, patience.deed);
    const composer = composers.current();
    return composer ? answerFor(composer, message) : lookedFor(message);
  }

  async function answerFor(composer: Composer, message: ToContent): Promise<unknown> {
    const { site, finding } = composer;
    if (message.type === 'state')
      return { ok: true, site: site.key, webmail: site.webmail, late, ...(finding && { finding }) };
    await loading;
    return composer.session ? answerIn(composer, composer.session, message) : noComposer;
  }

  /** Nobody came to a field of it yet, or there is none here: the person asks, so this document is looked through once. */
  function lookedFor(message: ToContent): Promise<unknown> | undefined {
    if (window !== window?.top) return undefined;
    return elsewhere
      .everywhere()
      .then(() => nobodyHere(noComposer, message.type === 'state' ? patience.state : patience.deed))
      .then((no) => {
        const composer = composers.current();
        return composer ? answerFor(composer, message) : no;
      });
  }

  function take(to: SiteSettings): void {
    const isSame = JSON.stringify(settings.pointed) === JSON.stringify(to.pointed);
    settings = to;
    // Where the fields are is found anew, and how sure that is.
    if (!isSame) forgetGuesses();
    elsewhere.settled();
  }

  function answerIn(
    composer: Composer,
    session: Session,
    message: ToContent,
  ): Promise<InsertAnswer> | ReadAnswer | DoneAnswer {
    switch (message.type) {
      case 'read': {
        const read = session.read();
        const attachments = files.listed(composer, read.attachments);
        return { ok: true, composer: { ...read, attachments }, frame };
      }
      case 'insert':
        if (!fieldNames.includes(message.field) || typeof message.address !== 'string') return { ok: false };
        return session.insert(
          message.field,
          message.address,
          typeof message.replaces === 'string' ? [message.replaces] : [],
        );
      case 'sent-directly':
        session.say(message.maybe ? 'maybe-sent-directly' : 'sent-directly');
        return { ok: true };
      default:
        return { ok: false };
    }
  }

  /** Every frame of the page is asked, and the first answer counts: so it is the page itself that says no, and not at once. */
  function nobodyHere<Answer>(no: Answer, after: number): Promise<Answer> | undefined {
    if (window !== window?.top) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => resolve(no), after);
    });
  }

  function openBuilder(field: FieldName): void {
    if (stillAlive()) void tell({ type: 'open-builder', field });
  }

  /** Whether the background did it. With a stage come the settings of this site. */
  async function tell(message: FromContent): Promise<boolean> {
    const answer = await say(message);
    if (answer?.settings) take(answer.settings);
    return answer?.ok === true;
  }

  async function say(message: FromContent): Promise<ContentAnswer | null | undefined> {
    if (!alive()) return undefined;
    const once = async () => runtime?.sendMessage(message);
    // Firefox (153) loses what is said at the moment in which it ends the idle background; the next word wakes it.
    return (await once()
      .catch(once)
      .catch(() => undefined)) as ContentAnswer | null | undefined;
  }

  /** Once the extension is gone, everything ends; what stays is one note. */
  function stillAlive(): boolean {
    if (alive()) return true;
    if (!signal.aborted) {
      life.abort();
      // It lives until the person hides it, or a script that follows takes it away.
      showNote(document, 'orphaned', language, new AbortController().signal);
    }
    return false;
  }
}

/**
 * Milliseconds that a frame with a composer has to answer first: at once how it stands, and later what it did, for an insertion is read back
 * after a while and a disk may be slow.
 */
const patience = { state: 100, deed: 5000 } as const;

interface DoneAnswer {
  readonly ok: boolean;
}

const noComposer = { ok: false, reason: 'no-composer' } as const;
const noFile = { ok: false, reason: 'gone' } as const satisfies FileAnswer;
