/** The command line: help, refusals, and what `send`, `install`, `uninstall`, `doctor` and `demo` say. */
import type { Phrases } from './phrase.ts';

export const cliWords = {
  'program.summary': {
    en: 'Decide by which mail servers a message travels, and prove it.',
    ru: 'Решайте, через какие почтовые серверы пройдёт письмо, и проверяйте это.',
  },
  'parse.summary': {
    en: 'read recipient addresses and say what is wrong with them, and where',
    ru: 'разобрать адреса получателей и показать, что в них не так и где',
  },
  'route.summary': {
    en: 'write a route in its three notations and show what each hop will receive',
    ru: 'записать маршрут в трёх нотациях и показать, что получит каждый узел',
  },
  'explain.summary': {
    en: 'say what the code of a finding means, with an example',
    ru: 'объяснить код замечания и показать пример',
  },
  'send.summary': {
    en: 'send a message once and print the SMTP dialogue, or queue it',
    ru: 'отправить письмо одной попыткой и вывести диалог SMTP, либо поставить в очередь',
  },
  'outbox.summary': {
    en: 'show the outbox, and decide what happens with its messages',
    ru: 'показать исходящие и решить, что делать с письмами',
  },
  'identity.summary': {
    en: 'say who may send, under which name and by which ways',
    ru: 'указать, кто может отправлять, под каким именем и какими способами',
  },
  'serve.summary': {
    en: 'keep the outbox running until stopped',
    ru: 'держать исходящие в работе, пока не остановят',
  },
  'serve.running': {
    en: 'The outbox in {path} is kept running. Ctrl+C stops it.',
    ru: 'Исходящие в {path} работают постоянно. Остановить: Ctrl+C.',
  },
  'serve.waiting': {
    en: 'Another process works on this outbox; this one takes over when it ends.',
    ru: 'С этими исходящими работает другой процесс; этот продолжит, когда тот закончит.',
  },
  'serve.removed': {
    en: 'the folder was removed',
    ru: 'папка удалена',
  },
  'serve.failed': {
    en: 'The outbox in {path} cannot be used: {detail}',
    ru: 'Исходящие в {path} не годятся: {detail}',
  },
  'trace.summary': {
    en: 'compare the Received lines of a message with the route that was meant',
    ru: 'сверить строки Received письма с задуманным маршрутом',
  },
  'install.summary': {
    en: 'register the sending program with your browsers',
    ru: 'зарегистрировать программу отправки в браузерах',
  },
  'uninstall.summary': {
    en: 'remove exactly what install made',
    ru: 'удалить ровно то, что создала команда install',
  },
  'doctor.summary': {
    en: 'check the installation and name the command that mends each fault',
    ru: 'проверить установку и для каждой неполадки назвать команду, которая её устранит',
  },
  'demo.summary': {
    en: 'show the whole journey on this machine, on loopback only',
    ru: 'показать весь путь письма на этой машине, только через loopback',
  },
  'native.summary': {
    en: 'speak with the browser on standard input and output (started by the browser)',
    ru: 'обмен с браузером через стандартный ввод и вывод (запускает сам браузер)',
  },
  'runner.summary': {
    en: 'make the attempts of the outbox (started when needed)',
    ru: 'выполнять попытки отправки из исходящих (запускается по мере надобности)',
  },

  'program.after': {
    en: 'waypost COMMAND --help says more. From the source checkout: npm run --silent waypost -- COMMAND',
    ru: 'Подробнее: waypost КОМАНДА --help. Из исходников: npm run --silent waypost -- КОМАНДА',
  },

  'help.usage': { en: 'Usage:', ru: 'Использование:' },
  'help.options': { en: 'Options:', ru: 'Параметры:' },
  'help.commands': { en: 'Commands:', ru: 'Команды:' },
  'help.arguments': { en: 'Arguments:', ru: 'Аргументы:' },
  'help.options-word': { en: '[options]', ru: '[параметры]' },
  'help.command-word': { en: '[command]', ru: '[команда]' },
  'help.help': { en: 'show this help', ru: 'показать эту справку' },
  'help.version': { en: 'show the version', ru: 'показать версию' },

  'usage.unknown-option': { en: 'There is no option {what}.', ru: 'Нет такого параметра: {what}.' },
  'usage.unknown-command': { en: 'There is no command {what}.', ru: 'Нет такой команды: {what}.' },
  'usage.missing-argument': { en: 'The argument {what} is missing.', ru: 'Не хватает аргумента {what}.' },
  'usage.option-argument': { en: 'The option {what} wants a value.', ru: 'Параметру {what} нужно значение.' },
  'usage.missing-option': { en: 'The option {what} is required.', ru: 'Параметр {what} обязателен.' },
  'usage.excess-arguments': {
    en: 'There are more arguments than this command takes.',
    ru: 'Слишком много аргументов для этой команды.',
  },
  'usage.invalid-argument': {
    en: 'This value cannot be used: {what}.',
    ru: 'Это значение не подходит: {what}.',
  },
  'config.broken': {
    en: 'The configuration file cannot be used: {detail}',
    ru: 'Файл настроек не годится: {detail}',
  },

  'send.from': {
    en: 'the sender of the envelope (MAIL FROM); <> for none',
    ru: 'отправитель конверта (MAIL FROM); <> — пустой',
  },
  'send.to': {
    en: 'a recipient, also with a route, as it shall stand in RCPT TO; may be repeated',
    ru: 'получатель, в том числе с маршрутом, каким он должен быть в RCPT TO; можно повторять',
  },
  'send.server': {
    en: 'send to this server; without it, to the first hop as the DNS has it',
    ru: 'отправить этому серверу; без параметра — первому узлу, найденному в DNS',
  },
  'send.file': { en: 'the message; - for standard input', ru: 'письмо; - — стандартный ввод' },
  'send.ehlo': { en: 'the name to introduce this host with', ru: 'имя, которым представится этот узел' },
  'send.this-host': {
    en: 'the first hop is a host: use its own address, not its MX',
    ru: 'первый узел — сам хост: использовать его адрес, а не MX',
  },
  'send.queue': {
    en: 'put it into the outbox, which sends and retries it; done once it is safely on the disk',
    ru: 'поместить в исходящие, которые отправят его и повторят попытки; готово, когда письмо надёжно записано на диск',
  },
  'send.bcc': {
    en: 'a blind copy: a recipient of whom no other learns, in a transaction of its own',
    ru: 'скрытая копия: получатель, о котором не узнают остальные, в отдельной транзакции',
  },
  'send.tls': {
    en: 'verified: encrypted for a proven server or not at all; none: do not even ask for encryption',
    ru: 'verified: только с шифрованием для проверенного сервера; none: не просить шифрования',
  },
  'send.require-tls': {
    en: 'demand encryption from every further server too (REQUIRETLS)',
    ru: 'требовать шифрования и от всех следующих серверов (REQUIRETLS)',
  },
  'send.all-or-none': {
    en: 'let the message go only when every recipient is accepted',
    ru: 'отпустить письмо, только когда приняты все получатели',
  },
  'send.notify': {
    en: 'ask for reports (DSN): never, or success, failure, delay with commas between them',
    ru: 'запросить уведомления (DSN): never или success, failure, delay через запятую',
  },
  'send.user': {
    en: 'log in to --server under this name',
    ru: 'войти на --server под этим именем',
  },
  'send.password-command': {
    en: 'a command that prints the password, as pass or secret-tool do',
    ru: 'команда, которая выводит пароль, как pass или secret-tool',
  },
  'send.password-file': {
    en: 'a file with the password that only you can read (0600)',
    ru: 'файл с паролем, доступный только вам (0600)',
  },
  'send.token': {
    en: 'the secret is an OAuth 2 token (XOAUTH2), not a password',
    ru: 'секрет — токен OAuth 2 (XOAUTH2), а не пароль',
  },
  'send.login': {
    en: '--user wants --server, and one of --password-command and --password-file.',
    ru: 'Для --user нужны --server и один из параметров --password-command или --password-file.',
  },
  'send.tried': { en: 'Not taken by:', ru: 'Не приняли:' },
  'send.json': { en: 'print one JSON object at the end', ru: 'в конце вывести один объект JSON' },
  'send.after': {
    en: `Without --server, the configuration (ports, networks, dns) says what may be reached. Nothing is queued,
unless --queue asks for it.

Example:
  waypost send --from a@client.test --to '<@s1.test,@s2.test:user@dest.test>' --server s1.test:25 --file message.eml

Exit code: 0 accepted, 1 refused, 75 deferred (it did not happen, trying again is safe), 76 maybe sent (trying again may
send it twice); of several recipients the worst. 64 wrong usage, also for a message that must not be sent. With --queue:
0 durably queued, 75 not queued, 74 maybe queued (the outbox ended before it answered; waypost outbox show tells).`,
    ru: `Без --server допустимые цели задают настройки (ports, networks, dns). Без --queue в очередь
ничего не ставится.

Пример:
  waypost send --from a@client.test --to '<@s1.test,@s2.test:user@dest.test>' --server s1.test:25 --file message.eml

Код выхода: 0 принято, 1 отказ, 75 отложено (письмо не ушло, можно спокойно повторить), 76 возможно, отправлено (повтор
может доставить письмо дважды); при нескольких получателях — худший. 64 неверный вызов или непригодное письмо. С --queue:
0 надёжно в очереди, 75 не в очереди, 74 возможно, в очереди (исходящие завершились, не ответив; покажет waypost outbox show).`,
  },
  'send.bad-path': {
    en: '<{path}> is not a valid path (see character {start}). Nothing was sent; waypost parse says more.',
    ru: '<{path}> — неверный путь (см. символ {start}). Ничего не отправлено; подробнее скажет waypost parse.',
  },
  'send.no-domain': {
    en: '<{path}> names no domain, so a server is needed: --server.',
    ru: 'В <{path}> нет домена, поэтому нужен сервер: --server.',
  },
  'send.bad-server': { en: 'No server {server}: {detail}.', ru: 'Нет сервера {server}: {detail}.' },
  'send.no-file': { en: 'The message cannot be read: {detail}', ru: 'Не удалось прочитать письмо: {detail}' },
  'send.no-from': {
    en: 'The message has no From field. Nothing was sent.',
    ru: 'В письме нет поля From. Ничего не отправлено.',
  },
  'send.no-header': {
    en: 'Line {line} is not a header field, and the header has not ended. Nothing was sent.',
    ru: 'Строка {line} — не поле заголовка, а заголовок ещё не окончен. Ничего не отправлено.',
  },
  'send.bare-cr': {
    en: 'Line {line} holds a CR without LF, which must not reach a server. Nothing was sent.',
    ru: 'В строке {line} есть CR без LF, такое нельзя передавать серверу. Ничего не отправлено.',
  },
  'send.nul': {
    en: 'Line {line} holds a NUL. Nothing was sent.',
    ru: 'В строке {line} есть NUL. Ничего не отправлено.',
  },
  'send.long-line': {
    en: 'Line {line} is longer than 998 octets. Nothing was sent.',
    ru: 'Строка {line} длиннее 998 октетов. Ничего не отправлено.',
  },
  'state.queued': { en: '<{path}>: queued', ru: '<{path}>: в очереди' },
  'state.sending': { en: '<{path}>: under way', ru: '<{path}>: отправляется' },
  'state.sent': { en: '<{path}>: accepted by {server}', ru: '<{path}>: принято сервером {server}' },
  'state.handed-over': {
    en: '<{path}>: handed over to {server}',
    ru: '<{path}>: передано {server}',
  },
  'state.cancelled': { en: '<{path}>: cancelled', ru: '<{path}>: отменено' },
  'state.failed': { en: '<{path}>: REFUSED {server}', ru: '<{path}>: ОТКАЗ {server}' },
  'state.deferred': { en: '<{path}>: DEFERRED {server}', ru: '<{path}>: ОТЛОЖЕНО {server}' },
  'state.maybe-sent': { en: '<{path}>: MAYBE SENT {server}', ru: '<{path}>: ВОЗМОЖНО, ОТПРАВЛЕНО {server}' },

  'install.service': {
    en: 'also write the unit that keeps the outbox running from login on',
    ru: 'также записать службу, которая держит исходящие в работе со входа в систему',
  },
  'install.service-written': { en: 'Service: {path}', ru: 'Служба: {path}' },
  'install.service-start': { en: 'Start it with: {command}', ru: 'Запустить её: {command}' },
  'browser.name': {
    en: 'only this browser; may be repeated ({names})',
    ru: 'только этот браузер; можно повторять ({names})',
  },
  'browser.profile': {
    en: 'only a Chromium profile folder, as given to the browser with --user-data-dir',
    ru: 'только папка профиля Chromium, та же, что в --user-data-dir браузера',
  },
  'browser.unknown': {
    en: 'No browser is called {name} here. See --help.',
    ru: 'Браузера {name} здесь нет. Справка: --help.',
  },

  'install.identity': {
    en: 'add a sender: a@client.test or "Name <a@client.test>"',
    ru: 'добавить отправителя: a@client.test или "Имя <a@client.test>"',
  },
  'install.ehlo': {
    en: 'the name to introduce this host with (EHLO)',
    ru: 'имя, которым представится этот узел (EHLO)',
  },
  'install.bad-identity': {
    en: '{what} is not a mailbox that can be a sender.',
    ru: '{what} — не почтовый адрес, который может быть отправителем.',
  },
  'install.not-built': {
    en: 'The program is not built yet. Run first: npm run build',
    ru: 'Программа ещё не собрана. Сначала выполните: npm run build',
  },
  'install.registry': {
    en: 'The registry could not be written: {detail}',
    ru: 'Не удалось записать в реестр: {detail}',
  },
  'install.files': {
    en: 'The files could not be written: {detail}',
    ru: 'Не удалось записать файлы: {detail}',
  },
  'install.program': { en: 'program: {path}', ru: 'программа: {path}' },
  'install.manifest': { en: '{label}: {path}', ru: '{label}: {path}' },
  'install.sender': { en: 'sender: {address} (EHLO {ehlo})', ru: 'отправитель: {address} (EHLO {ehlo})' },

  'uninstall.purge': {
    en: 'remove the outbox and the configuration as well',
    ru: 'удалить также исходящие и настройки',
  },
  'uninstall.busy': {
    en: 'A message is under way, or was a moment ago. Nothing was removed; try again in a minute.',
    ru: 'Письмо отправляется или только что отправлялось. Ничего не удалено; повторите через минуту.',
  },
  'uninstall.removed': { en: 'removed: {path}', ru: 'удалено: {path}' },
  'uninstall.nothing': { en: 'Nothing is installed.', ru: 'Ничего не установлено.' },
  'uninstall.kept': {
    en: 'kept: {path} (uninstall --purge removes it)',
    ru: 'оставлено: {path} (удалит uninstall --purge)',
  },

  'doctor.speaks': {
    en: 'The local sender {version} answers ({milliseconds} ms).',
    ru: 'Программа отправки {version} отвечает ({milliseconds} мс).',
  },
  'doctor.no-program': {
    en: 'The local sender is not installed: {path}',
    ru: 'Программа отправки не установлена: {path}',
  },
  'doctor.not-executable': {
    en: 'This file cannot be executed: {path}',
    ru: 'Файл нельзя выполнить: {path}',
  },
  'doctor.not-started': {
    en: '{path} cannot be started: {detail}',
    ru: 'Не удалось запустить {path}: {detail}',
  },
  'doctor.silent': { en: '{path} gives no answer: {detail}', ru: '{path} не отвечает: {detail}' },
  'doctor.polluted': {
    en: '{path} prints text where only frames may stand: “{detail}”',
    ru: '{path} выводит текст там, где допустимы только кадры: «{detail}»',
  },
  'doctor.other-answer': {
    en: '{path} gives another answer than expected: {detail}',
    ru: '{path} отвечает не то, что ожидалось: {detail}',
  },
  'doctor.no-browser': {
    en: 'No browser was found. Name one: install --browser NAME',
    ru: 'Браузеров не найдено. Назовите браузер: install --browser ИМЯ',
  },
  'doctor.manifest': { en: '{label}: {path}', ru: '{label}: {path}' },
  'doctor.no-manifest': {
    en: '{label} does not know the local sender: there is no {path}',
    ru: '{label} не знает программы отправки: нет файла {path}',
  },
  'doctor.bad-manifest': {
    en: '{label}: {path} is damaged: {detail}',
    ru: '{label}: файл {path} повреждён: {detail}',
  },
  'doctor.not-admitted': {
    en: '{label}: {path} does not admit the Waypost extension',
    ru: '{label}: {path} не допускает расширение Waypost',
  },
  'doctor.path-missing': {
    en: '{label}: the manifest points to {path}, which does not exist',
    ru: '{label}: манифест указывает на {path}, которого нет',
  },
  'doctor.snap': {
    en: '{label} is a snap: whether it may start the local sender depends on the system.',
    ru: '{label} установлен как snap: сможет ли он запустить программу отправки, зависит от системы.',
  },
  'doctor.flatpak': {
    en: '{label} is a Flatpak and cannot start programs outside of its sandbox. Use a browser from your distribution.',
    ru: '{label} установлен как Flatpak и не может запускать программы вне песочницы. Используйте браузер из дистрибутива.',
  },
  'doctor.config-broken': {
    en: '{path} cannot be used: {detail}. Correct it by hand, or remove it and install again.',
    ru: 'Файл {path} не годится: {detail}. Исправьте его вручную или удалите и выполните install снова.',
  },
  'doctor.config-open': {
    en: 'Others on this machine can read {path}; chmod 600 closes it.',
    ru: 'Файл {path} доступен другим пользователям этой машины; закройте его: chmod 600.',
  },
  'doctor.identities': { en: 'Senders: {identities}', ru: 'Отправители: {identities}' },
  'doctor.no-identity': {
    en: 'No sender is configured in {path}, so nothing can be sent from the browser yet.',
    ru: 'В {path} нет ни одного отправителя, поэтому из браузера пока ничего не отправить.',
  },
  'doctor.outbox-broken': {
    en: '{path} cannot be used: {detail}. Move it elsewhere; what it holds stays in it, and a new outbox begins.',
    ru: 'Файл {path} не годится: {detail}. Уберите его в другое место: содержимое останется в нём, а исходящие начнутся заново.',
  },
  'doctor.set-aside': {
    en: 'A damaged outbox was set aside in {path}. What could be read of it goes on; when you need the rest no more, delete the folder.',
    ru: 'Повреждённые исходящие отложены в {path}. Всё, что удалось прочитать, осталось в работе; когда остальное не нужно, удалите папку.',
  },
  'doctor.firefox-job': {
    en: 'On Windows, Firefox ends the outbox together with the connection to the extension, also in the middle of a message; the service of Waypost it leaves alone.',
    ru: 'В Windows Firefox завершает исходящие вместе с соединением с расширением, даже посреди письма; службу Waypost он не трогает.',
  },
  'doctor.no-service': {
    en: 'Nothing starts the outbox when this computer starts: what waits to be tried again then waits until you use Waypost.',
    ru: 'При запуске компьютера исходящие не запускаются: то, что ждёт повторной попытки, ждёт, пока вы не воспользуетесь Waypost.',
  },
  'doctor.dns': { en: 'The DNS answers ({server}).', ru: 'DNS отвечает ({server}).' },
  'doctor.dnssec': {
    en: 'The DNS server validates DNSSEC: DANE is used where a mail host offers it.',
    ru: 'DNS-сервер проверяет DNSSEC: DANE применяется там, где её предлагает почтовый узел.',
  },
  'doctor.no-dnssec': {
    en: 'The DNS server does not validate DNSSEC, so DANE is unknown everywhere. A validating one (unbound, BIND, Knot Resolver) on this machine changes that.',
    ru: 'DNS-сервер не проверяет DNSSEC, поэтому о DANE ничего не известно. Поможет проверяющий сервер (unbound, BIND, Knot Resolver) на этой машине.',
  },
  'doctor.dns-not-trusted': {
    en: 'The DNS server is on another machine, so its word on DNSSEC does not count and DANE is unknown. Run a validating one here, or, if the way to it is safe, set "trustDns": true in config.json.',
    ru: 'DNS-сервер работает на другой машине, поэтому его словам о DNSSEC верить нельзя и о DANE ничего не известно. Запустите проверяющий сервер здесь или, если путь до него защищён, укажите "trustDns": true в config.json.',
  },
  'doctor.no-dns': {
    en: 'The DNS {server} gives no answer about {domain} ({detail}). Check the network connection, or "dns" in config.json.',
    ru: 'DNS {server} не отвечает о {domain} ({detail}). Проверьте подключение к сети или "dns" в config.json.',
  },

  'demo.no-checkout': {
    en: 'The demonstration needs the source checkout: clone the repository and run npm start there.',
    ru: 'Для демонстрации нужны исходники: клонируйте репозиторий и выполните в нём npm start.',
  },

  'usage.see-help': { en: 'See --help.', ru: 'Справка: --help.' },
} satisfies Phrases;

export type CliWord = keyof typeof cliWords;
