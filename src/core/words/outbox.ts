/** The outbox: what the desktop is told, and what the command line says of it. */
import type { Phrases } from './phrase.ts';

/** Notifications, by what happened. */
export const noticeWords = {
  late: {
    en: 'Not delivered to {path} for 4 hours: "{subject}". Waypost goes on trying for 5 days.',
    ru: 'Уже 4 часа не удаётся доставить для {path}: «{subject}». Попытки продолжатся 5 дней.',
  },
  'gave-up': {
    en: 'Given up after 5 days: "{subject}" for {path} was not sent.',
    ru: 'Попытки прекращены через 5 дней: «{subject}» для {path} не отправлено.',
  },
  failed: {
    en: 'Refused: "{subject}" for {path} was not sent. The outbox shows why.',
    ru: 'Отказ: «{subject}» для {path} не отправлено. Причина — в исходящих.',
  },
  'maybe-sent': {
    en: 'Perhaps sent: "{subject}" for {path}. No answer came; decide in the outbox whether to send it again.',
    ru: 'Возможно, отправлено: «{subject}» для {path}. Ответа не было; решите в исходящих, отправлять ли снова.',
  },
} satisfies Phrases;

export const outboxWords = {
  json: { en: 'print one JSON object', ru: 'вывести один объект JSON' },
  which: { en: 'the message, or how its identifier begins', ru: 'письмо или начало его идентификатора' },
  to: { en: 'only this recipient; may be repeated', ru: 'только этот получатель; можно повторять' },
  'list.summary': {
    en: 'what is to be decided, what is under way, then the newest messages and what became of them',
    ru: 'что нужно решить, что в пути, затем последние письма и что с ними стало',
  },
  'show.summary': { en: 'one message with the whole SMTP dialogue', ru: 'одно письмо со всем диалогом SMTP' },
  'retry.summary': {
    en: 'try what was deferred, refused or cancelled again, now',
    ru: 'повторить сейчас то, что отложено, отклонено или отменено',
  },
  resend: {
    en: 'what is maybe sent: send it once more, under its old Message-ID',
    ru: 'то, что возможно отправлено: отправить ещё раз с прежним Message-ID',
  },
  'cancel.summary': {
    en: 'try what has not gone yet no more',
    ru: 'больше не пытаться отправить то, что ещё не ушло',
  },
  'leave.summary': {
    en: 'leave what is maybe sent as it is, and ask no more',
    ru: 'оставить возможно отправленное как есть и больше не спрашивать',
  },
  'export.summary': {
    en: 'write the octets of a message as they are sent',
    ru: 'вывести октеты письма в том виде, в каком они отправляются',
  },
  'export.output': {
    en: 'into this file instead of standard output',
    ru: 'в этот файл вместо стандартного вывода',
  },
  'export.unknown': { en: 'The outbox does not hold {message}.', ru: 'В исходящих нет {message}.' },
  'export.purged': {
    en: 'The text of {message} was removed some days after it was settled.',
    ru: 'Текст {message} удалён через несколько дней после завершения.',
  },
  'export.failed': {
    en: 'The message cannot be exported: {detail}',
    ru: 'Не удалось вывести письмо: {detail}',
  },
  after: {
    en: `Attempts are repeated after 5, 15, 30 and 60 minutes, then every 2 to 4 hours, for 5 days. What is MAYBE SENT is never sent
again by itself: the last octet may have left, and no answer came. Ask the recipient, then retry --resend or leave. Where
"maybeSent" is "resend" in config.json (of an identity, or under "outbox" for all), it goes once more before you are asked.`,
    ru: `Попытки повторяются через 5, 15, 30 и 60 минут, затем каждые 2–4 часа, всего 5 дней. То, что ВОЗМОЖНО, ОТПРАВЛЕНО, само
повторно не отправляется: последний октет мог уйти, а ответа не было. Спросите получателя, затем retry --resend или leave. Если в
config.json "maybeSent" равно "resend" (у отправителя или в "outbox" для всех), письмо уходит ещё раз, прежде чем спросить вас.`,
  },
  empty: { en: 'The outbox is empty.', ru: 'Исходящих нет.' },
  'no-such': { en: 'The outbox holds no message {message}.', ru: 'В исходящих нет письма {message}.' },
  'many-such': {
    en: 'Several messages begin with {message}.',
    ru: 'С {message} начинается несколько писем.',
  },
  notice: {
    en: '{at}: the outbox was damaged ({detail}). Its files are kept in {path}; what could be read goes on.',
    ru: '{at}: исходящие были повреждены ({detail}). Файлы сохранены в {path}; всё, что удалось прочитать, осталось в работе.',
  },
  untended: {
    en: 'After a restart of this computer these attempts wait until Waypost is used; its service does not: waypost install --service',
    ru: 'После перезапуска компьютера эти попытки ждут, пока не понадобится Waypost; служба не ждёт: waypost install --service',
  },
  next: { en: 'Next attempt: {at}', ru: 'Следующая попытка: {at}' },
  decide: {
    en: 'Decide: waypost outbox retry {message} --resend, or waypost outbox leave {message}',
    ru: 'Решите: waypost outbox retry {message} --resend или waypost outbox leave {message}',
  },
  purged: { en: 'Its text has been removed.', ru: 'Текст письма удалён.' },
  queued: {
    en: 'Queued as {message}. See: waypost outbox show {message}',
    ru: 'В очереди: {message}. Подробнее: waypost outbox show {message}',
  },
  nobody: {
    en: 'As they stand, this applies to none of the recipients: nothing was changed.',
    ru: 'Сейчас это не применимо ни к одному из получателей: ничего не изменилось.',
  },
  'queue.recipients': {
    en: 'At most {most} recipients go with one message, and these are {count}. Nothing was queued.',
    ru: 'У одного письма может быть не больше {most} получателей, а здесь {count}. В очередь ничего не поставлено.',
  },
  'queue.too-large': {
    en: 'The outbox takes messages of at most {most} MiB, and this one has {octets} octets. Nothing was queued.',
    ru: 'Исходящие принимают письма не больше {most} МиБ, а в этом октетов: {octets}. В очередь ничего не поставлено.',
  },
  'queue.unanswered': {
    en: 'MAYBE QUEUED: the outbox ended before it answered ({detail}). Look before you queue it again: waypost outbox show {message}',
    ru: 'ВОЗМОЖНО, В ОЧЕРЕДИ: исходящие завершились, не ответив ({detail}). Прежде чем ставить снова, проверьте: waypost outbox show {message}',
  },
  unanswered: {
    en: 'The outbox ended before it answered ({detail}). See how things stand: waypost outbox',
    ru: 'Исходящие завершились, не ответив ({detail}). Посмотрите, как обстоят дела: waypost outbox',
  },
  unusable: { en: 'This value cannot be used: {what}.', ru: 'Это значение не подходит: {what}.' },
  'config-broken': {
    en: 'The configuration file cannot be used: {detail}',
    ru: 'Файл настроек не годится: {detail}',
  },
  'identity.list': {
    en: 'the identities, their names and ways',
    ru: 'отправители, их имена и способы отправки',
  },
  'identity.add': {
    en: 'add an identity, or renew what is given of it',
    ru: 'добавить отправителя или обновить указанное',
  },
  'identity.remove': { en: 'remove an identity', ru: 'удалить отправителя' },
  'identity.mailbox': {
    en: 'the mailbox of From: name@host, or Name <name@host>',
    ru: 'адрес для From: name@host или Имя <name@host>',
  },
  'identity.ehlo': { en: 'the name to introduce this host with', ru: 'имя, которым представится этот узел' },
  'identity.sender': {
    en: 'the reverse-path, where bounces go elsewhere than to From',
    ru: 'обратный путь, если отказы должны приходить не на адрес From',
  },
  'identity.way': {
    en: 'how its messages leave; tried in the order given; may be repeated',
    ru: 'как уходят письма; пробуются по порядку; можно повторять',
  },
  'identity.ways': { en: 'ways: {ways}', ru: 'способы: {ways}' },
  'identity.none': { en: 'There is no identity.', ru: 'Отправителей нет.' },
  'identity.unknown': { en: 'There is no identity {mailbox}.', ru: 'Нет отправителя {mailbox}.' },
  'identity.after': {
    en: `Ways: direct (to the recipient's server, or the first hop), relay:HOST:PORT (submission), sendmail or sendmail:/PATH,
lmtp:HOST:PORT or lmtp:/SOCKET. Direct first and a relay when it can't:
  waypost identity add 'Anna <anna@example.org>' --ehlo mail.example.org --way direct --way relay:relay.example.org:587`,
    ru: `Способы: direct (серверу получателя или первому узлу), relay:ХОСТ:ПОРТ (submission), sendmail или sendmail:/ПУТЬ,
lmtp:ХОСТ:ПОРТ или lmtp:/СОКЕТ. Сначала напрямую, а если не выходит — через ретранслятор:
  waypost identity add 'Анна <anna@example.org>' --ehlo mail.example.org --way direct --way relay:relay.example.org:587`,
  },
} satisfies Phrases;
