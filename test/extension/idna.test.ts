import { domainToUnicode } from 'node:url';
import { describe, expect, it } from 'vitest';
import { browserIdna } from '../../src/extension/idna.ts';

describe('domains by URL', () => {
  it.each([
    ['EXAMPLE.Com', 'example.com', 'example.com'],
    ['bücher.test', 'xn--bcher-kva.test', 'bücher.test'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['straße.de', 'xn--strae-oqa.de', 'straße.de'],
    ['xn--ls8h.la', 'xn--ls8h.la', '💩.la'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah', '例え.テスト'],
    ['xn--.test', 'xn--.test', 'xn--.test'],
    ['xn--0.test', 'xn--0.test', 'xn--0.test'],
    ['a b', undefined, 'a b'],
    ['127.1', undefined, '127.1'],
    ['a%62.test', undefined, 'a%62.test'],
    ['a.test/x', undefined, 'a.test/x'],
    ['me@a.test', undefined, 'me@a.test'],
    ['a.test:25', undefined, 'a.test:25'],
    ['', undefined, ''],
  ])('%j', (domain, ascii, unicode) => {
    expect(browserIdna.toAscii(domain)).toBe(ascii);
    expect(browserIdna.toUnicode(ascii ?? domain)).toBe(unicode);
  });

  it('decodes as Node does', () => {
    for (const name of ['bücher', 'пример', 'mañana', 'ελληνικά', '中国', 'ürümqi-2', 'עברית', 'हिन्दी']) {
      const ascii = browserIdna.toAscii(`${name}.test`) ?? '';
      expect(browserIdna.toUnicode(ascii)).toBe(domainToUnicode(ascii));
    }
  });
});
