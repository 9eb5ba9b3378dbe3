import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Row, table } from '../core/webmail/table.ts';
import { enterRecipients, pressSend } from '../extension/enter.ts';
import { outcomeOf } from '../extension/matrix.ts';
import { originsOfReal, realComposer, realWebmails } from './composers.ts';
import { startSink } from './smtp-sink.ts';
import { sink as place } from './webmails.ts';

test('the running webmails, without Waypost, do what the table says', async () => {
  const sink = await startSink(place);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext();
    for (const origin of originsOfReal)
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
    for (const key of realWebmails) {
      const composer = realComposer(key, sink);
      await composer.logIn(page);
      const seen: Pick<Row, 'case' | 'how' | 'outcome' | 'rcpt'>[] = [];
      const rows = table.filter(({ webmail }) => webmail === key);
      for (const { case: name, how, given } of rows) {
        await composer.open(page);
        await enterRecipients(page, composer.site, how, given);
        await pressSend(page, composer.site);
        const outcome = await outcomeOf(page, composer);
        if (outcome.kind === 'held') throw new Error('nobody is there to hold it');
        const rcpt = outcome.kind === 'sent' ? outcome.rcpt : [];
        seen.push({ case: name, how, outcome: outcome.kind, rcpt });
      }
      expect(seen).toEqual(
        rows.map(({ case: name, how, outcome, rcpt }) => ({ case: name, how, outcome, rcpt })),
      );
    }
  } finally {
    await browser.close();
    await sink.close();
  }
});
