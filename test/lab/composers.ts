import type { Page } from 'playwright-core';
import { sites } from '../../src/extension/sites/all.ts';
import type { Site } from '../../src/extension/sites/site.ts';
import type { Composer } from '../extension/matrix.ts';
import { hasSent, logIn, openComposer } from './roundcube-page.ts';
import type { Sink } from './smtp-sink.ts';
import { logInToSogo, newMessage } from './sogo-page.ts';
import { type Roundcube, roundcubes, sogo } from './webmails.ts';

/** The real webmails that send to the sink. */
export const realWebmails = ['roundcube-elastic', 'roundcube-larry', 'roundcube-classic', 'sogo'] as const;
export type RealWebmail = (typeof realWebmails)[number];

export const originsOfReal = [...Object.values(roundcubes).map(({ origin }) => origin), sogo];

const siteOf = (key: string): Site => {
  const site = sites.find((candidate) => candidate.key === key);
  if (!site) throw new Error(`no site file ${key}`);
  return site;
};

export interface RealComposer extends Composer {
  logIn(page: Page): Promise<void>;
}

export function realComposer(webmail: RealWebmail, sink: Sink): RealComposer {
  const site = siteOf(webmail);
  let before = 0;
  const opened = () => {
    before = sink.transactions.length;
  };
  const sent = () =>
    sink.transactions.slice(before).map(({ rcpt }) => rcpt.map((path) => octets(path.slice(1, -1))));
  if (webmail === 'sogo')
    return {
      site,
      logIn: logInToSogo,
      async open(page) {
        await newMessage(page);
        await page.fill(site.subject.css, 'carried');
        opened();
      },
      sent: async () => sent(),
      refusal: async (page) => textOf(page, 'sg-ripple-content [ng-switch-when="error"], md-toast'),
    };
  const name = `${webmail.slice('roundcube-'.length)}-sink` as Roundcube;
  return {
    site,
    logIn: (page) => logIn(page, name),
    async open(page) {
      await openComposer(page, name);
      await page.waitForSelector(site.subject.css);
      await page.waitForFunction('!rcmail.busy');
      await page.fill(site.subject.css, 'carried');
      await page.fill(site.body.plain.css, 'Hello.');
      opened();
    },
    // Not before Roundcube says so: its answer writes the session anew, and a composer that was opened meanwhile would be lost.
    sent: async (page) => ((await hasSent(page)) ? sent() : []),
    refusal: async (page) =>
      textOf(
        page,
        '#messagestack :is(.alert-danger, .alert-warning), #message :is(.error, .warning), .ui-dialog',
      ),
  };
}

/** The text of what is shown of these, or undefined when nothing is. */
async function textOf(page: Page, css: string): Promise<string | undefined> {
  for (const element of await page.locator(css).all()) {
    const text = (await element.isVisible()) ? (await element.innerText()).trim() : '';
    if (text !== '') return text;
  }
  return undefined;
}

/** UTF-8 read as what it is; a stray octet becomes U+FFFD. */
const octets = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
