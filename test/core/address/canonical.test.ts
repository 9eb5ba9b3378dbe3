/** The canonical form, where it would be tempting to cut it out of the text. */

import { expect, test } from 'vitest';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import { canonical } from '../../../src/core/address/write.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

test.each<[string, Profile, form: string]>([
  ['<@s1.test,@s2.test:user@dest.test>', 'smtp', '@s1.test,@s2.test:user@dest.test'],
  // As long as the canonical form, yet not it: what stands behind "@" is no part of the hop.
  ['<@\nt.test:r@t.test>', 'input', '@t.test:r@t.test'],
  ['<@ t.test:r@t.test>', 'input', '@t.test:r@t.test'],
  ['<@()t.test:u@e.test>', 'header', '@t.test:u@e.test'],
  ['<@ t.test ,@u.test:r@t.test>', 'header', '@t.test,@u.test:r@t.test'],
  // RFC 5322 §4.1 obs-qp: the backslash stays, for without it the character could not stand there.
  ['"\\\n"@dest.test', 'header', '"\\\n"@dest.test'],
  ['"\\\0"@dest.test', 'header', '"\\\0"@dest.test'],
])('%j, %s', (text, profile, form) => {
  const { recipients } = parseRecipients(text, { profile, idna: nodeIdna });
  expect(recipients.map(canonical)).toEqual([form]);
});

test.each(['ü.?', 'ü.test/a', 'ü.test#a', 'ü.test?a', 'ü:25'])(
  '%s is no domain, nor is what a URL would make of it',
  (domain) => {
    for (const profile of ['smtp', 'header', 'input'] as const) {
      const { recipients } = parseRecipients(`<user@${domain}>`, { profile, idna: nodeIdna });
      expect(recipients).toEqual([]);
    }
  },
);

test('a label that is too long only once it is mapped', () => {
  const text = `user@${'㋏'.repeat(22)}.test`;
  for (const profile of ['smtp', 'input'] as const) {
    const { ok, issues } = parseRecipients(text, { profile, idna: nodeIdna });
    expect([ok, issues.some(({ code }) => code === 'label-too-long')]).toEqual([false, true]);
  }
});
