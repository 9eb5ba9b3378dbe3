/** The outbox: what the desktop is told, and what the command line says of it. */
import type { Phrases } from './phrase.ts';

/** Notifications, by what happened. */
export const noticeWords = {
  late: {
    en: 'Not delivered to {path} for 4 hours: "{subject}". Waypost goes on trying for 5 days.',
    ru: 'Уже 4 часа не удаётся доставить для {path}: «{subject}». Попытки продолжатся 5 дней.',
  },
  'gave-up': {
    en: 'Given up after 5 days: "{subject}" for {path} was not sent.',
    ru: 'Попытки прекращены через 5 дней: «{subject}» для {path} не отправлено.',
  },
  failed: {
    en: 'Refused: "{subject}" for {path} was not sent. The outbox shows why.',
    ru: 'Отказ: «{subject}» для {path} не отправлено. Причина — в исходящих.',
  },
  'maybe-sent': {
    en: 'Perhaps sent: "{subject}" for {path}. No answer came; decide in the outbox whether to send it again.',
    ru: 'Возможно, отправлено: «{subject}» для {path}. Ответа не было; решите в исходящих, отправлять ли снова.',
  },
} satisfies Phrases;
