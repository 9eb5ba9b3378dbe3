/** Bare bang paths, as people type them: `s1!s2!dest!user`. */
import { build, type Growing, judgePathLength } from './build.ts';
import { domainName } from './domain-name.ts';
import { localPart } from './local-part.ts';
import { type Reader, report } from './reader.ts';
import type { DomainName } from './recipient.ts';
import { isBare, type Word } from './words.ts';
import { writePath } from './write.ts';

/** Whether the words are one unquoted run with a "!" inside. */
export function isBangPath(list: readonly Word[]): boolean {
  const [word] = list as [Word];
  return list.length === 1 && isBare(word) && word.value.includes('!');
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
  const hosts = word.value.split('!');
  const value = hosts.pop() as string;
  let start = word.start;
  for (const host of hosts) {
    const end = start + host.length;
    if (host === '') {
      report(reader, 'hop-name-missing', end, end + 1);
      return undefined;
    }
    reader.at = end;
    names.push(domainName(reader, start, host, names.length === hosts.length - 1 ? 'domain' : 'hop'));
    start = end + 1;
  }
  reader.at = at;
  if (value === '') {
    report(reader, 'local-part-missing', start - 1, start);
    return undefined;
  }
  const user = localPart(reader, [{ quoted: false, start, end: word.end, value, gap: start }]);
  const domain = names.pop() as DomainName;
  const path = writePath(names, user, domain);
  const text = names.length > 0 && !reader.inBrackets ? `<${path}>` : path;
  judgePathLength(reader, names, user, domain);
  report(reader, 'bang-path', word.start, word.end, text);
  return build(reader, begin, displayName, names, user, domain, 'bang');
}
