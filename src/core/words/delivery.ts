/** Why a delivery failed, was deferred or is uncertain, and what to do about it; and the remarks of the transcript. */
import { type Language, type Phrase, type Phrases, say } from './phrase.ts';
import { replyWords } from './replies.ts';

/** One reason: what happened, and what the person can do now. The server's own words always stand beside it. */
interface Reason {
  readonly what: Phrase;
  readonly todo: Phrase;
}

const tryAgain: Phrase = {
  en: 'Nothing was accepted. The outbox tries again by itself; after a single attempt it is safe to send it again later.',
  ru: 'Письмо не было принято. Из исходящих попытки повторяются сами; после единственной попытки его можно спокойно отправить снова позже.',
};

export const deliveryWords = {
  ...replyWords,
  // The server's reply
  refused: {
    what: { en: 'The server refused for good.', ru: 'Сервер отказал окончательно.' },
    todo: {
      en: 'Read its reply: sending the same again will end the same way.',
      ru: 'Прочитайте ответ сервера: повторная отправка в том же виде закончится так же.',
    },
  },
  'try-later': {
    what: { en: 'The server cannot take it now.', ru: 'Сервер сейчас не может принять письмо.' },
    todo: tryAgain,
  },
  greylisted: {
    what: {
      en: 'The server greylists: it turns a sender away the first time and takes the message on a later try.',
      ru: 'На сервере работают серые списки: первую попытку он отклоняет, а письмо принимает при повторной.',
    },
    todo: {
      en: 'The outbox comes again by itself, to the same address; after a single attempt, send it again in about fifteen minutes.',
      ru: 'Из исходящих попытка повторится сама, по тому же адресу; после единственной попытки отправьте письмо снова минут через пятнадцать.',
    },
  },
  'relaying-denied': {
    what: {
      en: 'This server does not forward mail for you to the next station of the route.',
      ru: 'Этот сервер не пересылает вашу почту к следующей станции маршрута.',
    },
    todo: {
      en: 'Choose a hop that relays for your address or network, or ask its administrator to allow you.',
      ru: 'Выберите узел, который пересылает почту с вашего адреса или из вашей сети, либо попросите его администратора о доступе.',
    },
  },
  'no-such-user': {
    what: { en: 'The server does not know this recipient.', ru: 'Сервер не знает такого получателя.' },
    todo: {
      en: 'Check the local part. In a percent or bang address it can also mean that the server does not read routes.',
      ru: 'Проверьте локальную часть. Для записи с «%» или «!» это может значить и то, что сервер не понимает маршрутов.',
    },
  },
  'route-refused': {
    what: {
      en: 'The server does not accept this notation of the route.',
      ru: 'Сервер не принимает такую запись маршрута.',
    },
    todo: {
      en: 'Choose another notation for this hop, or another first hop.',
      ru: 'Выберите для этого узла другую нотацию или другой первый узел.',
    },
  },
  'ehlo-name': {
    what: {
      en: 'The server did not like the name under which this host introduces itself (EHLO).',
      ru: 'Серверу не понравилось имя, которым представился этот узел (EHLO).',
    },
    todo: {
      en: 'Give the host a real name of its own: waypost install --ehlo NAME.',
      ru: 'Укажите настоящее имя узла: waypost install --ehlo ИМЯ.',
    },
  },
  'no-ptr': {
    what: {
      en: 'The address of this host has no reverse DNS name (PTR) that the server accepts.',
      ru: 'У адреса этого узла нет обратной записи DNS (PTR), которая устроила бы сервер.',
    },
    todo: {
      en: 'Ask your network provider for a PTR record, or send through a server that has one.',
      ru: 'Попросите провайдера настроить PTR или отправляйте через сервер, у которого эта запись есть.',
    },
  },
  'not-authenticated': {
    what: {
      en: 'The server wants proof that the message comes from your domain (SPF, DKIM or DMARC).',
      ru: 'Сервер требует подтвердить, что письмо пришло от вашего домена (SPF, DKIM или DMARC).',
    },
    todo: {
      en: 'Allow this host in the SPF record of your domain, or send through your own mail server.',
      ru: 'Разрешите этот узел в записи SPF своего домена или отправляйте через собственный почтовый сервер.',
    },
  },
  blocklisted: {
    what: {
      en: 'The address of this host stands on a blocklist that the server asks.',
      ru: 'Адрес этого узла значится в чёрном списке, с которым сверяется сервер.',
    },
    todo: {
      en: 'Send through another server. Addresses of homes and clouds are often listed as a whole.',
      ru: 'Отправьте через другой сервер. Домашние и облачные адреса часто внесены в списки целиком.',
    },
  },
  'mailbox-full': {
    what: { en: 'The mailbox of the recipient is full.', ru: 'Почтовый ящик получателя переполнен.' },
    todo: {
      en: 'Reach the recipient in another way, or try later.',
      ru: 'Свяжитесь с получателем иначе или попробуйте позже.',
    },
  },
  'too-large-for-server': {
    what: {
      en: 'The message is larger than this server takes.',
      ru: 'Письмо больше, чем принимает этот сервер.',
    },
    todo: {
      en: 'Shorten it, or choose another first hop.',
      ru: 'Сократите письмо или выберите другой первый узел.',
    },
  },
  'eight-bit-not-offered': {
    what: {
      en: 'The message holds 8-bit octets, and this server did not offer 8BITMIME.',
      ru: 'В письме есть 8-битные октеты, а сервер не объявил 8BITMIME.',
    },
    todo: {
      en: 'Encode the message as quoted-printable or base64. Nothing was sent.',
      ru: 'Закодируйте письмо в quoted-printable или base64. Ничего не отправлено.',
    },
  },
  'smtputf8-not-offered': {
    what: {
      en: 'An address or a header is not ASCII, and this server did not offer SMTPUTF8.',
      ru: 'В адресе или заголовке есть не-ASCII символы, а сервер не объявил SMTPUTF8.',
    },
    todo: {
      en: 'Write domains in their ASCII form (xn--), use an ASCII address of the recipient, or another first hop. Nothing was sent.',
      ru: 'Запишите домены в ASCII-форме (xn--), используйте ASCII-адрес получателя или другой первый узел. Ничего не отправлено.',
    },
  },

  // The connection
  'no-connection': {
    what: {
      en: 'No address of the server could be reached.',
      ru: 'Не удалось соединиться ни с одним адресом сервера.',
    },
    todo: {
      en: 'The transcript shows each address with its reason. Nothing was accepted; it is safe to send again.',
      ru: 'Причина для каждого адреса показана в протоколе. Письмо не принято, его можно спокойно отправить снова.',
    },
  },
  'port-blocked': {
    what: {
      en: 'Every connection to port 25 timed out: your network probably blocks outgoing mail. The recipient is not at fault.',
      ru: 'Все соединения с портом 25 завершились по тайм-ауту: вероятно, ваша сеть блокирует исходящую почту. Получатель ни при чём.',
    },
    todo: {
      en: 'Ask your network provider to open outgoing port 25, or send from a host where it is open.',
      ru: 'Попросите провайдера открыть исходящий порт 25 или отправляйте с узла, где он открыт.',
    },
  },
  'connection-lost': {
    what: {
      en: 'The connection was lost before the end of the message.',
      ru: 'Соединение оборвалось до конца передачи письма.',
    },
    todo: tryAgain,
  },
  timeout: {
    what: { en: 'The server did not answer in time.', ru: 'Сервер не ответил вовремя.' },
    todo: tryAgain,
  },
  'malformed-reply': {
    what: {
      en: 'The server answered with something that is no SMTP reply, so the connection was closed.',
      ru: 'Ответ сервера не соответствует SMTP, поэтому соединение закрыто.',
    },
    todo: {
      en: 'Perhaps something other than a mail server listens there. Nothing was accepted.',
      ru: 'Возможно, там отвечает вовсе не почтовый сервер. Письмо не принято.',
    },
  },
  'reply-too-large': {
    what: {
      en: 'The server sent a reply beyond all measure, so the connection was closed.',
      ru: 'Сервер прислал чрезмерно длинный ответ, поэтому соединение закрыто.',
    },
    todo: {
      en: 'Tell its administrator. Nothing was accepted.',
      ru: 'Сообщите его администратору. Письмо не принято.',
    },
  },
  'unexpected-reply': {
    what: {
      en: 'The server sent a reply that belongs to no command at this step, so the connection was closed.',
      ru: 'Сервер прислал ответ, не относящийся ни к одной команде этого шага, поэтому соединение закрыто.',
    },
    todo: tryAgain,
  },
  'chunking-broken': {
    what: {
      en: 'The server offers CHUNKING and does not know BDAT.',
      ru: 'Сервер предлагает CHUNKING, но команды BDAT не знает.',
    },
    todo: tryAgain,
  },
  'starttls-injection': {
    what: {
      en: 'Something was slipped into the connection before encryption began. It was closed at once.',
      ru: 'До начала шифрования в соединение что-то подмешали. Оно было сразу закрыто.',
    },
    todo: {
      en: 'Somebody between you and the server may be tampering. Nothing was sent; try from another network.',
      ru: 'Возможно, кто-то вмешивается между вами и сервером. Ничего не отправлено; попробуйте из другой сети.',
    },
  },
  'tls-failed': {
    what: {
      en: 'The encrypted connection could not be set up.',
      ru: 'Не удалось установить шифрованное соединение.',
    },
    todo: tryAgain,
  },
  'tls-missing': {
    what: {
      en: 'This way has to be encrypted, and the server offers no encryption.',
      ru: 'Этот путь должен быть зашифрован, а сервер шифрования не предлагает.',
    },
    todo: {
      en: 'Nothing was sent. Try from another network: somebody on the way may be removing the offer. Otherwise tell the administrator of the server.',
      ru: 'Ничего не отправлено. Попробуйте из другой сети: возможно, кто-то по пути убирает это предложение. Иначе сообщите администратору сервера.',
    },
  },
  'tls-gone': {
    what: {
      en: 'This server encrypted before and now does not. Somebody on the way may be reading along.',
      ru: 'Раньше этот сервер шифровал соединение, а теперь нет. Возможно, кто-то по пути читает переписку.',
    },
    todo: {
      en: 'Nothing was sent. Try from another network; if the message may be read by others, send it without encryption: waypost send --tls none.',
      ru: 'Ничего не отправлено. Попробуйте из другой сети; если письмо не секретно, отправьте его без шифрования: waypost send --tls none.',
    },
  },
  'auth-refused': {
    what: {
      en: 'The server does not accept the user name or the password.',
      ru: 'Сервер не принимает имя пользователя или пароль.',
    },
    todo: {
      en: 'Nothing was sent. Correct them in config.json of the sending program; some providers want an app password.',
      ru: 'Ничего не отправлено. Исправьте их в config.json программы отправки; некоторые провайдеры требуют пароль приложения.',
    },
  },
  'auth-in-clear': {
    what: {
      en: 'The server wants a password on a connection that is not encrypted, which Waypost never gives.',
      ru: 'Сервер просит пароль по незашифрованному соединению; так Waypost его никогда не передаёт.',
    },
    todo: {
      en: 'Nothing was sent. Use the port of the provider that encrypts: 465, or 587 with STARTTLS.',
      ru: 'Ничего не отправлено. Укажите порт провайдера с шифрованием: 465 или 587 со STARTTLS.',
    },
  },
  'auth-not-offered': {
    what: {
      en: 'The server offers no way to log in that Waypost knows.',
      ru: 'Сервер не предлагает ни одного знакомого Waypost способа входа.',
    },
    todo: {
      en: 'Nothing was sent. Known are SCRAM-SHA-256, PLAIN and LOGIN with a password, XOAUTH2 with a token. Perhaps it is the wrong port.',
      ru: 'Ничего не отправлено. Известны SCRAM-SHA-256, PLAIN и LOGIN с паролем, XOAUTH2 с токеном. Возможно, указан не тот порт.',
    },
  },
  'auth-no-secret': {
    what: {
      en: 'The password for this server could not be read.',
      ru: 'Не удалось прочитать пароль для этого сервера.',
    },
    todo: {
      en: 'Nothing was sent. Run the passwordCommand by hand, or make the password file readable for you alone (0600).',
      ru: 'Ничего не отправлено. Выполните passwordCommand вручную или сделайте файл с паролем доступным только вам (0600).',
    },
  },
  'auth-unproven': {
    what: {
      en: 'The server did not prove that it knows your password, as SCRAM demands. It may be another than it says.',
      ru: 'Сервер не доказал, что знает ваш пароль, как требует SCRAM. Возможно, это не тот сервер, за который он себя выдаёт.',
    },
    todo: {
      en: 'Nothing was sent, and your password was not given away. Check the name of the server.',
      ru: 'Ничего не отправлено, пароль не раскрыт. Проверьте имя сервера.',
    },
  },
  'requiretls-missing': {
    what: {
      en: 'The message may only travel encrypted all the way (REQUIRETLS), and this server does not promise that.',
      ru: 'Письмо должно идти зашифрованным на всём пути (REQUIRETLS), а этот сервер такого не обещает.',
    },
    todo: {
      en: 'Nothing was sent. Choose another first hop, or send without this condition.',
      ru: 'Ничего не отправлено. Выберите другой первый узел или отправьте без этого условия.',
    },
  },
  'not-all-accepted': {
    what: {
      en: 'The message was meant for all or for none, and not everybody could be accepted.',
      ru: 'Письмо предназначалось либо всем, либо никому, а приняты были не все получатели.',
    },
    todo: {
      en: 'Nothing was sent to anybody. Correct or leave out who was refused, and send again.',
      ru: 'Никому ничего не отправлено. Исправьте или уберите тех, кому отказано, и отправьте снова.',
    },
  },
  'tls-unverified': {
    what: {
      en: 'This way has to be encrypted for a proven server, and its certificate does not hold.',
      ru: 'Этот путь требует шифрования с проверенным сервером, а его сертификат проверку не прошёл.',
    },
    todo: {
      en: 'Nothing was sent. The transcript says what is wrong with the certificate; its administrator has to repair it.',
      ru: 'Ничего не отправлено. В протоколе указано, что не так с сертификатом; исправить это должен администратор сервера.',
    },
  },
  'unsafe-command': {
    what: {
      en: 'An address holds a line break or a NUL, which must not reach a server.',
      ru: 'В адресе есть перевод строки или NUL, которые нельзя передавать серверу.',
    },
    todo: { en: 'Correct the address. Nothing was sent.', ru: 'Исправьте адрес. Ничего не отправлено.' },
  },
  stopped: {
    what: {
      en: 'The attempt was stopped before the end of the message.',
      ru: 'Попытка остановлена до конца передачи письма.',
    },
    todo: tryAgain,
  },
  interrupted: {
    what: {
      en: 'The sending program was interrupted before the end of the message.',
      ru: 'Работа программы отправки прервалась до конца передачи письма.',
    },
    todo: tryAgain,
  },
  'no-answer-after-data': {
    what: {
      en: 'The whole message may have left, but no answer came: the server may have accepted it.',
      ru: 'Письмо могло уйти целиком, но ответа не было: возможно, сервер его принял.',
    },
    todo: {
      en: 'Ask the recipient before you send it again; they might get it twice.',
      ru: 'Прежде чем отправлять снова, спросите получателя: письмо может прийти дважды.',
    },
  },

  // The outbox
  'gave-up': {
    what: {
      en: 'Given up: for five days nobody took it.',
      ru: 'Попытки прекращены: пять дней письмо никто не принимал.',
    },
    todo: {
      en: 'The last reply says why. Retry it once that is mended, or choose another way.',
      ru: 'Причина — в последнем ответе. Когда она устранена, повторите попытку или выберите другой путь.',
    },
  },
  'hourly-cap': {
    what: {
      en: 'It waits: as many recipients as the configuration allows were tried in this hour.',
      ru: 'Ожидание: за этот час уже опробовано столько получателей, сколько разрешено настройками.',
    },
    todo: {
      en: 'It goes by itself. The limit is "outbox.recipientsPerHour" in config.json of the sending program.',
      ru: 'Письмо уйдёт само. Предел задан в "outbox.recipientsPerHour" файла config.json программы отправки.',
    },
  },
  'config-broken': {
    what: {
      en: 'It waits: config.json of the sending program cannot be read, so its ways are not known.',
      ru: 'Ожидание: config.json программы отправки не читается, поэтому неизвестно, какими путями отправлять.',
    },
    todo: {
      en: 'Mend the file: waypost doctor says what is wrong with it. The message goes by itself.',
      ru: 'Исправьте файл: что в нём не так, скажет waypost doctor. Письмо уйдёт само.',
    },
  },
  'store-damaged': {
    what: {
      en: 'The stored message was damaged on the disk, so it is not certain what became of it.',
      ru: 'Письмо на диске было повреждено, поэтому неизвестно, что с ним стало.',
    },
    todo: {
      en: 'Check the disk. Ask the recipient, or look into their answer, before you send it again.',
      ru: 'Проверьте диск. Прежде чем отправлять снова, спросите получателя.',
    },
  },
  'no-program': {
    what: {
      en: 'The mail program of this machine could not be started.',
      ru: 'Не удалось запустить почтовую программу этой машины.',
    },
    todo: {
      en: 'Install an MTA, or give its path: waypost identity add … --way sendmail:/path.',
      ru: 'Установите MTA или укажите путь к нему: waypost identity add … --way sendmail:/путь.',
    },
  },
  'no-copy': {
    what: {
      en: 'The message could not be written to the file from which the mail program of this machine would read it.',
      ru: 'Не удалось записать письмо в файл, из которого его прочла бы почтовая программа этой машины.',
    },
    todo: {
      en: 'Nothing was handed over. Make room on the disk; the outbox tries again by itself.',
      ru: 'Ничего не передано. Освободите место на диске; из исходящих попытка повторится сама.',
    },
  },
  'not-read': {
    what: {
      en: 'The mail program of this machine reports success, but it did not read the whole message.',
      ru: 'Почтовая программа этой машины сообщает об успехе, но прочитала письмо не целиком.',
    },
    todo: {
      en: 'See whether it really sends mail and may read files that it is given (AppArmor, SELinux). Ask the recipient before you send it again.',
      ru: 'Проверьте, действительно ли она отправляет почту и может ли читать переданные ей файлы (AppArmor, SELinux). Прежде чем отправлять снова, спросите получателя.',
    },
  },
  'handover-failed': {
    what: {
      en: 'The mail program of this machine refused the message.',
      ru: 'Почтовая программа этой машины не приняла письмо.',
    },
    todo: { en: 'Read what it says.', ru: 'Прочитайте, что она сообщает.' },
  },

  // The way to the server
  'bad-path': {
    what: {
      en: 'This is not a valid path, so no server was asked.',
      ru: 'Это неверный путь, поэтому ни один сервер не опрашивался.',
    },
    todo: { en: 'Correct the address in the builder.', ru: 'Исправьте адрес в построителе маршрута.' },
  },
  'no-such-domain': {
    what: { en: 'The first station does not exist in the DNS.', ru: 'Первой станции нет в DNS.' },
    todo: { en: 'Check its name for a typing error.', ru: 'Проверьте, нет ли опечатки в её имени.' },
  },
  'null-mx': {
    what: {
      en: 'This domain says in the DNS that it takes no mail (null MX).',
      ru: 'В DNS этого домена указано, что он не принимает почту (null MX).',
    },
    todo: {
      en: 'Choose another hop, or another address of the recipient.',
      ru: 'Выберите другой узел или другой адрес получателя.',
    },
  },
  'no-address': {
    what: { en: 'The DNS has no address for this station.', ru: 'В DNS нет адреса этой станции.' },
    todo: { en: 'Check its name, or choose another hop.', ru: 'Проверьте её имя или выберите другой узел.' },
  },
  'mx-not-a-host': {
    what: {
      en: 'The MX record of this domain names no host: an address or a broken name stands there.',
      ru: 'Запись MX этого домена указывает не на узел: там стоит адрес или неверное имя.',
    },
    todo: {
      en: 'Tell the administrator of that domain, who has to correct it. Or choose another hop.',
      ru: 'Сообщите администратору этого домена: исправить запись может только он. Или выберите другой узел.',
    },
  },
  'dane-failed': {
    what: {
      en: 'The DNS would not say how this server proves itself (TLSA), so somebody may be hiding it.',
      ru: 'DNS не сообщил, чем этот сервер подтверждает себя (TLSA): возможно, это кто-то скрывает.',
    },
    todo: {
      en: 'Nothing was sent. Send again later; if it stays so, tell the administrator of that domain that lookups of TLSA fail.',
      ru: 'Ничего не отправлено. Отправьте позже; если так и останется, сообщите администратору домена, что запросы TLSA не проходят.',
    },
  },
  'mta-sts-stranger': {
    what: {
      en: 'The domain takes mail only at the hosts of its MTA-STS policy, and the DNS names another one.',
      ru: 'Домен принимает почту только на узлах своей политики MTA-STS, а DNS называет другой.',
    },
    todo: {
      en: 'Nothing was sent. Somebody may have changed the DNS answer; or the domain has a new host and an old policy, which its administrator has to correct.',
      ru: 'Ничего не отправлено. Возможно, ответ DNS подменён; либо узел новый, а политика старая, и исправить её должен администратор домена.',
    },
  },
  'dns-failed': {
    what: { en: 'The DNS did not answer.', ru: 'DNS не отвечает.' },
    todo: {
      en: 'Check the network connection, then send again. Nothing was sent.',
      ru: 'Проверьте подключение к сети и отправьте снова. Ничего не отправлено.',
    },
  },
  'private-address': {
    what: {
      en: 'The DNS leads to a private or loopback address, which Waypost does not follow unasked.',
      ru: 'DNS указывает на частный адрес или loopback; без разрешения Waypost туда не обращается.',
    },
    todo: {
      en: 'If that is meant, add the network to "networks" in config.json of the sending program.',
      ru: 'Если так и задумано, добавьте эту сеть в "networks" файла config.json программы отправки.',
    },
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type DeliveryReason = keyof typeof deliveryWords;

/** What happened and what to do, for an outcome's `reason`; undefined when there is none or a newer host sent one we don't know. */
export function explainDelivery(
  reason: string | undefined,
  language: Language,
): { what: string; todo: string } | undefined {
  if (reason === undefined || !Object.hasOwn(deliveryWords, reason)) return undefined;
  const { what, todo } = deliveryWords[reason as DeliveryReason];
  return { what: say(what, language), todo: say(todo, language) };
}

/** One of several that were tried: `mx.s1.test (192.0.2.1:25): No connection: ECONNREFUSED`. */
export function explainTried(
  { server, reason, detail = '' }: { server: string; reason: string; detail?: string | undefined },
  language: Language,
): string {
  // What is said of all addresses of a server is not what is to be said of one.
  if (reason === 'no-connection')
    return `${server}: ${say(transcriptWords['no-connection'], language, { detail })}`;
  const what = explainDelivery(reason, language)?.what ?? reason;
  return `${server}: ${what}${detail ? ` (${detail})` : ''}`;
}

/** Remarks between the lines of the dialogue. */
export const transcriptWords = {
  'looking-up': { en: 'Looking up where {domain} takes mail', ru: 'Ищем, где {domain} принимает почту' },
  'found-mx': { en: 'MX of {domain}: {hosts}', ru: 'MX для {domain}: {hosts}' },
  'no-mx': {
    en: '{domain} has no MX, so its own address is used',
    ru: 'У {domain} нет MX, используется его собственный адрес',
  },
  'this-host': {
    en: '{domain} is the host itself: its own address is used, not its MX',
    ru: '{domain} — сам узел: используется его собственный адрес, а не MX',
  },
  'session-shared': {
    en: 'On the session with {name} ({address}) that an earlier message left open',
    ru: 'В сеансе с {name} ({address}), который оставило открытым предыдущее письмо',
  },
  connecting: { en: 'Connecting to {name} ({address})', ru: 'Соединение с {name} ({address})' },
  'certificate-verified': {
    en: '{protocol}, {cipher}; certificate of {subject} from {issuer}, verified for {name}',
    ru: '{protocol}, {cipher}; сертификат {subject} от {issuer}, проверен для {name}',
  },
  'certificate-unverified': {
    en: '{protocol}, {cipher}; certificate of {subject} from {issuer}, NOT verified for {name}: {why}',
    ru: '{protocol}, {cipher}; сертификат {subject} от {issuer}, для {name} НЕ проверен: {why}',
  },
  'tls-in-clear': {
    en: 'Encryption failed; connecting once more, in clear',
    ru: 'Шифрование не удалось; соединяемся ещё раз, без него',
  },
  'chunking-broken': {
    en: 'The server offered BDAT and does not know it; connecting once more for DATA',
    ru: 'Сервер предложил BDAT, но не знает её; соединяемся ещё раз, теперь для DATA',
  },
  message: { en: 'Message: {octets} octets', ru: 'Письмо, октетов: {octets}' },
  'next-way': { en: 'Going another way: {way}', ru: 'Пробуем другой способ: {way}' },
  'handing-over': { en: 'Handing over: {command}', ru: 'Передаём: {command}' },
  'next-address': { en: 'Trying the next address', ru: 'Пробуем следующий адрес' },
  'no-connection': { en: 'No connection: {detail}', ru: 'Нет соединения: {detail}' },
  'connection-lost': { en: 'Connection lost {detail}', ru: 'Соединение потеряно {detail}' },
  timeout: { en: 'No answer in time ({detail})', ru: 'Нет ответа за отведённое время ({detail})' },
  'malformed-reply': { en: 'Not an SMTP reply; closed', ru: 'Это не ответ SMTP; соединение закрыто' },
  'reply-too-large': { en: 'Reply too large; closed', ru: 'Слишком длинный ответ; соединение закрыто' },
  'unexpected-reply': { en: 'Unexpected reply; closed', ru: 'Неожиданный ответ; соединение закрыто' },
  'unsafe-command': {
    en: 'Not sent, it holds CR, LF or NUL: {detail}',
    ru: 'Не отправлено, содержит CR, LF или NUL: {detail}',
  },
  'starttls-injection': {
    en: 'Octets came between STARTTLS and encryption; closed',
    ru: 'Между STARTTLS и шифрованием пришли лишние октеты; соединение закрыто',
  },
  'tls-failed': { en: 'TLS failed: {detail}', ru: 'Ошибка TLS: {detail}' },
  'tls-missing': {
    en: 'Encryption is required and not offered; closed',
    ru: 'Шифрование обязательно, но не предложено; соединение закрыто',
  },
  'tls-gone': {
    en: 'This server encrypted before and offers nothing now; closed',
    ru: 'Раньше этот сервер шифровал, теперь не предлагает; соединение закрыто',
  },
  'auth-in-clear': {
    en: 'No password without encryption; closed',
    ru: 'Без шифрования пароль не передаётся; соединение закрыто',
  },
  'auth-not-offered': {
    en: 'No known way to log in: {detail}; closed',
    ru: 'Нет знакомого способа входа: {detail}; соединение закрыто',
  },
  'auth-no-secret': {
    en: 'No password to give: {detail}; closed',
    ru: 'Нет пароля: {detail}; соединение закрыто',
  },
  'auth-unproven': {
    en: 'The server did not prove that it knows the password; closed',
    ru: 'Сервер не доказал, что знает пароль; соединение закрыто',
  },
  'requiretls-missing': {
    en: 'REQUIRETLS is needed and not offered; closed',
    ru: 'Нужен REQUIRETLS, но он не предложен; соединение закрыто',
  },
  'tls-unverified': {
    en: 'A verified certificate is required; closed',
    ru: 'Требуется проверенный сертификат; соединение закрыто',
  },
  stopped: { en: 'Stopped', ru: 'Остановлено' },
  'private-address': {
    en: '{name} is at {address}, a private or loopback address: not asked',
    ru: '{name} находится по частному адресу {address}: не обращаемся',
  },
  'mx-not-a-host': {
    en: 'The MX {host} of {domain} is no host name: not asked',
    ru: 'MX {host} домена {domain} — не имя узла: не обращаемся',
  },
  'mta-sts-enforce': {
    en: 'MTA-STS of {domain}: enforce, hosts {hosts}',
    ru: 'MTA-STS домена {domain}: enforce, узлы {hosts}',
  },
  'mta-sts-testing': {
    en: 'MTA-STS of {domain}: testing, hosts {hosts}; nothing is refused for it',
    ru: 'MTA-STS домена {domain}: testing, узлы {hosts}; отказов из-за неё не будет',
  },
  'mta-sts-none': { en: 'MTA-STS of {domain}: none', ru: 'MTA-STS домена {domain}: none' },
  'mta-sts-trouble': {
    en: 'MTA-STS: {domain} announces a policy that could not be had ({why})',
    ru: 'MTA-STS: {domain} объявляет политику, но получить её не удалось ({why})',
  },
  'mta-sts-stranger-enforce': {
    en: 'The MX {host} is not in the MTA-STS policy of {domain}: not asked',
    ru: 'MX {host} нет в политике MTA-STS домена {domain}: не обращаемся',
  },
  'mta-sts-stranger-testing': {
    en: 'The MX {host} is not in the MTA-STS policy of {domain}, which is only being tested',
    ru: 'MX {host} нет в политике MTA-STS домена {domain}, но она пока лишь испытывается',
  },
  'dane-records': { en: 'DANE: {count} TLSA of {base}', ru: 'DANE: записей TLSA для {base}: {count}' },
  'dane-unusable': {
    en: 'DANE: no TLSA of {base} is of use; encryption is required all the same',
    ru: 'DANE: ни одна запись TLSA для {base} не пригодна; шифрование всё равно обязательно',
  },
  'dane-failed': {
    en: 'DANE: the TLSA of {name} could not be looked up ({why}): not asked',
    ru: 'DANE: не удалось запросить TLSA для {name} ({why}): не обращаемся',
  },
  'dane-unknown': {
    en: 'DANE unknown: no DNS server that may vouch for DNSSEC',
    ru: 'DANE неизвестна: нет DNS-сервера, которому можно верить о DNSSEC',
  },
  'lookup-failed': {
    en: 'DNS lookup of {domain} failed: {why}',
    ru: 'Запрос DNS о {domain} не удался: {why}',
  },
} satisfies Phrases;

export type TranscriptWord = keyof typeof transcriptWords;
