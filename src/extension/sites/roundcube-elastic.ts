/**
 * Roundcube, skin elastic (the default since 1.4). Measured on 1.6.5.
 * The skin hides `textarea#_to` (which is what gets sent) and shows a list of chips behind it.
 */
import { roundcube } from './roundcube.ts';
import type { ChipsField, Site } from './site.ts';

const run = { evidence: 'run', date: '2026-11-24' } as const;
const source = { evidence: 'source', date: '2026-11-23' } as const;

const chips = (header: 'to' | 'cc' | 'bcc'): ChipsField => ({
  kind: 'chips',
  list: { css: `#compose_${header} ul.recipient-input`, ...run },
  input: { css: `#compose_${header} ul.recipient-input > li.input > input`, ...run },
  chip: { css: `#compose_${header} ul.recipient-input > li.recipient`, ...run },
  chipText: [
    { css: 'span.name', ...run },
    { css: 'span.email', ...run },
  ],
  chipTail: ',',
  remove: { css: 'a.button.icon.remove', ...run },
  carrier: { css: `textarea#_${header}[data-recipient-input]`, ...run },
  rungs: ['set-change', 'paste', 'set-enter', 'set-comma', 'insert-text'],
});

export const roundcubeElastic: Site = {
  ...roundcube,
  key: 'roundcube-elastic',
  webmail: 'roundcube-elastic',
  name: 'Roundcube (Elastic)',
  fields: { to: chips('to'), cc: chips('cc'), bcc: chips('bcc') },
  body: {
    plain: { css: 'textarea#composebody', ...run },
    rich: { css: 'iframe#composebody_ifr', ...source },
  },
  attachments: { css: '#attachment-list .attachment-name', ...run },
  // In a narrow window its place takes a copy, which presses this one.
  send: { css: '#compose-content button.send', ...run },
};
