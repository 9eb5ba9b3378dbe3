/** What IDNA2008 asks of a U-label and UTS 46 does not: RFC 5892 code points and contexts, RFC 5893 Bidi. */
import { dualJoining, rightJoining, viramas } from './idna-tables.ts';

/** The first label of a name that breaks a rule of IDNA2008. */
export interface LabelFault {
  readonly code: 'label-disallowed' | 'label-context' | 'label-bidi';
  /** Offsets into the name. */
  readonly start: number;
  readonly end: number;
}

/** The first fault of a domain name of U-labels in their canonical form, or undefined. */
export function idnaFault(name: string): LabelFault | undefined {
  // RFC 5893 §1.4: one label from right to left makes it a matter of all.
  const isBidi = rightToLeft.test(name) || arabicNumber.test(name);
  let start = 0;
  for (const label of name.split('.')) {
    const found = labelFault(label) ?? (isBidi ? bidiFault(label) : undefined);
    if (found) return { code: found.code, start: start + found.start, end: start + found.end };
    start += label.length + 1;
  }
  return undefined;
}

function labelFault(label: string): LabelFault | undefined {
  // One that is too long for DNS has been reported, and would take long.
  if (label.length > lengthLimit || isAscii.test(label)) return undefined;
  // RFC 5891 §4.2.3.1 and §4.2.3.2: no "--" in the third and fourth place, no combining mark in the first.
  if (label.startsWith('--', 2)) return { code: 'label-disallowed', start: 2, end: 4 };
  if (/^\p{M}/u.test(label)) return { code: 'label-disallowed', start: 0, end: firstLength(label) };
  let start = 0;
  for (const character of label) {
    const end = start + character.length;
    const rule = contexts[character];
    if (rule) {
      if (!rule(label.slice(0, start), label.slice(end), label)) return { code: 'label-context', start, end };
    } else if (!isProtocolValid(character)) {
      return { code: 'label-disallowed', start, end };
    }
    start = end;
  }
  return undefined;
}

/** RFC 1035 §2.3.4. */
const lengthLimit = 63;

const isAscii = /^[\0-\x7f]*$/;

const firstLength = (text: string): number => ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);

/** RFC 5892 §2.6: valid or not whatever their properties say. */
const exceptionsValid = 'ßς۽۾་〇';
const exceptionsDisallowed = 'ـߺ〮〯〱〲〳〴〵〻';

/** RFC 5892 §3: letters, marks and decimal digits; not the ignorable ones (§2.3), nor old Hangul jamo (§2.9). */
function isProtocolValid(character: string): boolean {
  if (character === '-' || exceptionsValid.includes(character)) return true;
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]$/u.test(character)) return false;
  return !exceptionsDisallowed.includes(character) && !ignorable.test(character);
}

const ignorable = /[\p{Default_Ignorable_Code_Point}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

type ContextRule = (before: string, after: string, label: string) => boolean;

const noExtendedDigits: ContextRule = (_before, _after, label) => !/[\u06f0-\u06f9]/.test(label);
const noArabicDigits: ContextRule = (_before, _after, label) => !/[\u0660-\u0669]/.test(label);
const afterHebrew: ContextRule = (before) => /\p{Script=Hebrew}$/u.test(before);

/** RFC 5892 Appendix A, by character. */
const contexts: Readonly<Record<string, ContextRule>> = {
  '\u200c': (before, after) => endsInVirama(before) || joins(before, after),
  '\u200d': endsInVirama,
  '\u00b7': (before, after) => before.endsWith('l') && after.startsWith('l'),
  '\u0375': (_before, after) => /^\p{Script=Greek}/u.test(after),
  '\u05f3': afterHebrew,
  '\u05f4': afterHebrew,
  '\u30fb': (_before, _after, label) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label),
  ...Object.fromEntries(Array.from('٠١٢٣٤٥٦٧٨٩', (digit) => [digit, noExtendedDigits])),
  ...Object.fromEntries(Array.from('۰۱۲۳۴۵۶۷۸۹', (digit) => [digit, noArabicDigits])),
};

/** Canonical_Combining_Class of the last character is Virama. */
function endsInVirama(before: string): boolean {
  const [last] = before.match(/.$/su) ?? [];
  return last !== undefined && isIn(viramas, last);
}

/** RFC 5892 Appendix A.1: (Joining_Type:{L,D})(Joining_Type:T)* U+200C (Joining_Type:T)*(Joining_Type:{R,D}). */
function joins(before: string, after: string): boolean {
  const [left] = before.match(/[^\p{Mn}\p{Me}](?=[\p{Mn}\p{Me}]*$)/u) ?? [];
  const [, right] = after.match(/^[\p{Mn}\p{Me}]*([^\p{Mn}\p{Me}])/u) ?? [];
  if (left === undefined || right === undefined) return false;
  return isIn(dualJoining, left) && (isIn(dualJoining, right) || isIn(rightJoining, right));
}

function isIn(ranges: readonly (readonly [number, number])[], character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return ranges.some(([from, to]) => from <= point && point <= to);
}

/** Bidi_Class R or AL: the letters, and digits of N'Ko and Adlam, in the blocks that run from right to left. */
const rightToLeft =
  /(?![\p{Mn}\u0600-\u0605\u0660-\u066c\u06dd\u06f0-\u06f9\u{10d30}-\u{10d39}])[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const arabicNumber = /[\u0660-\u0669\u{10d30}-\u{10d39}]/u;
const europeanNumber = /[0-9\u06f0-\u06f9]/;

/** RFC 5893 §2, the six conditions. Of the neutral classes only the hyphen can stand in a label. */
function bidiFault(label: string): LabelFault | undefined {
  const fault: LabelFault = { code: 'label-bidi', start: 0, end: label.length };
  const characters = Array.from(label);
  const [first = ''] = characters;
  const last = characters.findLast((character) => !/\p{Mn}/u.test(character)) ?? '';
  if (rightToLeft.test(first)) {
    if (last === '-' || characters.some(isLeftToRight)) return fault;
    return arabicNumber.test(label) && europeanNumber.test(label) ? fault : undefined;
  }
  if (first !== '' && !isLeftToRight(first)) return fault;
  return last === '-' || rightToLeft.test(label) || arabicNumber.test(label) ? fault : undefined;
}

/** Bidi_Class L, among the characters that a label can hold. */
const isLeftToRight = (character: string): boolean =>
  !/-|\p{Mn}|\u200c|\u200d|\u00b7|\u0375|\u30fb/u.test(character) &&
  !europeanNumber.test(character) &&
  !arabicNumber.test(character) &&
  !rightToLeft.test(character);
