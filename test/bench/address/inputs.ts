/** What every subject reads: made here from a fixed seed, or read from the corpora of the tests. */
import { isEmailRows } from '../../core/address/is-email.ts';
import { routedRows } from '../../core/address/routed.ts';

const given = 'anna boris chen dmitri elena fatima georg hana ivan jane kofi lena maria nikos olga'.split(
  ' ',
);
const family = 'ivanova smith garcia mueller nguyen okafor petrov quinn rossi sato tanaka weber'.split(' ');
const hosts = 'mail example corp university post relay shop clinic studio press'.split(' ');
const endings = 'example test example.org example.net dept.example.com'.split(' ');

/** Numerical Recipes' linear congruential generator: the same numbers at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pick = (next: (below: number) => number, from: readonly string[]): string =>
  from[next(from.length)] ?? '';

const mailbox = (next: (below: number) => number): string =>
  `${pick(next, given)}.${pick(next, family)}${next(100)}@${pick(next, hosts)}.${pick(next, endings)}`;

const members: Readonly<Record<string, (next: (below: number) => number) => string>> = {
  simple: mailbox,
  'Last, First': (next) => `${pick(next, family)}, ${pick(next, given)} <${mailbox(next)}>`,
  '"Last, First"': (next) => `"${pick(next, family)}, ${pick(next, given)}" <${mailbox(next)}>`,
  routed: (next) =>
    `<@s${next(100)}.${pick(next, endings)},@s${next(100)}.${pick(next, endings)}:${mailbox(next)}>`,
};

/** Characters as they come from a network or a file: one flat string, not the tree that `+` leaves behind. */
const flat = (text: string): string => Buffer.from(text).toString();

function listOf(kind: string, size: number): { readonly text: string; readonly count: number } {
  const next = numbers(20_261_123);
  const made: string[] = [];
  for (let length = 0; length < size; length += (made.at(-1) ?? '').length + 2) {
    made.push(members[kind]?.(next) ?? '');
  }
  return { text: flat(made.join(', ')), count: made.length };
}

/** Lists of 1 MiB. */
export const listNames = Object.keys(members);
export const list = (kind: string) => listOf(kind, 2 ** 20);

const single: Readonly<Record<string, () => readonly string[]>> = {
  simple: () => Array.from({ length: 1000 }, (_, index) => mailbox(numbers(index * 7919 + 1))),
  routed: () =>
    routedRows
      .filter(({ validIn, hops }) => validIn === 'envelope' && hops.length > 0)
      .map(({ address }) => address),
  'routed-ascii': () => singles('routed').filter((address) => /^[\0-\x7f]*$/.test(address)),
  'routed-table': () => routedRows.map(({ address }) => address),
  is_email: () => isEmailRows().map(({ address }) => address),
};

export const singleNames = Object.keys(single);
export const singles = (name: string): readonly string[] => (single[name]?.() ?? []).map(flat);

/** A field that holds 99 recipients of all kinds, and the hundredth as it is typed, key by key. */
export function field(): { readonly before: string; readonly typed: string } {
  const next = numbers(100);
  const made = Array.from(
    { length: 99 },
    (_, index) => members[listNames[index % 4] ?? 'simple']?.(next) ?? '',
  );
  return {
    before: flat(`${made.join(', ')}, `),
    typed: '"Ivanova, Anna" <@s1.example.org,@s2.example.net:anna.ivanova@post.example>',
  };
}
