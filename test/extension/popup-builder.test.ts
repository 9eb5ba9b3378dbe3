/** The builder's state: what each change makes of it, and what comes back from storage. */
import { describe, expect, test } from 'vitest';
import {
  addHops,
  addTyped,
  type Builder,
  chooseRecipient,
  emptyBuilder,
  moveHop,
  namesIn,
  removeHop,
  restoreBuilder,
  typeAdding,
  typeHop,
  typeRecipient,
} from '../../src/extension/popup/builder.ts';
import { placeAt } from '../../src/extension/popup/drag.ts';

const three = addHops({ ...emptyBuilder, recipient: 'user@dest.test' }, 's1.test s2.test s3.test');
const names = (builder: Builder): readonly string[] => builder.hops.map((hop) => hop.text);

test.each<[text: string, names: string[]]>([
  ['s1.test', ['s1.test']],
  ['  s1.test  ', ['s1.test']],
  ['s1.test,s2.test', ['s1.test', 's2.test']],
  ['s1.test, s2.test\ts3.test', ['s1.test', 's2.test', 's3.test']],
  ['@s1.test,@s2.test:', ['s1.test', 's2.test']],
  ['', []],
  [' , ', []],
])('names in %j', (text, expected) => expect(namesIn(text)).toEqual(expected));

test.each<[place: number, to: number, order: string[]]>([
  [0, 1, ['s2.test', 's1.test', 's3.test']],
  [0, 2, ['s2.test', 's3.test', 's1.test']],
  [2, 0, ['s3.test', 's1.test', 's2.test']],
  [1, 1, ['s1.test', 's2.test', 's3.test']],
  [0, -1, ['s1.test', 's2.test', 's3.test']],
  [2, 9, ['s1.test', 's2.test', 's3.test']],
])('the hop at %d moved to %d', (place, to, order) => {
  const moved = moveHop(three, three.hops[place]?.id ?? 0, to);
  expect(names(moved)).toEqual(order);
  // The row keeps its identity, and with it the focus.
  expect(moved.hops.map((hop) => hop.id).toSorted()).toEqual(three.hops.map((hop) => hop.id));
});

test('a hop that is not there is not moved', () => expect(moveHop(three, 99, 0)).toBe(three));

test('ids are never used twice while their row is shown', () => {
  const shorter = removeHop(three, 2);
  const grown = addHops(shorter, 's4.test');
  expect(new Set(grown.hops.map((hop) => hop.id)).size).toBe(3);
  expect(names(grown)).toEqual(['s1.test', 's3.test', 's4.test']);
});

test('adding empties its field, typing changes one row only', () => {
  const added = addTyped({ ...three, adding: ' s4.test ' });
  expect(added.adding).toBe('');
  expect(names(added)).toEqual(['s1.test', 's2.test', 's3.test', 's4.test']);
  expect(names(typeHop(three, 2, 'x'))).toEqual(['s1.test', 'x', 's3.test']);
});

test.each<[text: string, added: string[], adding: string]>([
  ['s4.te', [], 's4.te'],
  ['s4.test,', ['s4.test'], ''],
  ['s4.test ', ['s4.test'], ''],
  ['s4.test, s5.te', ['s4.test'], 's5.te'],
  ['@s4.test,@s5.te', ['s4.test'], '@s5.te'],
  ['@s4.test,@s5.test:', ['s4.test', 's5.test'], ''],
  [' , ', [], ''],
])('%j in the field for the next hop: hops %j, and %j stands in it', (text, added, adding) => {
  const typed = typeAdding(three, text);
  expect(names(typed)).toEqual([...names(three), ...added]);
  expect(typed.adding).toBe(adding);
});

test('typing on keeps the chip that will be replaced; choosing changes it and its field', () => {
  const chosen = chooseRecipient(emptyBuilder, 'cc', 'a@dest.test');
  expect(chosen).toMatchObject({ recipient: 'a@dest.test', field: 'cc' });
  expect(typeRecipient(chosen, 'ab@dest.test').chosen).toEqual({ field: 'cc', text: 'a@dest.test' });
});

describe('restored', () => {
  const whole: Builder = {
    ...three,
    chosen: { field: 'bcc', text: 'User <user@dest.test>' },
    adding: 's4.te',
    notation: 'bang',
    field: 'bcc',
    thisHost: 's1.test',
    onlyThis: true,
  };
  test('a builder is the same after storage', () => {
    expect(restoreBuilder(structuredClone(whole))).toEqual(whole);
  });
  test('a hop keeps exactly what was typed, even what is no name', () => {
    const odd = typeHop(three, 2, 's2 , x');
    expect(names(restoreBuilder(odd))).toEqual(['s1.test', 's2 , x', 's3.test']);
  });
  test.each([
    [undefined],
    [null],
    [7],
    ['x'],
    [{}],
    [
      {
        recipient: 7,
        hops: 'x',
        notation: 'other',
        field: 'from',
        chosen: { field: 'x' },
      },
    ],
  ])('%j gives an empty builder', (stored) => expect(restoreBuilder(stored)).toEqual(emptyBuilder));
});

test.each<[y: number, place: number]>([
  [-5, 0],
  [4, 0],
  [6, 1],
  [16, 2],
  [99, 2],
])('a pointer at %d puts the row at %d', (y, place) => {
  const others = [
    { top: 0, bottom: 10 },
    { top: 10, bottom: 20 },
  ];
  expect(placeAt(y, others)).toBe(place);
});
