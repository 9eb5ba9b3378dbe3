/** Roundcube, skin classic (the default before 0.8). Measured on 1.6.5. Its recipient fields are plain text areas. */
import { roundcube } from './roundcube.ts';
import type { Site, TextField } from './site.ts';

const run = { evidence: 'run', date: '2026-11-24' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

const text = (header: 'to' | 'cc' | 'bcc'): TextField => ({
  kind: 'text',
  input: { css: `#compose-headers-div textarea#_${header}`, ...run },
  rungs: ['set-change'],
});

export const roundcubeClassic: Site = {
  ...roundcube,
  key: 'roundcube-classic',
  webmail: 'roundcube-classic',
  name: 'Roundcube (Classic)',
  fields: { to: text('to'), cc: text('cc'), bcc: text('bcc') },
  body: {
    plain: { css: 'textarea#compose-body', ...run },
    rich: { css: 'iframe#compose-body_ifr', ...source },
  },
  attachments: { css: '#attachmentslist .attachment-name', ...run },
  send: { css: '#messagetoolbar a.send, #compose-buttons input.mainaction', ...run },
};
