/** What a server's reply means, in plain words, and what to do about it; those with a reason of their own. */
import type { Phrase } from './phrase.ts';

interface Reason {
  readonly what: Phrase;
  readonly todo: Phrase;
}

export const replyWords = {
  // The way in
  'no-mail-service': {
    what: {
      en: 'This host takes no mail, or none from you.',
      ru: 'Этот узел не принимает почту — вообще или от вас.',
    },
    todo: {
      en: 'Check the name of the first station. If it is right, choose another.',
      ru: 'Проверьте имя первой станции. Если оно верно, выберите другую.',
    },
  },
  'starttls-required': {
    what: {
      en: 'The server takes mail only on an encrypted connection.',
      ru: 'Сервер принимает почту только по шифрованному соединению.',
    },
    todo: {
      en: 'If the transcript shows no STARTTLS in its EHLO reply, somebody on the way removes it: try from another network.',
      ru: 'Если в протоколе среди его ответа на EHLO нет STARTTLS, кто-то по пути его убирает: попробуйте из другой сети.',
    },
  },
  'starttls-middlebox': {
    what: {
      en: 'The server offers STARTTLS and then does not know it. Probably a firewall or virus scanner on the way changes the dialogue.',
      ru: 'Сервер предлагает STARTTLS, а потом такой команды не знает. Вероятно, диалог меняет межсетевой экран или антивирус по пути.',
    },
    todo: {
      en: 'Switch off the inspection of SMTP there ("ESMTP inspection", "mail shield"), or send from another network.',
      ru: 'Отключите там проверку SMTP («ESMTP inspection», «почтовый экран») или отправьте из другой сети.',
    },
  },
  'starttls-unavailable': {
    what: {
      en: 'The server cannot encrypt at the moment.',
      ru: 'Сервер сейчас не может включить шифрование.',
    },
    todo: {
      en: 'Send again later; if it stays so, tell its administrator.',
      ru: 'Отправьте снова позже; если так и останется, сообщите его администратору.',
    },
  },
  'auth-required': {
    what: {
      en: 'The server wants a login before it takes mail. It is meant for its own users.',
      ru: 'Прежде чем принять почту, сервер требует входа: он предназначен для своих пользователей.',
    },
    todo: {
      en: 'Give a user name and password of this server, or send to the MX of the recipient instead.',
      ru: 'Укажите имя пользователя и пароль этого сервера или отправляйте на MX получателя.',
    },
  },
  'auth-method-weak': {
    what: {
      en: 'The server does not take a plain password: it wants another way to log in, or an app password.',
      ru: 'Обычный пароль серверу не подходит: нужен другой способ входа или пароль приложения.',
    },
    todo: {
      en: 'Make an app password in the account of the provider, or use a token.',
      ru: 'Создайте пароль приложения в учётной записи провайдера или используйте токен.',
    },
  },
  'too-many-connections': {
    what: {
      en: 'The server has too many connections, from you or altogether.',
      ru: 'У сервера слишком много соединений — ваших или всего.',
    },
    todo: { en: 'Send again in a while.', ru: 'Отправьте снова через некоторое время.' },
  },
  'rate-limited': {
    what: {
      en: 'The server takes less mail than was sent to it, from you, your network or for this recipient.',
      ru: 'Сервер принимает меньше почты, чем ему отправлено: от вас, из вашей сети или для этого получателя.',
    },
    todo: {
      en: 'Send less at once, and again in an hour or later. From a home or cloud address it may stay so; then send through a server with a name for itself.',
      ru: 'Отправляйте понемногу и повторите через час или позже. С домашнего или облачного адреса так может и остаться; тогда отправляйте через сервер с хорошей репутацией.',
    },
  },
  'ipv6-guidelines': {
    what: {
      en: 'The server asks more of senders over IPv6: a reverse DNS name (PTR) and SPF or DKIM.',
      ru: 'К отправителям по IPv6 у сервера больше требований: обратная запись DNS (PTR) и SPF или DKIM.',
    },
    todo: {
      en: 'Have the PTR record set for the IPv6 address, or send over IPv4, where it often exists.',
      ru: 'Настройте PTR для адреса IPv6 или отправляйте по IPv4, где эта запись часто уже есть.',
    },
  },

  // The sender
  'sender-domain-unknown': {
    what: {
      en: 'The server cannot find the domain of the sender in the DNS.',
      ru: 'Сервер не находит в DNS домен отправителя.',
    },
    todo: {
      en: 'Use a sender whose domain exists and has an MX or an address, or correct its DNS.',
      ru: 'Укажите отправителя, домен которого существует и имеет MX или адрес, либо исправьте его DNS.',
    },
  },
  'sender-refused': {
    what: {
      en: 'The server does not accept this sender.',
      ru: 'Сервер не принимает такого отправителя.',
    },
    todo: {
      en: 'Use an address that exists and that you may send from on this server.',
      ru: 'Укажите существующий адрес, с которого вам разрешено отправлять через этот сервер.',
    },
  },

  // The recipient
  'recipient-refused': {
    what: {
      en: 'The server does not accept this recipient: it does not know them, or does not forward mail for you to their domain.',
      ru: 'Сервер не принимает этого получателя: он его не знает или не пересылает вашу почту в его домен.',
    },
    todo: {
      en: 'Check the address. If it is right, choose a hop that relays for your address or network.',
      ru: 'Проверьте адрес. Если он верен, выберите узел, который пересылает почту с вашего адреса или из вашей сети.',
    },
  },
  'mailbox-disabled': {
    what: {
      en: 'The mailbox exists and takes no mail: it is disabled or left unused.',
      ru: 'Ящик существует, но почту не принимает: он отключён или заброшен.',
    },
    todo: { en: 'Reach the recipient in another way.', ru: 'Свяжитесь с получателем иначе.' },
  },
  'not-permitted-to-recipient': {
    what: {
      en: 'The recipient takes mail only from certain senders.',
      ru: 'Этот получатель принимает почту только от определённых отправителей.',
    },
    todo: {
      en: 'Ask the recipient, or the administrator of the list, to let you in.',
      ru: 'Попросите получателя или администратора списка разрешить вам отправку.',
    },
  },
  'null-mx-reply': {
    what: {
      en: 'The domain of the recipient takes no mail at all (null MX).',
      ru: 'Домен получателя вообще не принимает почту (null MX).',
    },
    todo: { en: 'Use another address of the recipient.', ru: 'Используйте другой адрес получателя.' },
  },
  'too-many-recipients': {
    what: {
      en: 'The server takes fewer recipients at once.',
      ru: 'За один раз сервер принимает меньше получателей.',
    },
    todo: { en: 'Send again to those who are left.', ru: 'Отправьте снова оставшимся получателям.' },
  },
  'next-station-unknown': {
    what: {
      en: 'This server cannot find the domain or the host to which it should send the message on.',
      ru: 'Этот сервер не находит домен или узел, куда он должен передать письмо дальше.',
    },
    todo: {
      en: 'Check the names behind this station in the route. Its DNS may differ from yours.',
      ru: 'Проверьте имена после этой станции в маршруте. Её DNS может отличаться от вашего.',
    },
  },
  'next-station-unreachable': {
    what: {
      en: 'This server cannot reach the one behind it at the moment.',
      ru: 'Этот сервер сейчас не может связаться со следующим.',
    },
    todo: {
      en: 'Send again later, or leave this station out.',
      ru: 'Отправьте позже или обойдитесь без этой станции.',
    },
  },
  loop: {
    what: {
      en: 'The message goes round in a circle, or has passed too many servers.',
      ru: 'Письмо ходит по кругу или прошло слишком много серверов.',
    },
    todo: {
      en: 'Check the route for a station that sends back. If there is none, its administrator has to mend it.',
      ru: 'Проверьте, нет ли в маршруте станции, которая отправляет назад. Если нет, исправлять должен её администратор.',
    },
  },
  'orcpt-refused': {
    what: {
      en: 'A server on the way could not read the original recipient (ORCPT), which another one had made from the route.',
      ru: 'Сервер по пути не смог прочитать исходного получателя (ORCPT), которого другой сервер составил из маршрута.',
    },
    todo: {
      en: 'Send the route directly with Waypost, which gives the final mailbox there, or leave the station in front of it out.',
      ru: 'Отправьте маршрут напрямую через Waypost: он указывает там конечный ящик. Или обойдитесь без станции перед этим сервером.',
    },
  },
  'smtputf8-refused': {
    what: {
      en: 'The server, or one behind it, cannot carry an address that is not ASCII.',
      ru: 'Сервер или следующий за ним не передаёт адреса с не-ASCII символами.',
    },
    todo: {
      en: 'Use an ASCII address of the recipient, or another first hop.',
      ru: 'Используйте ASCII-адрес получателя или другой первый узел.',
    },
  },
  'requiretls-refused': {
    what: {
      en: 'The server cannot promise encryption all the way (REQUIRETLS), which this message asks for.',
      ru: 'Сервер не может обещать шифрование на всём пути (REQUIRETLS), а письмо этого требует.',
    },
    todo: {
      en: 'Choose another first hop, or send without this condition.',
      ru: 'Выберите другой первый узел или отправьте без этого условия.',
    },
  },
  'command-refused': {
    what: {
      en: 'The server did not understand a command or one of its parameters.',
      ru: 'Сервер не понял команду или один из её параметров.',
    },
    todo: {
      en: 'The transcript shows which. If a station of the route wrote it, the next one does not speak its dialect.',
      ru: 'В протоколе видно, какую именно. Если её составила станция маршрута, следующая не понимает её диалекта.',
    },
  },

  // The message
  'looks-like-spam': {
    what: {
      en: 'The server takes the message for spam.',
      ru: 'Сервер счёл письмо спамом.',
    },
    todo: {
      en: 'Change what may look so (links, attachments, few words), or send through your own mail server.',
      ru: 'Измените то, что может так выглядеть (ссылки, вложения, мало текста), или отправьте через свой почтовый сервер.',
    },
  },
  'content-refused': {
    what: {
      en: 'The server refuses something inside the message: an attachment, a link, or its form.',
      ru: 'Сервер отвергает что-то внутри письма: вложение, ссылку или его оформление.',
    },
    todo: {
      en: 'Its reply says what. Leave that out, or send it in another way.',
      ru: 'Что именно, сказано в ответе. Уберите это или передайте иначе.',
    },
  },
  'against-policy': {
    what: {
      en: 'The server refuses by a rule of its own.',
      ru: 'Сервер отказывает по собственному правилу.',
    },
    todo: {
      en: 'Its reply may name the rule. Ask its administrator (postmaster), or choose another way.',
      ru: 'Возможно, правило названо в ответе. Спросите администратора (postmaster) или выберите другой путь.',
    },
  },
  'server-full': {
    what: {
      en: 'The server has no room or no power left at the moment.',
      ru: 'На сервере сейчас не хватает места или ресурсов.',
    },
    todo: { en: 'Send again later.', ru: 'Отправьте снова позже.' },
  },
  'out-of-service': {
    what: {
      en: 'The server does not take mail at the moment: it is being maintained or shut down.',
      ru: 'Сервер сейчас не принимает почту: его обслуживают или останавливают.',
    },
    todo: { en: 'Send again later.', ru: 'Отправьте снова позже.' },
  },
} as const satisfies Readonly<Record<string, Reason>>;
