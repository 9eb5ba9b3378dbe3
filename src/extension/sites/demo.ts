/** The demo's own small webmail (src/demo). */
import type { Site, TextField } from './site.ts';

const source = { evidence: 'source', date: '2026-11-24' } as const;

const text = (header: 'to' | 'cc' | 'bcc'): TextField => ({
  kind: 'text',
  input: { css: `form#compose[data-waypost-demo] input#${header}`, ...source },
  rungs: ['set-change'],
});

export const demo: Site = {
  key: 'demo',
  webmail: 'demo',
  name: 'Waypost demo',
  composer: { css: 'form#compose[data-waypost-demo]', ...source },
  fields: { to: text('to'), cc: text('cc'), bcc: text('bcc') },
  from: { css: 'select#from', ...source },
  subject: { css: 'input#subject', ...source },
  body: { plain: { css: 'textarea#body', ...source } },
  send: { css: 'button#send', ...source },
  absent: {
    rich: source,
    attachments: source,
    attach: source,
    inReplyTo: source,
    suggestions: source,
    sendKeys: source,
  },
};
