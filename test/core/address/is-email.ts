/**
 * The rows of is_email, Dominic Sayers's corpus, as the npm package email-addresses carries it. They are read where they lie: nothing of
 * the corpus is copied here.
 */
import { readFileSync } from 'node:fs';

export interface IsEmailRow {
  /** The corpus's own number, by which a row is spoken of. */
  readonly id: number;
  readonly address: string;
  /** Such as `ERR` or `DNSWARN`, without the prefix that all of them have. */
  readonly category: string;
}

const path = new URL('../../../node_modules/email-addresses/test/tests.xml', import.meta.url);

/**
 * All that version 3.05 changed in 3.04, which the package carries. Row 71 has "::" beside seven groups, and RFC 5321 §4.1.3 lets it
 * stand for two at least.
 */
const changedIn305: ReadonlyMap<number, string> = new Map([[71, 'DEPREC']]);

/** Every row of version 3.05, in the order of the file. */
export function isEmailRows(): readonly IsEmailRow[] {
  const xml = readFileSync(path, 'utf8');
  return [...xml.matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)].map(([, number, row = '']) => {
    const id = Number(number);
    const category = /<category>ISEMAIL_(\w+?)(?:_CATEGORY)?<\/category>/.exec(row)?.[1] ?? '';
    return {
      id,
      address: withControls(unescaped(/<address>(.*?)<\/address>/s.exec(row)?.[1] ?? '')),
      category: changedIn305.get(id) ?? category,
    };
  });
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    name === undefined
      ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : (entities[name] ?? whole),
  );

/** XML holds no control characters, so the corpus writes their pictures: U+2400 and on for 0 to 31, U+2421 for 127. */
const withControls = (text: string): string =>
  text.replace(/[\u2400-\u241f\u2421]/g, (picture) =>
    picture === '\u2421' ? '\x7f' : String.fromCharCode(picture.charCodeAt(0) - 0x2400),
  );
