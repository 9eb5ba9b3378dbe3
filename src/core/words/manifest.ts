/** What the browser shows of Waypost in its own lists and tooltips. The build writes `_locales` from it. */
import type { Phrases } from './phrase.ts';

export const manifestWords = {
  name: { en: 'Waypost', ru: 'Waypost' },
  // The stores cut it at 132 characters.
  description: {
    en: 'Decide by which mail servers a message travels, from any webmail, and see the proof of the way it went.',
    ru: 'Выберите серверы, через которые пройдёт письмо, в любой веб-почте и получите доказательство его пути.',
  },
  action: { en: 'Waypost: build a route', ru: 'Waypost: построить маршрут' },
} satisfies Phrases;
