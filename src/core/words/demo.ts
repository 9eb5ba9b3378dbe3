/** What `waypost demo` prints, and its webmail's pages. */
import type { Phrases } from './phrase.ts';

export const demoWords = {
  'webmail.name': { en: 'Demo mail', ru: 'Демопочта' },
  'webmail.about': { en: 'on this computer only', ru: 'только на этом компьютере' },
  'webmail.folders': { en: 'Folders', ru: 'Папки' },
  'webmail.compose': { en: 'Compose', ru: 'Написать' },
  'webmail.newMessage': { en: 'New message', ru: 'Новое письмо' },
  'webmail.inbox': { en: 'Inbox', ru: 'Входящие' },
  'webmail.from': { en: 'From', ru: 'От кого' },
  'webmail.to': { en: 'To', ru: 'Кому' },
  'webmail.cc': { en: 'Cc', ru: 'Копия' },
  'webmail.bcc': { en: 'Bcc', ru: 'Скрытая копия' },
  'webmail.subject': { en: 'Subject', ru: 'Тема' },
  'webmail.date': { en: 'Date', ru: 'Дата' },
  'webmail.text': { en: 'Message', ru: 'Текст письма' },
  'webmail.send': { en: 'Send', ru: 'Отправить' },
  'webmail.sent': { en: 'Sent', ru: 'Отправлено' },
  'webmail.sentTo': { en: 'The submission server took the message:', ru: 'Сервер отправки принял письмо:' },
  'webmail.empty': {
    en: 'No messages yet. This page looks for new ones by itself.',
    ru: 'Писем пока нет. Страница сама проверяет почту.',
  },
  'webmail.noSubject': { en: '(no subject)', ru: '(без темы)' },
  'webmail.viewSource': { en: 'View source', ru: 'Исходный текст' },
  'webmail.source': { en: 'Message source', ru: 'Исходный текст письма' },
  'webmail.back': { en: 'Back to the message', ru: 'Назад к письму' },
  'webmail.notFound': { en: 'Nothing here', ru: 'Здесь ничего нет' },
  'webmail.invalidRecipient': { en: 'Invalid recipient: {entry}', ru: 'Недопустимый получатель: {entry}' },
  'webmail.invalidSender': {
    en: 'Not a sender of this mailbox: {entry}',
    ru: 'Недопустимый отправитель: {entry}',
  },
  'webmail.noRecipient': { en: 'Add at least one recipient.', ru: 'Укажите хотя бы одного получателя.' },
  'webmail.refused': { en: 'The submission server refused: {reply}', ru: 'Сервер отправки отказал: {reply}' },

  // The message of the journey
  'letter.subject': { en: 'By s1, s2 and s3', ru: 'Через s1, s2 и s3' },
  'letter.text': {
    en: 'Hello,\n\nthis message was asked to pass three servers on its way.\nIts Received lines tell whether it did.\n',
    ru: 'Здравствуйте!\n\nЭтому письму задан путь через три сервера.\nПрошло ли оно по нему, скажут строки Received.\n',
  },

  // What is printed
  'journey.compose': {
    en: 'A message to {to}, in the webmail at {origin}',
    ru: 'Письмо для {to} в почте на {origin}',
  },
  'journey.route': {
    en: 'In Waypost’s popup, the route: {hops}',
    ru: 'Маршрут во всплывающем окне Waypost: {hops}',
  },
  'journey.direct': {
    en: 'The webmail cannot carry the source route: send directly; Waypost shows what it will send',
    ru: 'Веб-почта не передаст маршрут от источника: отправка напрямую, Waypost показывает, что уйдёт',
  },
  'journey.confirm': {
    en: 'One click on Send, and the SMTP transcript:',
    ru: 'Одно нажатие «Отправить» и протокол SMTP:',
  },
  'journey.delivered': {
    en: 'Delivered to {mailbox}. The recipient as each server received it:',
    ru: 'Доставлено в ящик {mailbox}. Какого получателя увидел каждый сервер:',
  },
  'journey.source': {
    en: 'The delivered message’s source, from the recipient’s inbox',
    ru: 'Исходный текст доставленного письма из ящика получателя',
  },
  'journey.verify': {
    en: 'Pasted into Waypost’s verification, which says:',
    ru: 'Он вставлен на страницу проверки Waypost, и её ответ:',
  },
  'journey.notSent': {
    en: 'Not sent. The window says:\n{words}',
    ru: 'Не отправлено. Вот что пишет окно:\n{words}',
  },
  'journey.notVerified': { en: 'Not verified: {words}', ru: 'Путь не подтверждён: {words}' },

  'demo.usage': {
    en: `Usage: waypost demo [options]

  --headless         make the journey without a window, and exit 0 if its way was verified, else 1
  --screenshots DIR  where the journey's pictures go (a new temporary directory if not given)
  --keep             leave the demo's directory behind: mailboxes, outbox, browser profile`,
    ru: `Использование: waypost demo [параметры]

  --headless         пройти весь путь без окна; код выхода 0, если путь подтверждён, иначе 1
  --screenshots DIR  куда сохранить снимки экрана (без параметра — в новый временный каталог)
  --keep             не удалять каталог демонстрации: ящики, исходящие, профиль браузера`,
  },
  'demo.starting': { en: 'Starting the servers and Chromium…', ru: 'Запускаются серверы и Chromium…' },
  'demo.screenshots': { en: 'Screenshots: {directory}', ru: 'Снимки экрана: {directory}' },
  'demo.kept': { en: 'Kept: {directory}', ru: 'Сохранено: {directory}' },
  'demo.noChromium': {
    en: 'The demo needs Chromium or Chrome for Testing (branded Chrome no longer loads unpacked extensions): install `chromium`, or set WAYPOST_CHROMIUM to its path.',
    ru: 'Для демонстрации нужен Chromium или Chrome for Testing (обычный Chrome больше не загружает распакованные расширения): установите `chromium` или укажите путь к нему в WAYPOST_CHROMIUM.',
  },
  'demo.notBuilt': {
    en: 'Nothing is built yet: run `npm run build` first.',
    ru: 'Ещё ничего не собрано: сначала выполните `npm run build`.',
  },
  'demo.noInstall': {
    en: 'The local sender could not be registered: {words}',
    ru: 'Не удалось зарегистрировать программу отправки: {words}',
  },
  'demo.failed': { en: 'The journey stopped: {words}', ru: 'Путешествие прервалось: {words}' },
  'demo.stopped': { en: 'Stopped; nothing is left behind.', ru: 'Остановлено, ничего не осталось.' },
  'demo.runner': {
    en: 'The sender’s runner did not end by itself; its files were in {directory}.',
    ru: 'Процесс отправителя не завершился сам; его файлы были в {directory}.',
  },
  'demo.guide': {
    en: `Chromium is open on a webmail of this computer only. Try this:

  1. Write to {to}: any subject, any text.
  2. Press Waypost in the toolbar (the puzzle piece, then Waypost), and “Enable on this site”.
  3. Add s1.test, s2.test and s3.test, choose “Source route”, and press “Send directly…”.
  4. Read what will be sent, press Send, and watch the servers answer.
  5. Open the inbox of {to}, the message, “View source”; copy it into “Verify the way…”.

Also worth a try: insert the percent form and let the webmail send it; route by a server
that does not exist, and find its delivery report in the inbox of {from}.

Close the browser, or press Ctrl-C here, to end it all. Nothing is left behind.`,
    ru: `В Chromium открыта веб-почта, которая есть только на этом компьютере. Попробуйте:

  1. Напишите письмо на {to}: с любой темой и текстом.
  2. Нажмите кнопку Waypost на панели (значок расширений, затем Waypost) и «Включить на этом сайте».
  3. Добавьте s1.test, s2.test и s3.test, выберите запись «Маршрут от источника» и нажмите «Отправить напрямую…».
  4. Прочитайте, что уйдёт, нажмите «Отправить» и следите за ответами серверов.
  5. Откройте входящие {to}, само письмо, «Исходный текст» и вставьте его в «Проверить путь…».

Ещё можно вставить адрес в записи через «%» и отправить письмо самой почтой; задать маршрут через
несуществующий сервер и найти отчёт о недоставке во входящих {from}.

Чтобы всё закончить, закройте браузер или нажмите здесь Ctrl-C. Ничего не останется.`,
  },
} satisfies Phrases;
