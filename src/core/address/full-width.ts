/** The marks of an address as keyboards of other scripts and word processors write them: read in `input`, and always said. */
import { isAscii } from './chars.ts';
import { type Reader, report } from './reader.ts';

/** Spaces that are not the ASCII one, and characters without any width. Joiners are not among them: names need those. */
export const invisible =
  /[\u00a0\u1680\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]/;

const wide =
  /[\u00a0\u1680\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff＠﹫，、﹐；﹔！﹗％﹪：﹕＜＞“]/;

const marks: Readonly<Record<string, string>> = {
  '＠': '@',
  '﹫': '@',
  '，': ',',
  '、': ',',
  '﹐': ',',
  '；': ';',
  '﹔': ';',
  '：': ':',
  '﹕': ':',
  '！': '!',
  '﹗': '!',
  '％': '%',
  '﹪': '%',
  '＜': '<',
  '＞': '>',
};

/** These stand in names as well: they part something only behind an "@" or "!". */
const parting = ',;:';

/**
 * The text with ASCII in place of such marks, outside of quotes; of the same length, so that every offset holds in both.
 * Curly quotes count as quotes right before an "@" only.
 */
export function narrowed(written: string): string {
  if (isAscii(written) || !wide.test(written)) return written;
  const units = written.split('');
  let quoted = false;
  let inAddress = false;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as string;
    if (quoted && unit === '\\') i++;
    else if (unit === '"') quoted = !quoted;
    if (quoted) continue;
    const ascii = invisible.test(unit) ? ' ' : (marks[unit] ?? unit);
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
  let name = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === written.charCodeAt(i)) continue;
    while (name < names.length && (names[name]?.end ?? 0) <= i) name++;
    if ((names[name]?.start ?? i + 1) <= i) continue;
    let end = i + 1;
    while (end < text.length && invisible.test(written.charAt(i)) && invisible.test(written.charAt(end)))
      end++;
    if (invisible.test(written.charAt(i))) {
      const spaces = written
        .slice(i, end)
        .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '');
      report(reader, 'invisible-character', i, end, { start: i, end, text: spaces === '' ? '' : ' ' });
    } else {
      report(
        reader,
        'full-width',
        i,
        end,
        { start: i, end, text: text.charAt(i) },
        { other: text.charAt(i) },
      );
    }
    i = end - 1;
  }
}
