/**
 * SquirrelMail, whose composer is a plain form in a frame. Run as 1.5.2 [SVN]. The access key of Send presses the button, so that it needs
 * no place among the shortcuts.
 */
import type { Site, TextField } from './site.ts';

const run = { evidence: 'run', date: '2026-11-23' } as const;
const source = { evidence: 'source', date: '2026-11-24' } as const;

const text = (css: string): TextField => ({
  kind: 'text',
  input: { css, ...run },
  rungs: ['set-change'],
});

export const squirrelmail: Site = {
  key: 'squirrelmail',
  webmail: 'squirrelmail',
  name: 'SquirrelMail',
  composer: { css: 'form[name="compose"]', ...source },
  fields: {
    to: text('input#to[name="send_to"]'),
    cc: text('input#send_to_cc'),
    bcc: text('input#send_to_bcc'),
  },
  from: { css: 'select#identity', ...source },
  subject: { css: 'input#subject', ...run },
  body: { plain: { css: 'textarea#body', ...run } },
  attachments: { css: '#attachment_table tr.attachment label', ...source },
  attach: { inputs: { css: 'input[name="attachfile"]', ...run } },
  send: { css: 'input[type="submit"][name^="send"]', ...run },
  absent: { rich: source, inReplyTo: source, suggestions: source, sendKeys: source },
};
