/** SOGo 5, in its window of its own and in the page. Measured on 5.8.0. Typed separators (":" and "<" too) cut a chip at once; pasted ones don't. */
import type { ChipsField, Site } from './site.ts';

const run = { evidence: 'run', date: '2026-11-24' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

function chips(header: 'to' | 'cc' | 'bcc'): ChipsField {
  const list = `md-chips[ng-model="editor.message.editable.${header}"]`;
  return {
    kind: 'chips',
    list: { css: list, ...run },
    input: { css: `${list} md-autocomplete input`, ...run },
    chip: { css: `${list} md-chip`, ...run },
    chipText: [{ css: '.sg-tile-content', ...run }],
    remove: { css: 'button.md-chip-remove', ...run },
    rungs: ['set-comma', 'set-blur', 'insert-text'],
  };
}

export const sogo: Site = {
  key: 'sogo',
  webmail: 'sogo',
  name: 'SOGo',
  composer: { css: 'form[name="messageForm"]', ...run },
  fields: { to: chips('to'), cc: chips('cc'), bcc: chips('bcc') },
  from: { css: 'input[name="from"]', ...run },
  subject: { css: 'input[name="subject"]', ...run },
  body: {
    plain: { css: 'textarea[name="content"]', ...source },
    rich: { css: 'iframe.cke_wysiwyg_frame', ...run },
  },
  attachments: { css: 'md-dialog-actions md-chip a', ...run },
  attach: { inputs: { css: 'input#fileInput', ...run } },
  suggestions: { css: 'md-virtual-repeat-container.md-autocomplete-suggestions-container', ...run },
  send: { css: 'button[ng-click="editor.send()"]', ...run },
  absent: { inReplyTo: source, sendKeys: source },
};
