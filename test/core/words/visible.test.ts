import { expect, test } from 'vitest';
import { visible } from '../../../src/core/words/visible.ts';

const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';

test.each([
  ['plain', 'user%dest.test@s1.test', 'user%dest.test@s1.test'],
  ['controls', 'a\r\n\0\x1b[31m\x7f', 'a␍␊␀␛[31m␡'],
  ['C1', 'a\x85b', 'a\ufffdb'],
  ['line separators', 'a\u2028b\u2029c', 'a\ufffdb\ufffdc'],
  ['direction', 'a\u202eb\u2066c\u200fd\u061ce', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
  ['soft hyphen', 'us\u00ader@dest.test', 'us\ufffder@dest.test'],
  ['zero width space', 'us\u200ber@dest.test', 'us\ufffder@dest.test'],
  ['word joiner', 'us\u2060er@dest.test', 'us\ufffder@dest.test'],
  ['byte order mark', '\ufeffuser@dest.test', '\ufffduser@dest.test'],
  ['joiners between letters that do not join', 'us\u200der\u200c@dest.test', 'us\ufffder\ufffd@dest.test'],
  ['a joiner first', '\u200duser', '\ufffduser'],
  ['a variation selector', 'us\ufe0fer', 'us\ufffder'],
  ['combining grapheme joiner', 'us\u034fer', 'us\ufffder'],
  ['tags', 'us\u{e0061}er', 'us\ufffd\ufffder'],
  ['blank letters', 'us\u3164\u115f\u1160\uffa0\u2800er', 'us\ufffd\ufffd\ufffd\ufffd\ufffder'],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  // What these characters are for stays.
  ['emoji of several', family, family],
  ['emoji by its selector', '❤️ 1️⃣ 🏳️‍🌈', '❤️ 1️⃣ 🏳️‍🌈'],
  ['a skin colour', '👩🏽‍💻', '👩🏽‍💻'],
  ['Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['Hindi', 'क्\u200dष', 'क्\u200dष'],
  ['Arabic number sign', '\u0600١٢', '\u0600١٢'],
  ['Russian', 'Иванов <ivanov@пример.рф>', 'Иванов <ivanov@пример.рф>'],
])('visible: %s', (_name, text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(text)).toHaveLength(text.length);
});
