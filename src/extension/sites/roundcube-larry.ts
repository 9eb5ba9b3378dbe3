/** Roundcube, skin larry (the default before 1.4). Measured on 1.6.5. Its recipient fields are plain text areas. */
import type { Site, TextField } from './site.ts';

const run = { evidence: 'run', date: '2026-11-23' } as const;
const source = { evidence: 'source', date: '2026-11-23' } as const;

const text = (header: 'to' | 'cc' | 'bcc'): TextField => ({
  kind: 'text',
  // #composeheaders is larry's alone: elastic writes #compose-headers.
  input: { css: `#composeheaders textarea#_${header}`, ...run },
});

export const roundcubeLarry: Site = {
  key: 'roundcube-larry',
  webmail: 'roundcube-larry',
  name: 'Roundcube (Larry)',
  composer: { css: 'body', ...run },
  fields: { to: text('to'), cc: text('cc'), bcc: text('bcc') },
  from: { css: '#_from', ...run },
  subject: { css: '#compose-subject', ...run },
  body: {
    plain: { css: 'textarea#composebody', ...run },
    rich: { css: 'iframe#composebody_ifr', ...source },
  },
  attachments: { css: '#attachment-list .attachment-name', ...source },
  inReplyTo: { css: 'script:not([src])', pattern: /"reply_msgid":("(?:[^"\\]|\\.)*")/, ...source },
  send: { css: '#messagetoolbar a.button.send', ...run },
};
