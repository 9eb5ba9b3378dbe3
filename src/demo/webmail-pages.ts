/** The pages of the demo's webmail: plain HTML, no scripts, nothing from elsewhere. */
import { demoWords } from '../core/words/demo.ts';
import { type Language, say } from '../core/words/phrase.ts';
import { readLetter } from './mail-text.ts';
import type { StoredMessage } from './maildir.ts';

export interface Compose {
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly subject: string;
  readonly body: string;
}

export const emptyCompose: Compose = { from: '', to: '', cc: '', bcc: '', subject: '', body: '' };

/** Sentences below a field, or, under `form`, above all of them. */
export type Faults = Partial<Record<'to' | 'cc' | 'bcc' | 'form', string>>;

class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Part = string | Html | readonly Html[] | false | undefined;

/** A template whose texts are escaped, unless they are such templates themselves. */
function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const out = strings.map((string, index) => string + (index < parts.length ? inner(parts[index]) : ''));
  return new Html(out.join(''));
}

function inner(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string')
    return part.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return part instanceof Html ? part.text : part.map((item) => item.text).join('');
}

export function pagesFor(language: Language, addresses: readonly string[]) {
  const word = (key: keyof typeof demoWords, words: Readonly<Record<string, string>> = {}) =>
    say(demoWords[key], language, words);
  const inbox = (address: string) => `/mail/${encodeURIComponent(address)}`;

  const page = (title: string, current: string, main: Html, refresh = false): string =>
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
${refresh && html`<meta http-equiv="refresh" content="5">`}
<title>${title} · ${word('webmail.name')}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<header><strong>${word('webmail.name')}</strong><span>${word('webmail.about')}</span></header>
<nav aria-label="${word('webmail.folders')}">
<a class="compose" href="/compose"${current === '/compose' && html` aria-current="page"`}>${word('webmail.compose')}</a>
${addresses.map((address) => html`<a href="${inbox(address)}"${current === inbox(address) && html` aria-current="page"`}><span>${word('webmail.inbox')}</span> <small>${address}</small></a>`)}
</nav>
<main>${main}</main>
</body>
</html>
`.text;

  const field = (
    name: 'to' | 'cc' | 'bcc' | 'subject',
    label: string,
    value: string,
    fault?: string,
  ) => html`<div class="row">
<label for="${name}">${label}</label>
<div><input id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"${fault ? html` aria-invalid="true" aria-describedby="${name}-fault"` : undefined}>
${fault && html`<p class="fault" id="${name}-fault">${fault}</p>`}</div>
</div>
`;

  return {
    compose(values: Compose, faults: Faults, from: readonly string[]): string {
      return page(
        word('webmail.compose'),
        '/compose',
        html`<h1>${word('webmail.newMessage')}</h1>
${faults.form && html`<p class="fault" role="alert">${faults.form}</p>`}
<form id="compose" data-waypost-demo method="post" action="/send" novalidate>
<div class="row"><label for="from">${word('webmail.from')}</label>
<div><select id="from" name="from">${from.map((address) => html`<option${address === values.from && html` selected`}>${address}</option>`)}</select></div></div>
${field('to', word('webmail.to'), values.to, faults.to)}${field('cc', word('webmail.cc'), values.cc, faults.cc)}${field('bcc', word('webmail.bcc'), values.bcc, faults.bcc)}${field('subject', word('webmail.subject'), values.subject)}<div class="body"><label for="body" class="hidden">${word('webmail.text')}</label>
<textarea id="body" name="body" rows="12">
${values.body}</textarea></div>
<p><button id="send" type="submit">${word('webmail.send')}</button></p>
</form>`,
      );
    },

    sent(replies: readonly string[]): string {
      return page(
        word('webmail.sent'),
        '',
        html`<h1>${word('webmail.sent')}</h1>
<p role="status">${word('webmail.sentTo')}</p>
<ul class="mono">${replies.map((reply) => html`<li>${reply}</li>`)}</ul>`,
      );
    },

    list(address: string, messages: readonly StoredMessage[]): string {
      const rows = messages.map(({ id, octets }) => {
        const { from, subject, date } = readLetter(octets);
        return html`<tr><td>${from}</td><td><a href="${inbox(address)}/${id}">${subject || word('webmail.noSubject')}</a></td><td>${date}</td></tr>`;
      });
      return page(
        address,
        inbox(address),
        html`<h1>${word('webmail.inbox')} <small>${address}</small></h1>
${
  rows.length === 0
    ? html`<p class="quiet">${word('webmail.empty')}</p>`
    : html`<table><thead><tr><th scope="col">${word('webmail.from')}</th><th scope="col">${word('webmail.subject')}</th><th scope="col">${word('webmail.date')}</th></tr></thead><tbody>${rows}</tbody></table>`
}`,
        true,
      );
    },

    message(address: string, { id, octets }: StoredMessage): string {
      const letter = readLetter(octets);
      return page(
        letter.subject || word('webmail.noSubject'),
        inbox(address),
        html`<h1>${letter.subject || word('webmail.noSubject')}</h1>
<dl><dt>${word('webmail.from')}</dt><dd>${letter.from}</dd><dt>${word('webmail.to')}</dt><dd>${letter.to}</dd><dt>${word('webmail.date')}</dt><dd>${letter.date}</dd></dl>
<p><a id="view-source" href="${inbox(address)}/${id}/source">${word('webmail.viewSource')}</a></p>
<pre class="letter">
${letter.text}</pre>`,
      );
    },

    source(address: string, { id, octets }: StoredMessage): string {
      return page(
        word('webmail.source'),
        inbox(address),
        html`<h1>${word('webmail.source')}</h1>
<p><a href="${inbox(address)}/${id}">${word('webmail.back')}</a></p>
<pre id="source" class="mono" tabindex="0">
${octets.toString()}</pre>`,
      );
    },

    notFound(): string {
      return page(word('webmail.notFound'), '', html`<h1>${word('webmail.notFound')}</h1>`);
    },

    faultFor(invalid: readonly string[]): string {
      return word('webmail.invalidRecipient', { entry: invalid.join(', ') });
    },
    invalidSender: (entry: string) => word('webmail.invalidSender', { entry }),
    noRecipient: () => word('webmail.noRecipient'),
    refused: (reply: string) => word('webmail.refused', { reply }),
  };
}

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="3" width="14" height="10" rx="1.5" fill="none" stroke="#5a7184"/><path d="M1.5 4 8 9l6.5-5" fill="none" stroke="#5a7184"/></svg>`;

export const style = `:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4048); --quiet: light-dark(#5b6470, #9aa4b0);
  --ground: light-dark(#fff, #1b1e22); --side: light-dark(#f3f5f7, #23272c); --accent: light-dark(#1f5f99, #7fb6e6); --fault: light-dark(#a8201a, #ff9a90);
  font: 15px/1.45 system-ui, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; grid: auto 1fr / 13.5rem 1fr; background: var(--ground); color: light-dark(#1c2126, #e4e8ec); }
header { grid-column: 1 / -1; display: flex; gap: .75rem; align-items: baseline; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
header span, small, .quiet, dt, th { color: var(--quiet); }
nav { background: var(--side); border-right: 1px solid var(--line); padding: .75rem; }
nav a { display: block; padding: .4rem .6rem; border-radius: 4px; color: inherit; text-decoration: none; }
nav a small { display: block; }
nav a[aria-current] { background: light-dark(#e2e8ee, #313840); }
nav a.compose { border: 1px solid var(--line); text-align: center; margin-bottom: .6rem; background: var(--ground); font-weight: 600; }
main { padding: 1rem 1.5rem; min-width: 0; max-width: 60rem; }
h1 { font-size: 1.15rem; margin: 0 0 .75rem; }
h1 small { font-weight: 400; }
a { color: var(--accent); }
.row { display: grid; grid-template-columns: 5.5rem 1fr; align-items: start; border-bottom: 1px solid var(--line); }
.row label { padding: .45rem 0; color: var(--quiet); }
input, select, textarea { width: 100%; font: inherit; color: inherit; background: transparent; border: 0; padding: .45rem .3rem; }
select { width: auto; background: var(--ground); }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 3px; }
.body textarea { display: block; resize: vertical; border-bottom: 1px solid var(--line); }
button { font: inherit; font-weight: 600; padding: .4rem 1.2rem; border-radius: 4px; border: 1px solid transparent; background: light-dark(#1f5f99, #2f78b7); color: #fff; cursor: pointer; }
.fault { color: var(--fault); margin: 0 0 .4rem .3rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid var(--line); font-weight: inherit; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.letter { font: inherit; border-top: 1px solid var(--line); padding-top: .75rem; }
.mono { font: 13px/1.5 ui-monospace, monospace; }
`;
