/** What `waypost parse` and `waypost route` say. */
import type { Phrases } from './phrase.ts';

export const cliAddressWords = {
  'parse.addresses': {
    en: 'addresses or lists of them; without any, one per line is read from standard input',
    ru: 'адреса или списки адресов; если их нет, они читаются со стандартного ввода, по одному в строке',
  },
  'parse.profile': {
    en: 'by whose rules: an envelope (smtp, or rfc821 with IPv4 hops), a message header, or what people type',
    ru: 'по каким правилам: конверт (smtp или rfc821 с узлами IPv4), заголовок письма или ввод человека',
  },
  'parse.json': {
    en: 'print one JSON object per line',
    ru: 'вывести по одному объекту JSON в строке',
  },
  'parse.exit': {
    en: 'Exit code: 0 every address is right, 1 one is not, 64 wrong usage.',
    ru: 'Код завершения: 0 — все адреса верны, 1 — хотя бы один неверен, 64 — ошибка в команде.',
  },
  'parse.reading': {
    en: 'its own server may read it as {notation}: {line}, to {mailbox}',
    ru: 'свой сервер может прочесть его как {notation}: {line}, получатель {mailbox}',
  },
  'route.via': {
    en: 'the hops in the order of travel, parted by commas; may be repeated',
    ru: 'узлы в порядке следования, через запятую; можно повторять',
  },
  'route.to': {
    en: 'the recipient; the hops of its own route come behind those of --via',
    ru: 'получатель; узлы его собственного маршрута идут после узлов из --via',
  },
  'route.as': {
    en: 'the notation',
    ru: 'нотация',
  },
  'route.json': {
    en: 'print one JSON object',
    ru: 'вывести один объект JSON',
  },
  'route.exit': {
    en: 'Exit code: 0 the route can be written so (with all: in at least one notation), 1 it cannot, 64 wrong usage.',
    ru: 'Код завершения: 0 — маршрут так записать можно (для all: хотя бы в одной нотации), 1 — нельзя, 64 — ошибка в команде.',
  },
  'route.receives': {
    en: '{station} receives {path}',
    ru: '{station} получит {path}',
  },
  'route.sends': {
    en: ', sends {path} to {to}',
    ru: ', отправит {path} на {to}',
  },
  error: { en: 'error', ru: 'ошибка' },
  warning: { en: 'warning', ru: 'предупреждение' },
  hint: { en: 'hint', ru: 'подсказка' },
} satisfies Phrases;
