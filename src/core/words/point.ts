/** What Waypost says on a page while the person points at a field. */
import type { Phrases } from './phrase.ts';

export const pointWords = {
  to: { en: 'To', ru: 'Кому' },
  cc: { en: 'Cc', ru: 'Копия' },
  bcc: { en: 'Bcc', ru: 'Скрытая копия' },
  point: {
    en: 'Click the field “{field}” of your message, or go to it with Tab and press Enter. Escape ends this.',
    ru: 'Щёлкните поле «{field}» в письме или перейдите к нему клавишей Tab и нажмите Enter. Escape — отмена.',
  },
  'no-field': {
    en: 'There is no text field here. Point at the one in which you type recipients.',
    ru: 'Здесь нет текстового поля. Укажите то, в котором вы пишете получателей.',
  },
  'no-description': {
    en: 'This page gives the field nothing by which it could be found again after a reload, so Waypost cannot remember it.',
    ru: 'На этой странице у поля нет ничего, по чему его можно найти после перезагрузки, поэтому Waypost не может его запомнить.',
  },
} satisfies Phrases;
