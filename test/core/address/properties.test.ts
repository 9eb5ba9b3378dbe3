/** What holds for every text: no throw, spans inside it, linear time, and the canonical form is its own reading. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gravityOf } from '../../../src/core/address/codes.ts';
import { decodeWords } from '../../../src/core/address/decode-word.ts';
import { addressIssueCodes } from '../../../src/core/address/examples.ts';
import { fixOf } from '../../../src/core/address/issue.ts';
import { parseDomain, parseRecipient, parseRecipients } from '../../../src/core/address/parse.ts';
import { type Profile, profiles } from '../../../src/core/address/profile.ts';
import { canonical } from '../../../src/core/address/write.ts';
import { nodeIdna } from '../../../src/host/idna.ts';
import { hostile } from './hostile.ts';

/** Pieces that meet in addresses, so that random texts reach deep into the grammar. */
const piece = fc.constantFrom(
  ...[
    '@',
    ',',
    ':',
    ';',
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    '.',
    '!',
    '%',
    ' ',
    '\t',
    '\r\n',
    '\r\n ',
    '\n',
  ],
  ...[
    'a',
    's1.test',
    'dest.test',
    'user',
    'IPv6:',
    '::',
    '192.0.2.1',
    'mailto:',
    'TO:',
    '?',
    '-',
    '_',
    '\0',
    '\x7f',
  ],
  ...[
    'ü',
    'bücher.example',
    'xn--',
    'xn--bcher-kva',
    '。',
    '用户',
    '😀',
    '\ud800',
    '\udc00',
    '\u00a0',
    '\u200d',
  ],
  ...[
    '<@s1.test,@s2.test:',
    '@s1.test,@s2.test:',
    'user@dest.test',
    's1.test!dest.test!user',
    '"a b"',
    '(c)',
  ],
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const encodedWords = decodeWords();
const profile = fc.constantFrom<Profile>(...profiles);

describe('every text, every profile', () => {
  test('spans stand inside the text and cover something of it', () => {
    fc.assert(
      fc.property(text, profile, (input, by) => {
        const { ok, recipients, issues } = parseRecipients(input, {
          profile: by,
          idna: nodeIdna,
          encodedWords,
        });
        for (const issue of issues) {
          const { code, severity, start, end } = issue;
          const fix = fixOf(issue);
          expect(addressIssueCodes).toContain(code);
          expect(severity).toBe(gravityOf(code, by));
          expect([start >= 0, start < end || input === '', end <= input.length]).toEqual([true, true, true]);
          if (fix)
            expect([fix.start >= 0, fix.start <= fix.end, fix.end <= input.length]).toEqual([
              true,
              true,
              true,
            ]);
        }
        for (const { start, end, hops, localPart, domain } of recipients) {
          for (const part of [...hops, localPart, ...(domain ? [domain] : [])]) {
            expect(part.start).toBeGreaterThanOrEqual(start);
            expect(part.end).toBeLessThanOrEqual(end);
            expect(input.slice(part.start, part.end)).toBe(part.raw);
          }
        }
        const hasError = issues.some(({ severity }) => severity === 'error');
        expect(ok).toBe(!hasError && recipients.length > 0);
        expect(ok || hasError).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is accepted is its own strict form, read again', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Profile>('smtp', 'rfc821', 'input'), (input, by) => {
        const { recipients } = parseRecipients(input, { profile: by, idna: nodeIdna, encodedWords });
        for (const recipient of recipients) {
          const { localPart, hops } = recipient;
          const form = canonical(recipient);
          const again = parseRecipient(`<${form}>`, {
            profile: by === 'rfc821' ? by : 'smtp',
            idna: nodeIdna,
          });
          expect(again.ok && canonical(again.value)).toBe(form);
          expect(again.ok && again.value.localPart.value).toBe(localPart.value);
          expect(again.ok && again.value.hops.length).toBe(hops.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('strict profiles never take what the looser one refuses', () => {
    fc.assert(
      fc.property(text, (input) => {
        const strict = parseRecipients(input, { profile: 'smtp', idna: nodeIdna });
        if (!strict.ok) return;
        // RFC 6531 lets a no-break space into a local-part; people who type one mean a space, and `input` reads it so.
        const loosers = [
          'rfc821',
          'header',
          ...(input.includes('\u00a0') ? [] : ['input' as const]),
        ] as const;
        for (const looser of loosers) {
          expect(parseRecipients(input, { profile: looser, idna: nodeIdna }).ok).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a domain alone', () => {
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseDomain(input, { role: 'hop', idna: nodeIdna });
        if (parsed.ok) expect(parseDomain(parsed.value.ascii).ok).toBe(true);
        else expect(parsed.issues.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hostile texts come to an end, and no stack overflows', () => {
  // In quadratic time each would take minutes and outlast the patience of a test.
  test.each(Object.entries(hostile))('%s', (_name, shape) => {
    for (const by of profiles) {
      const { ok, issues } = parseRecipients(shape(100_000), { profile: by, idna: nodeIdna, encodedWords });
      expect(ok || issues.length > 0).toBe(true);
    }
  });
});
