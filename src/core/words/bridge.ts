/** What went wrong between the extension and the local sender: the error codes of core/bridge. */
import type { Phrases } from './phrase.ts';

export const bridgeWords = {
  'bad-request': {
    en: 'The local sender did not understand the extension ({detail}). Update both to the same version.',
    ru: 'Программа отправки не поняла расширение ({detail}). Обновите их до одной версии.',
  },
  'other-version': {
    en: 'The extension and the local sender have different versions ({detail}). Update the older one.',
    ru: 'Версии расширения и программы отправки различаются ({detail}). Обновите ту, что старее.',
  },
  'no-identity': {
    en: 'The local sender has no sender {detail}. Add it with: waypost install --identity {detail} --ehlo NAME',
    ru: 'В программе отправки нет отправителя {detail}. Добавьте его: waypost install --identity {detail} --ehlo ИМЯ',
  },
  'config-broken': {
    en: 'The configuration of the local sender cannot be used ({detail}). Run: waypost doctor',
    ru: 'Настройки программы отправки не годятся ({detail}). Выполните: waypost doctor',
  },
  'unknown-message': {
    en: 'The outbox does not hold this message.',
    ru: 'Такого письма в исходящих нет.',
  },
  'bad-recipient': {
    en: 'This recipient is not a valid path: {detail}. Nothing was sent.',
    ru: 'Неверный путь получателя: {detail}. Ничего не отправлено.',
  },
  'bad-upload': {
    en: 'A file did not reach the local sender whole ({detail}). Nothing was sent. Send again.',
    ru: 'Файл дошёл до программы отправки не целиком ({detail}). Ничего не отправлено. Отправьте ещё раз.',
  },
  'runner-unreachable': {
    en: 'The part of the local sender that sends could not be started ({detail}). Run: waypost doctor',
    ru: 'Не удалось запустить отправляющую часть программы ({detail}). Выполните: waypost doctor',
  },
  'store-failed': {
    en: 'The outbox could not be written ({detail}). Nothing was sent.',
    ru: 'Не удалось записать письмо в исходящие ({detail}). Ничего не отправлено.',
  },
  'too-large': {
    en: 'This is too large for the way between browser and local sender ({detail}).',
    ru: 'Слишком большой объём для обмена между браузером и программой отправки ({detail}).',
  },
} satisfies Phrases;
