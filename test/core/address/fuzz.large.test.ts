/**
 * A million texts, each read by every profile: no throw, every span inside the text, and what is accepted is its own strict form, read
 * again. WAYPOST_SEED=random draws other ones (the seed is printed, and repeats the run), WAYPOST_FUZZ_TEXTS makes it shorter or longer.
 */

import { describe, expect, test } from 'vitest';
import { type AddressIssueCode, gravityOf } from '../../../src/core/address/codes.ts';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { addressIssueCodes } from '../../../src/core/address/examples.ts';
import { edited, type Field, fieldOf, parsedField } from '../../../src/core/address/field.ts';
import { narrowed } from '../../../src/core/address/full-width.ts';
import { fixOf } from '../../../src/core/address/issue.ts';
import { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
import {
  type ParsedRecipients,
  type ParseOptions,
  parseRecipient,
  parseRecipients,
} from '../../../src/core/address/parse.ts';
import { type Profile, profiles } from '../../../src/core/address/profile.ts';
import type { Recipient } from '../../../src/core/address/recipient.ts';
import { canonical } from '../../../src/core/address/write.ts';
import { itineraryOf, readings } from '../../../src/core/route/reading.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { hostile } from './hostile.ts';
import { fuzzText, numbersFrom, shrunk } from './mutants.ts';

const wished = process.env['WAYPOST_SEED'] ?? '1';
const seed = wished === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wished);
const texts = Number(process.env['WAYPOST_FUZZ_TEXTS'] ?? 1_000_000);

const by = (profile: Profile): ParseOptions => ({
  profile,
  idna: withLookAlikes(nodeIdna),
  encodedWords: decodeWords(),
});
const options = Object.fromEntries(profiles.map((profile) => [profile, by(profile)])) as Record<
  Profile,
  ParseOptions
>;

/** What is wrong with how a text was read, or undefined. Assertions of the test runner would take longer than all the parsing. */
type Fault = string | undefined;

function issueFault(text: string, profile: Profile, { ok, recipients, issues }: ParsedRecipients): Fault {
  let errors = 0;
  let last = 0;
  for (const issue of issues) {
    const { code, severity, start, end } = issue;
    const fix = fixOf(issue);
    if (severity !== gravityOf(code, profile)) return `${code} is ${severity}`;
    if (severity === 'error') errors++;
    if (start < last) return `${code} at ${start} stands behind an issue at ${last}`;
    if (start >= end && text !== '') return `${code} covers nothing at ${start}`;
    if (end > text.length) return `${code} ends at ${end} of ${text.length}`;
    if (fix && !(0 <= fix.start && fix.start <= fix.end && fix.end <= text.length)) {
      return `the fix of ${code} is outside the text`;
    }
    last = start;
  }
  if (ok !== (errors === 0)) return `ok is ${ok}`;
  // Only a group of a header may name nobody.
  if (ok && recipients.length === 0 && !(profile === 'header' && text.includes(':')))
    return 'nobody is named';
  return !ok && errors === 0 ? 'refused without an error' : undefined;
}

function partFault(text: string, { recipients }: ParsedRecipients): Fault {
  let from = 0;
  for (const recipient of recipients) {
    const { start, end, hops, localPart, domain } = recipient;
    if (start < from || start >= end || end > text.length) return `a recipient at ${start}-${end}`;
    for (const part of [...hops, localPart, ...(domain ? [domain] : [])]) {
      if (part.start < start || part.end > end) return `${part.start}-${part.end} outside ${start}-${end}`;
      if (text.slice(part.start, part.end) !== part.raw) return `raw is ${JSON.stringify(part.raw)}`;
    }
    // RFC 5322 §3.2.2: folding is no part of what it stands in. Only §4.4 obs-dtext holds such a character, behind a backslash.
    for (const host of [...hops, ...(domain ? [domain] : [])]) {
      if (/(?<!\\)[\0\r\n]/.test(host.ascii)) return `a host ${JSON.stringify(host.ascii)}`;
    }
    for (const { itinerary } of readings(recipient, { idna: nodeIdna })) {
      if ([...itinerary.hops, itinerary.domain].includes('')) return 'a reading without a host';
    }
    from = end;
  }
  return undefined;
}

const sameValues = (a: Recipient, b: Recipient): boolean =>
  JSON.stringify(itineraryOf(a)) === JSON.stringify(itineraryOf(b));

/** The strict form of an address is right by the strict rules; a header's by those of a header, which may hold what SMTP may not. */
function canonicalFault(profile: Profile, { recipients }: ParsedRecipients): Fault {
  const strict = profile === 'input' ? 'smtp' : profile;
  for (const recipient of recipients) {
    const form = JSON.stringify(canonical(recipient));
    const again = parseRecipient(`<${canonical(recipient)}>`, options[strict]);
    if (!again.ok) return `${strict} refuses its canonical form ${form}`;
    if (canonical(again.value) !== canonical(recipient)) return `its canonical form ${form} has another`;
    if (!sameValues(again.value, recipient)) return `its canonical form ${form} means another mailbox`;
  }
  return undefined;
}

/** What the strictest takes, all take; but where people type, full-width marks and invisible characters are read as plain ones. */
function monotonyFault(text: string, read: readonly ParsedRecipients[]): Fault {
  if (!read[profiles.indexOf('smtp')]?.ok) return undefined;
  const refusing = profiles.find((_, i) => !read[i]?.ok);
  if (refusing === undefined || (refusing === 'input' && narrowed(text) !== text)) return undefined;
  return `smtp takes it, ${refusing} does not`;
}

/** The first fault of a text in any profile. A throw is one, too. */
function faultOf(text: string): Fault {
  const read: ParsedRecipients[] = [];
  for (const profile of profiles) {
    try {
      const parsed = parseRecipients(text, options[profile]);
      read.push(parsed);
      const fault =
        issueFault(text, profile, parsed) ?? partFault(text, parsed) ?? canonicalFault(profile, parsed);
      if (fault !== undefined) return `${profile}: ${fault}`;
    } catch (error) {
      return `${profile}: ${error}`;
    }
  }
  return monotonyFault(text, read);
}

/** Entry by entry, a field says what its whole text says. */
const sameReading = (field: Field): boolean =>
  JSON.stringify(parsedField(field)) === JSON.stringify(parseRecipients(field.text, field.options));

describe(`seed ${seed}`, () => {
  test(`${texts} texts, every profile`, () => {
    const next = numbersFrom(seed);
    const met = new Set<AddressIssueCode>();
    const accepted = new Map<Profile, number>(profiles.map((profile) => [profile, 0]));
    for (let count = 0; count < texts; count++) {
      const text = fuzzText(next);
      if (faultOf(text) !== undefined) {
        const small = shrunk(text, (shorter) => faultOf(shorter) !== undefined);
        throw new Error(`${JSON.stringify(small)}: ${faultOf(small)} (seed ${seed})`);
      }
      if (count % 50 !== 0) continue;
      for (const profile of profiles) {
        const { ok, issues } = parseRecipients(text, options[profile]);
        for (const { code } of issues) met.add(code);
        if (ok) accepted.set(profile, (accepted.get(profile) ?? 0) + 1);
      }
    }
    const share = [...accepted].map(([profile, ok]) => `${profile} ${((ok * 5000) / texts).toFixed(1)} %`);
    console.log(`${texts} texts, seed ${seed}; accepted: ${share.join(', ')}`);
    // A run that never gets to a rule says nothing about it.
    expect(addressIssueCodes.filter((code) => !met.has(code))).toEqual([]);
  });

  test(`${texts / 10} edits of a field`, () => {
    const next = numbersFrom(seed + 1);
    for (let count = 0; count < texts / 10; count++) {
      const field = Array.from({ length: next(4) }, () => fuzzText(next)).join(next(2) ? ', ' : '\n');
      const start = next(field.length + 1);
      const end = start + next(Math.min(9, field.length - start + 1));
      const typed = next(3) === 0 ? '' : fuzzText(next).slice(0, 1 + next(6));
      const profile = next(2) ? 'input' : 'header';
      const after = edited(fieldOf(field, options[profile]), { start, end }, typed);
      if (!sameReading(after)) {
        throw new Error(`${JSON.stringify({ profile, field, start, end, typed })} (seed ${seed})`);
      }
    }
  });
});

describe('hostile texts of 100,000 characters', () => {
  test.each(Object.entries(hostile))('%s', (_name, shape) => {
    const text = shape(100_000);
    expect(faultOf(text)).toBeUndefined();
    for (const profile of profiles) expect(sameReading(fieldOf(text, options[profile]))).toBe(true);
  });
});
