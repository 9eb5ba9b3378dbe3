/**
 * What webmails call the parts of a composer, language by language: en, ru, de, fr, es, it, pt, nl, pl, uk, zh, ja, ar, he. Each entry is the
 * whole of a label, as `plain` writes it: a word inside of a longer text is no label.
 */

export const roles = ['to', 'cc', 'bcc', 'subject', 'send', 'attach'] as const;
export type Role = (typeof roles)[number];

const table: Readonly<Record<Role, string>> = {
  to: `to|recipient|recipients|to recipients|add recipient|add recipients|add a recipient|кому|получатель|получатели|адресат|an|empfänger
    |à|destinataire|destinataires|para|destinatario|destinatarios|a|destinatari|destinatário|destinatários|aan|ontvanger|ontvangers|geadresseerde
    |do|odbiorca|odbiorcy|adresat|одержувач|отримувач|отримувачі|收件人|收件者|宛先|إلى|الى|المستلم|المستلمون|אל|נמען|נמענים`,
  cc: `cc|cc recipients|carbon copy|add cc|копия|kopie|copie|cc à|copia|con copia|cópia|kopia|dw|do wiadomości|копія|抄送|副本|نسخة|نسخة إلى|עותק`,
  bcc: `bcc|bcc recipients|blind carbon copy|add bcc|скрытая копия|скрытая|blindkopie|cci|copie cachée|cco|copia oculta|con copia oculta|ccn
    |copia nascosta|cópia oculta|ukryta kopia|udw|ukryte do wiadomości|прихована копія|密送|密件副本|نسخة مخفية|مخفية|עותק מוסתר|עותק נסתר`,
  subject: `subject|add a subject|тема|тема письма|тема листа|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|主题|主旨|主題|件名
    |الموضوع|موضوع|נושא`,
  send: `send|send message|send mail|send email|send now|отправить|отправить письмо|senden|absenden|nachricht senden|envoyer|enviar|enviar mensaje
    |enviar mensagem|invia|inviare|invia messaggio|verzenden|versturen|verstuur|wyślij|wyślij wiadomość|надіслати|відправити|发送|發送|傳送|寄出
    |送信|送信する|إرسال|ارسال|שלח|שליחה|שלח הודעה`,
  attach: `attach|attach file|attach files|add attachment|attachments|прикрепить|прикрепить файл|вложения|вложить файл|anhang|anhänge
    |datei anhängen|joindre|joindre un fichier|pièces jointes|adjuntar|adjuntar archivo|adjuntos|allega|allega file|allegati|anexar|anexar arquivo
    |anexos|bijlage|bijlagen|bestand bijvoegen|załącz|załącz plik|załączniki|прикріпити|вкладення|附件|添加附件|添付|ファイルを添付|إرفاق|مرفقات
    |إرفاق ملف|צרף|צרף קובץ|קבצים מצורפים`,
};

const words = new Map<string, Role>(
  roles.flatMap((role) => table[role].split('|').map((word) => [plain(word), role] as const)),
);

/** Which part a label names. */
export const roleOfLabel = (label: string): Role | undefined => words.get(plain(label));

/** Without what stands around a label: colons and asterisks, a shortcut in brackets, marks of direction, capitals. */
export function plain(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\([^)]*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s*:.…-]+|[\s*:.…-]+$/g, '');
}

/** What programmers call them: the parts of a `name` or `id`. */
const keys: Readonly<Record<string, Role>> = {
  to: 'to',
  recipient: 'to',
  recipients: 'to',
  sendto: 'to',
  mailto: 'to',
  cc: 'cc',
  bcc: 'bcc',
  subject: 'subject',
};
/** May stand around one of them. */
const around = new Set(
  'input|field|box|address|addresses|email|emails|mail|list|line|control|textarea|text|compose|composer|message|msg|send|new|form|header|headers|row'.split(
    '|',
  ),
);

/** Which part a `name` or `id` names: `_to`, `compose-to`, `ccField`, `to[]`. `reply_to`, `date-to` and `goto` name none. */
export function roleOfKey(key: string): Role | undefined {
  const parts = key
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const named = parts.filter((part) => keys[part] !== undefined);
  const [name] = named;
  // `send_to_cc` is the Cc: the narrower one, which stands last.
  const last = named.at(-1);
  const others = parts.filter((part) => keys[part] === undefined);
  if (name === undefined || last === undefined || others.some((part) => !around.has(part))) return undefined;
  return keys[last];
}
