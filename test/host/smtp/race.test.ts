/** Which address is dialled when, and who wins. Time is the test's own. */
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Dialled, Endpoint } from '../../../src/host/smtp/dial.ts';
import { race } from '../../../src/host/smtp/race.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What an address does: connects, or fails with a code, after some milliseconds. Without it, nothing ever comes. */
type Answer = readonly [after: number, code?: string] | undefined;

async function run(answers: readonly Answer[], signal = new AbortController().signal) {
  const begun: [address: string, at: number][] = [];
  const destroyed: string[] = [];
  const start = Date.now();
  const endpoints = answers.map((_, index): Endpoint => ({ name: 'mx.test', address: `${index}`, port: 25 }));
  const dial = ({ address }: Endpoint, life: AbortSignal): Promise<Dialled> => {
    begun.push([address, Date.now() - start]);
    const socket = { destroy: () => destroyed.push(address) } as unknown as Socket;
    const answer = answers[Number(address)];
    return new Promise((resolve) => {
      if (answer) {
        const [after, code] = answer;
        setTimeout(() => resolve(code ? { ok: false, detail: code } : { ok: true, socket }), after);
      }
      // One whose connection stands already when it is told to stop.
      life.addEventListener('abort', () =>
        resolve(answer ? { ok: true, socket } : { ok: false, detail: 'stopped' }),
      );
    });
  };
  const racing = race(endpoints, dial, signal);
  await vi.advanceTimersByTimeAsync(60_000);
  const { won, lost } = await racing;
  await vi.advanceTimersByTimeAsync(60_000);
  return {
    begun,
    destroyed,
    won: won?.endpoint.address,
    lost: lost.map(({ endpoint, detail }) => `${endpoint.address} ${detail}`),
  };
}

describe('RFC 8305', () => {
  test.each<[string, readonly Answer[], object]>([
    ['one that connects in time has no rival', [[20], [5]], { begun: [['0', 0]], won: '0', lost: [] }],
    [
      'a silent one loses its head start after 250 ms',
      [undefined, [5]],
      {
        begun: [
          ['0', 0],
          ['1', 250],
        ],
        won: '1',
        lost: [],
      },
    ],
    [
      'one that fails makes room at once',
      [[10, 'ECONNREFUSED'], [5]],
      {
        begun: [
          ['0', 0],
          ['1', 10],
        ],
        won: '1',
        lost: ['0 ECONNREFUSED'],
      },
    ],
    [
      'the first to connect wins, whoever began',
      [[300], [100]],
      {
        begun: [
          ['0', 0],
          ['1', 250],
        ],
        won: '0',
        destroyed: ['1'],
      },
    ],
    [
      'a failure beside one that is still trying ends nothing',
      [[400], [20, 'EHOSTUNREACH']],
      { won: '0', lost: ['1 EHOSTUNREACH'] },
    ],
    [
      'all fail: each keeps its reason',
      [
        [10, 'ECONNREFUSED'],
        [10, 'EHOSTUNREACH'],
        [10, 'ETIMEDOUT'],
      ],
      {
        begun: [
          ['0', 0],
          ['1', 10],
          ['2', 20],
        ],
        won: undefined,
        lost: ['0 ECONNREFUSED', '1 EHOSTUNREACH', '2 ETIMEDOUT'],
      },
    ],
    ['nobody to call', [], { begun: [], won: undefined, lost: [] }],
  ])('%s', async (_, answers, expected) => {
    expect(await run(answers)).toMatchObject(expected);
  });

  test('stopped by its signal', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await run([undefined, undefined], stop.signal)).toMatchObject({
      begun: [['0', 0]],
      won: undefined,
      lost: ['0 stopped'],
    });
  });
});
