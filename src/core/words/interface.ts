/** The sentences of the extension's own pages: the route builder, the confirmation, the live view and the verdict. */
import { notes } from './notes.ts';
import type { Phrases } from './phrase.ts';

export const interfaceWords = {
  // Everywhere
  copy: { en: 'Copy', ru: 'Копировать' },
  'copy.done': { en: 'Copied', ru: 'Скопировано' },
  'copy.failed': {
    en: 'The browser did not let it be copied: select the text and copy it by hand.',
    ru: 'Браузер не дал скопировать: выделите текст и скопируйте его вручную.',
  },
  'fix.apply': { en: 'Replace with “{text}”', ru: 'Заменить на «{text}»' },
  'fix.remove': { en: 'Remove it', ru: 'Убрать' },
  'field.to': { en: 'To', ru: 'Кому' },
  'field.cc': { en: 'Cc', ru: 'Копия' },
  'field.bcc': { en: 'Bcc', ru: 'Скрытая' },
  'page.broken': {
    en: 'This page could not get an answer from the extension itself. Close it and open it again; nothing you typed is lost.',
    ru: 'Страница не получила ответа от самого расширения. Закройте её и откройте снова: всё введённое сохранено.',
  },

  // The line
  'line.label': { en: 'Route: {line}', ru: 'Маршрут: {line}' },
  'line.sender': { en: 'sender', ru: 'отправитель' },
  'line.destination': { en: 'recipient’s server', ru: 'сервер получателя' },
  'line.more': {
    en: 'More ways, not drawn: {count}. Every recipient is listed below.',
    ru: 'Ещё пути, без рисунка: {count}. Все получатели перечислены ниже.',
  },
  'line.speaking': { en: 'speaking now', ru: 'сейчас отвечает' },
  'line.passed': { en: 'passed', ru: 'пройден' },
  'line.claimed': { en: 'claimed, not proven', ru: 'заявлен, но не доказан' },
  'line.missing': { en: 'skipped', ru: 'пропущен' },
  'line.failed': { en: 'did not take it', ru: 'не принял' },
  'line.stranger': { en: 'not on the route', ru: 'вне маршрута' },

  // Popup: the site
  'popup.title': { en: 'Waypost: route of a message', ru: 'Waypost: маршрут письма' },
  'outbox.open': { en: 'Outbox', ru: 'Исходящие' },
  'outbox.title': { en: 'Outbox', ru: 'Исходящие' },
  'outbox.back': { en: 'Back to the route', ru: 'Назад к маршруту' },
  'outbox.empty': {
    en: 'Nothing has been sent directly yet.',
    ru: 'Напрямую ещё ничего не отправлялось.',
  },
  'outbox.no-subject': { en: '(no subject)', ru: '(без темы)' },
  'outbox.attention': { en: 'For you to decide', ru: 'Нужно ваше решение' },
  'outbox.under-way': { en: 'Under way', ru: 'В пути' },
  'outbox.settled': { en: 'Settled', ru: 'Завершено' },
  'outbox.retry': { en: 'Try again now', ru: 'Повторить сейчас' },
  'outbox.cancel': { en: 'Cancel', ru: 'Отменить' },
  'outbox.resend': { en: 'Send once more', ru: 'Отправить ещё раз' },
  'outbox.leave': { en: 'Leave as it is', ru: 'Оставить как есть' },
  'outbox.act-on': { en: '{action}: {subject}', ru: '{action}: {subject}' },
  'outbox.maybe': {
    en: 'The message left, and no answer came: it may have arrived. Sent once more, it may arrive twice, under the same Message-ID. Ask the recipient first.',
    ru: 'Письмо ушло, но ответа не было: возможно, оно доставлено. Если отправить ещё раз, оно может прийти дважды, с тем же Message-ID. Сначала спросите получателя.',
  },
  'outbox.maybe-purged': {
    en: 'The message may have arrived. Its text has been removed since, so it cannot be sent again from here.',
    ru: 'Возможно, письмо доставлено. Его текст уже удалён, поэтому отправить его отсюда снова нельзя.',
  },
  'outbox.restart': {
    en: 'After a restart of this computer, attempts go on when Waypost is used, or by its service (waypost install --service).',
    ru: 'После перезапуска компьютера попытки продолжатся, когда понадобится Waypost, или с его службой (waypost install --service).',
  },
  'outbox.next': { en: 'Next attempt: {at}', ru: 'Следующая попытка: {at}' },
  'outbox.way': { en: 'Way: {way}', ru: 'Способ: {way}' },
  'outbox.damaged': {
    en: '{at}: the outbox was damaged ({detail}). Its files are kept in {path}; what could be read stands here.',
    ru: '{at}: исходящие были повреждены ({detail}). Файлы сохранены в {path}; всё, что удалось прочитать, показано здесь.',
  },
  'popup.pop-out': { en: 'Open in a window of its own', ru: 'Открыть в отдельном окне' },
  'site.enable': { en: 'Enable on this site', ru: 'Включить на этом сайте' },
  'site.disable': { en: 'Turn off on {origin}', ru: 'Выключить на {origin}' },
  'site.enable-why': {
    en: 'Waypost sees nothing of {origin} until you enable it there. A route can be built and copied without that.',
    ru: 'Пока Waypost не включён на {origin}, он там ничего не видит. Составить и скопировать маршрут можно и так.',
  },
  'site.denied': {
    en: 'The browser did not give the permission, so Waypost stays off here. You can still copy the address.',
    ru: 'Браузер не дал разрешения, поэтому здесь Waypost выключен. Адрес по-прежнему можно скопировать.',
  },
  'site.no-composer': {
    en: 'No open message on this page. Open one to insert the address, or copy it.',
    ru: 'На странице нет открытого письма. Откройте его, чтобы вставить адрес, или скопируйте адрес.',
  },
  'site.unreachable': {
    en: 'The page does not answer. Save the draft, reload the page and open Waypost again.',
    ru: 'Страница не отвечает. Сохраните черновик, обновите страницу и снова откройте Waypost.',
  },
  'site.other': {
    en: 'Waypost cannot run on this page. A route can be built and copied.',
    ru: 'На этой странице Waypost работать не может. Маршрут можно составить и скопировать.',
  },

  'site.label': { en: 'On this site', ru: 'На этом сайте' },
  'guard.hold': {
    en: 'Hold Send where a route would be damaged',
    ru: 'Задерживать отправку, если маршрут был бы испорчен',
  },
  'guard.is-off': {
    en: 'On this site Send is not held: a damaged route leaves without a word. The marks still show it.',
    ru: 'На этом сайте отправка не задерживается: испорченный маршрут уйдёт без предупреждения. Отметки его по-прежнему показывают.',
  },
  'guard.late': notes.late,
  // Each is followed by how sure that is.
  'found.label': {
    en: 'Recipient field found by its label “{text}”, not by a site file:',
    ru: 'Поле получателя найдено по подписи «{text}», а не по описанию сайта:',
  },
  'found.name': {
    en: 'Recipient field found by its name “{text}” in the page, not by a site file:',
    ru: 'Поле получателя найдено по имени «{text}» в коде страницы, а не по описанию сайта:',
  },
  'found.probable': { en: 'probably right.', ru: 'вероятно, верно.' },
  'found.possible': {
    en: 'possibly right. Send is held only once you have pointed at it.',
    ru: 'возможно, верно. Отправка задерживается, только когда вы укажете это поле сами.',
  },
  'found.pointed': {
    en: 'Recipient field: the one at which you pointed.',
    ru: 'Поле получателя: то, которое вы указали.',
  },
  'point.do': { en: 'Point at the recipient field', ru: 'Указать поле получателя' },
  'point.which': { en: 'Which field it is', ru: 'Какое это поле' },
  'point.kept': { en: 'You pointed at the field “{field}”.', ru: 'Вы указали поле «{field}».' },
  'point.forget': { en: 'Forget it', ru: 'Забыть' },

  // Popup: recipient and hops
  'recipient.label': { en: 'Recipient', ru: 'Получатель' },
  'recipient.hint': { en: 'To whom, such as user@dest.test', ru: 'Кому, например user@dest.test' },
  'recipient.choose': { en: 'Recipients in the message', ru: 'Получатели письма' },
  'recipient.take-apart': {
    en: 'This address may hold a route ({notation}): {line}.',
    ru: 'В этом адресе может быть записан маршрут ({notation}): {line}.',
  },
  'recipient.take-apart-do': { en: 'Take it apart', ru: 'Разобрать' },
  'route.label': { en: 'Route', ru: 'Маршрут' },
  'hop.label': { en: 'Hop {n}', ru: 'Узел {n}' },
  'hop.add': { en: 'Add a hop', ru: 'Добавить узел' },
  'hop.add-hint': { en: 'Add a hop, such as s1.test', ru: 'Добавить узел, например s1.test' },
  'hop.up': { en: 'Move up: {name}', ru: 'Выше: {name}' },
  'hop.down': { en: 'Move down: {name}', ru: 'Ниже: {name}' },
  'hop.remove': { en: 'Remove {name}', ru: 'Убрать {name}' },
  'hop.save': { en: 'Save {name} among the relays', ru: 'Сохранить {name} среди узлов' },
  'hop.drag': { en: 'Drag to move (Alt+↑, Alt+↓)', ru: 'Перетащите, чтобы переставить (Alt+↑, Alt+↓)' },
  'hop.moved': { en: '{name} is now hop {n} of {total}.', ru: '{name}: теперь узел {n} из {total}.' },
  'hop.removed': { en: '{name} removed.', ru: '{name} убран.' },
  'hop.added': { en: '{name} is hop {n}.', ru: '{name} добавлен, узел {n}.' },
  'hop.nameless': { en: 'Name it, or remove it', ru: 'Впишите имя или уберите' },
  'hop.empty': { en: 'hop {n}', ru: 'узел {n}' },
  'leg.sends': { en: 'and sends on to {to}', ru: 'и передаёт дальше на {to}' },
  'relays.label': { en: 'Saved relays', ru: 'Сохранённые узлы' },
  'relays.add': { en: 'Add {name} to the route', ru: 'Добавить {name} в маршрут' },
  'relays.forget': { en: 'Forget {name}', ru: 'Забыть {name}' },

  // Popup: notation
  'notation.label': { en: 'Address', ru: 'Адрес' },
  'notation.source-route': { en: 'Source route', ru: 'Маршрут от источника' },
  'notation.percent': { en: 'Percent', ru: 'Запись с «%»' },
  'notation.bang': { en: 'Bang', ru: 'Запись с «!»' },
  'notation.recommended': { en: 'recommended', ru: 'лучше так' },
  'webmail.this': { en: 'This webmail', ru: 'Эта веб-почта' },
  'treatment.intact': { en: 'carried by this webmail', ru: 'веб-почта передаст' },
  'treatment.refused': { en: 'refused by this webmail', ru: 'веб-почта откажет' },
  'treatment.damaged': { en: 'damaged by this webmail', ru: 'веб-почта исказит' },
  'treatment.unknown': { en: 'not measured here', ru: 'здесь не проверено' },

  // Popup: what to do
  'act.insert': { en: 'Insert', ru: 'Вставить' },
  'act.insert-into': { en: 'Insert into', ru: 'Вставить в поле' },
  'act.direct': { en: 'Send directly…', ru: 'Отправить напрямую…' },
  'act.verify': { en: 'Verify…', ru: 'Проверить…' },
  'insert.stands': {
    en: 'Read back from {field}: {address}',
    ru: 'В поле «{field}» теперь: {address}',
  },
  'insert.stayed': {
    en: 'Still in {field}, and sent without the route unless it is taken out there: {address}',
    ru: 'Всё ещё в поле «{field}» и уйдёт без маршрута, если там не убрать: {address}',
  },
  'insert.changed': {
    en: 'The webmail made {stands} of the address, so it was taken out again. Choose another notation or send directly.',
    ru: 'Веб-почта исказила адрес ({stands}), поэтому он убран. Выберите другую запись или отправьте напрямую.',
  },
  'insert.not-taken': {
    en: 'The webmail did not take the address. Choose another notation, copy it, or send directly.',
    ru: 'Веб-почта не приняла адрес. Выберите другую запись, скопируйте адрес или отправьте напрямую.',
  },
  'insert.no-field': {
    en: 'The message has no open field “{field}”. Open it in the composer, or choose another field.',
    ru: 'В письме не открыто поле «{field}». Откройте его в письме или выберите другое.',
  },
  'insert.no-composer': {
    en: 'The message is no longer open on the page. Open it and insert again; the route is kept here.',
    ru: 'Письмо на странице уже закрыто. Откройте его и вставьте снова: маршрут сохранён.',
  },
  'insert.unreachable': {
    en: 'The page does not answer, so nothing was inserted. Save the draft, reload the page and try again.',
    ru: 'Страница не отвечает, ничего не вставлено. Сохраните черновик, обновите страницу и повторите.',
  },

  // Popup: direct sending
  'direct.label': { en: 'Direct sending', ru: 'Прямая отправка' },
  'direct.this-host': {
    en: 'Connect to {name} itself (skip its MX)',
    ru: 'Соединяться с самим {name}, минуя его MX',
  },
  'direct.only-this': { en: 'Only to this recipient', ru: 'Только этому получателю' },
  'direct.left-out': { en: 'Not sent to: {names}', ru: 'Не отправляется: {names}' },
  'direct.moved-on': {
    en: 'The message or the route has changed meanwhile: look above, and press again if that is meant.',
    ru: 'Письмо или маршрут тем временем изменились: посмотрите выше и нажмите ещё раз, если так и нужно.',
  },
  'direct.no-message': {
    en: 'Direct sending takes the text from an open message: open one in the webmail.',
    ru: 'Для прямой отправки нужен текст: откройте письмо в веб-почте.',
  },
  'direct.too-large': {
    en: 'The browser cannot keep a text this long for the confirmation. Shorten it, or send it in several messages.',
    ru: 'Такой длинный текст браузер не может сохранить для подтверждения. Сократите его или отправьте несколькими письмами.',
  },
  'direct.bad-draft': {
    en: 'The message cannot be sent as it is. Its subject may have one line of 2000 characters; it may have 1 to 100 recipients, each with a path of 512 and a name of 200 characters, and 50 attachments.',
    ru: 'В таком виде письмо отправить нельзя. Тема — одна строка до 2000 знаков, получателей — от 1 до 100, путь каждого — до 512 знаков, имя — до 200, вложений — до 50.',
  },

  // The local sender
  'host.not-permitted': {
    en: 'The browser did not give the permission to talk to the local sender. Press the button again and allow it.',
    ru: 'Браузер не разрешил обращаться к программе отправки. Нажмите кнопку снова и разрешите.',
  },
  'host.no-host': {
    en: 'The local sender is not installed for this browser. Run this in the folder of Waypost:',
    ru: 'Программа отправки для этого браузера не установлена. Выполните в папке Waypost:',
  },
  'host.forbidden': {
    en: 'The local sender is installed, but not for this copy of the extension. Run this in the folder of Waypost:',
    ru: 'Программа отправки установлена, но не для этой копии расширения. Выполните в папке Waypost:',
  },
  'host.exited': {
    en: 'The local sender stopped or could not start. Find out why in the folder of Waypost:',
    ru: 'Программа отправки остановилась или не запустилась. Выясните причину в папке Waypost:',
  },
  'host.garbled': {
    en: 'The local sender answered with something that is not its protocol. Check it in the folder of Waypost:',
    ru: 'Ответ программы отправки не соответствует протоколу. Проверьте её в папке Waypost:',
  },
  'host.bad-request': {
    en: 'The extension asked for something outside its own protocol; nothing was sent. This is a fault of Waypost.',
    ru: 'Запрос расширения нарушает собственный протокол, ничего не отправлено. Это ошибка Waypost.',
  },
  'host.update-host': {
    en: 'The local sender is older than the extension. Update it in the folder of Waypost:',
    ru: 'Программа отправки старее расширения. Обновите её в папке Waypost:',
  },
  'host.update-extension': {
    en: 'The extension is older than the local sender ({program}). Update the extension.',
    ru: 'Расширение старее программы отправки ({program}). Обновите расширение.',
  },
  'host.again': { en: 'Try again', ru: 'Повторить' },
  'host.no-identity': {
    en: 'The local sender has no sending address yet. Add yours in the folder of Waypost:',
    ru: 'В программе отправки ещё не задан адрес отправителя. Добавьте свой, выполнив в папке Waypost:',
  },

  // Confirmation
  'confirm.title': { en: 'Send directly', ru: 'Прямая отправка' },
  'confirm.lead': {
    en: 'This computer will speak SMTP to the first server of the way. Exactly this is sent:',
    ru: 'Этот компьютер сам соединится по SMTP с первым сервером пути. Уйдёт ровно это:',
  },
  'confirm.from': { en: 'From', ru: 'От кого' },
  'confirm.other-from': {
    en: 'The webmail names {from}, for whom this computer has no identity.',
    ru: 'В веб-почте указан {from}, но такого отправителя у этого компьютера нет.',
  },
  'confirm.recipients': { en: 'Recipients', ru: 'Получатели' },
  'confirm.contacts': { en: 'Contacts', ru: 'Соединение' },
  'confirm.contacts-mx': { en: '{host}, through its MX', ru: '{host}, через его MX' },
  'confirm.contacts-host': {
    en: '{host} itself, without asking for its MX',
    ru: 'сам {host}, его MX не запрашивается',
  },
  'confirm.subject': { en: 'Subject', ru: 'Тема' },
  'confirm.no-subject': { en: 'no subject', ru: 'без темы' },
  'confirm.text': { en: 'Text', ru: 'Текст' },
  'confirm.no-text': { en: 'no text', ru: 'без текста' },
  'confirm.whole': { en: 'Show the whole text', ru: 'Показать весь текст' },
  'confirm.less': { en: 'Show less', ru: 'Свернуть' },
  'confirm.size-of': {
    en: '{octets} octets of text, lines: {lines}',
    ru: 'в тексте октетов: {octets}, строк: {lines}',
  },
  'confirm.text-first': {
    en: 'The text may leave together with the addresses: a server that refuses a recipient has then received it all the same.',
    ru: 'Текст может уйти вместе с адресами: тогда сервер, отвергший получателя, всё равно его получит.',
  },
  'confirm.as-html': { en: 'Formatted', ru: 'С оформлением' },
  'confirm.as-text': { en: 'As text', ru: 'Текстом' },
  'confirm.html-size': { en: '{octets} octets of HTML', ru: 'HTML, октетов: {octets}' },
  'confirm.html-title': {
    en: 'The message, formatted, as it is sent',
    ru: 'Письмо с оформлением, как оно уйдёт',
  },
  'confirm.images': { en: 'Images', ru: 'Картинки' },
  'confirm.lost-images': {
    en: 'Left out of the text, because only the webmail can show them: {count}.',
    ru: 'Не войдут в текст, потому что видны только в веб-почте: {count}.',
  },
  'confirm.remote-images': {
    en: 'Linked, not carried: {count}. Whoever reads the message may fetch them from their servers. They are not fetched here.',
    ru: 'Только ссылками: {count}. Их загрузит с серверов тот, кто читает письмо. Здесь они не загружаются.',
  },
  'confirm.attachments': { en: 'Attachments', ru: 'Вложения' },
  'confirm.file-unseen': {
    en: 'Waypost did not see this file being added and knows only its name. Choose it again, or leave it out.',
    ru: 'Waypost не видел, как добавили этот файл, и знает только имя. Выберите его снова или не прикладывайте.',
  },
  'confirm.file-gone': {
    en: 'The message was closed in the webmail, and this file with it. Choose it again, or leave it out.',
    ru: 'Письмо в веб-почте закрыто, и файл вместе с ним. Выберите его снова или не прикладывайте.',
  },
  'confirm.file-unreadable': {
    en: 'This file was changed or deleted since it was attached. Nothing was sent. Choose it again, or leave it out.',
    ru: 'С тех пор как файл приложили, его изменили или удалили. Ничего не отправлено. Выберите его снова или не прикладывайте.',
  },
  'confirm.file-doubtful': {
    en: 'It was added, and may have been taken out again: this webmail does not show Waypost what it holds. Say whether it goes along.',
    ru: 'Файл добавляли, но могли и убрать: эта веб-почта не показывает Waypost, что в письме. Решите, прикладывать ли его.',
  },
  'confirm.keep': { en: 'Attach', ru: 'Приложить' },
  'confirm.pick': { en: 'Choose…', ru: 'Выбрать…' },
  'confirm.pick-again': { en: 'Choose {name} again', ru: 'Выбрать снова: {name}' },
  'confirm.leave-out': { en: 'Leave out', ru: 'Не прикладывать' },
  'confirm.put-back': { en: 'Put back', ru: 'Вернуть' },
  'confirm.file-left': { en: 'left out', ru: 'не войдёт' },
  'confirm.files-open': {
    en: 'First choose or leave out each attachment that is marked.',
    ru: 'Сначала решите, что делать с отмеченными вложениями.',
  },
  'confirm.files-too-many': {
    en: 'At most {count} attachments can go along.',
    ru: 'Вложений может быть не больше {count}.',
  },
  'confirm.files-too-large': {
    en: 'The attachments have {size} together; {most} can go along. Leave some out.',
    ru: 'Вложения вместе занимают {size}, а можно {most}. Уберите некоторые.',
  },
  'confirm.giving': {
    en: 'Handing the attachments to the local sender. Keep this window open.',
    ru: 'Передаю вложения программе отправки. Не закрывайте окно.',
  },
  'confirm.left-out': { en: 'Not sent to', ru: 'Не получат' },
  'confirm.send': { en: 'Send', ru: 'Отправить' },
  'confirm.send-again': { en: 'Send again', ru: 'Отправить снова' },
  'confirm.again': {
    en: 'This draft was given to the outbox at {time} already, for:',
    ru: 'Этот черновик уже передан в исходящие ({time}), получатели:',
  },
  'confirm.again-means': {
    en: 'The popup shows in the outbox what became of it. Sending again makes a second message.',
    ru: 'Что с ним стало, видно в исходящих во всплывающем окне. Повторная отправка — это второе письмо.',
  },
  'confirm.cancel': { en: 'Cancel', ru: 'Отмена' },
  'confirm.asking': { en: 'Asking the local sender…', ru: 'Запрос к программе отправки…' },
  'confirm.wait': {
    en: 'Send becomes ready when this window has been in front for half a second.',
    ru: 'Кнопка включится, когда окно полсекунды пробудет на переднем плане.',
  },
  'confirm.framed': {
    en: 'This page was opened inside another page and therefore does nothing. Close it.',
    ru: 'Страница открыта внутри другой страницы и поэтому ничего не делает. Закройте её.',
  },
  'confirm.gone': {
    en: 'This draft is no longer kept here. Your message is still in the webmail: open Waypost there and press “Send directly” again.',
    ru: 'Этот черновик здесь больше не хранится. Письмо осталось в веб-почте: откройте там Waypost и снова нажмите «Отправить напрямую».',
  },

  // Live
  'live.title': { en: 'Sending', ru: 'Отправка' },
  'live.sent-title': { en: 'Sent directly', ru: 'Отправлено напрямую' },
  'live.unsent-title': { en: 'Not sent', ru: 'Не отправлено' },
  'live.partly-title': { en: 'Sent to some', ru: 'Отправлено не всем' },
  'live.maybe-title': { en: 'Maybe sent', ru: 'Возможно, отправлено' },
  'live.unknown-title': { en: 'State unknown', ru: 'Состояние неизвестно' },
  'live.deferred-title': { en: 'Not taken yet', ru: 'Пока не принято' },
  'live.sent': {
    en: 'Sent directly. Don’t press Send in the webmail.',
    ru: 'Отправлено напрямую. Не нажимайте «Отправить» в веб-почте.',
  },
  'live.partly': {
    en: 'Sent to some recipients only. Don’t press Send in the webmail: those would get it twice.',
    ru: 'Отправлено не всем. Не нажимайте «Отправить» в веб-почте: кто уже получил письмо, получит его дважды.',
  },
  'live.maybe-sent': {
    en: 'It may have been sent: the server’s final reply never came. Don’t send it again before you know.',
    ru: 'Возможно, письмо ушло: последний ответ сервера не пришёл. Не отправляйте снова, пока не узнаете точно.',
  },
  'live.no-proof': {
    en: 'The first server took the message. Whether it went by the route, only the delivered message proves.',
    ru: 'Первый сервер принял письмо. Прошло ли оно по маршруту, докажет только доставленное письмо.',
  },
  'live.close': {
    en: 'You may close this window: the sending goes on without it.',
    ru: 'Окно можно закрыть: отправка продолжится и без него.',
  },
  'live.draft-stays': {
    en: 'The draft is still in the webmail.',
    ru: 'Черновик остался в веб-почте.',
  },
  'live.lost-touch': {
    en: 'The connection to the local sender broke; it goes on by itself. This window asks it again.',
    ru: 'Связь с программой отправки прервалась; она работает дальше сама. Окно спросит её снова.',
  },
  'live.tried': { en: 'Not taken by', ru: 'Не приняли' },
  'live.results': { en: 'Result per recipient', ru: 'Итог по получателям' },
  'live.transcript': { en: 'Transcript', ru: 'Протокол SMTP' },
  'live.no-lines': { en: 'Nothing was said yet.', ru: 'Диалог ещё не начался.' },
  'live.verify': { en: 'Verify the way…', ru: 'Проверить путь…' },
  'live.done': { en: 'Close', ru: 'Закрыть' },
  'live.at-step': { en: '{server}, at {step}', ru: '{server}, шаг {step}' },
  'state.queued': { en: 'queued', ru: 'в очереди' },
  'state.sending': { en: 'sending', ru: 'отправляется' },
  'state.sent': { en: 'sent', ru: 'отправлено' },
  'state.handed-over': { en: 'handed over', ru: 'передано' },
  'state.cancelled': { en: 'cancelled', ru: 'отменено' },
  'state.deferred': { en: 'deferred', ru: 'отложено' },
  'state.failed': { en: 'failed', ru: 'отказ' },
  'state.maybe-sent': { en: 'maybe sent', ru: 'возможно, отправлено' },

  // Verify
  'verify.title': { en: 'Verify the way', ru: 'Проверка пути' },
  'verify.lead': {
    en: 'An accepted recipient proves nothing. The Received lines of the delivered message do: paste its source.',
    ru: 'Принятый получатель ничего не доказывает. Доказывают строки Received доставленного письма: вставьте его исходный текст.',
  },
  'verify.route': { en: 'Route', ru: 'Маршрут' },
  'verify.route-hint': {
    en: 'as sent, such as @s1.test,@s2.test:user@dest.test',
    ru: 'как отправлялось, например @s1.test,@s2.test:user@dest.test',
  },
  'verify.which': { en: 'Sent recipients', ru: 'Кому отправлено' },
  'verify.source': {
    en: 'Source of the received message, or its header',
    ru: 'Исходный текст письма или его заголовок',
  },
  'verify.open-file': { en: 'Open a file', ru: 'Открыть файл' },
  'verify.file-failed': {
    en: 'The file {name} could not be read. Choose it again, or paste its text.',
    ru: 'Файл {name} не читается. Выберите его снова или вставьте текст.',
  },
  'verify.file-large': {
    en: 'The file {name} is larger than {limit} MB. Paste only its header.',
    ru: 'Файл {name} больше {limit} МБ. Вставьте только заголовок.',
  },
  'verify.no-received': {
    en: 'There is no Received line in this text. In the webmail, open “Show source” of the delivered message and copy all of it.',
    ru: 'В этом тексте нет строк Received. Откройте «Исходный текст» доставленного письма и скопируйте его целиком.',
  },
  'verify.followed-unproven': {
    en: 'By its Received lines, the message went the way that was meant.',
    ru: 'Если верить строкам Received, письмо прошло по заданному маршруту.',
  },
  'verify.all-proven': { en: 'Every leg that it went is proven.', ru: 'Каждый пройденный отрезок доказан.' },
  'verify.some-proven': {
    en: 'Proven legs: {proven} of {total}. The others rest on lines that somebody on the way could have written.',
    ru: 'Доказано отрезков: {proven} из {total}. Остальное известно из строк, которые мог записать кто угодно по пути.',
  },
  'verify.none-proven': {
    en: 'None of it is proven: all of these lines could have been written by somebody on the way.',
    ru: 'Ничто из этого не доказано: все эти строки мог записать кто угодно по пути.',
  },
  /** A destination that hides behind its provider's name is the common cause. */
  'verify.hint-alias': {
    en: 'If {host} takes in its mail under another name, a provider’s perhaps, Waypost knows that only of messages that it sent itself. The command waypost trace can be told: --alias {host}=NAME.',
    ru: 'Если {host} принимает почту под другим именем, например у провайдера, Waypost знает об этом только для писем, которые отправил сам. Команде waypost trace имя можно указать: --alias {host}=ИМЯ.',
  },
  'verify.readings': { en: 'Read it as', ru: 'Понимать как' },
  'verify.reading-plain': { en: 'no route', ru: 'без маршрута' },
  'verify.lines': { en: 'Received lines: {n}', ru: 'строк Received: {n}' },
  'verify.legs': { en: 'Legs of the way', ru: 'Отрезки пути' },
  'leg.from': { en: 'From', ru: 'От' },
  'leg.to': { en: 'To', ru: 'К' },
  'leg.with': { en: 'With', ru: 'Протокол' },
  'leg.for': { en: 'For', ru: 'Для' },
  'leg.time': { en: 'Time', ru: 'Время' },
  'leg.proof': { en: 'Proof', ru: 'Основание' },
} satisfies Phrases;

export type InterfaceKey = keyof typeof interfaceWords;
