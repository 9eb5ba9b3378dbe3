/**
 * Pages of our own making, as webmails and other programs lay them out: what is to be found in each from the field to which a person comes,
 * or that nothing is. `to`, `cc`, `bcc`, `subject`, `body`, `send` and `root` are the ids of the parts where a page gives them ids; the finder does not
 * look at those of `f1`, `f2`… which say nothing.
 */
export interface FoundPage {
  readonly name: string;
  readonly html: string;
  /** The field to which the person comes; else `#f1`. */
  readonly start?: string;
  readonly root?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly body: string;
  readonly send: string;
  readonly certainty: 'probable' | 'possible';
  readonly by: 'label' | 'name';
  readonly text: string;
}

/** A composer whose labels are all that names its parts. */
const labelled = (
  [to, cc, bcc, subject, send, attach]: readonly [string, string, string, string, string, string],
  dir: 'ltr' | 'rtl' = 'ltr',
): string => `<main dir="${dir}"><nav><input type="search" aria-label="${to}"></nav>
<form id="f0"><div><label for="f1">${to}:</label><input id="f1" type="text" role="combobox"></div>
<div><label for="f2">${cc}</label><input id="f2"></div><div><label for="f3">${bcc}</label><input id="f3"></div>
<div><label for="f4">${subject}</label><input id="f4"></div>
<textarea id="f5" rows="9"></textarea>
<button type="button" id="f6">${attach}</button><button id="f7">${send}</button></form></main>`;

const languages: readonly (readonly [string, Parameters<typeof labelled>[0], ('ltr' | 'rtl')?])[] = [
  ['English', ['To', 'Cc', 'Bcc', 'Subject', 'Send', 'Attach files']],
  ['Russian', ['Кому', 'Копия', 'Скрытая копия', 'Тема', 'Отправить', 'Прикрепить файл']],
  ['German', ['An', 'Kopie', 'Blindkopie', 'Betreff', 'Senden', 'Anhang']],
  ['French', ['À', 'Cc', 'Cci', 'Objet', 'Envoyer', 'Joindre un fichier']],
  ['Spanish', ['Para', 'Cc', 'Cco', 'Asunto', 'Enviar', 'Adjuntar archivo']],
  ['Italian', ['A', 'Cc', 'Ccn', 'Oggetto', 'Invia', 'Allega file']],
  ['Portuguese', ['Para', 'Cc', 'Cco', 'Assunto', 'Enviar', 'Anexar arquivo']],
  ['Dutch', ['Aan', 'Cc', 'Bcc', 'Onderwerp', 'Verzenden', 'Bijlage']],
  ['Polish', ['Do', 'DW', 'UDW', 'Temat', 'Wyślij', 'Załącz plik']],
  ['Ukrainian', ['Кому', 'Копія', 'Прихована копія', 'Тема', 'Надіслати', 'Вкладення']],
  ['Chinese', ['收件人', '抄送', '密送', '主题', '发送', '附件']],
  ['Japanese', ['宛先', 'Cc', 'Bcc', '件名', '送信', 'ファイルを添付']],
  ['Arabic', ['إلى', 'نسخة', 'نسخة مخفية', 'الموضوع', 'إرسال', 'إرفاق ملف'], 'rtl'],
  ['Hebrew', ['אל', 'עותק', 'עותק מוסתר', 'נושא', 'שליחה', 'צרף קובץ'], 'rtl'],
];

export const foundPages: readonly FoundPage[] = [
  ...languages.map(
    ([name, labels, dir]): FoundPage => ({
      name: `labels in ${name}`,
      html: labelled(labels, dir),
      fields: { to: 'f1', cc: 'f2', bcc: 'f3' },
      subject: 'f4',
      body: 'f5',
      send: 'f7',
      root: 'f0',
      certainty: 'probable',
      by: 'label',
      text: `${labels[0]}:`,
    }),
  ),
  {
    name: 'names in the code, and no label',
    html: `<form><table><tr><td><a class="button">x</a></td><td><input name="compose_to" id="f1"></td></tr>
      <tr><td><input name="compose_cc" id="f2"></td></tr><tr><td><input name="subject" id="f3"></td></tr></table>
      <textarea name="message" id="f4"></textarea><input type="submit" value="Send" id="f5"></form>`,
    fields: { to: 'f1', cc: 'f2' },
    subject: 'f3',
    body: 'f4',
    send: 'f5',
    certainty: 'possible',
    by: 'name',
    text: 'compose_to',
  },
  {
    name: 'label and name together',
    html: `<form><p>To: <input name="to" id="f1"></p><p>Cc: <input name="cc" id="f2"></p><p><input name="subject" id="f3" placeholder="Subject"></p>
      <textarea id="f4"></textarea><input type="submit" value="Send message" id="f5"></form>`,
    fields: { to: 'f1', cc: 'f2' },
    subject: 'f3',
    body: 'f4',
    send: 'f5',
    certainty: 'probable',
    by: 'label',
    text: 'To:',
  },
  {
    name: 'the label in the cell before',
    html: `<div><table><tr><td>To</td><td><div><div><input id="f1" aria-autocomplete="list"></div></div></td></tr>
      <tr><td>Subject</td><td><input id="f2"></td></tr></table><div contenteditable="true" id="f3" style="height:200px">Hello</div>
      <a role="button" id="f4">Send</a></div>`,
    fields: { to: 'f1' },
    subject: 'f2',
    body: 'f3',
    send: 'f4',
    certainty: 'probable',
    by: 'label',
    text: 'To',
  },
  {
    name: 'an inline reply without a subject',
    html: `<article>A message</article><div><div><span>To</span><div><span class="pill" data-email="a@dest.test">Anna<button aria-label="Remove">×</button></span><input id="f1"></div></div>
      <div contenteditable="true" role="textbox" id="f2" style="height:160px"></div><button id="f3" aria-label="Send (Ctrl-Enter)"></button></div>`,
    fields: { to: 'f1' },
    body: 'f2',
    send: 'f3',
    certainty: 'possible',
    by: 'label',
    text: 'To',
  },
  {
    name: 'from the text of the message, with Send above it',
    html: `<header><div><button id="f9">Send</button><button>Save draft</button></div></header><div id="f0"><div><label>To <input type="email" multiple id="f1"></label></div>
      <div><label>Subject <input id="f2"></label></div></div><div contenteditable="true" id="f3" style="height:200px"></div>`,
    start: '#f3',
    fields: { to: 'f1' },
    subject: 'f2',
    body: 'f3',
    send: 'f9',
    certainty: 'probable',
    by: 'label',
    text: 'To',
  },
];

/** What may look like one. Each is asked about from every field that it has. */
export const otherPages: Readonly<Record<string, string>> = {
  login: `<form><label>E-mail <input type="email" name="email"></label><label>Password <input type="password"></label><button>Sign in</button></form>`,
  'login with a link by e-mail': `<form><label>Recipient <input type="email" name="to"></label><input type="password"><button>Send</button></form>`,
  search: `<form role="search"><input type="search" name="q" aria-label="To"><button>Send</button></form>`,
  'search of mail': `<div><label>From <input name="from"></label><label>To <input name="to"></label><label>Subject <input name="subject"></label>
    <label>Has the words <input></label><label><input type="checkbox">Has attachment</label><button>Search</button><button>Create filter</button></div>`,
  contact: `<form><label>Your name <input name="name"></label><label>Your e-mail <input type="email" name="email"></label>
    <label>Subject <input name="subject"></label><label>Message <textarea></textarea></label><input type="file"><button>Send message</button></form>`,
  'share by e-mail': `<div role="dialog"><h2>Share by e-mail</h2><label>To <input name="to" type="email" multiple></label><label>Subject <input name="subject"></label>
    <label>Message <textarea></textarea></label><button>Send</button></div>`,
  'share a document': `<div role="dialog"><label>Recipients <input role="combobox"></label><label>Message <textarea></textarea></label><button>Send</button></div>`,
  'settings of a filter': `<form><fieldset><label>To <select><option>contains</option></select><input name="to"></label>
    <label>Subject <select><option>contains</option></select><input name="subject"></label></fieldset><button>Save filter</button></form>`,
  'a range of dates': `<form><label>From <input name="from"></label><label>To <input name="to"></label><label>Subject <input></label><textarea></textarea><button>Apply</button></form>`,
  'a payment': `<form><label>To <input name="to"></label><label>Amount <input></label><label>Message <textarea></textarea></label><button>Send</button></form>`,
  'a chat': `<main><label>To <input role="combobox"></label><div contenteditable="true" style="height:24px"></div><button>Send</button></main>`,
  'reply-to in settings': `<form><label>Reply to <input name="reply_to"></label><label>Cc <input name="cc"></label><label>Subject <input></label>
    <textarea></textarea><button>Send</button></form>`,
  'a list of mail with a search box': `<input type="text" placeholder="Search mail" id="search"><ul>${'<li><button>Star</button><button>Send</button><span>To: a@dest.test</span></li>'.repeat(40)}</ul>`,
  invitation: `<form><label>To <input name="to"></label><label>Title <input name="title"></label><textarea></textarea><button>Send</button></form>`,
};
