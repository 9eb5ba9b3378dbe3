/** The marks of an address as keyboards of other scripts and word processors write them: read in `input`, and always said. */
import { isAscii } from './chars.ts';
import { type Reader, report } from './reader.ts';

/** Spaces that are not the ASCII one, and characters without any width. Joiners are not among them: names need those. */
const invisible = /(?! )[\p{Zs}\p{Bidi_C}\u200b\u2060\ufeff]/u;

/**
 * All that has no look of its own (\p{DI}: Default_Ignorable_Code_Point), as the soft hyphen of a copied page: RFC 6531 §3.3 lets it into a
 * local-part, and nobody means it. In a domain IDNA takes it out.
 */
const unseen = /(?:(?![ \u200c\u200d])[\p{Zs}\p{DI}])+/gu;

/** Full-width and small forms; some of them are marks. */
const wide = '[、﹐-﹫！-＠]';
/** A local-part in curly quotes. They count as quotes right before an "@" only. */
const curly = '“[^“”"\\\\\\r\\n]*”(?=[@＠])';
const foreign = new RegExp(`${invisible.source}|${wide}|${curly}`, 'u');
/** All that says how to read them. */
const telling = new RegExp(`\\\\[^]|["@!,;:\\n]|${foreign.source}`, 'gu');

/** The text with ASCII in place of such marks, outside of quotes; of the same length, so that every offset holds in both. */
export function narrowed(written: string): string {
  if (isAscii(written) || !foreign.test(written)) return written;
  let quoted = false;
  let inAddress = false;
  return written.replace(telling, (found) => {
    if (found === '"') quoted = !quoted;
    if (quoted || /^["\\]/.test(found)) return found;
    if (found.startsWith('“')) return `"${found.slice(1, -1)}"`;
    const ascii = invisible.test(found) ? ' ' : found.normalize('NFKC').replace('、', ',');
    if (/[@!]/.test(ascii)) inAddress = true;
    // These stand in names as well: they part something only behind an "@" or "!".
    const isMark = /[@!%<> ]/.test(ascii) || (inAddress && /[,;:]/.test(ascii));
    if (/[,;\n]/.test(ascii)) inAddress = false;
    return isMark ? ascii : found;
  });
}

/** Says what `narrowed` changed, but for the names, which are given back as they were written. */
export function reportNarrowed(reader: Reader): void {
  const { text, written } = reader;
  const names = reader.names.values();
  let name = names.next().value;
  for (let i = 0; i < text.length; i++) {
    const start = i;
    const ascii = text.charAt(i);
    while (name && name.end <= i) name = names.next().value;
    if (ascii === written.charAt(i) || (name && name.start <= i)) continue;
    if (invisible.test(written.charAt(i))) {
      while (invisible.test(written.charAt(i + 1))) i++;
      reportInvisible(reader, start, i + 1);
    } else {
      report(reader, 'full-width', i, i + 1, ascii);
    }
  }
}

/** Says what nobody sees in a word of a local-part. */
export function reportUnseen(reader: Reader, start: number, end: number): void {
  for (const { 0: found, index } of reader.text.slice(start, end).matchAll(unseen)) {
    reportInvisible(reader, start + index, start + index + found.length);
  }
}

function reportInvisible(reader: Reader, start: number, end: number): void {
  const fix = /\p{Zs}/u.test(reader.written.slice(start, end)) ? ' ' : '';
  report(reader, 'invisible-character', start, end, fix);
}
