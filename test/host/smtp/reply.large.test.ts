/**
 * What a hostile server may write, in any pieces: never a throw, the same answer however it is cut, nothing believed behind a fault, and
 * nothing in a text that a terminal or a page would obey. WAYPOST_SEED=random draws other texts, WAYPOST_FUZZ_REPLIES more of them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadReply, ReplyReader } from '../../../src/host/smtp/reply.ts';

const wished = process.env['WAYPOST_SEED'] ?? '1';
const seed = wished === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wished);
const numRuns = Number(process.env['WAYPOST_FUZZ_REPLIES'] ?? 100_000);

const text = fc.oneof(
  fc.constantFrom(
    '',
    'ok',
    '2.1.5 ok',
    '5.1.1 no',
    '\x1b[2J',
    '\u202eabc',
    'привет €',
    '\0',
    '\t',
    '250 x',
    '250-x',
    '\r',
  ),
  fc.string({ maxLength: 20 }),
);
const code = fc.oneof(
  fc.constantFrom('250', '354', '421', '550', '220', '334'),
  fc.constantFrom('150', '600', '2500', '25', 'abc', ''),
);
const line = fc
  .tuple(
    code,
    fc.constantFrom(' ', '-', '', '+'),
    text,
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r', ''),
  )
  .map((parts) => parts.join(''));
/** Lines, octets, or one line very often. */
const stream = fc.oneof(
  { weight: 6, arbitrary: fc.record({ lines: fc.array(line, { maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ octets: fc.uint8Array({ maxLength: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ one: line, times: fc.integer({ min: 1, max: 9000 }) }) },
);
type Stream = typeof stream extends fc.Arbitrary<infer T> ? T : never;

function octetsOf(some: Stream): Buffer {
  if ('lines' in some) return Buffer.from(some.lines.join(''));
  return 'octets' in some
    ? Buffer.from(some.octets)
    : Buffer.from(some.one.repeat(some.times)).subarray(0, 90_000);
}

/** All that a reader gives, up to its fault. */
function readAll(pieces: readonly Buffer[]): ReadReply[] {
  const reader = new ReplyReader();
  const all: ReadReply[] = [];
  for (const piece of pieces) {
    reader.push(piece);
    while (all.at(-1)?.ok !== false) {
      const got = reader.next();
      if (!got) break;
      all.push(got);
    }
  }
  return all;
}

function cut(whole: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (let index = 0; at < whole.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(whole.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

/** What is wrong, or undefined: assertions of the test runner would take longer than the reading. */
function fault(all: readonly ReadReply[], pieces: readonly ReadReply[]): string | undefined {
  if (JSON.stringify(all) !== JSON.stringify(pieces)) return 'depends on the pieces';
  if (all.slice(0, -1).some(({ ok }) => !ok)) return 'goes on behind a fault';
  for (const read of all) {
    const said = read.ok ? read.reply.text : read.text;
    if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(said)) return 'unsafe to show';
    if (said.length > 64 * 1024) return 'too long';
    if (!read.ok) continue;
    const { code: number, enhanced, lines } = read.reply;
    if (number < 200 || number > 599) return 'no code';
    if (lines.length !== said.split('\n').length) return 'lines and text differ';
    if (enhanced !== undefined && enhanced[0] !== String(number)[0]) return 'class of the enhanced code';
  }
  return undefined;
}

test(`${numRuns} streams (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      stream,
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      (some, sizes) => {
        const whole = octetsOf(some);
        const wrong = fault(readAll([whole]), readAll(cut(whole, sizes)));
        if (wrong) throw new Error(wrong);
      },
    ),
    { seed, numRuns },
  );
  expect(numRuns).toBeGreaterThan(0);
});
