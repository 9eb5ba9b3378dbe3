/** The marks of an address as keyboards of other scripts and word processors write them: read in `input`, and always said. */
import { isAscii } from './chars.ts';
import { type Reader, report } from './reader.ts';

/** Spaces that are not the ASCII one, and characters without any width. Joiners are not among them: names need those. */
export const invisible = /(?! )[\p{Zs}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
const withoutWidth = /^[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$/;

/** Each of the first is read as the one below it. */
const wide = '＠﹫，、﹐；﹔：﹕！﹗％﹪＜＞';
const narrow = '@@,,,;;::!!%%<>';
const mark = new RegExp(`[${wide}“]`);

/** These stand in names as well: they part something only behind an "@" or "!". */
const parting = ',;:';

/**
 * The text with ASCII in place of such marks, outside of quotes; of the same length, so that every offset holds in both.
 * Curly quotes count as quotes right before an "@" only.
 */
export function narrowed(written: string): string {
  if (isAscii(written) || !(mark.test(written) || invisible.test(written))) return written;
  const units = written.split('');
  let quoted = false;
  let inAddress = false;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as string;
    if (quoted && unit === '\\') i++;
    else if (unit === '"') quoted = !quoted;
    if (quoted) continue;
    const ascii = invisible.test(unit) ? ' ' : (narrow[wide.indexOf(unit)] ?? unit);
    if (ascii === '@' || ascii === '!') inAddress = true;
    if (unit === '“') i = curlyQuoted(units, written, i);
    else if (inAddress || !parting.includes(ascii)) units[i] = ascii;
    if (inAddress && (ascii === ',' || ascii === ';' || ascii === '\n')) inAddress = false;
  }
  return units.join('');
}

/** A local-part in curly quotes: makes them straight. Gives back where to go on. */
function curlyQuoted(units: string[], written: string, start: number): number {
  closing.lastIndex = start;
  const found = closing.exec(written);
  if (!found) return start;
  const end = start + found[0].length - 1;
  units[start] = '"';
  units[end] = '"';
  return end;
}

const closing = /“[^“”"\\\r\n]*”(?=[@＠])/y;

/** Says what `narrowed` changed, but for the names, which are given back as they were written. */
export function reportNarrowed(reader: Reader): void {
  const { text, written, names } = reader;
  const isInvisible = (at: number) => invisible.test(written.charAt(at));
  let name = 0;
  for (let i = 0; i < text.length; i++) {
    const ascii = text.charAt(i);
    if (ascii === written.charAt(i)) continue;
    while (name < names.length && (names[name]?.end ?? 0) <= i) name++;
    if ((names[name]?.start ?? i + 1) <= i) continue;
    if (isInvisible(i)) {
      const start = i;
      while (isInvisible(i + 1)) i++;
      const fix = withoutWidth.test(written.slice(start, i + 1)) ? '' : ' ';
      report(reader, 'invisible-character', start, i + 1, fix);
    } else {
      report(reader, 'full-width', i, i + 1, ascii);
    }
  }
}
