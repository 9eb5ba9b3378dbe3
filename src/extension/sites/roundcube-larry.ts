/** Roundcube, skin larry (the default before 1.4). Measured on 1.6.5. Its recipient fields are plain text areas. */
import { roundcube } from './roundcube.ts';
import type { Site, TextField } from './site.ts';

const run = { evidence: 'run', date: '2026-11-24' } as const;
const source = { evidence: 'source', date: '2026-11-23' } as const;

const text = (header: 'to' | 'cc' | 'bcc'): TextField => ({
  kind: 'text',
  // #composeheaders is larry's alone: the others write #compose-headers.
  input: { css: `#composeheaders textarea#_${header}`, ...run },
  rungs: ['set-change'],
});

export const roundcubeLarry: Site = {
  ...roundcube,
  key: 'roundcube-larry',
  webmail: 'roundcube-larry',
  name: 'Roundcube (Larry)',
  fields: { to: text('to'), cc: text('cc'), bcc: text('bcc') },
  body: {
    plain: { css: 'textarea#composebody', ...run },
    rich: { css: 'iframe#composebody_ifr', ...source },
  },
  attachments: { css: '#attachment-list .attachment-name', ...run },
  send: { css: '#messagetoolbar a.send', ...run },
};
