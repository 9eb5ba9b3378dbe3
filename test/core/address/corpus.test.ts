/** Public rows and our own, judged by the profiles that have a standard: what is right, and where we differ knowingly. */
import { describe, expect, test } from 'vitest';
import { parseRecipient } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { isEmailRows } from './is-email.ts';
import { routedRows } from './routed.ts';

const judge = (address: string, profile: Profile) => parseRecipient(address, { profile, idna: nodeIdna });

/** What each category of is_email must be answered. DNSWARN is a syntax without fault whose domain has no records. */
const isValid: Readonly<Partial<Record<Profile, (category: string) => boolean>>> = {
  smtp: (category) => ['VALID', 'DNSWARN', 'RFC5321'].includes(category),
  header: (category) => category !== 'ERR',
};

const edgeHyphen =
  'RFC 5322 §3.4.1: a header’s domain is a dot-atom, and a hyphen may begin or end an atom; a warning says what SMTP would.';

/** Rows of is_email where we differ, and why the standard is on our side. */
const knownDifferences: Readonly<Record<string, string>> = {
  'header 30': edgeHyphen,
  'header 31': edgeHyphen,
  'header 102': edgeHyphen,
  'header 160': 'RFC 6532 §3.2: VCHAR gains UTF8-non-ascii, and a quoted-pair is "\\" before VCHAR.',
};

describe('is_email 3.05', () => {
  const rows = isEmailRows();

  test('is the corpus we mean', () => {
    expect(rows.length).toBe(164);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(164);
    expect(new Set(rows.map(({ category }) => category))).toEqual(
      new Set(['ERR', 'VALID', 'DNSWARN', 'RFC5321', 'RFC5322', 'DEPREC', 'CFWS']),
    );
  });

  test.each(Object.entries(isValid))('%s', (profile, should) => {
    const differences = rows
      .map((row) => ({ ...row, ...judge(row.address, profile as Profile) }))
      .filter(({ category, ok }) => ok !== should(category));
    console.log(`is_email 3.05, ${profile}: ${rows.length - differences.length} of ${rows.length} right`);

    const unexpected = differences
      .filter(({ id }) => knownDifferences[`${profile} ${id}`] === undefined)
      .map(
        ({ id, address, category, ok, issues }) =>
          `row ${id} ${JSON.stringify(address)} is ${category}, and we say ${ok ? 'valid' : 'invalid'}: ` +
          issues.map(({ code, start, end }) => `${code} ${start}-${end}`).join(', '),
      );
    expect(unexpected).toEqual([]);
    // A difference that has gone must go from the list too.
    expect(differences.map(({ id }) => `${profile} ${id}`)).toEqual(
      Object.keys(knownDifferences).filter((key) => key.startsWith(`${profile} `)),
    );
  });

  test.each([30, 31, 102])('row %i is warned of', (id) => {
    const parsed = judge(rows.find((row) => row.id === id)?.address ?? '', 'header');
    expect(parsed.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['label-hyphen', 'warning'],
    ]);
  });
});

describe('routed addresses', () => {
  test.each(routedRows)('$address: $validIn', ({ address, validIn, hops, mailbox }) => {
    const smtp = judge(address, 'smtp');
    const header = judge(address, 'header');
    expect([smtp.ok, header.ok]).toEqual([validIn === 'envelope', validIn !== 'neither']);
    for (const parsed of [smtp, header]) {
      if (!parsed.ok) continue;
      expect(parsed.value.hops.map(({ ascii }) => ascii)).toEqual(hops);
      expect([parsed.value.localPart.value, parsed.value.domain?.ascii]).toEqual(mailbox);
    }
  });

  test('what has no fault in an envelope has none in a header, and each kind is there', () => {
    const count = (kind: string) => routedRows.filter(({ validIn }) => validIn === kind).length;
    expect([count('envelope'), count('header only'), count('neither')]).toEqual([20, 11, 16]);
  });
});
