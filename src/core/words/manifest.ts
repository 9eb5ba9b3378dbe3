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
  // The context menu and the keyboard commands, by the names of background/menus.ts.
  check: { en: 'Check as a recipient', ru: 'Проверить как получателя' },
  build: { en: 'Build a route to it', ru: 'Построить маршрут к нему' },
  copySourceRoute: {
    en: 'Copy as a source route (@a:b@c)',
    ru: 'Копировать как маршрут от источника (@a:b@c)',
  },
  copyPercent: { en: 'Copy with percent (b%c@a)', ru: 'Копировать с «%» (b%c@a)' },
  copyBang: { en: 'Copy with bang (c!b@a)', ru: 'Копировать с «!» (c!b@a)' },
  copied: { en: 'Waypost: the address was copied', ru: 'Waypost: адрес скопирован' },
} satisfies Phrases;
