/** Reads a composer: what stands in it now. Never changes anything. */
import { limits } from '../../core/bridge/limits.ts';
import { type ComposerContent, type FieldContent, type FieldName, fieldNames } from '../messages.ts';
import type { RecipientField, ScriptPart, Site } from '../sites/site.ts';
import { chipsOf, chipText, inputOf } from './parts.ts';
import { splitRecipients } from './text.ts';

/** Characters of one recipient or name: far over any address, far under what could hurt. */
const longestWord = 2000;

/**
 * Too much of anything is not cut in secret: of recipients, files and characters, one more than may be sent is the word that there are
 * more.
 */
export function readComposer(site: Site, root: Element): ComposerContent {
  const from = site.from && textOf(root.querySelector(site.from.css));
  const inReplyTo = site.inReplyTo && readScript(root, site.inReplyTo);
  return {
    site: site.key,
    webmail: site.webmail,
    fields: fieldNames.flatMap((name) => {
      const field = site.fields[name];
      return field === undefined ? [] : [oneOver(readField(root, name, field))];
    }),
    ...(from ? { from: cut(from, longestWord) } : {}),
    subject: cut(oneLine(textOf(root.querySelector(site.subject.css))), limits.subject + 1),
    ...readBody(site, root),
    attachments: site.attachments
      ? [...root.querySelectorAll(site.attachments.css)]
          .slice(0, limits.recipients + 1)
          .map((element) => ({ name: cut(element.textContent.trim(), longestWord) }))
      : [],
    ...(inReplyTo ? { inReplyTo: cut(inReplyTo, 998) } : {}),
  };
}

function oneOver({ recipients, ...rest }: FieldContent): FieldContent {
  return { ...rest, recipients: recipients.slice(0, limits.fieldRecipients + 1) };
}

/** All of its recipients: the guard has to know the last one too. */
export function readField(root: Element, name: FieldName, field: RecipientField): FieldContent {
  const typed = inputOf(root, field)?.value ?? '';
  const { recipients, pending } =
    field.kind === 'text'
      ? splitRecipients(typed)
      : { recipients: chipsOf(root, field).map((chip) => chipText(chip, field)), pending: typed.trim() };
  return {
    field: name,
    recipients: recipients.map((recipient) => cut(recipient, longestWord)),
    pending: cut(pending, longestWord),
  };
}

function readBody(site: Site, root: Element): Pick<ComposerContent, 'text' | 'html'> {
  const rich = site.body.rich && root.querySelector<HTMLElement>(site.body.rich.css);
  if (rich && rich.offsetParent !== null) {
    const editable = rich instanceof HTMLIFrameElement ? rich.contentDocument?.body : rich;
    if (editable) {
      return {
        text: cut(editable.innerText, limits.text + 1),
        html: cut(editable.innerHTML, limits.html + 1),
      };
    }
  }
  return { text: cut(textOf(root.querySelector(site.body.plain.css)), limits.text + 1) };
}

function textOf(element: Element | null): string {
  if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
  return element instanceof HTMLElement ? element.innerText : '';
}

function readScript(root: Element, { css, pattern }: ScriptPart): string | undefined {
  for (const script of root.ownerDocument.querySelectorAll(css)) {
    const literal = pattern.exec(script.textContent)?.[1];
    if (literal === undefined) continue;
    try {
      const value: unknown = JSON.parse(literal);
      return typeof value === 'string' ? oneLine(value) : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** Header values are one line, whatever the page put there. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length);
}
