/** The demo's webmail: what it takes for a recipient, its pages, and what it submits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLetter, writeLetter } from '../../src/demo/mail-text.ts';
import { takeRecipients } from '../../src/demo/webmail-recipients.ts';
import { startWorld, type World } from '../../src/demo/world.ts';

describe('recipients', () => {
  test.each([
    ['user@dest.test', ['user@dest.test'], []],
    ['User <user@dest.test>, b@s1.test;c@s2.test', ['user@dest.test', 'b@s1.test', 'c@s2.test'], []],
    ['user%dest.test%s2.test@s1.test', ['user%dest.test%s2.test@s1.test'], []],
    ['s2.test!dest.test!user@s1.test', ['s2.test!dest.test!user@s1.test'], []],
    ['@s1.test:user@dest.test', [], ['@s1.test:user@dest.test']],
    ['<@s1.test,@s2.test:user@dest.test>', [], ['<@s1.test', '@s2.test:user@dest.test>']],
    ['s1.test!dest.test!user', [], ['s1.test!dest.test!user']],
    ['user', [], ['user']],
    ['"a b"@dest.test', [], ['"a b"@dest.test']],
    [' , ;', [], []],
  ])('%s', (text, addresses, invalid) => {
    expect(takeRecipients(text)).toEqual({ addresses, invalid });
  });
});

describe('letters', () => {
  test.each([
    ['plain', 'text'],
    [
      'Тема письма, которая длиннее одного закодированного слова, потому что она очень длинная',
      'Привет,\nмир\n',
    ],
    ['=?UTF-8?B?x?=', '.\n.\n'],
  ])('%s is read as it was written', (subject, text) => {
    const octets = writeLetter({ from: 'me@client.test', to: ['a@dest.test'], cc: [], subject, text });
    expect(octets.toString('latin1')).toMatch(/^[\x20-\x7e\r\n]*$/);
    const read = readLetter(octets);
    // A last line without an end gets one on its way.
    expect(read.text.trimEnd()).toBe(text.replaceAll('\n', '\r\n').trimEnd());
    if (!subject.startsWith('=?')) expect(read.subject).toBe(subject);
  });

  test('quoted-printable and the first part of several', () => {
    const source = [
      'Subject: =?iso-8859-1?Q?caf=E9_?=',
      ' =?UTF-8?B?w6k=?=',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'caf=C3=A9 =',
      'end',
      '--b--',
    ].join('\r\n');
    expect(readLetter(Buffer.from(source))).toMatchObject({
      subject: 'café é',
      text: expect.stringMatching(/^café end/),
    });
  });
});

describe('the server', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${world.origin}/send`, {
      method: 'POST',
      body: new URLSearchParams({
        from: 'me@client.test',
        to: '',
        cc: '',
        bcc: '',
        subject: '',
        body: '',
        ...form,
      }),
      headers: { origin: world.origin, ...headers },
    });

  test('the composer has its fields, and nothing comes from elsewhere', async () => {
    const response = await fetch(`${world.origin}/compose`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    for (const part of [
      '<form id="compose" data-waypost-demo',
      '<select id="from"',
      '<input id="to"',
      '<input id="cc"',
      '<input id="bcc"',
      '<input id="subject"',
      '<textarea id="body"',
      '<button id="send"',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).not.toMatch(/<script|https?:/);
  });

  test.each([
    ['@s1.test:user@dest.test', 'Invalid recipient: @s1.test:user@dest.test'],
    ['@s1.test,@s2.test:user@dest.test', 'Invalid recipient: @s1.test, @s2.test:user@dest.test'],
    ['', 'Add at least one recipient.'],
    ['<script>', 'Invalid recipient: &#60;script&#62;'],
  ])('refuses %j and keeps what was typed', async (to, words) => {
    const response = await post({ to, subject: 'kept', body: 'also <kept>' });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('value="kept"');
    expect(page).toContain('also &#60;kept&#62;');
    expect(page).not.toContain('<script>');
  });

  test.each([
    'user@dest.test',
    'user%dest.test%s3.test%s2.test@s1.test',
    's2.test!s3.test!dest.test!user@s1.test',
  ])('carries %s by s1 to the mailbox, and shows it there', async (to) => {
    const subject = `carried ${to}`;
    const response = await post({ to, subject, body: 'text' });
    expect(response.status).toBe(200);
    const { id } = await world.inbox.waitFor(`Subject: ${subject}`, AbortSignal.timeout(10_000));
    const at = `${world.origin}/mail/user%40dest.test`;
    expect(await (await fetch(at)).text()).toContain(subject);
    expect(await (await fetch(`${at}/${id}`)).text()).toContain('<pre class="letter">\ntext\r\n</pre>');
    expect(await (await fetch(`${at}/${id}/source`)).text()).toContain(
      'by dest.test (Waypost demo) with ESMTP',
    );
  });

  test('the blind copy is in the envelope only', async () => {
    const before = world.heard.length;
    await post({ to: 'user@dest.test', bcc: 'postmaster@dest.test', subject: 'blind' });
    const { octets } = await world.inbox.waitFor('Subject: blind', AbortSignal.timeout(10_000));
    expect(octets.toString()).not.toContain('postmaster');
    expect(world.heard.slice(before).map(({ path }) => path)).toContain('postmaster@dest.test');
  });

  test("the submission server's refusal is shown in its words", async () => {
    const response = await post({ to: 'nobody@s1.test', subject: 'kept' });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('550 5.1.1 &#60;nobody@s1.test&#62; no such mailbox here');
  });

  test('other sites, other names and other paths', async () => {
    expect((await post({ to: 'user@dest.test' }, { origin: 'http://evil.test' })).status).toBe(403);
    expect((await fetch(world.origin.replace('127.0.0.1', 'localhost'))).status).toBe(403);
    expect((await fetch(`${world.origin}/mail/user%40dest.test/..%2f..%2fconfig.json/source`)).status).toBe(
      404,
    );
    expect((await fetch(`${world.origin}/mail/root%40dest.test`)).status).toBe(404);
    expect((await fetch(`${world.origin}/mail/%E0%A4%A`)).status).toBe(404);
  });

  test('speaks the language that the browser asks for', async () => {
    const response = await fetch(`${world.origin}/compose`, {
      headers: { 'accept-language': 'ru-RU,ru;q=0.9' },
    });
    expect(await response.text()).toContain('Новое письмо');
  });
});
