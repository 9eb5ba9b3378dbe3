/**
 * Which letters can be taken for which, and which scripts may share a label. A warning is all that follows: most names
 * of other scripts are what they seem.
 */
import { isAscii } from './chars.ts';
import type { Idna, NameFinding } from './idna.ts';
import { remembering } from './remember.ts';

/** `label`: the one that mixes scripts; `other`: the name that it looks like. */
interface Suspicion extends NameFinding {
  readonly code: 'domain-mixed-scripts' | 'domain-look-alike';
  readonly words: Readonly<Record<string, string>>;
}

/** Every letter behind the blank is drawn like the one before it in common typefaces. */
const drawnLike = [
  'a аɑαａ',
  'b ЬƅЬ',
  'c сϲᴄⅽ',
  'd ԁɗⅾ',
  'e еєҽ℮',
  'f ƒ',
  'g ɡց',
  'h һհ',
  'i іıɩι',
  'j јϳ',
  'k кκ',
  'l ӏǀⅼו',
  'm ⅿ',
  'n ոռ',
  'o оοօᴏ০໐',
  'p рρ',
  'q ԛգ',
  'r гᴦ',
  's ѕꜱ',
  'u υս',
  'v νѵᴠⅴ',
  'w ԝѡաᴡ',
  'x хχⅹ',
  'y уүγʏ',
  'z ᴢʐ',
  '0 о০',
  '3 зӡҙ',
] as const;

const asciiOf = new Map<string, string>();
for (const row of drawnLike) {
  const [ascii = '', letters = ''] = row.split(' ');
  for (const letter of letters) if (!asciiOf.has(letter)) asciiOf.set(letter, ascii);
}

/** Scripts that a label may hold beside others, UTS 39 §5.2 "highly restrictive": what East Asian languages write together. */
const together: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Lao', /\p{Script=Lao}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Hangul', /\p{Script=Hangul}/u],
];

const restOfScripts = new RegExp(
  `[^\\p{Script=Common}\\p{Script=Inherited}${scripts.map(([name]) => `\\p{Script=${name}}`).join('')}]`,
  'u',
);

/** The same conversion, and what is suspicious about its names. They are told apart by what DNS is asked for. */
export const withLookAlikes = ({ convert }: Idna): Idna => ({
  convert: remembering((name) => {
    const { ascii, unicode, findings } = convert(name);
    const suspicions = isAscii(unicode) ? [] : lookAlikes(unicode);
    const told = suspicions.map(({ code, words }) => ({ code, words: { ...words, ascii } }));
    return { ascii, unicode, findings: [...findings, ...told] };
  }),
});

/** One that mixes scripts in a label is said to do so; one that imitates an ASCII name is given with the name it imitates. */
export function lookAlikes(name: string): readonly Suspicion[] {
  const found: Suspicion[] = [];
  const other = imitatedBy(name);
  if (other !== undefined) found.push({ code: 'domain-look-alike', words: { other } });
  const label = name.split('.').find(mixesScripts);
  if (label !== undefined) found.push({ code: 'domain-mixed-scripts', words: { label } });
  return found;
}

/** The ASCII name that this one can be taken for: each of its characters is ASCII or drawn like it. */
function imitatedBy(name: string): string | undefined {
  let other = '';
  for (const character of name) {
    const ascii = character <= '\x7f' ? character : asciiOf.get(character);
    if (ascii === undefined) return undefined;
    other += ascii;
  }
  return other;
}

function mixesScripts(label: string): boolean {
  const found = scripts.filter(([, letters]) => letters.test(label)).map(([script]) => script);
  if (found.length + (restOfScripts.test(label) ? 1 : 0) < 2) return false;
  return !together.some((set) => found.every((script) => set.includes(script)));
}
