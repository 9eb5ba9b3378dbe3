/** Rows that say all about one text: who judges it, the verdict, every finding with its span, and what came of it. */

import { expect, test } from 'vitest';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import { canonical } from '../../../src/core/address/write.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

/**
 * `findings`: `code start-end` in the order of the text, errors with a leading `!`. `canonical`: the recipients given back,
 * which are those without an error.
 */
export type Row = readonly [
  profile: Profile,
  input: string,
  findings: readonly string[],
  canonical: readonly string[],
];

export function judged(
  profile: Profile,
  input: string,
): { ok: boolean; findings: string[]; canonical: string[] } {
  const { ok, recipients, issues } = parseRecipients(input, {
    profile,
    idna: withLookAlikes(nodeIdna),
    encodedWords: decodeWords(),
  });
  return {
    ok,
    findings: issues.map(
      ({ code, severity, start, end }) => `${severity === 'error' ? '!' : ''}${code} ${start}-${end}`,
    ),
    canonical: recipients.map(canonical),
  };
}

export function rows(table: readonly Row[]): void {
  test.each(table)('%s %j', (profile, input, findings, canonical) => {
    const ok = canonical.length > 0 && !findings.some((finding) => finding.startsWith('!'));
    expect(judged(profile, input)).toEqual({ ok, findings: [...findings], canonical: [...canonical] });
  });
}
