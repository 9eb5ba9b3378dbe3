/** A page's call of the background that is put to sleep at that moment. */
import { beforeEach, expect, test, vi } from 'vitest';

const nobody = new Error('Could not establish connection. Receiving end does not exist.');
let answers: (() => Promise<unknown>)[] = [];
const sendMessage = vi.fn(() => (answers.shift() ?? (() => Promise.resolve('too many')))());
vi.mock('webextension-polyfill', () => ({ default: { runtime: { sendMessage } } }));
const { background } = await import('../../src/extension/background/api.ts');

beforeEach(() => sendMessage.mockClear());

test.each([
  ['heard at once', [() => Promise.resolve(1)], 1, 1],
  [
    'heard by nobody, then by the background that woke',
    [() => Promise.reject(nobody), () => Promise.resolve(2)],
    2,
    2,
  ],
  ['heard by nobody twice', [() => Promise.reject(nobody), () => Promise.reject(nobody)], nobody, 2],
  ['refused by the background', [() => Promise.reject(new Error('no'))], new Error('no'), 1],
])('%s', async (_, given, outcome, times) => {
  answers = [...given];
  expect(await background.siteState(1).catch((error: unknown) => error)).toEqual(outcome);
  expect(sendMessage).toHaveBeenCalledTimes(times);
});

test('an insertion is not repeated', async () => {
  answers = [() => Promise.reject(nobody)];
  await expect(background.insert(1, 'to', 'user@dest.test')).rejects.toThrow(nobody);
  expect(sendMessage).toHaveBeenCalledTimes(1);
});
