/** What the marks beside a webmail's recipient fields say. */
import type { Phrases } from './phrase.ts';

export const marksWords = {
  'field-to': { en: 'To', ru: 'Кому' },
  'field-cc': { en: 'Cc', ru: 'Копия' },
  'field-bcc': { en: 'Bcc', ru: 'Скрытая копия' },

  open: { en: 'Waypost: build a route for {field}', ru: 'Waypost: построить маршрут для поля «{field}»' },
  signs: { en: 'Waypost, {field}: {summary}', ru: 'Waypost, поле «{field}»: {summary}' },

  sign: { en: '{address}: {meaning}', ru: '{address}: {meaning}' },

  sender: { en: 'sender', ru: 'отправитель' },
  valid: { en: 'Valid address', ru: 'Адрес верен' },
  routed: { en: 'Travels {line}', ru: 'Пройдёт путь {line}' },
  wrong: { en: 'Not a valid address', ru: 'Адрес с ошибкой' },

  'count-valid': { en: 'valid: {count}', ru: 'верных: {count}' },
  'count-routed': { en: 'with a route: {count}', ru: 'с маршрутом: {count}' },
  'count-hint': { en: 'to look at: {count}', ru: 'с замечанием: {count}' },
  'count-wrong': { en: 'wrong: {count}', ru: 'с ошибкой: {count}' },

  fixed: { en: 'The recipient is now {address}', ru: 'Получатель теперь {address}' },
  'not-fixed': {
    en: '{webmail} made “{stands}” of it, so it was taken out again: the recipient is as it was.',
    ru: '{webmail} делает из этого «{stands}», поэтому замена отменена: получатель остался прежним.',
  },
  'not-taken': {
    en: '{webmail} did not take it: the recipient is as it was.',
    ru: '{webmail} это не принимает: получатель остался прежним.',
  },

  'sent-directly': {
    en: 'Sent directly by Waypost. Do not press Send here: the recipient would get it twice.',
    ru: 'Письмо отправлено через Waypost напрямую. Не нажимайте здесь «Отправить»: получатель получит его дважды.',
  },
  'maybe-sent-directly': {
    en: 'Waypost may have sent this already: the server gave no final reply. Before you press Send here, ask the recipient, or it may arrive twice.',
    ru: 'Возможно, Waypost уже отправил это письмо: окончательного ответа сервера нет. Прежде чем нажать здесь «Отправить», спросите получателя, иначе письмо может прийти дважды.',
  },
  'press-again': {
    en: 'If the message has not left, press Send once more within ten seconds: Waypost will let it pass.',
    ru: 'Если письмо не ушло, нажмите «Отправить» ещё раз в течение десяти секунд: Waypost его пропустит.',
  },
  dismiss: { en: 'Hide this note', ru: 'Скрыть это сообщение' },
} satisfies Phrases;
