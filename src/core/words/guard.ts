/** What the Send guard says: why a message is held before it leaves a webmail, and what a person can do. */
import type { Phrases } from './phrase.ts';

export const guardWords = {
  title: { en: 'Waypost held this message', ru: 'Waypost задержал это письмо' },
  lead: {
    en: 'Nothing was sent: {webmail} would not do what you wrote.',
    ru: 'Ничего не отправлено: {webmail} сделает не то, что вы написали.',
  },

  changed: {
    en: 'You wrote this, and {webmail} made something else of it:',
    ru: 'Вы написали это, а {webmail} делает из этого другое:',
  },
  damaged: {
    en: '{webmail} changes such an address on the way and still says that it was sent.',
    ru: '{webmail} по пути изменяет такой адрес и всё равно сообщает, что письмо отправлено.',
  },
  refused: {
    en: '{webmail} does not send to such an address.',
    ru: '{webmail} на такой адрес не отправляет.',
  },
  unknown: {
    en: 'Nobody has measured what this webmail does with such a route; most change it and say nothing.',
    ru: 'Никто не измерял, что эта веб-почта делает с таким маршрутом; большинство изменяет его без предупреждения.',
  },
  'not-an-address': {
    en: 'This is a piece of a route and no address.',
    ru: 'Это часть маршрута, а не адрес.',
  },
  more: { en: 'And {count} more of the recipients.', ru: 'И ещё получателей: {count}.' },

  rewrite: { en: 'Write it as {address}', ru: 'Записать как {address}' },
  build: { en: 'Choose another way…', ru: 'Выбрать другой способ…' },
  anyway: { en: 'Send anyway', ru: 'Всё равно отправить' },
  back: { en: 'Back to the message', ru: 'Вернуться к письму' },
  'not-written': {
    en: '{webmail} did not take that address either; the recipient is as it was.',
    ru: '{webmail} не принял и такой адрес; получатель остался прежним.',
  },
} satisfies Phrases;
