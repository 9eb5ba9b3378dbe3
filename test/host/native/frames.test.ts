import { describe, expect, test } from 'vitest';
import { type Frame, FrameReader, frame } from '../../../src/host/native/frames.ts';
import { callerAdmitted } from '../../../src/host/native/front.ts';
import { answerIn } from '../../../src/host/native/probe.ts';
import { origin } from '../native-client.ts';

const head = (size: number) => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(size);
  return octets;
};
const framed = (text: string) => Buffer.concat([head(Buffer.byteLength(text)), Buffer.from(text)]);

function read(octets: Buffer, pieceSize: number, cap = 100): Frame[] {
  const got: Frame[] = [];
  const reader = new FrameReader(cap, (each) => got.push(each));
  for (let at = 0; at < octets.length; at += pieceSize) reader.push(octets.subarray(at, at + pieceSize));
  return got;
}

describe('frames', () => {
  const table: [string, Buffer, object[]][] = [
    ['one', framed('{"a":1}'), [{ ok: true, message: { a: 1 } }]],
    [
      'two',
      Buffer.concat([framed('1'), framed('"ж"')]),
      [
        { ok: true, message: 1 },
        { ok: true, message: 'ж' },
      ],
    ],
    ['half', framed('{"a":1}').subarray(0, 6), []],
    [
      'no JSON',
      Buffer.concat([framed('{'), framed('2')]),
      [
        { ok: false, fault: 'not-json' },
        { ok: true, message: 2 },
      ],
    ],
    [
      'empty',
      Buffer.concat([head(0), framed('2')]),
      [
        { ok: false, fault: 'not-json' },
        { ok: true, message: 2 },
      ],
    ],
    [
      'too large, and reading goes on',
      Buffer.concat([framed(`"${'x'.repeat(200)}"`), framed('3')]),
      [
        { ok: false, fault: 'too-large', size: 202 },
        { ok: true, message: 3 },
      ],
    ],
  ];
  test.each(table)('%s', (_, octets, expected) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(read(octets, size)).toMatchObject(expected);
  });

  test('15 MiB in pieces of 64 KiB', () => {
    const octets = framed(JSON.stringify('x'.repeat(15 << 20)));
    expect(read(octets, 65536, 16 << 20)).toHaveLength(1);
  });

  test('what is over the cap is not framed', () => {
    expect(frame('x'.repeat(10), 5)).toBeUndefined();
    expect(frame('ж', 4)).toEqual(framed('"ж"'));
  });
});

test.each([
  [[origin], true],
  [[origin, '--parent-window=0'], true],
  [['/home/u/.mozilla/native-messaging-hosts/org.waypost.host.json', 'waypost@waypost.org'], true],
  [['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/'], false],
  [[origin.slice(0, -1)], false],
  [['x', 'other@example.org'], false],
  [[], false],
])('caller %j: %s', (args, admitted) => {
  expect(callerAdmitted(args)).toBe(admitted);
});

test('a polluted stream is told by its absurd length', () => {
  expect(answerIn(Buffer.from('Debugger listening on ws://\n'), 1)).toMatchObject({
    fault: 'polluted',
    detail: 'Debugger listening on ws://',
  });
  expect(answerIn(Buffer.from('De'), 1)).toBeUndefined();
});
