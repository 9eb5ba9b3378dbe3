/** What `waypost explain` says, beside the sentences of the codes themselves. */
import type { Phrases } from './phrase.ts';

export const cliExplainWords = {
  'explain.code': {
    en: 'the code of a finding, as waypost parse --json and waypost route --json print it',
    ru: 'код замечания, как его выводят waypost parse --json и waypost route --json',
  },
  'explain.json': {
    en: 'print one JSON object',
    ru: 'вывести один объект JSON',
  },
  'explain.exit': {
    en: 'Exit code: 0 the code is explained, 64 there is no such code.',
    ru: 'Код завершения: 0 — код объяснён, 64 — такого кода нет.',
  },
  'explain.unknown': {
    en: 'There is no code {code}. The nearest are: {nearest}.',
    ru: 'Кода {code} нет. Ближайшие: {nearest}.',
  },
  'explain.silent': {
    en: 'says nothing',
    ru: 'не сообщается',
  },
  'explain.example': {
    en: 'Example, by the rules of {profile}:',
    ru: 'Пример по правилам {profile}:',
  },
  'explain.fix': {
    en: 'Offered instead: {text}',
    ru: 'Предлагается: {text}',
  },
  'explain.render': {
    en: 'Example, written in {notation} notation: {line}, to {mailbox}',
    ru: 'Пример, запись в форме {notation}: {line}, получатель {mailbox}',
  },
  'explain.read': {
    en: 'Example, read as {notation} notation:',
    ru: 'Пример, чтение как {notation}:',
  },
} satisfies Phrases;
