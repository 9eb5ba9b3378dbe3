/** What each finding about an address or a route says to a person: where, why, what to do. One sentence each. */
import type { RouteIssueCode } from '../route/codes.ts';
import { addressIssueWords, type Finding, sayFinding } from './address-issues.ts';
import type { Language, Phrase } from './phrase.ts';

/** Of itineraries. `{text}` is the faulty text itself. */
const routeIssueWords = {
  'host-invalid': {
    en: '“{text}” is no host name: write one, such as s1.example.org.',
    ru: '«{text}» — не имя узла: напишите его, например s1.example.org.',
  },
  'local-part-invalid': {
    en: 'The local-part holds a character that no mail command can carry: write it without.',
    ru: 'В локальной части есть символ, который не передаст ни одна команда SMTP: напишите её без него.',
  },
  'domain-absent': {
    en: '“Postmaster” alone means the server that is asked, so there is no way to it: add its domain.',
    ru: '«Postmaster» без домена означает сам опрашиваемый сервер, пути к нему нет: добавьте домен.',
  },
  'percent-local-part': {
    en: 'The local-part “{text}” has a mark that percent notation would read as a route: choose another notation.',
    ru: 'В локальной части «{text}» есть знак, который в записи через «%» прочтут как маршрут: выберите другую запись.',
  },
  'percent-quoted': {
    en: 'The local-part “{text}” needs quotes, and not every server looks for a route inside them: check the first hop.',
    ru: 'Локальной части «{text}» нужны кавычки, а маршрут внутри них ищет не каждый сервер: проверьте первый узел.',
  },
  'bang-local-part': {
    en: 'The local-part “{text}” has a mark that bang notation would read as a route: choose another notation.',
    ru: 'В локальной части «{text}» есть знак, который в записи через «!» прочтут как маршрут: выберите другую запись.',
  },
  'bang-quoted': {
    en: 'The local-part “{text}” needs quotes, and bang notation has none: choose another notation.',
    ru: 'Локальной части «{text}» нужны кавычки, а в записи через «!» их нет: выберите другую запись.',
  },
  'inner-literal': {
    en: 'The address literal “{text}” can only be the first hop in this notation: write the host’s name, or choose the source route.',
    ru: 'IP-адрес «{text}» в этой записи может быть только первым узлом: напишите имя узла или выберите маршрут через «@».',
  },
  'literal-hop': {
    en: 'The hop “{text}” is an address literal, and RFC 5321 takes host names only: write the host’s name.',
    ru: 'Узел «{text}» задан IP-адресом, а RFC 5321 допускает только имена: напишите имя узла.',
  },
  'local-part-over-limit': {
    en: 'With the hops in it the local-part has {octets} octets, and servers need to take only {limit}: choose the source route, or leave out a hop.',
    ru: 'Вместе с узлами локальная часть занимает {octets} октетов, а серверы обязаны принимать только {limit}: выберите маршрут через «@» или уберите один из узлов.',
  },
  'path-over-limit': {
    en: 'With this route the path has {octets} octets, and servers need to take only {limit}: leave out a hop.',
    ru: 'С этим маршрутом путь занимает {octets} октетов, а серверы обязаны принимать только {limit}: уберите один из узлов.',
  },
  'not-this-notation': {
    en: 'This address is not in {notation} notation alone: write the route in one notation only.',
    ru: 'Этот адрес записан не только в форме {notation}: запишите маршрут одним способом.',
  },
} satisfies Readonly<Record<RouteIssueCode, Phrase>>;

export const issueWords = { ...addressIssueWords, ...routeIssueWords };
export type IssueCode = keyof typeof issueWords;

/** The sentence of an issue; see sayFinding. */
export function sayIssue(issue: Finding<IssueCode>, text: string, language: Language): string {
  return sayFinding(issueWords[issue.code], issue, text, language);
}
