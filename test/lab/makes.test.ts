import { describe, expect, test } from 'vitest';
import { arrived, bodyOfSize, expectBody, makeNames, natures } from './makes.ts';
import { makes } from './network.ts';
import { placeOf } from './place.ts';
import { messageOf, send } from './send.ts';
import { messagesIn } from './station.ts';

/** `waypost send` to one real server of each make, by their MX, under TLS where that works. */
describe.each(makeNames)('%s', (make) => {
  const { name } = makes[make];
  const { tls, chunking, dsn, smtputf8, stranger } = natures[make];
  const [out, into] = tls ? ['~>', '<~'] : ['->', '<-'];

  test('of three recipients one is refused: each has its own result, and the others have the message', async () => {
    const { text, body, end } = messageOf('.\n..\n.Dots.');
    const to = [`user@${name}`, `stranger@${name}`, `second@${name}`];
    const { outcomes, transcript, exit } = await send(to, text);
    console.log(transcript.join('\n'));

    expect(outcomes.map(({ path, state, step }) => ({ path, state, step }))).toEqual([
      { path: to[0], state: 'sent', step: 'end of data' },
      { path: to[1], state: 'failed', step: 'RCPT' },
      { path: to[2], state: 'sent', step: 'end of data' },
    ]);
    expect(outcomes[1]).toMatchObject({ reason: stranger, reply: expect.stringMatching(/^550[ -]/) });
    expect(exit).toBe(1);

    const said = transcript.join('\n');
    expect(said).toMatch(tls ? /^=== TLSv1\.3, /m : /^\*\*\* TLS failed.*\n\*\*\* .* in clear$/m);
    expect(said).toContain(`${out} RCPT TO:<stranger@${name}>`);
    expect(said.includes(`\n${into} 250 CHUNKING`) || said.includes(`\n${into} 250-CHUNKING`)).toBe(chunking);
    expect(said.includes(`\n${out} BDAT `)).toBe(chunking);
    expect(said.includes(`\n${out} DATA\n`)).toBe(!chunking);

    for (const user of ['user', 'second'] as const) expectBody(await arrived(make, end, user), body);
  });

  test(`a routed recipient${dsn ? ', with its final mailbox in ORCPT' : ''}`, async () => {
    const { text, end } = messageOf('By a route of one hop.');
    const { outcomes, transcript } = await send([`@${name}:user@${name}`], text);
    expect(outcomes).toMatchObject([{ state: 'sent' }]);
    expect(transcript).toContain(
      `${out} RCPT TO:<@${name}:user@${name}>${dsn ? ` ORCPT=rfc822;user@${name}` : ''}`,
    );
    await arrived(make, end);
  });

  test(`a local part beyond ASCII ${smtputf8 ? 'is delivered' : 'is refused before MAIL'}`, async () => {
    const { text, body, end } = messageOf('Привет.');
    const { outcomes, transcript } = await send(
      [`дед@${name}`],
      text.replace('From:', 'Comments: привет\nFrom:'),
    );
    if (smtputf8) {
      expect(outcomes).toMatchObject([{ state: 'sent' }]);
      expect(transcript.some((line) => /^~> MAIL FROM:.* SMTPUTF8$/.test(line))).toBe(true);
      const message = Buffer.from(await arrived(make, end), 'latin1').toString();
      expect(message).toContain('\nComments: привет\n');
      expectBody(message, body);
    } else {
      expect(outcomes).toMatchObject([{ state: 'failed', reason: 'smtputf8-not-offered' }]);
      expect(transcript.filter((line) => line.includes('> MAIL'))).toEqual([]);
    }
  });

  test('six MiB arrive octet for octet', async () => {
    const { text, body, end } = messageOf(bodyOfSize(6 * 2 ** 20));
    const { outcomes } = await send([`user@${name}`], text);
    expect(outcomes).toMatchObject([{ state: 'sent' }]);
    expectBody(await arrived(make, end), body);
  });

  test('with every recipient refused nobody has anything', async () => {
    const { text, end } = messageOf('For nobody.');
    const { outcomes } = await send([`stranger@${name}`, `nobody-here@${name}`], text);
    expect(outcomes).toMatchObject([
      { state: 'failed', step: 'RCPT' },
      { state: 'failed', step: 'RCPT' },
    ]);
    expect(messagesIn(placeOf(name)).filter((message) => message.includes(end))).toEqual([]);
  });
});
