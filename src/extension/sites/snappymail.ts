/** SnappyMail. Run as 2.38.2; what became of the attributes in which its templates name things was read in its code. */
import type { ChipsField, Site } from './site.ts';

const run = { evidence: 'run', date: '2026-11-23' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

/** The rows of Cc, Bcc and Reply-To have classes; the row of To is the one without. */
const rows = {
  to: 'tr:not(.cc-row, .bcc-row, .reply-to-row)',
  cc: 'tr.cc-row',
  bcc: 'tr.bcc-row',
} as const;

function chips(header: 'to' | 'cc' | 'bcc'): ChipsField {
  const list = `#V-PopupsCompose ${rows[header]} ul.emailaddresses`;
  return {
    kind: 'chips',
    list: { css: list, ...run },
    input: { css: `${list} input`, ...run },
    chip: { css: `${list} > li[title]`, ...run },
    // Where there is a name, the chip shows nothing else.
    chipText: [{ css: ':scope', attribute: 'title', ...run }],
    remove: { css: 'a.ficon', ...run },
    rungs: ['set-enter', 'set-blur', 'insert-text'],
  };
}

export const snappymail: Site = {
  key: 'snappymail',
  webmail: 'snappymail',
  name: 'SnappyMail',
  composer: { css: '#V-PopupsCompose', ...run },
  fields: { to: chips('to'), cc: chips('cc'), bcc: chips('bcc') },
  from: { css: '.b-header td > input[type="text"]:not([name]), .e-identity', ...source },
  subject: { css: 'input[name="subject"]', ...run },
  body: {
    plain: { css: 'textarea.squire-plain', ...run },
    rich: { css: '.squire-wysiwyg', ...run },
  },
  attachments: { css: '.attachmentList .attachmentName', ...source },
  // Its file input is never put into the page.
  attach: { drop: { css: '.b-attachment-place', ...source } },
  suggestions: { css: 'datalist#emailaddresses-datalist', ...run },
  send: { css: 'header > a.btn:first-child', ...source },
  sendKeys: { keys: ['Ctrl+Enter'], ...source },
  absent: { inReplyTo: source },
};
