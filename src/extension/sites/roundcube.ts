/** What the skins of Roundcube have in common: the same program behind them. Measured on 1.6.5. */
import type { Site } from './site.ts';

const run = { evidence: 'run', date: '2026-11-24' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

export const roundcube = {
  // One composer to a page, and its attachments stand beside the form, not in it.
  composer: { css: 'body', ...run },
  from: { css: 'select#_from', ...run },
  subject: { css: 'input#compose-subject', ...run },
  attach: {
    inputs: { css: 'form[name="uploadform"] input[type="file"]', ...run },
    drop: { css: '#compose-attachments.droptarget', ...run },
  },
  inReplyTo: { css: 'script:not([src])', pattern: /"reply_msgid":("(?:[^"\\]|\\.)*")/, ...source },
  suggestions: { css: '#rcmKSearchpane', ...source },
  absent: { sendKeys: source },
} as const satisfies Partial<Site>;
