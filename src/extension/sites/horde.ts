/** Horde IMP, dynamic view. Run as 6.2.27. What is still in the input is sent too, as it stands. */
import type { ChipsField, Site } from './site.ts';

const run = { evidence: 'run', date: '2026-11-23' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

const chips = (header: 'to' | 'cc' | 'bcc'): ChipsField => ({
  kind: 'chips',
  list: { css: `#send${header} ul.impACList`, ...run },
  input: { css: `#send${header} input.impACTrigger`, ...run },
  chip: { css: `#send${header} li.hordeACListItem`, ...run },
  // A long address is cut in what the chip shows.
  chipText: [{ css: ':scope', attribute: 'title', ...run }],
  remove: { css: 'img.hordeACItemRemove', ...source },
  sendsPending: true,
  rungs: ['set-change'],
});

export const horde: Site = {
  key: 'horde',
  webmail: 'horde',
  name: 'Horde IMP',
  composer: { css: 'form#compose', ...source },
  fields: { to: chips('to'), cc: chips('cc'), bcc: chips('bcc') },
  from: { css: 'select#identity', ...source },
  subject: { css: 'input#subject', ...run },
  body: {
    plain: { css: 'textarea#composeMessage', ...run },
    rich: { css: 'iframe.cke_wysiwyg_frame', ...source },
  },
  attachments: { css: '#attach_list li', ...source },
  attach: { inputs: { css: 'input#upload', ...run }, drop: { css: '#atcdrop', ...source } },
  suggestions: { css: 'div.KeyNavList', ...source },
  send: { css: '#send_button', ...run },
  sendKeys: { keys: ['Ctrl+Enter'], ...source },
  absent: { inReplyTo: source },
};
