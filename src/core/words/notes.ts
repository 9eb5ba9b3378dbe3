/** What Waypost says in a webmail before, after, or instead of everything else. */
import type { Phrases } from './phrase.ts';

export const notes = {
  orphaned: {
    en: 'Waypost was updated or switched off. Its marks are gone until you reload this page; save your draft first.',
    ru: 'Расширение Waypost обновлено или отключено. Отметки исчезли; чтобы вернуть их, сохраните черновик и обновите страницу.',
  },
  late: {
    en: 'Waypost came to this page after it was loaded. It can be sure to hold a message only after the next reload; save your draft first.',
    ru: 'Waypost подключён к уже загруженной странице. Надёжно задерживать письма он сможет после её обновления; сначала сохраните черновик.',
  },
  'not-loaded': {
    en: 'Waypost could not load its check of recipients, and held a message that seems to have a route. Nothing was sent. Reload this page, or press Send again to send it unchecked.',
    ru: 'Waypost не смог загрузить проверку получателей и задержал письмо, в котором, похоже, есть маршрут. Ничего не отправлено. Обновите страницу или нажмите «Отправить» ещё раз, чтобы отправить без проверки.',
  },
  dismiss: { en: 'Hide this note', ru: 'Скрыть это сообщение' },
} satisfies Phrases;
