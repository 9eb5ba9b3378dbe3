/** Why this notation, or a direct send, is advised. `{webmail}` and `{server}` come with the advice. */
import type { Phrases } from './phrase.ts';

export const adviceWords = {
  'no-route': {
    en: 'There are no hops: the plain address does it.',
    ru: 'Промежуточных узлов нет: достаточно обычного адреса.',
  },
  'carried-route': {
    en: '{webmail} carries the source route unchanged. Few servers follow one: Sendmail where it is configured to; most go straight to the recipient’s server.',
    ru: '{webmail} передаёт маршрут от источника без изменений. Следуют ему немногие серверы: Sendmail, если он так настроен; большинство отправит письмо сразу на сервер получателя.',
  },
  'carried-percent': {
    en: '{webmail} carries the percent form unchanged. Postfix and Sendmail follow it by default; Exim and Courier only where they are configured to.',
    ru: '{webmail} передаёт запись с «%» без изменений. Postfix и Sendmail следуют ей по умолчанию, Exim и Courier — только если так настроены.',
  },
  'carried-bang': {
    en: '{webmail} carries the bang path unchanged. Postfix and Sendmail follow it by default; Exim only where it is configured to.',
    ru: '{webmail} передаёт запись с «!» без изменений. Postfix и Sendmail следуют ей по умолчанию, Exim — только если так настроен.',
  },
  'carried-followed': {
    en: 'Carried unchanged, and the first server ({server}) follows it.',
    ru: 'Передаётся без изменений, и первый сервер ({server}) следует этой записи.',
  },
  'carried-route-dropped': {
    en: 'Carried unchanged, but the first server ({server}) accepts it, drops the hops and goes straight to the recipient’s server.',
    ru: 'Передаётся без изменений, но первый сервер ({server}) принимает адрес, отбрасывает узлы и отправляет письмо сразу на сервер получателя.',
  },
  'carried-server-refuses': {
    en: 'Carried unchanged, but the first server ({server}) refuses it.',
    ru: 'Передаётся без изменений, но первый сервер ({server}) отвергает такой адрес.',
  },
  'carried-server-opaque': {
    en: 'Carried unchanged, but the first server ({server}) takes the whole of it for the name of a mailbox.',
    ru: 'Передаётся без изменений, но первый сервер ({server}) считает всю запись именем почтового ящика.',
  },
  'webmail-refuses': {
    en: '{webmail} refuses this form: send it directly.',
    ru: '{webmail} не принимает такую запись: отправьте письмо напрямую.',
  },
  'webmail-refuses-not-percent': {
    en: '{webmail} refuses this form: send it directly, or use the percent form, which it carries unchanged.',
    ru: '{webmail} не принимает такую запись: отправьте письмо напрямую или возьмите запись с «%»: она передаётся без изменений.',
  },
  'webmail-damages': {
    en: '{webmail} turns this form into other recipients and still reports success: send it directly.',
    ru: '{webmail} превращает такую запись в других получателей и всё равно сообщает об успехе: отправьте письмо напрямую.',
  },
  'webmail-damages-not-percent': {
    en: '{webmail} turns this form into other recipients and still reports success: send it directly, or use the percent form, which it carries unchanged.',
    ru: '{webmail} превращает такую запись в других получателей и всё равно сообщает об успехе: отправьте письмо напрямую или возьмите запись с «%»: она передаётся без изменений.',
  },
  'webmail-unknown': {
    en: 'What this webmail does with this form has not been measured, and many damage it in silence: send it directly.',
    ru: 'Что эта веб-почта делает с такой записью, не проверено, а многие портят её молча: отправьте письмо напрямую.',
  },
  'not-writable': {
    en: 'This route can’t be written in this form.',
    ru: 'Этот маршрут нельзя записать в такой форме.',
  },
} satisfies Phrases;
