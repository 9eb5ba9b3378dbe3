/** The verdict on the way of a message, and how far it is proven. */
import type { Phrases } from './phrase.ts';

export const traceWords = {
  'verdict.followed': {
    en: 'The message went the way that was meant.',
    ru: 'Письмо прошло по заданному маршруту.',
  },
  'verdict.detoured': {
    en: 'The message passed every station in order, but other servers too.',
    ru: 'Письмо прошло все станции по порядку, но заходило и на другие серверы.',
  },
  'verdict.reordered': {
    en: 'The message passed every station, but not in the order of the route.',
    ru: 'Письмо прошло все станции, но не в том порядке, который задан маршрутом.',
  },
  'verdict.skipped': {
    en: 'No Received line shows that the message passed {missing}.',
    ru: 'Ни одна строка Received не показывает, что письмо прошло через {missing}.',
  },
  'verdict.unproven': {
    en: 'The message has no Received line that names its server: its way can’t be told.',
    ru: 'В письме нет ни одной строки Received с именем сервера: пройденный путь установить нельзя.',
  },
  /** A destination that hides behind its provider's name is the common cause. */
  'hint.alias': {
    en: 'If {host} goes by another name, say so: --alias {host}=NAME',
    ru: 'Если {host} пишет о себе под другим именем, укажите его: --alias {host}=ИМЯ',
  },
  'proof.proven': { en: 'proven', ru: 'доказано' },
  'proof.claimed': { en: 'claimed', ru: 'заявлено' },
  'proof.missing': { en: 'no trace', ru: 'нет следа' },
  'proof.proven.meaning': {
    en: 'Written by the recipient’s own server, or by one from which the next server, itself believed, saw the message come.',
    ru: 'Строку записал сервер получателя или тот, от кого, по словам следующего сервера, которому можно верить, пришло письмо.',
  },
  'proof.claimed.meaning': {
    en: 'A line says so, but somebody on the way could have written it.',
    ru: 'Так сказано в строке, но её мог записать кто угодно по пути.',
  },
  'proof.missing.meaning': {
    en: 'No Received line speaks of this station.',
    ru: 'Ни одна строка Received не упоминает эту станцию.',
  },
  'role.hop': { en: 'hop', ru: 'узел маршрута' },
  'role.destination': { en: 'recipient’s server', ru: 'сервер получателя' },
  'role.stranger': { en: 'not in the route', ru: 'не из маршрута' },
} satisfies Phrases;
