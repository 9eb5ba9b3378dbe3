/** Domain names with labels that are not ASCII, or stand for such: UTS 46 as the platform has it, then the rules of IDNA2008. */
import { isAscii } from './chars.ts';
import type { Idna, InternationalName, NameFinding } from './idna.ts';
import { idnaFault, type LabelFault } from './idna-rules.ts';
import { labelLimit, lengthWords } from './limits.ts';
import { remembering } from './remember.ts';

/** Both UTS 46, non-transitional: `URL` in the browser, `node:url` in the host. */
export interface Uts46 {
  /** A domain name to A-labels, lower case, or undefined when it cannot be one. */
  toAscii(domain: string): string | undefined;
  /** A domain name to U-labels; what has no U-label form stays as it is. */
  toUnicode(domain: string): string;
}

export const idnaOf = (uts46: Uts46): Idna & Uts46 => ({
  ...uts46,
  convert: remembering((name) => convert(uts46, name)),
});

/**
 * RFC 5890 §2.3.2.1: A-label and U-label must turn into each other. What UTS 46 has to map first (a capital, a full-width
 * letter, an ideographic dot) is no U-label yet: the fix writes the one it stands for.
 */
function convert({ toAscii, toUnicode }: Uts46, name: string): InternationalName {
  const ascii = name.isWellFormed() && !foreign.test(name) ? toAscii(name) : undefined;
  if (ascii === undefined || !isLdhName(ascii)) return refused(name);
  const unicode = toUnicode(ascii);
  const findings = longLabels(name, ascii);
  if (toAscii(unicode) !== ascii || hasFakeALabel(unicode)) {
    return { ascii, unicode, findings: [...findings, { code: 'a-label-fake' }] };
  }
  const fault = idnaFault(unicode);
  if (fault) findings.push(faultIn(name, unicode, fault));
  if (!sameUnicode(name, unicode)) {
    findings.push({ code: 'domain-not-u-label', fix: unicode });
    // A full-width underscore, or dot at the end, is no better for being mapped.
    if (ascii.includes('_') && !name.includes('_')) {
      findings.push({ code: 'label-character', words: { text: '_' } });
    }
    if (ascii.endsWith('.') && !name.endsWith('.')) {
      findings.push({ code: 'domain-trailing-dot', start: name.length - 1, fix: '' });
    }
  }
  return { ascii, unicode, findings };
}

/**
 * ASCII that stands in no internationalized label, RFC 5890 §2.3.2.2. Asked before the conversion, because a URL ends its host at
 * some of it and would convert only what stands before.
 */
const foreign = /[\0-,/:-@[-^`{-\x7f]/;

const isLdhName = (ascii: string): boolean => /^(?:[a-z\d_](?:[a-z\d_-]*[a-z\d_])?(?:\.|$))+$/.test(ascii);

/** An A-label that has no U-label stays what it is when the name is written in Unicode. */
const hasFakeALabel = (unicode: string): boolean => /(?:^|\.)xn--/i.test(unicode);

/** UTS 46 has no A-labels for it: says which character is to blame, where one is. */
function refused(name: string): InternationalName {
  const lower = name.toLowerCase();
  const fault =
    lower.length === name.length && lower.normalize('NFC') === lower ? idnaFault(lower) : undefined;
  const finding: NameFinding = isAscii(name)
    ? { code: 'a-label-fake' }
    : fault && fault.code !== 'label-disallowed'
      ? fault
      : { code: 'domain-not-idn' };
  return { ascii: lower, unicode: lower, findings: [finding] };
}

/** A label may be short as written and too long as the one that DNS holds: an A-label, or what UTS 46 maps a character to. */
function longLabels(name: string, ascii: string): NameFinding[] {
  // Those that stand so in the text are judged there.
  const written = name.toLowerCase().split('.');
  return ascii
    .split('.')
    .filter((label) => label.length > labelLimit && !written.includes(label))
    .map((label) => ({ code: 'label-too-long', ...lengthWords(label.length, labelLimit) }));
}

/** The rules of IDNA2008 that UTS 46 knows not or not all of. A name in A-labels breaks them where nobody sees it. */
function faultIn(name: string, unicode: string, { code, start, end }: LabelFault): NameFinding {
  const text = unicode.slice(start, end);
  if (isAscii(name) && code !== 'label-bidi') {
    return { code: code === 'label-context' ? 'a-label-fake' : 'a-label-disallowed', words: { other: text } };
  }
  return name === unicode ? { code, start, end, words: { text } } : { code, words: { text } };
}

/** Equal label by label; one that was written in ASCII may stand for a U-label, or differ in case. */
function sameUnicode(name: string, unicode: string): boolean {
  const written = name.split('.');
  const mapped = unicode.split('.');
  return (
    written.length === mapped.length && written.every((label, i) => isAscii(label) || label === mapped[i])
  );
}
