/** Bare bang paths, as people type them: `s1!s2!dest!user`. */
import { build, type Growing, judgePathLength } from './build.ts';
import { code } from './chars.ts';
import { domainName } from './domain-name.ts';
import { localPart } from './local-part.ts';
import { type Reader, report } from './reader.ts';
import type { DomainName } from './recipient.ts';
import type { Word } from './words.ts';
import { writePath } from './write.ts';

/** Whether the words are one unquoted run with a "!" inside. */
export function isBangPath(list: readonly Word[]): boolean {
  const [word] = list;
  if (list.length !== 1 || word?.kind !== 'run' || word.value.length !== word.end - word.start) return false;
  return word.value.includes('!');
}

/**
 * A UUCP path without "@": hosts in the order of travel, then the user. No server owns it, so unlike `dest!user@s1` it
 * has one meaning only, and is read as the route that it is (RFC 5321 §2.3.11 leaves the other opaque).
 */
export function bangPath(
  reader: Reader,
  word: Word,
  begin: number,
  displayName?: string,
): Growing | undefined {
  const { at } = reader;
  const names: DomainName[] = [];
  const lastBang = word.value.lastIndexOf('!');
  let from = 0;
  for (let i = 0; i <= lastBang; i++) {
    if (word.value.charCodeAt(i) !== code.bang) continue;
    if (i === from) {
      report(reader, 'hop-name-missing', word.start + i, word.start + i + 1);
      return undefined;
    }
    reader.at = word.start + i;
    names.push(
      domainName(reader, word.start + from, word.value.slice(from, i), i === lastBang ? 'domain' : 'hop'),
    );
    from = i + 1;
  }
  reader.at = at;
  const start = word.start + from;
  if (start === word.end) {
    report(reader, 'local-part-missing', start - 1, start);
    return undefined;
  }
  const user = localPart(reader, [
    { kind: 'run', start, end: word.end, value: word.value.slice(from), gap: start },
  ]);
  const domain = names.pop() as DomainName;
  const path = writePath(names, user, domain);
  const text = names.length > 0 && !reader.inBrackets ? `<${path}>` : path;
  judgePathLength(reader, names, user, domain, true);
  report(reader, 'bang-path', word.start, word.end, { start: word.start, end: word.end, text }, { text });
  return build(reader, begin, displayName, names, user, domain, true);
}
