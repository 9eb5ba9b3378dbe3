import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChain } from '../../../src/core/trace/chain.ts';

const bys = (message: string) => readChain(message).map(({ by }) => by);

const messages: readonly (readonly [name: string, message: string, bys: readonly (string | undefined)[]])[] =
  [
    ['oldest first', 'Received: by b\r\nReceived: by a\r\n\r\nbody', ['a', 'b']],
    ['LF', 'Received: by b\nReceived: by a\n\nbody', ['a', 'b']],
    ['folded in the middle of a clause', 'Received: from x\r\n by\r\n\tb\r\n\r\n', ['b']],
    [
      'other fields between, with folds of their own',
      'Subject: x\n by z\nreceived : by b\nTo: y\n\tby w\n',
      ['b'],
    ],
    ['the body is not looked at', 'Received: by b\r\n\r\nReceived: by a\r\n', ['b']],
    ['a line of white space is no end of the header', 'Received: from x\n \n by b\n', ['b']],
    ['mbox', 'From me@client.test Mon Nov 23\nReceived: by b\n', ['b']],
    ['no line end at the end', 'Received: by b', ['b']],
    ['a fold with nothing before it', ' by a\nReceived: by b\n', ['b']],
    ['only names that are Received', 'X-Received: by a\nReceived-SPF: by b\nReceived\n', []],
    ['empty', '', []],
    ['body only', '\r\nReceived: by a\r\n', []],
    ['garbage', 'Received:\nReceived: ;\n', [undefined, undefined]],
  ];

describe('readChain', () => {
  test.each(messages)('%s', (_, message, expected) => {
    expect(bys(message)).toEqual(expected);
  });

  test('raw is the unfolded value', () => {
    expect(readChain('Received: from x\r\n\tby b\r\n')[0]?.raw).toBe('from x\tby b');
  });

  test('never throws', () => {
    const piece = fc.constantFrom('Received:', '\r', '\n', '\r\n', ' ', '\t', 'by a', ';');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) =>
        Array.isArray(readChain(parts.join(''))),
      ),
    );
  });

  test.each([
    ['one field of a megabyte', `Received: by a ${'x'.repeat(1_000_000)}\r\n`, 1],
    ['one field in half a million folds', `Received: by a${'\r\n '.repeat(350_000)}\r\n`, 1],
    ['eighty thousand fields', 'Received: by\n'.repeat(80_000), 80_000],
  ])('%s comes to an end', (_, message, count) => {
    expect(readChain(message)).toHaveLength(count);
  });
});
