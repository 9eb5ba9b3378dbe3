/** Domain names with labels that are not ASCII, or stand for such. */
import { asciiOnly, type Idna, type LabelFault } from './idna.ts';
import type { LookAlikes, Suspicion } from './look-alikes.ts';
import { type Reader, removal, report } from './reader.ts';

/** What a name is in both forms, and what is wrong with it, without regard to where it stands. */
interface Converted {
  /** Undefined when UTS 46 has none. */
  readonly ascii: string | undefined;
  readonly unicode: string;
  /** It holds an A-label that stands for nothing. */
  readonly isFake: boolean;
  readonly fault: LabelFault | undefined;
  /** UTS 46 had to map something: it was no U-label yet. */
  readonly isMapped: boolean;
}

/**
 * ASCII that stands in no internationalized label, RFC 5890 §2.3.2.2. Asked before the conversion, because a URL ends its host at
 * some of it and would convert only what stands before.
 */
const foreign = /[\0-,/:-@[-^`{-\x7f]/;

/** RFC 5890 §2.3.2.1: A-label and U-label must turn into each other. */
function converted(idna: Idna, name: string): Converted {
  const ascii = name.isWellFormed() && !foreign.test(name) ? idna.toAscii(name) : undefined;
  if (ascii === undefined || !isLdhName(ascii)) {
    return { ascii: undefined, unicode: name, isFake: isAscii(name), fault: undefined, isMapped: false };
  }
  const unicode = idna.toUnicode(ascii);
  const isFake = idna.toAscii(unicode) !== ascii || hasFakeALabel(unicode);
  const isMapped = name !== unicode && !sameUnicode(name, unicode);
  return { ascii, unicode, isFake, fault: isFake ? undefined : idna.fault?.(unicode), isMapped };
}

/** A field is read again at every key, and a list names the same domains over and over. */
const known: Memory<Idna, Converted> = new WeakMap();
const suspected: Memory<LookAlikes, readonly Suspicion[]> = new WeakMap();
const memoryLimit = 1000;

/** What was found out about names, by whom. */
type Memory<By extends object, Found> = WeakMap<By, Map<string, Found>>;

function remembered<By extends object, Found>(
  memory: Memory<By, Found>,
  by: By,
  name: string,
  find: (by: By, name: string) => Found,
): Found {
  let names = memory.get(by);
  if (names === undefined || names.size >= memoryLimit) {
    names = new Map();
    memory.set(by, names);
  }
  let found = names.get(name);
  if (found === undefined) {
    found = find(by, name);
    names.set(name, found);
  }
  return found;
}

/**
 * A name with labels that are not ASCII, or A-labels. What UTS 46 has to map first (a capital, a full-width letter, an
 * ideographic dot) is no U-label yet: the fix writes the one it stands for. `lower` is the name in lower case.
 */
export function internationalName(
  reader: Reader,
  name: string,
  lower: string,
  start: number,
  end: number,
): { ascii: string; unicode: string } {
  const { ascii, unicode, isFake, fault, isMapped } = remembered(known, reader.idna, name, converted);
  if (ascii === undefined) {
    refused(reader, name, lower, start, end);
    return { ascii: lower, unicode: lower };
  }
  if (reader.idna === asciiOnly) return { ascii, unicode: ascii };
  if (isFake) {
    report(reader, 'a-label-fake', start, end);
    return { ascii, unicode };
  }
  if (fault) judgeFault(reader, fault, name, unicode, start, end);
  if (isMapped) {
    report(reader, 'domain-not-u-label', start, end, { start, end, text: unicode }, { other: unicode });
    judgeMapped(reader, name, ascii, start, end);
  }
  const { lookAlikes } = reader.options;
  if (lookAlikes) judgeLooks(reader, lookAlikes, unicode, start, end);
  return { ascii, unicode };
}

/** UTS 46 has no A-labels for it: says which character is to blame, where one is. */
function refused(reader: Reader, name: string, lower: string, start: number, end: number): void {
  if (isAscii(name)) {
    report(reader, 'a-label-fake', start, end);
    return;
  }
  const fault =
    end - start === name.length && lower.normalize('NFC') === lower ? reader.idna.fault?.(lower) : undefined;
  if (fault === undefined || fault.code === 'label-disallowed') {
    report(reader, 'domain-not-idn', start, end);
  } else {
    report(reader, fault.code, start + fault.start, start + fault.end);
  }
}

/** The rules of IDNA2008 that UTS 46 knows not or not all of. A name in A-labels breaks them where nobody sees it. */
function judgeFault(
  reader: Reader,
  fault: LabelFault,
  name: string,
  unicode: string,
  start: number,
  end: number,
): void {
  if (isAscii(name) && fault.code !== 'label-bidi') {
    const issueCode = fault.code === 'label-context' ? 'a-label-fake' : 'a-label-disallowed';
    report(reader, issueCode, start, end, undefined, {
      other: unicode.slice(fault.start, fault.end),
    });
    return;
  }
  const exact = name === unicode && end - start === name.length;
  const text = unicode.slice(fault.start, fault.end);
  if (exact) report(reader, fault.code, start + fault.start, start + fault.end, undefined, { text });
  else report(reader, fault.code, start, end, undefined, { text });
}

function judgeLooks(
  reader: Reader,
  lookAlikes: LookAlikes,
  unicode: string,
  start: number,
  end: number,
): void {
  for (const { code, words } of remembered(suspected, lookAlikes, unicode, suspicions)) {
    report(reader, code, start, end, undefined, words);
  }
}

const suspicions = (lookAlikes: LookAlikes, unicode: string): readonly Suspicion[] =>
  isAscii(unicode) ? [] : lookAlikes(unicode);

/** What became of full-width forms once they were mapped: an underscore or a dot at the end is no better for it. */
function judgeMapped(reader: Reader, name: string, ascii: string, start: number, end: number): void {
  if (ascii.includes('_') && !name.includes('_')) {
    report(reader, 'label-character', start, end, undefined, { text: '_' });
  }
  if (ascii.endsWith('.') && !name.endsWith('.')) {
    report(reader, 'domain-trailing-dot', end - 1, end, removal(end - 1, end));
  }
}

/** An A-label that has no U-label stays what it is when the name is written in Unicode. */
const hasFakeALabel = (unicode: string): boolean => /(?:^|\.)xn--/i.test(unicode);

const isAscii = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

/** Equal label by label; one that was written in ASCII may stand for a U-label, or differ in case. */
function sameUnicode(name: string, unicode: string): boolean {
  const written = name.split('.');
  const mapped = unicode.split('.');
  return (
    written.length === mapped.length && written.every((label, i) => isAscii(label) || label === mapped[i])
  );
}

const isLdhName = (ascii: string): boolean =>
  /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/.test(ascii);
