/** The command `trace`: its options and refusals. The verdict's own words are in trace.ts. */
import type { Phrases } from './phrase.ts';

export const cliTraceWords = {
  message: {
    en: 'the delivered message, or its header; standard input without it, or for -',
    ru: 'доставленное письмо или его заголовок; без аргумента или при - — стандартный ввод',
  },
  route: {
    en: 'the recipient with the route that was meant, in any of the three notations',
    ru: 'получатель с задуманным маршрутом, в любой из трёх нотаций',
  },
  alias: {
    en: 'another name or address of a server of the route; may be repeated',
    ru: 'другое имя или адрес сервера из маршрута; можно повторять',
  },
  origin: {
    en: 'the sender’s own server, which belongs to no route',
    ru: 'собственный сервер отправителя: он не считается посторонним',
  },
  trust: {
    en: 'a server off the route whose word on those before it counts, where the next one confirms its line; may be repeated',
    ru: 'сервер вне маршрута, чьим словам о тех, кто был до него, можно верить, если его строку подтверждает следующий; можно повторять',
  },
  json: { en: 'print one JSON object', ru: 'вывести один объект JSON' },
  'bad-route': {
    en: '{route} is not one recipient with a route (see character {start}); waypost parse says more.',
    ru: '{route} — не один получатель с маршрутом (см. символ {start}); подробнее скажет waypost parse.',
  },
  'ambiguous-route': {
    en: '{route} can be understood in two ways: {one} or {other}. Write it as a source route.',
    ru: '{route} можно понять двояко: {one} или {other}. Запишите её как маршрут от источника.',
  },
  'bad-alias': {
    en: '--alias wants SERVER=NAME, not {text}.',
    ru: 'Параметру --alias нужно СЕРВЕР=ИМЯ, а не {text}.',
  },
  'no-message': { en: 'The message cannot be read: {detail}', ru: 'Не удалось прочитать письмо: {detail}' },
  for: { en: 'for <{path}>', ru: 'для <{path}>' },
} satisfies Phrases;

export type CliTraceWord = keyof typeof cliTraceWords;
