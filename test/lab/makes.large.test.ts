import { describe, expect, test } from 'vitest';
import { arrived, bodyOfSize, expectBody, makeNames } from './makes.ts';
import { makes } from './network.ts';
import { messageOf, send } from './send.ts';

/** Sizes about every limit that the way of sending depends on: one write, one chunk, several blocks, what a server takes. */
const kib = 1024;
const sizes = [0, 1, 1000, 63 * kib, 64 * kib, 65 * kib, 128 * kib, 1024 * kib, 9 * 1024 * kib];

describe.each(makeNames)('%s', (make) => {
  const to = `user@${makes[make].name}`;

  test.each(sizes)('a body of about %d octets arrives octet for octet', async (size) => {
    const { text, body, end } = messageOf(bodyOfSize(size));
    const { outcomes } = await send([to], text);
    expect(outcomes).toMatchObject([{ state: 'sent' }]);
    expectBody(await arrived(make, end), body);
  });

  test('the same message in CRLF arrives as it does in LF', async () => {
    const { text, body, end } = messageOf(bodyOfSize(20 * kib));
    const { outcomes } = await send([to], text.replaceAll('\n', '\r\n'));
    expect(outcomes).toMatchObject([{ state: 'sent' }]);
    expectBody(await arrived(make, end), body);
  });

  test.each(['.', '..', '.\n', '\n.\n', '.\n.\n.', 'a\n.\nMAIL FROM:<x@client.test>'])(
    'a body that ends in %j, or holds a lone dot, arrives whole',
    async (body) => {
      const { text, body: whole, end } = messageOf(body);
      const { outcomes } = await send([to], `${text}\n${body}`);
      expect(outcomes).toMatchObject([{ state: 'sent' }]);
      expectBody(await arrived(make, `${end}\n${body.trimEnd()}`), `${whole}\n${body}`);
    },
  );
});

test('a message beyond the limit that Postfix states is not sent', async () => {
  const { text } = messageOf(bodyOfSize(10 * 1024 * kib));
  const { outcomes, transcript } = await send([`user@${makes.postfix.name}`], text);
  expect(outcomes).toMatchObject([{ state: 'failed', reason: 'too-large-for-server' }]);
  expect(transcript.filter((line) => line.includes('MAIL FROM'))).toEqual([]);
});
