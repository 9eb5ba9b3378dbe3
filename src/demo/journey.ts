/** The whole journey through the real extension: compose, route, confirm, watch, and prove by the delivered message. */

import { lineText } from '../core/route/line.ts';
import { demoWords } from '../core/words/demo.ts';
import { type Language, say } from '../core/words/phrase.ts';
import type { Browser } from './browser.ts';
import type { CdpPage } from './cdp.ts';
import { recipientMailbox, relayNames } from './stations.ts';
import {
  askToSend,
  buildRoute,
  chooseNotation,
  compose,
  confirmSending,
  endOfSending,
  openVerification,
  readVerdict,
  sourceInWebmail,
  transcriptOf,
} from './steps.ts';
import type { World } from './world.ts';

/** The moments worth a picture; each is fit for a file's name. */
export type JourneyMoment = 'popup' | 'confirmation' | 'transcript' | 'verdict';

export interface JourneyOptions {
  readonly browser: Browser;
  readonly world: World;
  /** Of the extension's pages and of what is printed. */
  readonly language: Language;
  readonly print: (line: string) => void;
  readonly picture?: (name: JourneyMoment, page: CdpPage) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface JourneyEnd {
  readonly verified: boolean;
  /** The last line to print: what was verified, or why it could not be. */
  readonly line: string;
}

export async function journey({
  browser,
  world,
  language,
  print,
  picture,
  signal,
}: JourneyOptions): Promise<JourneyEnd> {
  const word = (key: keyof typeof demoWords, words: Readonly<Record<string, string>> = {}) =>
    say(demoWords[key], language, words);
  let count = 0;
  const step = (key: keyof typeof demoWords, words: Readonly<Record<string, string>> = {}) => {
    signal.throwIfAborted();
    print(`${++count}. ${word(key, words)}`);
  };
  const letter = {
    to: recipientMailbox,
    subject: word('letter.subject'),
    text: word('letter.text'),
  };

  step('journey.compose', { origin: world.origin, to: letter.to });
  const webmail = await compose(browser, world, letter);

  step('journey.route', { hops: relayNames.join(', ') });
  const popup = await buildRoute(browser, relayNames, language);
  for (const line of await addressesOf(popup)) print(`   ${line}`);
  await chooseNotation(popup, 'source-route', language);
  await picture?.('popup', popup);

  step('journey.direct');
  const confirm = await askToSend(browser, popup, language);
  await picture?.('confirmation', confirm);

  step('journey.confirm');
  await confirmSending(confirm, language);
  const end = await endOfSending(confirm, language);
  for (const line of await transcriptOf(confirm)) print(`   ${line}`);
  await picture?.('transcript', confirm);
  if (end !== 'live.sent-title')
    return { verified: false, line: word('journey.notSent', { words: await confirm.text() }) };

  step('journey.delivered', { mailbox: recipientMailbox });
  const delivered = await world.inbox.waitFor(
    'Received:',
    AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  );
  for (const { station, path } of world.heard) print(`   ${station.padEnd(10)} RCPT TO:<${path}>`);

  step('journey.source');
  const source = await sourceInWebmail(webmail, world, delivered.id);

  step('journey.verify');
  const verify = await openVerification(browser, confirm, source, language);
  const { verdict, sentence, stations } = await readVerdict(verify);
  print(`   ${sentence}`);
  await picture?.('verdict', verify);
  return verdict === 'followed'
    ? { verified: true, line: `verified: ${lineText(stations)}` }
    : { verified: false, line: word('journey.notVerified', { words: sentence }) };
}

/** The notations as the popup shows them, one a line. */
async function addressesOf(popup: CdpPage): Promise<readonly string[]> {
  return popup.evaluate<string[]>(
    `[...document.querySelectorAll('[role=radiogroup] input')].map((choice) =>
      [document.querySelector('label[for="' + choice.id + '"]').innerText, document.getElementById(choice.getAttribute('aria-describedby').split(' ')[0]).innerText]
        .map((text) => text.trim()).join(': '))`,
  );
}
