/** A recipient with all its parts, each where it stands in the text. */
import { expect, test } from 'vitest';
import { parseRecipients } from '../../../src/core/address/parse.ts';
import type { Profile } from '../../../src/core/address/profile.ts';
import type { Domain, LocalPart, Recipient } from '../../../src/core/address/recipient.ts';
import { nodeIdna } from '../../../src/host/idna.ts';

const host = (start: number, raw: string, ascii = raw, unicode = ascii): Domain => ({
  kind: raw.startsWith('[') ? 'literal' : 'name',
  start,
  end: start + raw.length,
  raw,
  ascii,
  unicode,
});
const local = (start: number, raw: string, value = raw): LocalPart => ({
  start,
  end: start + raw.length,
  raw,
  value,
  quoted: raw.startsWith('"'),
});

test.each<readonly [Profile, string, Recipient]>([
  [
    'smtp',
    'user@dest.test',
    {
      start: 0,
      end: 14,
      form: 'mailbox',
      hops: [],
      localPart: local(0, 'user'),
      domain: host(5, 'dest.test'),
    },
  ],
  [
    'smtp',
    '<@s1.test,@S2.test:"a b"@[192.0.2.1]>',
    {
      start: 0,
      end: 37,
      form: 'source-route',
      hops: [host(2, 's1.test'), host(11, 'S2.test', 's2.test')],
      localPart: local(19, '"a b"', 'a b'),
      domain: host(25, '[192.0.2.1]'),
    },
  ],
  [
    'smtp',
    '<Postmaster>',
    { start: 0, end: 12, form: 'mailbox', hops: [], localPart: local(1, 'Postmaster') },
  ],
  [
    'header',
    '"The Post" <Postmaster>',
    {
      start: 0,
      end: 23,
      form: 'mailbox',
      hops: [],
      localPart: local(12, 'Postmaster'),
      displayName: 'The Post',
    },
  ],
  [
    'input',
    'Bob B <s1.test!dest.test!user>',
    {
      start: 0,
      end: 30,
      form: 'bang',
      hops: [host(7, 's1.test')],
      localPart: local(25, 'user'),
      domain: host(15, 'dest.test'),
      displayName: 'Bob B',
    },
  ],
  [
    'input',
    'u％d＠s1.test',
    {
      start: 0,
      end: 11,
      form: 'mailbox',
      hops: [],
      localPart: local(0, 'u％d', 'u%d'),
      domain: host(4, 's1.test'),
    },
  ],
  [
    'input',
    'BÜCHER.test!u',
    {
      start: 0,
      end: 13,
      form: 'bang',
      hops: [],
      localPart: local(12, 'u'),
      domain: host(0, 'BÜCHER.test', 'xn--bcher-kva.test', 'bücher.test'),
    },
  ],
  [
    'header',
    'a."b" @ dest (x) .test',
    {
      start: 0,
      end: 22,
      form: 'mailbox',
      hops: [],
      localPart: local(0, 'a."b"', 'a.b'),
      domain: host(8, 'dest (x) .test', 'dest.test'),
    },
  ],
])('%s %j', (profile, text, recipient) => {
  expect(parseRecipients(text, { profile, idna: nodeIdna }).recipients).toEqual([recipient]);
});
